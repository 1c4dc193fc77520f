//! What moves, and in which form: statements, blocks, views, tails.

pub(super) const CASES: &str = r##"
// a constant after one write
res.write(a)?;
res.insert_header("X-Done", "1")?; //~ above res.write
---
// a constant after a loop of writes
for row in rows {
    res.write(row.to_csv()).await?;
}
res.insert_header("X-Done", "1")?; //~ above for row
Ok(())
---
// a status after a loop of writes, over nothing but the `?` of writes
for row in &rows {
    res.write(row.to_csv()).await?;
}
res.set_status(201); //~ above for row
---
// directly above the write, not above what comes before it
let a = load();
res.write(a).await?;
let b = more();
res.insert_header("X", "1")?; //~ above res.write
---
// a flag of the request
res.write(a).await?;
if req.headers().contains_key("x-debug") { //~ above res.write
    res.insert_header("X-Debug", "1")?;
}
---
// a length computed before the write
let length = rows.len();
res.write(render(&rows)).await?;
res.insert_header("X-Rows", length); //~ above res.write
---
// a length computed after the write, of a value that does not change
res.write(render(&rows)).await?;
res.insert_header("X-Rows", rows.len()); //~ above res.write
---
// after a match that writes
match kind {
    Kind::A => res.write("a").await?,
    Kind::B => res.write("b").await?,
}
res.insert_header("Cache-Control", "no-store")?; //~ above match kind
---
// a format string with a parameter
res.write("x").await?;
res.insert_header("Content-Disposition", format!("attachment; filename=\"{name}.csv\"")); //~ above res.write
---
// a conversion among the arguments
res.write("x").await?;
res.insert_header("X-Name", HeaderValue::from_str(name)?)?; //~ above res.write
---
// a cookie by its builder
res.write("x").await?;
res.add_cookie(Cookie::build(("sid", name)).path("/").http_only(true)); //~ above res.write
---
// `let _ =`
res.write("x").await?;
let _ = res.insert_header("X", "1"); //~ above res.write
---
// `.ok();`
res.write("x").await?;
res.insert_header("X", "1").ok(); //~ above res.write
---
// `.unwrap();`
res.write("x").await?;
res.insert_header("X", "1").unwrap(); //~ above res.write
---
// `.expect(..);`
res.write("x").await?;
res.insert_header("X", "1").expect("fine"); //~ above res.write
---
// `map_err` before the `?`
res.write("x").await?;
res.insert_header("X", "1").map_err(Error::from)?; //~ above res.write
---
// a chain
res.write("x").await?;
res.set_status(201)?.insert_header("X", "1")?; //~ above res.write
---
// a whole block
res.write("x").await?;
{ //~ above res.write
    res.insert_header("X", "1")?;
    res.insert_header("Y", "2")?;
}
---
// a whole match
res.write("x").await?;
match n { //~ above res.write
    0 => res.insert_header("X", "none"),
    1 | 2 => { res.insert_header("X", "few"); }
    _ => {}
}
Ok(())
---
// a whole `for` over a reference
fn handler(tags: &[String], res: &mut ResponseWriter) {
    res.write("x");
    for tag in tags { //~ above res.write
        res.append_header("X-Tag", tag);
    }
}
---
// a `for` over a range
res.write("x").await?;
for i in 0..3 { //~ above res.write
    res.append_header("X-I", i);
}
Ok(())
---
// a `for` over an iterator by value
fn handler(tags: Tags, res: &mut ResponseWriter) {
    res.write("x");
    for tag in tags { //~ stays Impure
        res.append_header("X-Tag", tag);
    }
}
---
// an `if` with `else`
res.write("x").await?;
if n > 3 { //~ above res.write
    res.insert_header("X", "many")?;
} else {
    res.insert_header("X", "few")?;
}
---
// an `if` that also writes
res.write("x").await?;
if n > 3 { //~ stays NotHeadOnly
    res.insert_header("X", "many")?;
    res.write("y").await?;
}
---
// an `if` that also logs
res.write("x").await?;
if n > 3 { //~ stays Impure
    info!("many");
    res.insert_header("X", "many")?;
}
---
// nested deeper: the inner statement has no place of its own
fn handler(deep: bool, res: &mut ResponseWriter) {
    res.write("x");
    if deep {
        count();
        res.insert_header("X", "1"); //~ stays HeadGone
    }
}
// loop
---
// in a loop that writes
fn handler(rows: &[Row], res: &mut ResponseWriter) {
    for row in rows {
        res.write(row.text());
        res.insert_header("X", "1"); //~ stays HeadGone
    }
}
// loop
---
// a tail expression
fn handler(res: &mut ResponseWriter) -> Result<()> {
    res.write("x")?;
    res.insert_header("X", "1") //~ stays Tail
}
---
// an `if` without `else` at the end is no tail expression
fn handler(flag: bool, res: &mut ResponseWriter) {
    res.write("x");
    if flag { //~ above res.write
        res.insert_header("X", "1");
    }
}
---
// a `match` with a value at the end is one
fn handler(flag: bool, res: &mut ResponseWriter) -> Result<()> {
    res.write("x")?;
    match flag { //~ stays Tail
        true => res.insert_header("X", "1"),
        false => res.insert_header("X", "0"),
    }
}
---
// a view of the head with its uses
res.write("x").await?;
let h = res.headers_mut(); //~ two above res.write
h.insert("X", "1");
---
// a view of the head that something else uses too
res.write("x").await?;
let h = res.headers_mut(); //~ two stays NeededLet
h.insert("X", "1");
keep(h);
---
// one statement through `headers_mut()`
res.write("x").await?;
res.headers_mut().insert("X", "1"); //~ above res.write
---
// `headers_mut()?`
res.write("x").await?;
res.headers_mut()?.insert("X", "1"); //~ above res.write
---
// an unknown method on a view
res.write("x").await?;
res.headers_mut().merge(req); //~ stays Impure
---
// the status as a field
res.write("x").await?;
res.status = StatusCode::CREATED; //~ above res.write
---
// a statement under `#[cfg]`
res.write("x").await?;
#[cfg(debug_assertions)] //~ above res.write
res.insert_header("X", "1")?;
---
// a branch that answers and returns is passed before
fn handler(ok: bool, res: &mut ResponseWriter) -> Result<()> {
    if !ok {
        res.redirect("/");
        return Ok(());
    }
    res.write("x")?;
    res.insert_header("X", "1")?; //~ above res.write
    Ok(())
}
"##;
