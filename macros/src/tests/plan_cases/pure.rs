//! Rule 3: expressions, closures and calls among the arguments.

pub(super) const CASES: &str = r##"
// rule 3: a closure that a chain of an iterator may run later
res.write("x").await?;
res.insert_header("X", rows.iter().map(|row| row.len()).sum::<usize>()); //~ stays Impure { what: "a closure" }
---
// rule 3: a variable as the argument of a pure method
res.write("x").await?;
res.insert_header("X", name.strip_prefix(name)); //~ above res.write
---
// rule 3: an unknown function that a pure method runs
res.write("x").await?;
res.insert_header("X", req.headers().get("A").map(render)); //~ stays Impure { what: "`render`" }
---
// rule 3: a pure function that a pure method runs
res.write("x").await?;
res.insert_header("X", Some(name).map(String::from)); //~ above res.write
---
// rule 3: a conversion that a pure method runs
res.write("x").await?;
res.insert_header("X", Some(name).map(ToString::to_string)); //~ above res.write
---
// rule 3: the default of `map_or` is a value, its function is not
res.write("x").await?;
res.insert_header("X", Some(n).map_or(n, u64::from)); //~ above res.write
---
// rule 3: an unknown function as the second argument of `map_or`
res.write("x").await?;
res.insert_header("X", Some(n).map_or(n, render)); //~ stays Impure { what: "`render`" }
---
// rule 3: a parameter that is called
async fn handler(label: impl Fn(&str) -> String, name: &str, res: &mut ResponseWriter) -> Result<()> {
    res.write("x").await?;
    res.insert_header("X", label(name)); //~ stays Impure { what: "`label()`" }
    Ok(())
}
---
// rule 3: an unknown function that gets a reference to a `&T` parameter
res.write("x").await?;
res.insert_header("X", label(&req)); //~ above res.write
---
// rule 3: a function whose name means another result each time
res.write("x").await?;
res.insert_header("X", next(req)); //~ stays Impure { what: "`next()`" }
---
// rule 3: an unknown method of `&self`
async fn handler(&self, res: &mut ResponseWriter) -> Result<()> {
    res.write("x").await?;
    res.insert_header("X", self.label()); //~ above res.write
    Ok(())
}
---
// rule 3: what can panic, over a call that returns
res.write("x").await?;
count();
res.insert_header("X", n + 1); //~ stays MayPanic
---
// rule 3: what can panic, over a call that returns, where no error leaves
fn handler(n: u64, res: &mut ResponseWriter) {
    res.write("x");
    count();
    res.insert_header("X", n + 1); //~ above res.write
}
---
// rule 3: an `unwrap` in the chain, over an error exit
res.write("x").await?;
res.insert_header("A", name).unwrap().insert_header("B", "1")?; //~ stays MayPanic
---
// rule 3: an `unwrap` in the chain that never fails
res.write("x").await?;
res.insert_header("A", n).unwrap().insert_header("B", "1")?; //~ above res.write
---
// rule 3: a macro that also prints
res.write("x").await?;
res.insert_header("X", dbg!(n)); //~ stays Impure { what: "`dbg!`" }
---
// rule 3: a conversion by the name of its trait
res.write("x").await?;
res.insert_header("X", Some(name).map(Into::into)); //~ above res.write
---
// rule 3: a negated literal
res.write("x").await?;
res.insert_header("X", 60 * -2); //~ above res.write
---
// rule 3: a product of literals
res.write("x").await?;
res.insert_header("X", 60 * 60 * 24); //~ above res.write
---
// rule 3: a product of typed literals
res.write("x").await?;
res.insert_header("X", 60 as u64 * 24); //~ above res.write
---
// rule 3: a sum with something that only masks
res.write("x").await?;
res.insert_header("X", (255 & n) + 1); //~ stays MayPanic
---
// rule 3: a division of literals
res.write("x").await?;
res.insert_header("X", 3600 / 2); //~ above res.write
---
// rule 3: a division of literals by zero
res.write("x").await?;
res.insert_header("X", 3600 / 0); //~ stays MayPanic
---
// rule 3: text behind `format!`
res.write("x").await?;
res.insert_header("X", format!("{n}") + name + "!"); //~ above res.write
---
// rule 3: text behind `to_owned`
res.write("x").await?;
res.insert_header("X", "a".to_owned() + name); //~ above res.write
---
// rule 3: text behind a constructor
res.write("x").await?;
res.insert_header("X", String::from("a") + name); //~ above res.write
---
// rule 3: a number behind a constructor
res.write("x").await?;
res.insert_header("X", u64::from(n) + 1); //~ stays MayPanic
---
// rule 3: a number behind a method
res.write("x").await?;
res.insert_header("X", name.len() + 1); //~ stays MayPanic
---
// rule 3: a closure on a range
res.write("x").await?;
res.insert_header("X", (0..n).map(|at| at).sum::<u64>()); //~ stays Impure { what: "a closure" }
---
// rule 3: a closure on the characters of a text
res.write("x").await?;
res.insert_header("X", name.chars().rev().map(|c| c).collect::<String>()); //~ stays Impure { what: "a closure" }
---
// rule 3: a closure on an option
res.write("x").await?;
res.insert_header("X", name.strip_prefix("a").map(|rest| rest.len())); //~ above res.write
---
// rule 3: a mutable reference
res.write("x").await?;
res.insert_header("X", String::from(&mut n)); //~ stays Impure { what: "`&mut`" }
---
// rule 3: a field of a constant or static of the module
res.write("x").await?;
res.insert_header("X", CONFIG.name); //~ stays Impure { what: "`CONFIG`" }
---
// rule 3: a field of what an unknown function gives
res.write("x").await?;
res.insert_header("X", count().total); //~ stays Impure { what: "`count()`" }
---
// rule 3: a raw pointer
res.write("x").await?;
res.insert_header("X", &n as *const u64); //~ stays Impure { what: "a raw pointer" }
---
// rule 3: an array of one byte
res.write("x").await?;
res.insert_header("X", HeaderValue::from_bytes(&[b'a'; 4])?)?; //~ above res.write
---
// rule 3: `unsafe` in an argument
res.write("x").await?;
res.insert_header("X", unsafe { raw(n) }); //~ stays Impure { what: "`unsafe`" }
---
// rule 3: an `async` block as an argument
res.write("x").await?;
res.insert_header("X", async { n }); //~ stays Impure { what: "an `async` block" }
---
// rule 3: a loop in an argument
res.write("x").await?;
res.insert_header("X", loop { break "a" }); //~ stays Impure { what: "a loop" }
---
// rule 3: an assignment in an argument
res.write("x").await?;
res.insert_header("X", { n = 4; "a" }); //~ stays Impure { what: "an assignment" }
---
// rule 3: an impure guard in an argument
res.write("x").await?;
res.insert_header("X", match n { m if tick() => "a", _ => "b" }); //~ stays Impure { what: "`tick()`" }
---
// rule 3: arithmetic in a condition
res.write("x").await?;
if n + 1 > 4 { //~ stays MayPanic
    res.insert_header("X", "1")?;
}
---
// rule 3: a condition with a `let` behind `&&`
res.write("x").await?;
if n > 1 && let Some(lang) = name.strip_prefix("a") { //~ above res.write
    res.insert_header("X", lang)?;
}
---
// rule 3: a static of the function
static HITS: AtomicU64 = AtomicU64::new(0);
res.write("x").await?;
res.insert_header("X", HITS); //~ stays Impure { what: "the static `HITS`" }
---
// rule 3: an unknown call beside a name that the statement binds
res.write("x").await?;
if let Some(lang) = name.strip_prefix("a") { //~ above res.write
    res.insert_header("X", label(name))?;
    res.insert_header("Y", lang)?;
}
---
// rule 3: what a constant or static points to
res.write("x").await?;
res.insert_header("X", *LIMIT); //~ stays Impure { what: "what a constant or static points to" }
---
// rule 3: a negated number
res.write("x").await?;
res.insert_header("X", -n); //~ stays MayPanic
---
// rule 3: a value for debugging
res.write("x").await?;
res.insert_header("X", format!("{name:?}")); //~ above res.write
---
// rule 3: a constant for debugging
const LIMIT: u64 = 4;
res.write("x").await?;
res.insert_header("X", format!("{LIMIT:?}")); //~ above res.write
---
// rule 3: a static for debugging
res.write("x").await?;
res.insert_header("X", format!("{HITS:?}")); //~ stays Impure { what: "`HITS`" }
---
// rule 3: a constant of the module beside a static of the function
static HITS: AtomicU64 = AtomicU64::new(0);
res.write("x").await?;
res.insert_header("X", LIMIT); //~ above res.write
---
// rule 3: an unknown method of `self: &Self`
fn handler(self: &Self, res: &mut ResponseWriter) {
    res.write("x");
    res.insert_header("X", self.label()); //~ above res.write
}
---
// rule 3: an unknown method of `self: &mut Self`
fn handler(self: &mut Self, res: &mut ResponseWriter) {
    res.write("x");
    res.insert_header("X", self.label()); //~ stays Impure
}
---
// rule 3: an unknown method of `&mut self`
fn handler(&mut self, res: &mut ResponseWriter) {
    res.write("x");
    res.insert_header("X", self.label()); //~ stays Impure
}
---
// rule 3: arithmetic that can panic, over an assertion
fn handler(n: u64, res: &mut ResponseWriter) {
    res.write("x");
    assert!(n > 1);
    res.insert_header("X", n + 1); //~ stays MayPanic
}
"##;
