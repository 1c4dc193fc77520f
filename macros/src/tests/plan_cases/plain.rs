//! Rules 1 and 2: which types and initialisers give plain values, and which are copied.

pub(super) const CASES: &str = r##"
// rule 5: `break` in a plain block
async fn handler(conn: &mut Conn) -> Result<()> {
    loop {
        let mut res = ResponseWriter::new();
        res.write("x");
        {
            if done() {
                break;
            }
        }
        res.insert_header("X", "1"); //~ stays Exit { what: "`break`" }
    }
}
---
// rule 1: an option of text
fn handler(lang: Option<&str>, res: &mut ResponseWriter) {
    res.write(show(lang));
    res.insert_header("X", lang.unwrap_or("en")); //~ above res.write
}
---
// rule 1: an option of something with a value that changes inside
fn handler(hits: Option<Cell<u64>>, res: &mut ResponseWriter) {
    res.write(show(&hits));
    res.write(bump(hits));
    res.insert_header("X", hits.is_some()); //~ stays MayChange { name: "hits" }
}
---
// rule 1: another type around text
fn handler(lang: Chosen<&str>, res: &mut ResponseWriter) {
    res.write(show(lang));
    res.insert_header("X", lang.len()); //~ stays MayChange { name: "lang" }
}
---
// rule 1: a pair of plain values
fn handler(span: (u64, bool), res: &mut ResponseWriter) {
    res.write(show(span));
    res.insert_header("X", span.0); //~ above res.write
}
---
// rule 1: an array of plain values
fn handler(bytes: [u8; 4], res: &mut ResponseWriter) {
    res.write(bytes.bump());
    res.insert_header("X", bytes.len()); //~ above res.write
}
---
// rule 1: a type in parentheses
fn handler(size: (u64), res: &mut ResponseWriter) {
    res.write(show(size));
    res.insert_header("X", size); //~ above res.write
}
---
// rule 1: a `let` with the type of text
fn handler(res: &mut ResponseWriter) {
    let lang: &str = lang();
    res.write(show(lang));
    res.insert_header("X", lang.len()); //~ above res.write
}
---
// rule 1: a list of what changes inside
fn handler(hits: Vec<Cell<u64>>, res: &mut ResponseWriter) {
    res.write(hits.bump());
    res.insert_header("X", hits.len()); //~ stays MayChange { name: "hits" }
}
---
// rule 1: a cast to a number
let it = count() as u64;
res.write(it.bump()).await?;
res.insert_header("X", it.len()); //~ above res.write
---
// rule 1: a text made by `format!`
let it = format!("{n}");
res.write(it.bump()).await?;
res.insert_header("X", it.len()); //~ above res.write
---
// rule 1: a negated test
let it = !name.is_empty();
res.write(it.bump()).await?;
res.insert_header("X", it.len()); //~ above res.write
---
// rule 1: the negative of something unknown
let it = -count();
res.write(it.bump()).await?;
res.insert_header("X", it.len()); //~ stays MayChange { name: "it" }
---
// rule 1: what a reference holds
let it = *name.trim();
res.write(it.bump()).await?;
res.insert_header("X", it.len()); //~ stays MayChange { name: "it" }
---
// rule 1: a comparison
let it = count() > 3;
res.write(it.bump()).await?;
res.insert_header("X", it.len()); //~ above res.write
---
// rule 1: a sum with a number on its left
let it = name.len() + count();
res.write(it.bump()).await?;
res.insert_header("X", it.len()); //~ above res.write
---
// rule 1: a sum with a number on its right
let it = count() + name.len();
res.write(it.bump()).await?;
res.insert_header("X", it.len()); //~ above res.write
---
// rule 1: a sum of unknown things
let it = count() + count();
res.write(it.bump()).await?;
res.insert_header("X", it.len()); //~ stays MayChange { name: "it" }
---
// rule 1: a text made by a method
let it = name.to_string();
res.write(it.bump()).await?;
res.insert_header("X", it.len()); //~ above res.write
---
// rule 1: a text made by a constructor
let it = String::from(name);
res.write(it.bump()).await?;
res.insert_header("X", it.len()); //~ above res.write
---
// rule 1: a parsed number
let it = name.parse::<u64>()?;
res.write(it.bump()).await?;
res.insert_header("X", it.len()); //~ above res.write
---
// rule 1: one of two literals
let it = if n > 1 { "many" } else { "one" };
res.write(it.bump()).await?;
res.insert_header("X", it.len()); //~ above res.write
---
// rule 1: a literal or something unknown
let it = if n > 1 { "many" } else { pick() };
res.write(it.bump()).await?;
res.insert_header("X", it.len()); //~ stays MayChange { name: "it" }
---
// rule 1: one of several literals
let it = match n { 1 => "one", _ => "many" };
res.write(it.bump()).await?;
res.insert_header("X", it.len()); //~ above res.write
---
// rule 1: a status
let it = StatusCode::OK;
res.write(it.bump()).await?;
res.insert_header("X", it.len()); //~ above res.write
---
// rule 1: a variant of another type
let it = Code::OK;
res.write(it.bump()).await?;
res.insert_header("X", it.len()); //~ stays MayChange { name: "it" }
---
// rule 1: a list that is collected
let it = rows.iter().collect::<Vec<u64>>();
res.write(it.bump()).await?;
res.insert_header("X", it.len()); //~ above res.write
---
// rule 1: a set of cells that is collected
let it = rows.iter().collect::<Cells>();
res.write(it.bump()).await?;
res.insert_header("X", it.len()); //~ stays MayChange { name: "it" }
---
// rule 1: something that an unknown method gives
let it = rows.load::<u64>();
res.write(it.bump()).await?;
res.insert_header("X", it.len()); //~ stays MayChange { name: "it" }
---
// rule 1: an empty list
let it = Vec::new();
res.write(it.bump()).await?;
res.insert_header("X", it.len()); //~ above res.write
---
// rule 1: an unknown constructor of a text
let it = String::load(name);
res.write(it.bump()).await?;
res.insert_header("X", it.len()); //~ stays MayChange { name: "it" }
---
// rule 1: a cookie
let it = Cookie::new("a", "b");
res.write(it.bump()).await?;
res.insert_header("X", it.len()); //~ stays MayChange { name: "it" }
---
// rule 2: a text is moved
let it = name.to_string();
res.write(show(&it)).await?;
res.insert_header("X", it); //~ stays Moves { name: "it" }
---
// rule 2: a negative literal is copied
let it = -4;
res.write(show(&it)).await?;
res.insert_header("X", it); //~ above res.write
---
// rule 2: a negated test is copied
let it = !name.is_empty();
res.write(show(&it)).await?;
res.insert_header("X", it); //~ above res.write
---
// rule 2: the negative of something unknown is moved
let it = -total(req);
res.write(show(&it)).await?;
res.insert_header("X", it); //~ stays Moves { name: "it" }
---
// rule 2: a comparison is copied
let it = count() > 3;
res.write(show(&it)).await?;
res.insert_header("X", it); //~ above res.write
---
// rule 2: a sum with a literal is copied
let it = 4 + count();
res.write(show(&it)).await?;
res.insert_header("X", it); //~ above res.write
---
// rule 2: a status is copied
let it = StatusCode::OK;
res.write(show(&it)).await?;
res.insert_header("X", it); //~ above res.write
---
// rule 2: a variant is moved
let it = Label::Short;
res.write(show(&it)).await?;
res.insert_header("X", it); //~ stays Moves { name: "it" }
---
// rule 2: a variable of two types under `#[cfg]`
#[cfg(windows)]
let tag = String::from("a");
#[cfg(not(windows))]
let tag: u64 = 4;
res.write(show(&tag)).await?;
res.insert_header("X", tag); //~ stays Moves { name: "tag" }
---
// rule 2: a text by its written type is moved
let it: String = pick();
res.write(show(&it)).await?;
res.insert_header("X", it); //~ stays Moves { name: "it" }
---
// rule 2: a number by its written type is copied
let it: u64 = pick();
res.write(show(&it)).await?;
res.insert_header("X", it); //~ above res.write
---
// rule 1: an arm that changes
let it = pick();
res.write("x").await?;
match n {
    1 => it.bump(),
    _ => {}
}
res.insert_header("X", it.len()); //~ stays MayChange { name: "it" }
"##;
