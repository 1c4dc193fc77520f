//! Rule 3: what may be computed earlier.

pub(super) const CASES: &str = r##"
// rule 3: `now()`
res.write("x").await?;
res.insert_header("X", Instant::now()); //~ stays Impure
---
// rule 3: a cell
fn handler(hits: &Cell<u32>, res: &mut ResponseWriter) {
    res.write("x");
    res.insert_header("X", hits.get()); //~ stays Impure
}
---
// rule 3: a map
fn handler(map: &Map, res: &mut ResponseWriter) {
    res.write("x");
    res.insert_header("X", map.get("a").is_some()); //~ above res.write
}
---
// rule 3: an atomic
fn handler(hits: &AtomicU32, res: &mut ResponseWriter) {
    res.write("x");
    res.insert_header("X", hits.load(Relaxed)); //~ stays Impure
}
---
// rule 3: a `RefCell`
fn handler(hits: &RefCell<Hits>, res: &mut ResponseWriter) {
    res.write("x");
    res.insert_header("X", hits.borrow().len()); //~ stays Impure
}
---
// rule 3: an unknown call over a write with pure arguments
fn handler(req: &Request, res: &mut ResponseWriter) {
    res.write("x");
    res.insert_header("X", tenant_of(req)); //~ above res.write
}
---
// rule 3: an unknown call over a call
fn handler(req: &Request, res: &mut ResponseWriter) {
    res.write("x");
    count();
    res.insert_header("X", tenant_of(req)); //~ stays UnknownCall { name: "tenant_of" }
}
---
// rule 3: an unknown call without arguments
fn handler(req: &Request, res: &mut ResponseWriter) {
    res.write("x");
    res.insert_header("X", tenant()); //~ stays Impure
}
---
// rule 3: an unknown method of a `&T` parameter
fn handler(req: &Request, res: &mut ResponseWriter) {
    res.write("x");
    res.insert_header("X", req.tenant()); //~ above res.write
}
---
// rule 3: an unknown method of something else
fn handler(app: App, res: &mut ResponseWriter) {
    res.write("x");
    res.insert_header("X", app.tenant()); //~ stays Impure
}
---
// rule 3: a method on a static
fn handler(res: &mut ResponseWriter) {
    res.write("x");
    res.insert_header("X", CONFIG.name()); //~ stays Impure
}
---
// rule 3: `unsafe`
fn handler(res: &mut ResponseWriter) {
    res.write("x");
    res.insert_header("X", unsafe { VALUE }); //~ stays Impure
}
---
// rule 3: arithmetic that can panic, over an exit
async fn handler(n: u64, res: &mut ResponseWriter) -> Result<()> {
    res.write("x").await?;
    res.insert_header("X", n + 1); //~ stays MayPanic
    Ok(())
}
---
// rule 3: arithmetic that can panic, over no exit
fn handler(n: u64, res: &mut ResponseWriter) {
    res.write("x");
    res.insert_header("X", n + 1); //~ above res.write
}
---
// rule 3: arithmetic of literals
res.write("x").await?;
res.insert_header("X", 60 * 60); //~ above res.write
---
// rule 3: an index
async fn handler(parts: &[u64], res: &mut ResponseWriter) -> Result<()> {
    res.write("x").await?;
    res.insert_header("X", parts[0]); //~ stays MayPanic
    Ok(())
}
---
// rule 3: closures of `Option`
res.write("x").await?;
res.insert_header("X", req.headers().get("a").map(|v| v.len()).unwrap_or(0)); //~ above res.write
---
// rule 3: a closure that is not pure
res.write("x").await?;
res.insert_header("X", req.headers().get("a").map(|v| bump(v, n))); //~ stays Impure
---
// rule 3: a type that is settled in the stretch
fn handler(text: &str, res: &mut ResponseWriter) {
    let value = text.parse().unwrap();
    res.write(take_u32(&value));
    res.insert_header("X", value.to_string()); //~ stays Inferred { name: "value" }
}
---
// rule 3: a type that is written
fn handler(text: &str, res: &mut ResponseWriter) {
    let value: u32 = text.parse().unwrap();
    res.write(take_u32(&value));
    res.insert_header("X", value.to_string()); //~ above res.write
}
---
// rule 3: the type of a constructor is known
fn handler(text: &str, res: &mut ResponseWriter) {
    let value = String::from(text);
    res.write(&value);
    res.insert_header("X", value.len()); //~ above res.write
}
---
// rule 3: a type that an earlier use settles
fn handler(text: &str, res: &mut ResponseWriter) {
    let value = text.parse().unwrap();
    keep(value.to_string());
    res.write(take_u32(&value));
    res.insert_header("X", value.to_string()); //~ above res.write
}
---
// rule 3: what a lock shows
fn handler(res: &mut ResponseWriter) {
    res.write("x");
    res.insert_header("X", format!("{HITS:?}")); //~ stays Impure
}
---
// rule 3: a constant of the crate in a format string
fn handler(res: &mut ResponseWriter) {
    res.write("x");
    res.insert_header("X", format!("v{VERSION}")); //~ above res.write
}
---
// rule 3: printing is not pure
fn handler(flag: bool, res: &mut ResponseWriter) {
    res.write("x");
    if flag { //~ stays Impure
        println!("x");
        res.insert_header("X", "1");
    }
}
---
// rule 3: it reads the response
res.write("x").await?;
res.insert_header("X", res.headers().len()); //~ stays ReadsResponse
---
// rule 3: the user vouches
res.write("x").await?;
#[hoist] res.insert_header("X", tenant()); //~ above res.write
---
// rule 3: an unknown name with a word that means another result each time
fn handler(ids: &Ids, res: &mut ResponseWriter) {
    res.write("x");
    res.insert_header("X", ids.next_id()); //~ stays Impure
}
---
// rule 3: a function with such a word
fn handler(clock: &Clock, res: &mut ResponseWriter) {
    res.write("x");
    res.insert_header("X", now_utc(clock)); //~ stays Impure
}
---
// rule 3: arithmetic that can panic, over a call that never returns
fn handler(n: u32, res: &mut ResponseWriter) {
    res.write("x");
    if n == 0 {
        std::process::exit(1);
    }
    res.insert_header("X", 100 / n); //~ stays MayPanic
}
---
// rule 3: a division by a literal zero
res.write("x").await?;
res.insert_header("X", 100 / 0); //~ stays MayPanic
---
// rule 3: another error, made by code of unknown effect, of an operation that does not leave
fn handler(name: &str, res: &mut ResponseWriter) {
    res.write("x");
    res.insert_header("X", name).map_err(|error| report(error)).ok(); //~ stays Impure
}
---
// rule 3: the same for an operation that cannot fail
fn handler(res: &mut ResponseWriter) {
    res.write("x");
    res.insert_header("X", "1").map_err(|error| report(error)).ok(); //~ above res.write
}
"##;
