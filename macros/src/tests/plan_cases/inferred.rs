//! Rule 3: types that the stretch settles; and what `#[hoist]` vouches for.

pub(super) const CASES: &str = r##"
// rule 3: an unknown call that the user vouches for, over something else
res.write("x").await?;
count();
#[hoist] res.insert_header("X", label(name)); //~ above res.write
---
// rule 1: a function that the stretch calls too
res.write(show(name)).await?;
#[hoist] res.insert_header("X", show(name)); //~ above res.write
---
// rule 3: a parsed value whose type the stretch settles
let it = name.parse()?;
res.write("x").await?;
show(it + 1);
res.insert_header("X", it.len()); //~ stays Inferred { name: "it" }
---
// rule 3: a parsed value whose type is written
let it = name.parse::<Size>()?;
res.write("x").await?;
show(it + 1);
res.insert_header("X", it.len()); //~ above res.write
---
// rule 3: a parsed value beside another that has a type
let it = name.parse()?;
res.write("x").await?;
show(it + 1);
res.insert_header("X", it.len()); //~ stays Inferred { name: "it" }
---
// rule 3: a parsed value, and something else of a known type
let it = name.parse()?;
show(rows.len());
res.write("x").await?;
show(it + 1);
res.insert_header("X", it.len()); //~ stays Inferred { name: "it" }
---
// rule 3: a parsed value that the stretch does not use
let it = name.parse()?;
res.write("x").await?;
show(rows.len());
res.insert_header("X", it.len()); //~ above res.write
---
// rule 3: a parsed value with the name of what it is parsed from
fn handler(it: &str, res: &mut ResponseWriter) -> Result<()> {
    let it = it.parse()?;
    res.write("x")?;
    show(it + 1);
    res.insert_header("X", it.len()); //~ stays Inferred { name: "it" }
    Ok(())
}
---
// rule 3: a row whose type the stretch settles
let it = db.fetch_one(name).await?;
res.write("x").await?;
show(it + 1);
res.insert_header("X", it.len()); //~ stays Inferred { name: "it" }
---
// rule 3: a value that a function reads from text
let it = from_str(name)?;
res.write("x").await?;
show(it + 1);
res.insert_header("X", it.len()); //~ stays Inferred { name: "it" }
---
// rule 3: a value that a function of a module reads from text
let it = serde_json::from_str(name)?;
res.write("x").await?;
show(it + 1);
res.insert_header("X", it.len()); //~ stays Inferred { name: "it" }
---
// rule 3: a value that a function reads from text, with its type
let it = from_str::<Size>(name)?;
res.write("x").await?;
show(it + 1);
res.insert_header("X", it.len()); //~ above res.write
---
// rule 3: a value of a type with a name
let it = Size::from_str(name)?;
res.write("x").await?;
show(it + 1);
res.insert_header("X", it.len()); //~ above res.write
---
// rule 3: a default value
let it = Default::default();
res.write("x").await?;
show(it + 1);
res.insert_header("X", it.len()); //~ stays Inferred { name: "it" }
---
// vouched for: `?`
res.write("x").await?;
#[hoist] res.insert_header("X", pick(load(n)?)); //~ stays OwnExit { what: "`?`" }
---
// vouched for: `.await`
res.write("x").await?;
#[hoist] res.insert_header("X", pick(load(n).await)); //~ stays OwnExit { what: "`.await`" }
---
// vouched for: `return`
res.write("x").await?;
#[hoist] res.insert_header("X", pick(return Ok(()))); //~ stays OwnExit { what: "`return`" }
---
// vouched for: a look at the response
res.write("x").await?;
#[hoist] res.insert_header("X", pick(n, || res.len())); //~ stays ReadsResponse
---
// vouched for: `break`
async fn handler(conn: &mut Conn, n: u64) -> Result<()> {
    loop {
        let mut res = ResponseWriter::new();
        res.write("x");
        #[hoist] res.insert_header("X", pick(break)); //~ stays OwnExit { what: "`break`" }
    }
}
---
// vouched for: `continue`
async fn handler(conn: &mut Conn, n: u64) -> Result<()> {
    loop {
        let mut res = ResponseWriter::new();
        res.write("x");
        #[hoist] res.insert_header("X", pick(continue)); //~ stays OwnExit { what: "`continue`" }
    }
}
---
// rule 3: a parsed value that the statement only refers to
let it = name.parse()?;
res.write("x").await?;
show(it + 1);
res.insert_header("X", &it); //~ above res.write
"##;
