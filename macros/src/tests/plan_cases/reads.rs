//! Rules 1 and 2: what each kind of expression in the stretch does with a variable that the statement uses.

pub(super) const CASES: &str = r##"
// rule 1: the negative of something read
let it = pick();
res.write("x").await?;
show(-it.len());
res.insert_header("X", it.len()); //~ above res.write("x")
---
// rule 1: a field of something read
let it = pick();
res.write("x").await?;
show(it.first().name);
res.insert_header("X", it.len()); //~ above res.write("x")
---
// rule 1: an element
let it = pick();
res.write("x").await?;
show(it[0]);
res.insert_header("X", it.len()); //~ above res.write("x")
---
// rule 1: a field of an element that is assigned
let mut it = pick();
res.write("x").await?;
it[0].total = 4;
res.insert_header("X", it.len()); //~ stays Changes { name: "it" }
---
// rule 1: an element that is assigned
let mut it = pick();
res.write("x").await?;
it[0] = 4;
res.insert_header("X", it.len()); //~ stays Changes { name: "it" }
---
// rule 1: a closure that reads
let it = pick();
res.write("x").await?;
rows.iter().for_each(|row| show(row, it.len()));
res.insert_header("X", it.len()); //~ above res.write("x")
---
// rule 1: an `async` block that reads
let it = pick();
res.write("x").await?;
let job = async { it.len() };
res.insert_header("X", it.len()); //~ above res.write("x")
---
// rule 1: a module of the same name
let it = pick();
res.write("x").await?;
show(it::FIRST);
res.insert_header("X", it.len()); //~ above res.write("x")
---
// rule 1: what is read for a write that is awaited
let it = pick();
res.write("x").await?;
res.write(it.as_str()).await?;
res.insert_header("X", it.len()); //~ above res.write("x")
---
// rule 1: an `if let` that reads
let it = pick();
res.write("x").await?;
if let Some(part) = it.get(0) {
    show(part);
}
res.insert_header("X", it.len()); //~ above res.write("x")
---
// rule 1: a `while` that reads
let it = pick();
res.write("x").await?;
while it.len() > 4 {
    count();
}
res.insert_header("X", it.len()); //~ above res.write("x")
---
// rule 1: a `loop` that reads
let it = pick();
res.write("x").await?;
loop {
    show(it.len());
    break;
}
res.insert_header("X", it.len()); //~ above res.write("x")
---
// rule 1: a block that reads
let it = pick();
res.write("x").await?;
{
    show(it.len());
}
res.insert_header("X", it.len()); //~ above res.write("x")
---
// rule 1: an `unsafe` block that reads
let it = pick();
res.write("x").await?;
unsafe {
    show(it.len());
}
res.insert_header("X", it.len()); //~ above res.write("x")
---
// rule 1: a `try` block that reads
let it = pick();
res.write("x").await?;
let shown: Result<u64> = try { it.len() };
res.insert_header("X", it.len()); //~ above res.write("x")
---
// rule 1: a tuple of what is read
let it = pick();
res.write("x").await?;
show((it.len(), 1));
res.insert_header("X", it.len()); //~ above res.write("x")
---
// rule 1: an array of what is read
let it = pick();
res.write("x").await?;
show([it.len(), 1]);
res.insert_header("X", it.len()); //~ above res.write("x")
---
// rule 1: an array of one value that is read
let it = pick();
res.write("x").await?;
show([it.len(); 3]);
res.insert_header("X", it.len()); //~ above res.write("x")
---
// rule 1: a range to what is read
let it = pick();
res.write("x").await?;
show(0..it.len());
res.insert_header("X", it.len()); //~ above res.write("x")
---
// rule 1: a struct of what is read
let it = pick();
res.write("x").await?;
show(Page { size: it.len(), ..page() });
res.insert_header("X", it.len()); //~ above res.write("x")
---
// rule 1: a `break` with what is read
let it = pick();
res.write("x").await?;
let shown = loop {
    break it.len();
};
res.insert_header("X", it.len()); //~ above res.write("x")
---
// rule 1: a `return` of a closure with what is read
let it = pick();
res.write("x").await?;
rows.iter().for_each(|row| {
    return show(it.len());
});
res.insert_header("X", it.len()); //~ above res.write("x")
---
// rule 1: a comparison
let it = pick();
res.write("x").await?;
if it == 4 {
    count();
}
res.insert_header("X", it.len()); //~ above res.write("x")
---
// rule 1: an operand
let it = pick();
res.write("x").await?;
show(it + 1);
res.insert_header("X", it.len()); //~ above res.write("x")
---
// rule 1: a `match` that binds in its second arm
let it = pick();
res.write("x").await?;
match it {
    None => {}
    Some(part) => show(part),
}
res.insert_header("X", it.len()); //~ stays MayChange { name: "it" }
---
// rule 1: something that is pinned
let it = pick();
res.write("x").await?;
pin!(it);
res.insert_header("X", it.len()); //~ stays MayChange { name: "it" }
---
// rule 1: what a wildcard leaves alone
let it = pick();
res.write("x").await?;
let _ = it;
res.insert_header("X", it.len()); //~ above res.write("x")
---
// rule 1: a reference with a written type
let it = pick();
res.write("x").await?;
let seen: &Text = &it;
show(seen.len());
res.insert_header("X", it.len()); //~ above res.write("x")
---
// rule 1: a reference that is taken apart
let it = pick();
res.write("x").await?;
let all @ [first, ..] = &it;
show(first);
res.insert_header("X", it.len()); //~ stays MayChange { name: "it" }
---
// rule 1: what only has another variable made of it
let it = pick();
let other = pick();
let job = start(other);
res.write("x").await?;
show(job.shown());
res.insert_header("X", it.len()); //~ above res.write("x")
---
// rule 2: a consumer of something that the stretch uses
let it = pick();
res.write(show(&it)).await?;
res.insert_header("X", it.into_string()); //~ stays Moves { name: "it" }
---
// rule 1: an operand in parentheses
let it = pick();
res.write("x").await?;
show((it + 1).shown());
res.insert_header("X", it.len()); //~ above res.write
---
// rule 1: a value that is yielded
let it = pick();
res.write("x").await?;
yield it;
res.insert_header("X", it.len()); //~ stays Changes { name: "it" }
"##;
