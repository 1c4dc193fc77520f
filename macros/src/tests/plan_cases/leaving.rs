//! Rules 5, 6 and 9: ways out of the stretch, what is data for the body, and what else happens to the head there.

pub(super) const CASES: &str = r##"
// rule 5: the data of a `match` that writes
match load(n)? {
    Some(row) => {
        res.write(row).await?;
    }
    None => {}
}
res.insert_header("X", "1")?; //~ above match
---
// rule 5: `continue` of a loop around the stretch
async fn handler(conn: &mut Conn) -> Result<()> {
    loop {
        let mut res = ResponseWriter::new();
        res.write("x");
        if skip() {
            continue;
        }
        res.insert_header("X", "1"); //~ stays Exit { what: "`continue`" }
    }
}
---
// rule 5: `continue` of a loop in the stretch
for row in rows {
    if row.is_empty() {
        continue;
    }
    res.write(row).await?;
}
res.insert_header("X", "1")?; //~ above for row
---
// rule 5: `?` in a `try` block
let shown: Result<Text> = try { load(n)?.render() };
res.write("x").await?;
let other: Result<Text> = try { load(n)?.render() };
res.insert_header("X", "1")?; //~ above res.write
---
// rule 9: an end that only runs if what stands left of `&&` is true
res.write("x").await?;
if n > 0 && res.end().is_ok() {
    count();
}
res.insert_header("X", "1"); //~ stays MayFinish
---
// rule 5: a check as the condition of an `if` that writes
if allowed(req)? {
    res.write("x").await?;
}
res.insert_header("X", "1")?; //~ stays Check
---
// rule 5: a check as the condition of an `if let` that does not write
res.write("x").await?;
if let Some(user) = verify(req)? {
    count(user);
}
res.insert_header("X", "1")?; //~ stays Check
---
// rule 5: a check as the condition of a `while` that writes
while more(req)? {
    res.write("x").await?;
}
res.insert_header("X", "1")?; //~ stays Check
---
// rule 5: a `Result` in parentheses
async fn handler(res: &mut ResponseWriter) -> (Result<()>) {
    res.write("x").await?;
    res.insert_header("X", "1")?; //~ above res.write
    Ok(())
}
---
// rule 5: a local is filled that nobody writes
res.write("x").await?;
let mut line = String::new();
write!(line, "{n}")?;
res.insert_header("X", "1")?; //~ stays Check
---
// rule 5: a parameter is filled
fn handler(line: &mut String, n: u64, res: &mut ResponseWriter) -> Result<()> {
    res.write("x")?;
    write!(line, "{n}")?;
    res.write(&line)?;
    res.insert_header("X", "1")?; //~ stays Check
    Ok(())
}
---
// rule 5: a method fills what is written
async fn handler(file: &mut File, res: &mut ResponseWriter) -> Result<()> {
    res.write("x").await?;
    let mut part = [0; 16];
    file.read_exact(&mut part).await?;
    res.write(&part).await?;
    res.insert_header("X", "1")?; //~ above res.write("x")
    Ok(())
}
---
// rule 5: a function fills what is written
async fn handler(file: &mut File, res: &mut ResponseWriter) -> Result<()> {
    res.write("x").await?;
    let mut part = [0; 16];
    read_part(file, &mut part).await?;
    res.write(&part).await?;
    res.insert_header("X", "1")?; //~ above res.write("x")
    Ok(())
}
---
// rule 5: a function only looks at what is written
async fn handler(res: &mut ResponseWriter) -> Result<()> {
    res.write("x").await?;
    let part = String::from("y");
    verify(&part).await?;
    res.write(&part).await?;
    res.insert_header("X", "1")?; //~ stays Check
    Ok(())
}
---
// rule 5: what is filled is written, and decides about the head
async fn handler(file: &mut File, res: &mut ResponseWriter) -> Result<()> {
    res.write("x").await?;
    let mut part = [0; 16];
    file.read_exact(&mut part).await?;
    res.insert_header("A", &part);
    res.write(&part).await?;
    res.insert_header("X", "1")?; //~ stays Check
    Ok(())
}
---
// rule 5: what is filled is written, and a method is called on it
async fn handler(file: &mut File, res: &mut ResponseWriter) -> Result<()> {
    res.write("x").await?;
    let mut part = Part::new();
    file.read_exact(&mut part).await?;
    part.verify();
    res.write(&part).await?;
    res.insert_header("X", "1")?; //~ stays Check
    Ok(())
}
---
// rule 5: what is filled is written by a format string
let mut line = String::new();
res.write("x").await?;
write!(line, "{n}")?;
write!(res, "{line}")?;
res.insert_header("X", "1")?; //~ above res.write
---
// rule 5: what is filled is shown elsewhere too
let mut line = String::new();
res.write("x").await?;
write!(line, "{n}")?;
write!(res, "{line}")?;
info!("{line}");
res.insert_header("X", "1")?; //~ stays Check
---
// rule 5: what is filled is computed by fallible parts
let mut line = String::new();
res.write("x").await?;
write!(line, "{}", n + size(req)?)?;
res.write(&line).await?;
res.insert_header("X", "1")?; //~ above res.write("x")
---
// rule 5: a check as what a `match` looks at that does not write
res.write("x").await?;
match load(n)? {
    1 => count(),
    _ => {}
}
res.insert_header("X", "1")?; //~ stays Check
---
// rule 5: the data of a `match` that writes by a macro
match load(n)? {
    Some(row) => {
        write!(res, "{row}")?;
    }
    None => {}
}
res.insert_header("X", "1")?; //~ above match
---
// rule 9: an end behind a branch
res.write("x").await?;
if n > 3 {
    count();
}
res.end();
res.insert_header("X", "1"); //~ above res.write
---
// rule 5: `return` behind a closure
res.write("x").await?;
rows.iter().for_each(|row| show(row));
if n > 3 {
    return Ok(());
}
res.insert_header("X", "1")?; //~ stays Exit { what: "`return`" }
---
// rule 6: a header named by a constant stays
res.write("x").await?;
res.insert_header(ETAG, count());
res.insert_header("X", "1")?; //~ above res.write
---
// rule 6: the status in a chain that stays
res.write("x").await?;
res.set_status(201).insert_header("Y", count());
res.set_status(404)?; //~ stays Order
---
// rule 5: an error exit in what a macro writes to
res.write("x").await?;
write!(open(req)?, "{n}").ok();
res.insert_header("X", "1")?; //~ stays Check
---
// rule 5: `join!` while the response may still be open
async fn handler(n: u64, res: &mut PlainWriter) -> Result<()> {
    if n > 3 {
        res.write("x").await.ok();
    }
    join!(load(n), load(n));
    res.insert_header("X", "1")?; //~ stays StillOpen
    Ok(())
}
---
// rule 5: `join!` in a block that runs later while the response may still be open
async fn handler(n: u64, res: &mut PlainWriter) -> Result<()> {
    if n > 3 {
        res.write("x").await.ok();
    }
    let job = async { join!(load(n), load(n)) };
    res.insert_header("X", "1")?; //~ above if n > 3
    Ok(())
}
---
// rule 5: `select!` while the response may still be open
async fn handler(n: u64, res: &mut PlainWriter) -> Result<()> {
    if n > 3 {
        res.write("x").await.ok();
    }
    select! {
        _ = load(n) => {}
        _ = tick() => {}
    }
    res.insert_header("X", "1")?; //~ stays StillOpen
    Ok(())
}
---
// rule 5: `select!` in a block that runs later while the response may still be open
async fn handler(n: u64, res: &mut PlainWriter) -> Result<()> {
    if n > 3 {
        res.write("x").await.ok();
    }
    let job = async {
        select! {
            _ = load(n) => {}
            _ = tick() => {}
        }
    };
    res.insert_header("X", "1")?; //~ above if n > 3
    Ok(())
}
---
// rule 5: `yield` while the response may still be open
async fn handler(n: u64, res: &mut PlainWriter) -> Result<()> {
    if n > 3 {
        res.write("x").await.ok();
    }
    yield n;
    res.insert_header("X", "1")?; //~ stays StillOpen
    Ok(())
}
---
// rule 5: `yield` in a block that runs later while the response may still be open
async fn handler(n: u64, res: &mut PlainWriter) -> Result<()> {
    if n > 3 {
        res.write("x").await.ok();
    }
    let job = async { yield n };
    res.insert_header("X", "1")?; //~ above if n > 3
    Ok(())
}
---
// rule 5: `ensure!` in a closure
res.write("x").await?;
let check = |m: u64| {
    ensure!(m > 1, "low");
    Ok(m)
};
res.insert_header("X", "1")?; //~ above res.write
---
// rule 9: an end in a block
res.write("x").await?;
{
    res.end();
}
res.insert_header("X", "1"); //~ above res.write
---
// rule 5: a `break` in a block with a label leaves the loop around
async fn handler(conn: &mut Conn) -> Result<()> {
    loop {
        let mut res = ResponseWriter::new();
        res.write("x");
        'shown: {
            if done() {
                break;
            }
            count();
        }
        res.insert_header("X", "1"); //~ stays Exit { what: "`break`" }
    }
}
---
// rule 5: a `break` of a block with a label
async fn handler(conn: &mut Conn) -> Result<()> {
    loop {
        let mut res = ResponseWriter::new();
        res.write("x");
        'shown: {
            if done() {
                break 'shown;
            }
            count();
        }
        res.insert_header("X", "1"); //~ above res.write
    }
}
---
// rule 5: a `break` of a loop with a label in the stretch
async fn handler(rows: &[Row], res: &mut ResponseWriter) -> Result<()> {
    'rows: for row in rows {
        for part in row {
            if part.last {
                break 'rows;
            }
            res.write(part.text()).await?;
        }
    }
    res.insert_header("X", "1")?; //~ above 'rows
    Ok(())
}
---
// rule 5: the data of a `match` that writes by a macro whose outcome nobody looks at
match load(n)? {
    Some(row) => {
        write!(res, "{row}");
    }
    None => {}
}
res.insert_header("X", "1")?; //~ above match
---
// rule 5: code that is handed away beside code that runs where it stands
rows.iter().for_each(|row| show(row));
res.write("x").await?;
register(|| {
    res.flush();
});
res.insert_header("X", "1")?; //~ stays Opaque
---
// rule 5: code that is named and handed away in a list
res.write("x").await?;
let job = || {
    res.flush();
};
let jobs = vec![job];
res.insert_header("X", "1")?; //~ stays Opaque
"##;
