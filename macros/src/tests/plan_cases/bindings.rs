//! Rules 1, 2 and 8: what a name is bound to, names in format strings, what shares or holds a variable.

pub(super) const CASES: &str = r##"
// rule 2: what was attached to something that the stretch uses
fn handler(mut slot: Option<Sink>, buf: Buffer, res: &mut ResponseWriter) {
    if let Some(ref mut sink) = slot {
        sink.attach(buf.parts());
    }
    res.write(slot.len());
    res.insert_header("X", buf.len()); //~ stays Borrowed { name: "buf" }
}
---
// rule 1: a `&T` parameter gets a second name
fn handler(site: &Site, res: &mut ResponseWriter) {
    res.write("x");
    let mut current = site;
    res.insert_header("X", site.name.len()); //~ above res.write
}
---
// rule 2: a needed `let` that binds a reference
res.write("x").await?;
let ref size = name.len();
res.insert_header("X", size); //~ stays NeededLet { name: "size", problem: Pattern }
---
// rule 2: a needed `let` that also takes its value apart
res.write("x").await?;
let all @ (first, _) = (n, name);
res.insert_header("X", all); //~ stays NeededLet { name: "all", problem: Pattern }
---
// rule 1: a constant in the stretch, named by a format string
res.write("x").await?;
const MAX_WIDTH: usize = 8;
res.insert_header("X", format!("{MAX_WIDTH}")); //~ stays Shadowed { name: "MAX_WIDTH" }
---
// rule 1: a constant in the stretch, the width of a format string
res.write("x").await?;
const MAX_WIDTH: usize = 8;
res.insert_header("X", format!("{{}} {n:MAX_WIDTH$}")); //~ stays Shadowed { name: "MAX_WIDTH" }
---
// rule 1: a constant in the stretch, the width of a format string behind a fill character
res.write("x").await?;
const MAX_WIDTH: usize = 8;
res.insert_header("X", format!("{n:0MAX_WIDTH$}")); //~ stays Shadowed { name: "MAX_WIDTH" }
---
// rule 1: a constant with an underscore in front, in the stretch
res.write("x").await?;
const _TAG: &str = "t";
res.insert_header("X", format!("{_TAG}")); //~ stays Shadowed { name: "_TAG" }
---
// rule 1: a reference to something else than text
fn handler(res: &mut ResponseWriter) {
    let hits: &Counter = hits();
    res.write(hits.bump());
    res.insert_header("X", hits.len()); //~ stays MayChange { name: "hits" }
}
---
// rule 1: a parameter beside a name that a pattern around binds
if let Some(lang) = label(req) {
    res.write(show(name)).await?;
    res.insert_header("X", name); //~ above res.write
}
---
// rule 1: `&self` handed to an unknown function
fn handler(&self, res: &mut ResponseWriter) {
    res.write(show(self));
    res.insert_header("X", self.name.len()); //~ above res.write
}
---
// rule 1: a constant of the function
const LIMIT: u64 = 4;
res.write(show(LIMIT)).await?;
res.insert_header("X", LIMIT); //~ above res.write
---
// rule 1: a constant of the module
res.write(show(LIMIT)).await?;
res.insert_header("X", LIMIT); //~ above res.write
---
// rule 1: a name that is declared nowhere in sight
res.write(show(total)).await?;
res.insert_header("X", total); //~ stays MayChange { name: "total" }
---
// rule 1: what a `&mut T` parameter holds
fn handler(total: &mut u64, res: &mut ResponseWriter) {
    res.write(show(total));
    res.insert_header("X", *total); //~ stays MayChange { name: "total" }
}
---
// rule 1: a number made from a variable, and a method on it
let buf = Buffer::load(n);
let size = buf.len();
res.write(size.shown()).await?;
res.insert_header("X", buf.len()); //~ above res.write
---
// rule 1: changed through a reference to a field
let state = State::load(n);
let hits = &state.hits;
res.write(hits.bump()).await?;
res.insert_header("X", state.total); //~ stays MayChange { name: "state" }
---
// rule 1: changed through a reference to an element
let state = State::load(n);
let hits = &state[0];
res.write(hits.bump()).await?;
res.insert_header("X", state.total); //~ stays MayChange { name: "state" }
---
// rule 1: changed through a reference to the whole in parentheses
let state = State::load(n);
let hits = &(state);
res.write(hits.bump()).await?;
res.insert_header("X", state.total); //~ stays MayChange { name: "state" }
---
// rule 1: changed through a reference to a reference to a reference
let state = State::load(n);
let hits = &&state;
res.write(hits.bump()).await?;
res.insert_header("X", state.total); //~ stays MayChange { name: "state" }
---
// rule 1: changed through a reference to what a pointer leads to
let state = State::load(n);
let hits = &*state;
res.write(hits.bump()).await?;
res.insert_header("X", state.total); //~ stays MayChange { name: "state" }
---
// rule 1: a local that is formatted into
let mut it = String::new();
res.write("x").await?;
write!(it, "y").ok();
res.insert_header("X", it.len()); //~ stays Changes { name: "it" }
---
// rule 1: another field of what something was made from
let page = Page::load(n);
let shown = page.rows.drained();
res.write(shown.first()).await?;
res.insert_header("X", page.name.len()); //~ above res.write
---
// rule 2: the negative of something that the stretch uses
let total = total(req);
res.write(show(&total)).await?;
res.insert_header("X", -total); //~ stays Moves { name: "total" }
---
// rule 2: the sum `it + 1`, whose variable the stretch uses
fn handler(req: &Request, res: &mut ResponseWriter) {
    let it = total(req);
    res.write(show(&it));
    res.insert_header("X", it + 1); //~ above res.write
}
---
// rule 2: the sum `1 + it`, whose variable the stretch uses
fn handler(req: &Request, res: &mut ResponseWriter) {
    let it = total(req);
    res.write(show(&it));
    res.insert_header("X", 1 + it); //~ above res.write
}
---
// rule 2: the sum `it + limit`, whose variable the stretch uses
fn handler(req: &Request, res: &mut ResponseWriter) {
    let it = total(req);
    let limit: u64 = 4;
    res.write(show(&it));
    res.insert_header("X", it + limit); //~ stays Moves { name: "it" }
}
---
// rule 2: the sum `limit + it`, whose variable the stretch uses
fn handler(req: &Request, res: &mut ResponseWriter) {
    let it = total(req);
    let limit: u64 = 4;
    res.write(show(&it));
    res.insert_header("X", limit + it); //~ stays Moves { name: "it" }
}
---
// rule 2: a needed `let` that takes a pair apart
res.write("x").await?;
let (size, _) = (n, name);
res.insert_header("X", size); //~ stays NeededLet { name: "size", problem: Pattern }
---
// rule 1: a parameter, seen from an arm
fn handler(n: u64, name: &str, rows: &[Row], res: &mut ResponseWriter) {
    match n {
        1 => {
        res.write(show(name));
        res.insert_header("X", name); //~ above res.write
        }
        _ => {}
    }
}
---
// rule 1: a parameter, seen from a `for`
fn handler(name: &str, rows: &[Row]) {
    for row in rows {
        let mut res = ResponseWriter::new();
        res.write(show(name));
        res.insert_header("X", name); //~ above res.write
    }
}
---
// rule 1: a parameter, seen from a `while`
fn handler(name: &str, rows: &[Row]) {
    while more() {
        let mut res = ResponseWriter::new();
        res.write(show(name));
        res.insert_header("X", name); //~ above res.write
    }
}
---
// rule 1: a parameter, seen from a closure
fn handler(n: u64, name: &str, rows: &[Row], res: &mut ResponseWriter) {
    serve(|mut res: ResponseWriter| {
        res.write(show(name));
        res.insert_header("X", name); //~ above res.write
    });
}
---
// rule 1: a variable in an unknown macro
let it = pick();
res.write("x").await?;
changes!(it);
res.insert_header("X", it.len()); //~ stays Changes { name: "it" }
---
// rule 1: a function of a type with the name of a variable
let rows = pick();
res.write(rows.len()).await?;
res.insert_header("X", <Page>::rows(name)); //~ above res.write
"##;
