//! Rule 4: which values make the `?` of a head operation fail, and exits in arguments.

pub(super) const CASES: &str = r##"
// rule 4: the text of a number
res.write("x").await?;
count();
res.insert_header("X", n.to_string())?; //~ above res.write
---
// rule 4: the text of something else
res.write("x").await?;
count();
res.insert_header("X", name.to_string())?; //~ stays CanFail
---
// rule 4: a clone of what never fails
fn handler(value: HeaderValue, res: &mut ResponseWriter) -> Result<()> {
    res.write("x");
    count();
    res.insert_header("X", value.clone())?; //~ above res.write
    Ok(())
}
---
// rule 4: the text of a status
fn handler(code: StatusCode, res: &mut ResponseWriter) -> Result<()> {
    res.write("x");
    count();
    res.insert_header("X", code.to_string())?; //~ stays CanFail
    Ok(())
}
---
// rule 4: the length of a text
res.write("x").await?;
count();
res.insert_header("X", name.len())?; //~ above res.write
---
// rule 4: a field of a parameter
fn handler(page: u64, site: &Site, res: &mut ResponseWriter) -> Result<()> {
    res.write("x");
    count();
    res.insert_header("X", site.page.to_string())?; //~ stays CanFail
    Ok(())
}
---
// rule 4: a name that the statement binds itself
res.write("x").await?;
count();
if let Some(n) = req.headers().get("A") { //~ stays CanFail
    res.insert_header("X", n)?;
}
---
// rule 4: the text of a name that the statement binds itself
res.write("x").await?;
count();
if let Some(n) = req.headers().get("A") { //~ stays CanFail
    res.insert_header("X", n.to_string())?;
}
---
// rule 4: a conversion as a method
res.write("x").await?;
res.insert_header("X", name.parse::<HeaderValue>()?)?; //~ above res.write
---
// rule 4: `?` on a function with a path that is no conversion
res.write("x").await?;
res.insert_header("X", labels::load(name)?)?; //~ stays OwnExit
---
// rule 4: `?` on a free function with the name of a conversion
res.write("x").await?;
res.insert_header("X", from_str(name)?)?; //~ stays OwnExit
---
// rule 4: `.await` of something else inside
res.write("x").await?;
if n > 1 { //~ stays OwnExit { what: "`.await`" }
    load(n).await;
    res.insert_header("X", "1")?;
}
---
// rule 4: an argument that is computed by value
let total = total(req);
res.write(-total).await?;
res.insert_header("X", name)?; //~ above res.write
---
// rule 4: a variant is no constant
res.write("x").await?;
count();
res.insert_header("X", Mode::Fast)?; //~ stays CanFail
---
// rule 4: a constant of a type
res.write("x").await?;
count();
res.insert_header("X", Mode::FAST)?; //~ above res.write
---
// rule 4: a header value that was made before
let value = HeaderValue::from_str(name)?;
res.write("x").await?;
count();
res.insert_header("X", value)?; //~ above res.write
---
// rule 4: a status that was made before
let code = StatusCode::from_u16(404)?;
res.write("x").await?;
count();
res.set_status(code)?; //~ above res.write
---
// rule 4: something that an unknown function gave
let value = render(name)?;
res.write("x").await?;
count();
res.insert_header("X", value)?; //~ stays CanFail
---
// rule 4: a header value that an unknown function loads
let value = HeaderValue::load(name);
res.write("x").await?;
count();
res.insert_header("X", value)?; //~ stays CanFail
---
// rule 4: a text that was made before
let value = String::from(name);
res.write("x").await?;
count();
res.insert_header("X", value)?; //~ stays CanFail
---
// rule 4: the text of a literal
res.write("x").await?;
count();
res.insert_header("X", 4.to_string())?; //~ above res.write
---
// rule 4: the text of a cast
res.write("x").await?;
count();
res.insert_header("X", (n as u32).to_string())?; //~ above res.write
---
// rule 4: the text of a length
res.write("x").await?;
count();
res.insert_header("X", name.len().to_string())?; //~ above res.write
---
// rule 4: the text of a text
res.write("x").await?;
count();
res.insert_header("X", name.trim().to_string())?; //~ stays CanFail
---
// rule 4: a parameter of type `HeaderValue`
fn handler(value: HeaderValue, res: &mut ResponseWriter) -> Result<()> {
    res.write("x")?;
    count();
    res.insert_header("X", value)?; //~ above res.write
    Ok(())
}
---
// rule 4: a parameter of type `StatusCode`
fn handler(value: StatusCode, res: &mut ResponseWriter) -> Result<()> {
    res.write("x")?;
    count();
    res.insert_header("X", value)?; //~ above res.write
    Ok(())
}
---
// rule 4: a parameter of type `u16`
fn handler(value: u16, res: &mut ResponseWriter) -> Result<()> {
    res.write("x")?;
    count();
    res.insert_header("X", value)?; //~ above res.write
    Ok(())
}
---
// rule 4: a parameter of type `Label`
fn handler(value: Label, res: &mut ResponseWriter) -> Result<()> {
    res.write("x")?;
    count();
    res.insert_header("X", value)?; //~ stays CanFail
    Ok(())
}
---
// rule 4: `return` in an argument
res.write("x").await?;
res.insert_header("X", match n { 1 => return Ok(()), _ => "a" }); //~ stays OwnExit { what: "`return`" }
---
// rule 4: `break` in an argument
async fn handler(conn: &mut Conn, n: u64) -> Result<()> {
    loop {
        let mut res = ResponseWriter::new();
        res.write("x");
        res.insert_header("X", match n { 1 => break, _ => "a" }); //~ stays OwnExit { what: "`break`" }
    }
}
---
// rule 4: `continue` in an argument
async fn handler(conn: &mut Conn, n: u64) -> Result<()> {
    loop {
        let mut res = ResponseWriter::new();
        res.write("x");
        res.insert_header("X", match n { 1 => continue, _ => "a" }); //~ stays OwnExit { what: "`continue`" }
    }
}
---
// rule 4: a name that a pattern around binds
if let Some(n) = label(req) {
    res.write("x").await?;
    count();
    res.insert_header("X", n)?; //~ stays CanFail
}
---
// rule 4: another value under the name of a parameter
let n = other(req);
res.write("x").await?;
count();
res.insert_header("X", n)?; //~ stays CanFail
---
// rule 4: a parameter of a method
fn handler(&self, n: u64, res: &mut ResponseWriter) -> Result<()> {
    res.write("x")?;
    count();
    res.insert_header("X", n)?; //~ above res.write
    Ok(())
}
---
// rule 4: the text of a `let` with a written type
let size: u64 = pick();
res.write("x").await?;
count();
res.insert_header("X", size.to_string())?; //~ above res.write
---
// rule 4: the text of a `let` that is a number
let size = name.len();
res.write("x").await?;
count();
res.insert_header("X", size.to_string())?; //~ above res.write
---
// rule 4: a number in front of another `let`
let size: u64 = 4;
let other = pick();
res.write("x").await?;
count();
res.insert_header("X", size)?; //~ above res.write
"##;
