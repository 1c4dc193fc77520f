//! The expansion of arbitrary text that is tokens.
#![no_main]

use headers_first_fuzz::judge;
use libfuzzer_sys::{Corpus, fuzz_target};

fuzz_target!(|data: &[u8]| -> Corpus {
    match std::str::from_utf8(data) {
        Ok(text) if judge(text) => Corpus::Keep,
        _ => Corpus::Reject,
    }
});
