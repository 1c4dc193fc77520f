//! Rules 4 and 5: ways out, of the statement and of the stretch.

pub(super) const CASES: &str = r##"
// rule 4: `return` inside
fn handler(flag: bool, res: &mut ResponseWriter) {
    res.write("x");
    if flag { //~ stays OwnExit
        res.insert_header("X", "1");
        return;
    }
}
---
// rule 4: `.await` inside
res.write("x").await?;
res.insert_header("X", load().await); //~ stays OwnExit
---
// rule 4: `?` on something else than a conversion
res.write("x").await?;
res.insert_header("X", load(req)?); //~ stays OwnExit
---
// rule 4: `?` that can fail, over writes only
res.write("x").await?;
res.insert_header("X", name)?; //~ above res.write
---
// rule 4: `?` that can fail, over a loop of writes
for part in [1, 2, 3] {
    res.write(format!("{part}")).await?;
}
res.insert_header("X", name)?; //~ above for part
---
// rule 4: `?` that can fail, over something else
res.write("x").await?;
count();
res.insert_header("X", name)?; //~ stays CanFail
---
// rule 4: `?` that cannot fail, over something else
res.write("x").await?;
count();
res.insert_header("X", n)?; //~ above res.write
---
// rule 4: a conversion that can fail, over something else
res.write("x").await?;
count();
res.insert_header("X", HeaderValue::from_str(name)?); //~ stays CanFail
---
// rule 4: a conversion that cannot fail
res.write("x").await?;
count();
res.insert_header("X", HeaderValue::from_static("a"))?; //~ above res.write
---
// rule 5: `return` in between
fn handler(flag: bool, res: &mut ResponseWriter) {
    res.write("x");
    if flag {
        return;
    }
    res.insert_header("X", "1"); //~ stays Exit
}
---
// rule 5: `break` of a loop inside the stretch
fn handler(rows: &[Row], res: &mut ResponseWriter) {
    for row in rows {
        if row.last {
            break;
        }
        res.write(row.text());
    }
    res.insert_header("X", "1"); //~ above for row
}
---
// rule 5: `break` out of the stretch
fn handler(rows: &[Row], res: &mut ResponseWriter) {
    loop {
        let mut res = ResponseWriter::new();
        res.write("x");
        if done() {
            break;
        }
        res.insert_header("X", "1"); //~ stays Exit
    }
}
---
// rule 5: `return` inside a closure
fn handler(rows: &[Row], res: &mut ResponseWriter) {
    res.write("x");
    run(|| { return; });
    res.insert_header("X", "1"); //~ above res.write
}
---
// rule 5: a check
res.write("x").await?;
verify(req)?;
res.insert_header("X", "1")?; //~ stays Check
---
// rule 5: `bail!`
res.write("x").await?;
bail!("no");
res.insert_header("X", "1")?; //~ stays Check
---
// rule 5: `return Err(..)` in a branch
res.write("x").await?;
if n > 3 {
    return Err(Error::Many);
}
res.insert_header("X", "1")?; //~ stays Check
---
// rule 5: an error exit in the arguments of a write
res.write(load(n)?).await?;
res.insert_header("X", "1")?; //~ above res.write
---
// rule 5: an error exit in the arguments of a write, and a cookie
res.write(load(n)?).await?;
res.add_cookie(Cookie::new("a", "b")); //~ stays Check
---
// rule 5: an error exit in the arguments of a write, and the status
res.write(load(n)?).await?;
res.set_status(201)?; //~ stays Check
---
// rule 5: an error exit in a `let` that a write uses
res.write("x").await?;
let body = load(n)?;
res.write(body).await?;
res.insert_header("X", "1")?; //~ above res.write
---
// rule 5: an error exit in a `let` that no write uses
res.write("x").await?;
let body = load(n)?;
keep(body);
res.insert_header("X", "1")?; //~ stays Check
---
// rule 5: an error exit in the head of a loop that writes
while let Some(chunk) = body.next().await? {
    res.write(chunk).await?;
}
res.insert_header("X", "1")?; //~ above while let
---
// rule 5: an error exit that fills a line for a write
let mut line = String::new();
for row in rows {
    write!(line, "{}", row.id)?;
    res.write(&line).await?;
    line.clear();
}
res.insert_header("X", "1")?; //~ above for row
---
// rule 5: an error exit that fills a local that something else reads
let mut line = String::new();
for row in rows {
    write!(line, "{}", row.id)?;
    keep(&line);
    res.write(&line).await?;
}
res.insert_header("X", "1")?; //~ stays Check
---
// rule 5: a function without `Result`
async fn handler(res: &mut ResponseWriter) -> Option<()> {
    res.write("x").await?;
    res.insert_header("X", "1"); //~ stays Check
    None
}
---
// rule 5: an output that ends in `Result`
async fn handler(res: &mut ResponseWriter) -> io::Result<()> {
    res.write("x").await?;
    res.insert_header("X", "1")?; //~ above res.write
    Ok(())
}
---
// rule 5: an error while the response is still open, on a server that may answer it
async fn handler(n: u64, res: &mut PlainWriter) -> Result<()> {
    res.write(load(n)?).await?;
    res.insert_header("X", "1")?; //~ stays StillOpen
}
---
// rule 5: `.await` while the response is still open, on a server that may answer it
async fn handler(n: u64, res: &mut PlainWriter) -> Result<()> {
    res.write(load(n).await).await?;
    res.insert_header("X", "1")?; //~ stays StillOpen
}
---
// rule 5: `.await` once the response is committed
async fn handler(n: u64, res: &mut PlainWriter) -> Result<()> {
    res.write("x").await?;
    load(n).await;
    res.insert_header("X", "1")?; //~ above res.write
}
---
// rule 5: `select!` in between
async fn handler(res: &mut ResponseWriter) -> Result<()> {
    res.write("x").await?;
    select! {
        _ = tick() => {}
        _ = stop() => { return Ok(()); }
    }
    res.insert_header("X", "1")?; //~ stays Exit
    Ok(())
}
---
// rule 5: `join!` in between
async fn handler(res: &mut ResponseWriter) -> Result<()> {
    res.write("x").await?;
    join!(one(), two());
    res.insert_header("X", "1")?; //~ above res.write
    Ok(())
}
---
// rule 5: what the loop was to send cannot be had
for row in rows {
    res.write(row?.text()).await?;
}
res.insert_header("X", "1")?; //~ above for row
---
// rule 5: `return Err` where what a write sends is made
res.write("x").await?;
let body = match load(n) {
    Some(body) => body,
    None => return Err(Error::Missing),
};
res.write(body).await?;
res.insert_header("X", "1")?; //~ above res.write
---
// rule 5: a binding that starts with `_` is not used
res.write("x").await?;
let _user = load(n)?;
res.insert_header("X", "1")?; //~ stays Check
---
// rule 5: a write whose error is handled by leaving
res.write("x").await?;
if res.write("y").await.is_err() {
    return Ok(());
}
res.insert_header("X", "1")?; //~ stays Exit
---
// rule 5: the body of an async block is not the function
fn handler(res: &mut ResponseWriter) {
    res.write("x");
    spawn(async { load()?; Ok(()) });
    res.insert_header("X", "1"); //~ above res.write
}
---
// rule 5: the response is replaced
fn handler(mut res: &mut ResponseWriter) {
    res.write("x");
    res = other();
    res.insert_header("X", "1"); //~ stays Replaced
}
---
// rule 5: an opaque use
fn handler(res: &mut ResponseWriter) {
    res.write("x");
    render(res);
    res.insert_header("X", "1"); //~ stays Opaque
}
---
// rule 5: an unknown macro
fn handler(res: &mut ResponseWriter) {
    res.write("x");
    custom!(a, b);
    res.insert_header("X", "1"); //~ stays UnknownMacro
}
---
// rule 5: logging
fn handler(n: u64, res: &mut ResponseWriter) {
    res.write("x");
    info!("sent {n}");
    res.insert_header("X", "1"); //~ above res.write
}
---
// rule 5: `write!` to the response
fn handler(n: u64, res: &mut ResponseWriter) -> Result<()> {
    write!(res, "{n}")?;
    res.insert_header("X", "1")?; //~ above write!
    Ok(())
}
---
// rule 4: `?` that can fail, over a write whose error becomes another
res.write("x").await.map_err(|error| Error::Io(error))?;
res.insert_header("X", name)?; //~ above res.write
---
// rule 4: `?` that can fail, over a write of what a loop over literals gives
for part in ["a", "b"] {
    res.write(part).await?;
}
res.insert_header("X", name)?; //~ above for part
---
// rule 4: `?` that can fail, over a write of what another loop gives
for part in &rows {
    res.write(part).await?;
}
res.insert_header("X", name)?; //~ stays CanFail
---
// rule 5: `break` out of a labelled block inside the stretch
fn handler(empty: bool, res: &mut ResponseWriter) {
    'body: {
        if empty {
            break 'body;
        }
        res.write("x");
    }
    res.insert_header("X", "1"); //~ above 'body
}
"##;
