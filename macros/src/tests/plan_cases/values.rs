//! Rule 1: the names mean the same above the stretch, with the same values.

pub(super) const CASES: &str = r##"
// rule 1: a shadowing `let` that comes along
res.write(name).await?;
let name = "other";
res.insert_header("X", name)?; //~ above res.write with let name
---
// rule 1: a shadowing `let` that is not pure
res.write(name).await?;
let name = compute();
res.insert_header("X", name); //~ stays Impure
---
// rule 1: a shadowing `let` whose value is used elsewhere
res.write(name).await?;
let name = "other";
res.write(name).await?;
res.insert_header("X", name)?; //~ stays NeededLet
---
// rule 1: a shadowing `let` of another name
res.write(name).await?;
let other = compute();
res.insert_header("X", name); //~ above res.write
---
// rule 1: a shadowing `let` of another name, without `?`
fn handler(name: &str, res: &mut ResponseWriter) {
    res.write(name);
    let other = compute();
    res.insert_header("X", name); //~ above res.write
}
---
// rule 1: a counter
fn handler(rows: &[Row], res: &mut ResponseWriter) {
    let mut total = 0;
    for row in rows {
        total += row.n;
        res.write(row.text());
    }
    res.insert_header("X-Total", total); //~ stays Changes { name: "total" }
}
---
// rule 1: a counter that is complete before the write
fn handler(rows: &[Row], res: &mut ResponseWriter) {
    let mut total = 0;
    for row in rows {
        total += row.n;
    }
    res.write(format!("{total}"));
    res.insert_header("X-Total", total); //~ above res.write
}
---
// rule 1: a counter with a written type
fn handler(rows: &[Row], res: &mut ResponseWriter) {
    let mut total: u64 = 0;
    for row in rows {
        total += row.n;
    }
    res.write(format!("{total}"));
    res.insert_header("X-Total", total); //~ above res.write
}
---
// rule 1: lent mutably
fn handler(res: &mut ResponseWriter) {
    let mut total: u64 = 0;
    res.write(fill(&mut total));
    res.insert_header("X-Total", total); //~ stays Changes
}
---
// rule 1: lent shared
fn handler(res: &mut ResponseWriter) {
    let total: u64 = count();
    res.write(show(&total));
    res.insert_header("X-Total", total); //~ above res.write
}
---
// rule 1: an argument with a side effect, the header constant
fn handler(res: &mut ResponseWriter) {
    res.write(next_chunk());
    res.insert_header("X", "1"); //~ above res.write
}
---
// rule 1: an argument with a side effect on what is read
fn handler(source: Source, res: &mut ResponseWriter) {
    res.write(source.next_chunk());
    res.insert_header("X", source.len()); //~ stays MayChange { name: "source" }
}
---
// rule 1: a pure name on what is read
fn handler(source: Source, res: &mut ResponseWriter) {
    res.write(source.as_bytes());
    res.insert_header("X", source.len()); //~ above res.write
}
---
// rule 1: a method that is no known read on a `&T` parameter
fn handler(state: &State, res: &mut ResponseWriter) {
    res.write(state.bump());
    res.insert_header("X", state.name.len()); //~ stays MayChange { name: "state" }
}
---
// rule 1: a `&T` parameter handed to an unknown function
fn handler(state: &State, res: &mut ResponseWriter) {
    res.write(render(state));
    res.insert_header("X", state.name.len()); //~ above res.write
}
---
// rule 1: a part that is assigned
fn handler(mut page: Page, res: &mut ResponseWriter) {
    res.write("x");
    page.size = 4;
    res.insert_header("X", page.size as u32); //~ stays Changes
}
---
// rule 1: another part that is assigned
fn handler(mut page: Page, res: &mut ResponseWriter) {
    res.write("x");
    page.size = 4;
    res.insert_header("X", page.age as u32); //~ above res.write
}
---
// rule 1: a field of `self` beside the response
fn handler(&mut self) {
    self.res.write("x");
    self.res.insert_header("X", self.name.len()); //~ above self.res.write
}
---
// rule 1: a method of `self` in between
fn handler(&mut self) {
    self.res.write("x");
    self.advance();
    self.res.insert_header("X", self.name.len()); //~ stays Changes { name: "self" }
}
---
// rule 1: a capture of a changed name
fn handler(res: &mut ResponseWriter) {
    let mut part = 1;
    res.write("x");
    part += 1;
    res.insert_header("X", format!("{part}")); //~ stays Changes { name: "part" }
}
---
// rule 1: a width that changes
fn handler(res: &mut ResponseWriter) {
    let mut width = 1;
    res.write("x");
    width += 1;
    res.insert_header("X", format!("{:width$}", 3)); //~ stays Changes { name: "width" }
}
---
// rule 1: escaped braces capture nothing
fn handler(res: &mut ResponseWriter) {
    let mut part = 1;
    res.write("x");
    part += 1;
    res.insert_header("X", format!("{{part}}")); //~ above res.write
}
---
// rule 1: a closure that changes it, called in between
fn handler(res: &mut ResponseWriter) {
    let mut hits = 0;
    let mut hit = || hits += 1;
    res.write("x");
    hit();
    res.insert_header("X", hits as u32); //~ stays Borrowed { name: "hits" }
}
---
// rule 1: a closure that changed it before
fn handler(res: &mut ResponseWriter) {
    let mut hits = 0;
    let mut hit = || hits += 1;
    hit();
    res.write("x");
    res.insert_header("X", hits as u32); //~ above res.write
}
---
// rule 1: an iterator that holds what is read
fn handler(res: &mut ResponseWriter) {
    let mut list = make();
    let it = list.drain(..);
    for item in it {
        res.write(item.text());
    }
    res.insert_header("X", list.len()); //~ stays Borrowed { name: "list" }
}
---
// rule 1: an iterator that only borrows it
fn handler(res: &mut ResponseWriter) {
    let list = make();
    let it = list.iter();
    for item in it {
        res.write(item.text());
    }
    res.insert_header("X", list.len()); //~ above for item
}
---
// rule 1: iterated by a pattern
fn handler(list: List, res: &mut ResponseWriter) {
    for item in &list {
        res.write(item.text());
    }
    res.insert_header("X", list.len()); //~ stays MayChange
}
---
// rule 1: a binding that a pattern makes, only read
fn handler((a, b): (Text, Text), res: &mut ResponseWriter) {
    res.write(format!("{b}"));
    res.insert_header("X", a.len()); //~ above res.write
}
---
// rule 1: a binding that a pattern makes, matched
fn handler((a, b): (Option<Text>, Text), res: &mut ResponseWriter) {
    if let Some(text) = &a {
        res.write(text.as_str());
    }
    res.insert_header("X", a.is_some()); //~ stays MayChange { name: "a" }
}
---
// rule 1: an item in the stretch
fn handler(res: &mut ResponseWriter) {
    res.write("x");
    const NAME: &str = "a";
    res.insert_header("X", NAME); //~ stays Shadowed { name: "NAME" }
}
---
// rule 1: a constant in sight
fn handler(res: &mut ResponseWriter) {
    const NAME: &str = "a";
    res.write("x");
    res.insert_header("X", NAME); //~ above res.write
}
---
// rule 1: a `use` of a name that it does not mention
fn handler(res: &mut ResponseWriter) {
    res.write("x");
    use std::fmt::Debug;
    res.insert_header("X", "1"); //~ above res.write
}
---
// rule 1: a glob
fn handler(res: &mut ResponseWriter) {
    res.write("x");
    use crate::prelude::*;
    res.insert_header("X", NAME); //~ stays Shadowed
}
---
// rule 1: a choice of literals, handed on in between
fn handler(found: bool, res: &mut ResponseWriter) {
    let status = if found { 200 } else { 404 };
    res.write(page(status));
    res.insert_header("X-Status", status as u32); //~ above res.write
}
---
// rule 1: a choice of something else
fn handler(found: bool, res: &mut ResponseWriter) {
    let status = if found { good() } else { bad() };
    res.write(page(status));
    res.insert_header("X-Status", status as u32); //~ stays MayChange
}
---
// rule 1: a parameter that is bound again
fn handler(state: State, res: &mut ResponseWriter, title: &str) {
    let title = title;
    res.write(page(title));
    res.insert_header("X-Length", title.len()); //~ above res.write
}
---
// rule 1: behind a deref
fn handler(total: &mut u64, res: &mut ResponseWriter) {
    res.write("x");
    *total += 1;
    res.insert_header("X", *total); //~ stays Changes
}
---
// rule 1: a destructuring assignment
fn handler(res: &mut ResponseWriter) {
    let mut a = 1;
    let mut b = 2;
    res.write("x");
    (a, b) = (b, a);
    res.insert_header("X", a as u32); //~ stays Changes
}
---
// rule 1: declared above, given its value below
fn handler(res: &mut ResponseWriter) {
    let value: u32;
    res.write("x");
    value = 4;
    res.insert_header("X", value); //~ stays Changes
}
---
// rule 1: pinned, and polled by an await
async fn handler(stream: Stream, res: &mut ResponseWriter) -> Result<()> {
    pin!(stream);
    while let Some(chunk) = stream.next().await {
        res.write(chunk).await?;
    }
    res.insert_header("X", stream.len()); //~ stays Changes
    Ok(())
}
---
// rule 1: moved into a task
fn handler(list: List, res: &mut ResponseWriter) {
    res.write("x");
    spawn(async move { list.len() });
    res.insert_header("X", list.len()); //~ stays MayChange
}
---
// rule 1: a cast to a type that is no plain value
fn handler(c: Counter, res: &mut ResponseWriter) {
    let k = &c as &dyn Count;
    res.write(step(k));
    res.insert_header("X", k.len()); //~ stays MayChange { name: "k" }
}
"##;
