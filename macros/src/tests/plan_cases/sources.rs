//! Which statements set the head only: receivers, loops by what they iterate, branches, blocks and tails.

pub(super) const CASES: &str = r##"
// the head is gone in front of a loop that sets and writes
for row in rows { //~ stays HeadGone
    res.insert_header("X", "1")?;
    res.write(row).await?;
}
---
// an arm that does nothing
res.write("x").await?;
match n { //~ above res.write
    1 => {
        res.insert_header("X", "1")?;
    }
    _ => (),
}
---
// a branch that computes two things
res.write("x").await?;
if n > 1 { //~ stays Impure { what: "`count()`" }
    res.insert_header("X", "1")?;
} else {
    (count(), n);
}
---
// a loop over a reference
res.write("x").await?;
for row in &rows { //~ above res.write
    res.append_header("X", row.len())?;
}
---
// a loop over a mutable reference
res.write("x").await?;
for row in &mut rows { //~ stays Impure { what: "what the `for` iterates" }
    res.append_header("X", row.len())?;
}
---
// a loop over a reference to literals
res.write("x").await?;
for part in &["a", "b"] { //~ above res.write
    res.append_header("X", part)?;
}
---
// a loop over `iter` and steps behind it
res.write("x").await?;
for (at, row) in rows.iter().rev().enumerate() { //~ above res.write
    res.append_header("X", row.len())?;
}
---
// a loop over two iterators
res.write("x").await?;
for (row, part) in rows.iter().zip(req.parts()) { //~ stays Impure { what: "what the `for` iterates" }
    res.append_header("X", row.len())?;
}
---
// a loop over what iterators hold
res.write("x").await?;
for row in rows.iter().flatten() { //~ stays Impure { what: "what the `for` iterates" }
    res.append_header("X", row.len())?;
}
---
// a loop over a constant of the function
const NAMES: [&str; 2] = ["a", "b"];
res.write("x").await?;
for part in NAMES { //~ above res.write
    res.append_header("X", part)?;
}
---
// a loop over a constant of the module
res.write("x").await?;
for part in NAMES { //~ above res.write
    res.append_header("X", part)?;
}
---
// a loop over a function's name, whatever that iterates
res.write("x").await?;
for part in names { //~ stays Impure
    res.append_header("X", part)?;
}
---
// a loop over a field of a `&T` parameter
fn handler(site: &Site, res: &mut ResponseWriter) {
    res.write("x");
    for part in site.names { //~ above res.write
        res.append_header("X", part);
    }
}
---
// an `ok` with an argument is not that of the standard library
res.write("x").await?;
res.insert_header("X", "1").ok(n); //~ stays ReadsResponse
---
// the response in parentheses
res.write("x").await?;
(res).insert_header("X", "1")?; //~ above res.write
---
// the response behind a reference
res.write("x").await?;
(&mut *res).insert_header("X", "1")?; //~ above res.write
---
// the response behind `*`
res.write("x").await?;
(*res).insert_header("X", "1")?; //~ above res.write
---
// a loop over a name of the module beside a constant of the function
const LIMIT: u64 = 4;
res.write("x").await?;
for part in names { //~ stays Impure
    res.append_header("X", part)?;
}
---
// a `match` at the end with `()`
fn handler(n: u64, res: &mut ResponseWriter) {
    res.write("x");
    match n { //~ above res.write
        1 => res.insert_header("X", "1"),
        _ => (),
    }
}
---
// an `if` at the end whose first branch has no value
fn handler(n: u64, res: &mut ResponseWriter) {
    res.write("x");
    if n > 1 { //~ above res.write
        res.insert_header("X", "1");
    } else {
        res.insert_header("X", "2")
    }
}
---
// an `if` at the end with a value
fn handler(n: u64, res: &mut ResponseWriter) -> Result<()> {
    res.write("x");
    if n > 1 { //~ stays Tail
        res.insert_header("X", "1")
    } else {
        res.insert_header("X", "2")
    }
}
---
// a block with a label
res.write("x").await?;
'head: { //~ above res.write
    res.insert_header("X", "1")?;
}
---
// a block with a label that is left
res.write("x").await?;
'head: { //~ stays OwnExit
    if n > 3 {
        break 'head;
    }
    res.insert_header("X", "1")?;
}
---
// a view behind `*`
res.write("x").await?;
(*res.headers_mut()).insert("X", "1"); //~ above res.write
"##;
