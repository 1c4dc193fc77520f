//! Rule 1 for what several variables share: a change through one of them may show in another.

pub(super) const CASES: &str = r##"
// rule 1: changed through an element
let list = cells();
let first = list.first();
res.write("x").await?;
first.bump();
res.insert_header("X", format!("{list:?}")); //~ stays MayChange { name: "list" }
---
// rule 1: changed through an element of an element
let list = cells();
let first = list.first();
let cell = first.unwrap().get(2)?;
res.write("x").await?;
cell.bump();
res.insert_header("X", format!("{list:?}")); //~ stays MayChange { name: "list" }
---
// rule 1: an element that changes where it is read out
let list = cells();
res.write("x").await?;
list.first().unwrap().bump();
res.insert_header("X", format!("{list:?}")); //~ stays MayChange { name: "list" }
---
// rule 1: changed through the conversion to a reference
let counter = Counter::new(1);
let it = counter.as_ref();
res.write("x").await?;
it.hit();
res.insert_header("X", counter.len()); //~ stays MayChange { name: "counter" }
---
// rule 1: a reference to what changes
let counter = Counter::new(1);
let it = &counter;
res.write("x").await?;
counter.hit();
res.insert_header("X", it.len()); //~ stays MayChange { name: "it" }
---
// rule 1: a clone of what changes
let counter = Rc::new(Counter::new(1));
let it = counter.clone();
res.write("x").await?;
counter.hit();
res.insert_header("X", it.len()); //~ stays MayChange { name: "it" }
---
// rule 1: two that share a third
let counter = Rc::new(Counter::new(1));
let one = counter.clone();
let other = Rc::clone(&counter);
res.write("x").await?;
one.hit();
res.insert_header("X", other.len()); //~ stays MayChange { name: "other" }
---
// rule 1: a reference in an option
let counter = Counter::new(1);
let it = Some(&counter);
res.write("x").await?;
counter.hit();
res.insert_header("X", format!("{it:?}")); //~ stays MayChange { name: "it" }
---
// rule 1: another name of a reference that is a parameter
fn handler(state: &State, res: &mut ResponseWriter) {
    let again = state;
    res.write("x");
    again.hit();
    res.insert_header("X", state.len()); //~ stays MayChange { name: "state" }
}
---
// rule 1: text that was taken out shares nothing
let user = User::load(n);
let shown = user.name.to_string();
res.write("x").await?;
user.touch();
res.insert_header("X", shown.len()); //~ above res.write
---
// rule 1: what an unknown method gives is a value of its own
let db = Db::open(n);
let user = db.user(7);
res.write("x").await?;
db.log();
res.insert_header("X", user.name.len()); //~ above res.write
---
// rule 1: what a `&T` parameter holds is fixed
fn handler(state: &State, res: &mut ResponseWriter) {
    let it = state.first();
    res.write("x");
    state.hit();
    res.insert_header("X", format!("{it:?}")); //~ above res.write
}
---
// rule 1: elements that a loop looks at
let list = rows_of(n);
res.write("x").await?;
for row in list.iter() {
    res.write(row.text()).await?;
}
res.insert_header("X", list.len()); //~ above res.write
---
// rule 1: an iterator that is used up
let list = rows_of(n);
res.write(list.iter().nth(2)).await?;
res.insert_header("X", list.len()); //~ above res.write
"##;
