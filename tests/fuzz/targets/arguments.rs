//! The arguments of the attribute and the tables of `vocabulary!`, as arbitrary text.
#![no_main]

use headers_first_fuzz::{declare, judge};
use libfuzzer_sys::{Corpus, fuzz_target};

const ITEM: &str = "impl Site {
    fn f(&mut self, res: &mut ResponseWriter, done: &mut Put) -> Result<()> {
        helper(res); res.put(1)?; self.res.insert_header(\"A\", 1)?; done.head().push(1);
        res.write(2)?; #[late(drop)] res.set_status(3)?; res.insert_header(\"B\", x)?; next.run(self);
        #[hoist] res.put(f())?; res.sink().write(1); #[effect(write)] helper(res); res.finish()
    }
}";

fuzz_target!(|data: &[u8]| -> Corpus {
    let Ok(text) = std::str::from_utf8(data) else { return Corpus::Reject };
    let line = text.replace('\n', " ");
    let known = judge(&format!("{line}\n{ITEM}"));
    declare(text);
    if known { Corpus::Keep } else { Corpus::Reject }
});
