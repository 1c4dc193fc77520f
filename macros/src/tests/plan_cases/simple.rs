//! Rule 4: a `?` that can fail moves over writes with pure arguments and nothing else.

pub(super) const CASES: &str = r##"
// rule 4: over a write of a field
res.write("x").await?;
let page = Page::new();
res.write(page.title).await?;
res.insert_header("X", name)?; //~ stays CanFail
---
// rule 4: over a write of a name that a pattern binds
res.write("x").await?;
if let Some(n) = name.strip_prefix("a") {
    res.write(n).await?;
}
res.insert_header("X", name)?; //~ stays CanFail
---
// rule 4: over a write that takes a value
async fn handler(token: Token, name: &str, res: &mut ResponseWriter) -> Result<()> {
    res.write(token).await?;
    res.insert_header("X", name)?; //~ stays CanFail
    Ok(())
}
---
// rule 4: over a value that is thrown away
res.write("x").await?;
let _ = count();
res.insert_header("X", name)?; //~ stays CanFail
---
// rule 4: over a branch with an unknown condition
res.write("x").await?;
if count() > 3 {
    res.write("y").await?;
}
res.insert_header("X", name)?; //~ stays CanFail
---
// rule 4: over a branch that does something else
res.write("x").await?;
if n > 3 {
    count();
}
res.insert_header("X", name)?; //~ stays CanFail
---
// rule 4: over a second branch that does something else
res.write("x").await?;
if n > 3 {
    res.write("y").await?;
} else {
    count();
}
res.insert_header("X", name)?; //~ stays CanFail
---
// rule 4: over branches that write
res.write("x").await?;
if n > 3 {
    res.write("y").await?;
} else {
    res.write("z").await?;
}
res.insert_header("X", name)?; //~ above res.write("x")
---
// rule 4: over a branch with an unknown call on a `&T` parameter
res.write("x").await?;
if is_known(name) {
    res.write("y").await?;
}
res.insert_header("X", name)?; //~ stays CanFail
---
// rule 4: over a `match` of something unknown
res.write("x").await?;
match count() {
    1 => {
        res.write("y").await?;
    }
    _ => {}
}
res.insert_header("X", name)?; //~ stays CanFail
---
// rule 4: over a `match` whose arm does something else
res.write("x").await?;
match n {
    1 => {
        count();
    }
    _ => {}
}
res.insert_header("X", name)?; //~ stays CanFail
---
// rule 4: over a `match` with an unknown guard
res.write("x").await?;
match n {
    m if tick() => {
        res.write("y").await?;
    }
    _ => {}
}
res.insert_header("X", name)?; //~ stays CanFail
---
// rule 4: over a `match` that writes
res.write("x").await?;
match n {
    1 => {
        res.write("y").await?;
    }
    _ => {}
}
res.insert_header("X", name)?; //~ above res.write("x")
---
// rule 4: over another operation on the head
res.write("x").await?;
res.append_header("Y", next());
res.insert_header("X", name)?; //~ stays CanFail
---
// rule 4: over a write whose error is mapped by something unknown
res.write("x").await?;
res.write("y").await.map_err(|error| log(error))?;
res.insert_header("X", name)?; //~ stays CanFail
---
// rule 4: over a write whose error becomes a variant
res.write("x").await?;
res.write("y").await.map_err(|error| Failed(error))?;
res.insert_header("X", name)?; //~ above res.write("x")
---
// rule 4: over a write whose error becomes a variant by its name
res.write("x").await?;
res.write("y").await.map_err(Failed)?;
res.insert_header("X", name)?; //~ above res.write("x")
---
// rule 4: over a write whose error gets a text
res.write("x").await?;
res.write("y").await.context("no body")?;
res.insert_header("X", name)?; //~ above res.write("x")
---
// rule 4: over a load whose error is dropped
res.write("x").await?;
load(n).ok();
res.insert_header("X", name)?; //~ stays CanFail
---
// rule 4: over a load with an unknown method behind it
res.write("x").await?;
load(n).kept();
res.insert_header("X", name)?; //~ stays CanFail
---
// rule 4: over a write with an unknown method behind it
res.write("x").await?;
res.write("y").kept();
res.insert_header("X", name)?; //~ stays CanFail
---
// rule 4: over a line in the log
res.write("x").await?;
info!("written");
res.insert_header("X", name)?; //~ stays CanFail
---
// rule 4: over a local that is filled
res.write("x").await?;
let mut line = String::new();
write!(line, "{n}")?;
res.write(&line).await?;
res.insert_header("X", name)?; //~ stays CanFail
---
// rule 4: over a formatted write of something unknown
res.write("x").await?;
write!(res, "{}", count())?;
res.insert_header("X", name)?; //~ stays CanFail
---
// rule 4: over a formatted write
res.write("x").await?;
write!(res, "{n}")?;
res.insert_header("X", name)?; //~ above res.write("x")
---
// rule 4: over a loop over a range
res.write("x").await?;
for at in 0..9 {
    res.write(at).await?;
}
res.insert_header("X", name)?; //~ above res.write("x")
---
// rule 4: over a loop over characters
res.write("x").await?;
for c in name.chars() {
    res.write(c).await?;
}
res.insert_header("X", name)?; //~ above res.write("x")
---
// rule 4: over a loop over a reference to literals
res.write("x").await?;
for part in &["a", "b"] {
    res.write(part).await?;
}
res.insert_header("X", name)?; //~ above res.write("x")
---
// rule 4: over a loop over an iterator of literals
res.write("x").await?;
for part in ["a", "b"].iter() {
    res.write(part).await?;
}
res.insert_header("X", name)?; //~ above res.write("x")
---
// rule 4: over a loop over an iterator of unknown things
res.write("x").await?;
for row in rows.iter() {
    res.write(row).await?;
}
res.insert_header("X", name)?; //~ stays CanFail
---
// rule 4: over a loop over two iterators
res.write("x").await?;
for row in rows.iter().rev() {
    res.write(row).await?;
}
res.insert_header("X", name)?; //~ stays CanFail
---
// rule 4: over a question to the response
res.write("x").await?;
res.headers_sent();
res.insert_header("X", name)?; //~ stays CanFail
"##;
