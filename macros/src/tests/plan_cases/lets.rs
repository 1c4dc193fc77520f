//! Rule 2: what is taken, borrowed, or must come along.

pub(super) const CASES: &str = r##"
// rule 2: it takes what the stretch uses
fn handler(title: String, res: &mut ResponseWriter) {
    res.write(render(&title));
    res.insert_header("X", title); //~ stays Moves { name: "title" }
}
---
// rule 2: it copies what the stretch uses
fn handler(title: &str, res: &mut ResponseWriter) {
    res.write(render(&title));
    res.insert_header("X", title); //~ above res.write
}
---
// rule 2: it takes what nobody uses
fn handler(title: String, res: &mut ResponseWriter) {
    res.write("x");
    res.insert_header("X", title); //~ above res.write
}
---
// rule 2: it takes a clone
fn handler(title: String, res: &mut ResponseWriter) {
    res.write(render(&title));
    res.insert_header("X", title.clone()); //~ above res.write
}
---
// rule 2: the stretch takes what it reads
fn handler(title: String, res: &mut ResponseWriter) {
    let length = title.len();
    res.write(title);
    res.insert_header("X", length); //~ above res.write
}
---
// rule 2: a needed `let`
fn handler(name: &str, res: &mut ResponseWriter) {
    res.write("x");
    let value = format!("<{name}>");
    res.insert_header("X", &value); //~ above res.write with let value
}
---
// rule 2: two needed `let`s
fn handler(name: &str, res: &mut ResponseWriter) {
    res.write("x");
    let a = name.len();
    let b = format!("{a}");
    res.insert_header("X", b); //~ above res.write with let a with let b
}
---
// rule 2: a needed `let` that is used elsewhere
fn handler(name: &str, res: &mut ResponseWriter) {
    res.write("x");
    let value = format!("<{name}>");
    res.insert_header("X", &value); //~ stays NeededLet
    log(&value);
}
---
// rule 2: a needed `let` whose name is bound again
fn handler(name: &str, res: &mut ResponseWriter) {
    res.write("x");
    let value = format!("<{name}>");
    res.insert_header("X", value); //~ above res.write with let value
    let value = 3;
    log(value);
}
---
// rule 2: a needed `let` that only moves
fn handler(name: String, res: &mut ResponseWriter) {
    res.write("x");
    let value = name;
    res.insert_header("X", value); //~ stays NeededLet { name: "value", problem: Moves }
}
---
// rule 2: a needed `let` under `#[cfg]`
fn handler(name: &str, res: &mut ResponseWriter) {
    res.write("x");
    #[cfg(unix)]
    let value = "unix";
    #[cfg(not(unix))]
    let value = "other";
    res.insert_header("X", value); //~ stays NeededLet { name: "value", problem: Cfg }
}
---
// rule 2: a needed `let else`
fn handler(name: &str, res: &mut ResponseWriter) {
    res.write("x");
    let Some(value) = name.find('x') else { return };
    res.insert_header("X", value); //~ stays NeededLet { name: "value", problem: Pattern }
}
---
// rule 2: the result of the write
fn handler(res: &mut ResponseWriter) {
    let sent = res.write("x");
    res.insert_header("X", sent); //~ stays ReadsResponse
}
---
// rule 2: a reference into a response that is a local
fn handler(name: &str) {
    let mut res = ResponseWriter::new();
    res.write("x");
    let value = format!("<{name}>");
    res.insert_header("X", &value); //~ stays NeededLet { name: "value", problem: Lent }
}
---
// rule 2: a value into a response that is a local
fn handler(name: &str) {
    let mut res = ResponseWriter::new();
    res.write("x");
    let value = format!("<{name}>");
    res.insert_header("X", value); //~ above res.write with let value
}
---
// rule 2: what is copied may be used in the stretch
fn handler(limit: Option<u32>, res: &mut ResponseWriter) {
    res.write(format!("{limit:?}"));
    res.insert_header("X", limit.unwrap_or(0)); //~ above res.write
}
"##;
