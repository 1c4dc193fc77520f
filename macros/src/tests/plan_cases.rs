//! The cases, separated by `---`. A body alone gets the parameters `req: &Request, name: &str, n: u64, rows: Vec<Row>,
//! res: &mut ResponseWriter` and the output `Result<()>`. The marked statement either moves (`//~ above TEXT`: directly
//! above the line that starts with the text, `with TEXT`: a `let` that comes along) or stays (`//~ stays Reason`).

pub(super) const CASES: &str = r##"
// a constant after one write
res.write(a)?;
res.insert_header("X-Done", "1")?; //~ above res.write
---
// a constant after a loop of writes
for row in rows {
    res.write(row.to_csv()).await?;
}
res.insert_header("X-Done", "1")?; //~ above for row
Ok(())
---
// a status after a loop of writes, over nothing but the `?` of writes
for row in &rows {
    res.write(row.to_csv()).await?;
}
res.set_status(201); //~ above for row
---
// directly above the write, not above what comes before it
let a = load();
res.write(a).await?;
let b = more();
res.insert_header("X", "1")?; //~ above res.write
---
// a flag of the request
res.write(a).await?;
if req.headers().contains_key("x-debug") { //~ above res.write
    res.insert_header("X-Debug", "1")?;
}
---
// a length computed before the write
let length = rows.len();
res.write(render(&rows)).await?;
res.insert_header("X-Rows", length); //~ above res.write
---
// a length computed after the write, of a value that does not change
res.write(render(&rows)).await?;
res.insert_header("X-Rows", rows.len()); //~ above res.write
---
// after a match that writes
match kind {
    Kind::A => res.write("a").await?,
    Kind::B => res.write("b").await?,
}
res.insert_header("Cache-Control", "no-store")?; //~ above match kind
---
// a format string with a parameter
res.write("x").await?;
res.insert_header("Content-Disposition", format!("attachment; filename=\"{name}.csv\"")); //~ above res.write
---
// a conversion among the arguments
res.write("x").await?;
res.insert_header("X-Name", HeaderValue::from_str(name)?)?; //~ above res.write
---
// a cookie by its builder
res.write("x").await?;
res.add_cookie(Cookie::build(("sid", name)).path("/").http_only(true)); //~ above res.write
---
// `let _ =`
res.write("x").await?;
let _ = res.insert_header("X", "1"); //~ above res.write
---
// `.ok();`
res.write("x").await?;
res.insert_header("X", "1").ok(); //~ above res.write
---
// `.unwrap();`
res.write("x").await?;
res.insert_header("X", "1").unwrap(); //~ above res.write
---
// `.expect(..);`
res.write("x").await?;
res.insert_header("X", "1").expect("fine"); //~ above res.write
---
// `map_err` before the `?`
res.write("x").await?;
res.insert_header("X", "1").map_err(Error::from)?; //~ above res.write
---
// a chain
res.write("x").await?;
res.set_status(201)?.insert_header("X", "1")?; //~ above res.write
---
// a whole block
res.write("x").await?;
{ //~ above res.write
    res.insert_header("X", "1")?;
    res.insert_header("Y", "2")?;
}
---
// a whole match
res.write("x").await?;
match n { //~ above res.write
    0 => res.insert_header("X", "none"),
    1 | 2 => { res.insert_header("X", "few"); }
    _ => {}
}
Ok(())
---
// a whole `for` over a reference
fn handler(tags: &[String], res: &mut ResponseWriter) {
    res.write("x");
    for tag in tags { //~ above res.write
        res.append_header("X-Tag", tag);
    }
}
---
// a `for` over a range
res.write("x").await?;
for i in 0..3 { //~ above res.write
    res.append_header("X-I", i);
}
Ok(())
---
// a `for` over an iterator by value
fn handler(tags: Tags, res: &mut ResponseWriter) {
    res.write("x");
    for tag in tags { //~ stays Impure
        res.append_header("X-Tag", tag);
    }
}
---
// an `if` with `else`
res.write("x").await?;
if n > 3 { //~ above res.write
    res.insert_header("X", "many")?;
} else {
    res.insert_header("X", "few")?;
}
---
// an `if` that also writes
res.write("x").await?;
if n > 3 { //~ stays NotHeadOnly
    res.insert_header("X", "many")?;
    res.write("y").await?;
}
---
// an `if` that also logs
res.write("x").await?;
if n > 3 { //~ stays Impure
    info!("many");
    res.insert_header("X", "many")?;
}
---
// nested deeper: the inner statement has no place of its own
fn handler(deep: bool, res: &mut ResponseWriter) {
    res.write("x");
    if deep {
        count();
        res.insert_header("X", "1"); //~ stays HeadGone
    }
}
// loop
---
// in a loop that writes
fn handler(rows: &[Row], res: &mut ResponseWriter) {
    for row in rows {
        res.write(row.text());
        res.insert_header("X", "1"); //~ stays HeadGone
    }
}
// loop
---
// a tail expression
fn handler(res: &mut ResponseWriter) -> Result<()> {
    res.write("x")?;
    res.insert_header("X", "1") //~ stays Tail
}
---
// an `if` without `else` at the end is no tail expression
fn handler(flag: bool, res: &mut ResponseWriter) {
    res.write("x");
    if flag { //~ above res.write
        res.insert_header("X", "1");
    }
}
---
// a `match` with a value at the end is one
fn handler(flag: bool, res: &mut ResponseWriter) -> Result<()> {
    res.write("x")?;
    match flag { //~ stays Tail
        true => res.insert_header("X", "1"),
        false => res.insert_header("X", "0"),
    }
}
---
// a view of the head with its uses
res.write("x").await?;
let h = res.headers_mut(); //~ two above res.write
h.insert("X", "1");
---
// a view of the head that something else uses too
res.write("x").await?;
let h = res.headers_mut(); //~ two stays NeededLet
h.insert("X", "1");
keep(h);
---
// one statement through `headers_mut()`
res.write("x").await?;
res.headers_mut().insert("X", "1"); //~ above res.write
---
// `headers_mut()?`
res.write("x").await?;
res.headers_mut()?.insert("X", "1"); //~ above res.write
---
// an unknown method on a view
res.write("x").await?;
res.headers_mut().merge(req); //~ stays Impure
---
// the status as a field
res.write("x").await?;
res.status = StatusCode::CREATED; //~ above res.write
---
// a statement under `#[cfg]`
res.write("x").await?;
#[cfg(debug_assertions)] //~ above res.write
res.insert_header("X", "1")?;
---
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
    res.insert_header("X", source.len()); //~ stays Changes { name: "source" }
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
    res.insert_header("X", state.name.len()); //~ stays Changes { name: "state" }
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
    res.insert_header("X", list.len()); //~ stays Changes
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
    res.insert_header("X", a.is_some()); //~ stays Changes { name: "a" }
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
    res.insert_header("X-Status", status as u32); //~ stays Changes
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
    res.insert_header("X", list.len()); //~ stays Changes
}
---
// rule 2: it takes what the stretch uses
fn handler(title: String, res: &mut ResponseWriter) {
    res.write(render(&title));
    res.insert_header("X", title); //~ stays Moves { name: "title" }
}
---
// rule 2: it copies what the stretch uses
fn handler(title: &str, res: &mut ResponseWriter) {
    res.write(render(&title));
    res.insert_header("X", title); //~ above res.write
}
---
// rule 2: it takes what nobody uses
fn handler(title: String, res: &mut ResponseWriter) {
    res.write("x");
    res.insert_header("X", title); //~ above res.write
}
---
// rule 2: it takes a clone
fn handler(title: String, res: &mut ResponseWriter) {
    res.write(render(&title));
    res.insert_header("X", title.clone()); //~ above res.write
}
---
// rule 2: the stretch takes what it reads
fn handler(title: String, res: &mut ResponseWriter) {
    let length = title.len();
    res.write(title);
    res.insert_header("X", length); //~ above res.write
}
---
// rule 2: a needed `let`
fn handler(name: &str, res: &mut ResponseWriter) {
    res.write("x");
    let value = format!("<{name}>");
    res.insert_header("X", &value); //~ above res.write with let value
}
---
// rule 2: two needed `let`s
fn handler(name: &str, res: &mut ResponseWriter) {
    res.write("x");
    let a = name.len();
    let b = format!("{a}");
    res.insert_header("X", b); //~ above res.write with let a with let b
}
---
// rule 2: a needed `let` that is used elsewhere
fn handler(name: &str, res: &mut ResponseWriter) {
    res.write("x");
    let value = format!("<{name}>");
    res.insert_header("X", &value); //~ stays NeededLet
    log(&value);
}
---
// rule 2: a needed `let` whose name is bound again
fn handler(name: &str, res: &mut ResponseWriter) {
    res.write("x");
    let value = format!("<{name}>");
    res.insert_header("X", value); //~ above res.write with let value
    let value = 3;
    log(value);
}
---
// rule 2: a needed `let` that only moves
fn handler(name: String, res: &mut ResponseWriter) {
    res.write("x");
    let value = name;
    res.insert_header("X", value); //~ stays NeededLet { name: "value", problem: Moves }
}
---
// rule 2: a needed `let` under `#[cfg]`
fn handler(name: &str, res: &mut ResponseWriter) {
    res.write("x");
    #[cfg(unix)]
    let value = "unix";
    #[cfg(not(unix))]
    let value = "other";
    res.insert_header("X", value); //~ stays NeededLet { name: "value", problem: Cfg }
}
---
// rule 2: a needed `let else`
fn handler(name: &str, res: &mut ResponseWriter) {
    res.write("x");
    let Some(value) = name.find('x') else { return };
    res.insert_header("X", value); //~ stays NeededLet { name: "value", problem: Pattern }
}
---
// rule 2: the result of the write
fn handler(res: &mut ResponseWriter) {
    let sent = res.write("x");
    res.insert_header("X", sent); //~ stays ReadsResponse
}
---
// rule 2: a reference into a response that is a local
fn handler(name: &str) {
    let mut res = ResponseWriter::new();
    res.write("x");
    let value = format!("<{name}>");
    res.insert_header("X", &value); //~ stays NeededLet { name: "value", problem: Lent }
}
---
// rule 2: a value into a response that is a local
fn handler(name: &str) {
    let mut res = ResponseWriter::new();
    res.write("x");
    let value = format!("<{name}>");
    res.insert_header("X", value); //~ above res.write with let value
}
---
// rule 3: `now()`
res.write("x").await?;
res.insert_header("X", Instant::now()); //~ stays Impure
---
// rule 3: a cell
fn handler(hits: &Cell<u32>, res: &mut ResponseWriter) {
    res.write("x");
    res.insert_header("X", hits.get()); //~ stays Impure
}
---
// rule 3: a map
fn handler(map: &Map, res: &mut ResponseWriter) {
    res.write("x");
    res.insert_header("X", map.get("a").is_some()); //~ above res.write
}
---
// rule 3: an atomic
fn handler(hits: &AtomicU32, res: &mut ResponseWriter) {
    res.write("x");
    res.insert_header("X", hits.load(Relaxed)); //~ stays Impure
}
---
// rule 3: a `RefCell`
fn handler(hits: &RefCell<Hits>, res: &mut ResponseWriter) {
    res.write("x");
    res.insert_header("X", hits.borrow().len()); //~ stays Impure
}
---
// rule 3: an unknown call over a write with pure arguments
fn handler(req: &Request, res: &mut ResponseWriter) {
    res.write("x");
    res.insert_header("X", tenant_of(req)); //~ above res.write
}
---
// rule 3: an unknown call over a call
fn handler(req: &Request, res: &mut ResponseWriter) {
    res.write("x");
    count();
    res.insert_header("X", tenant_of(req)); //~ stays UnknownCall { name: "tenant_of" }
}
---
// rule 3: an unknown call without arguments
fn handler(req: &Request, res: &mut ResponseWriter) {
    res.write("x");
    res.insert_header("X", tenant()); //~ stays Impure
}
---
// rule 3: an unknown method of a `&T` parameter
fn handler(req: &Request, res: &mut ResponseWriter) {
    res.write("x");
    res.insert_header("X", req.tenant()); //~ above res.write
}
---
// rule 3: an unknown method of something else
fn handler(app: App, res: &mut ResponseWriter) {
    res.write("x");
    res.insert_header("X", app.tenant()); //~ stays Impure
}
---
// rule 3: a method on a static
fn handler(res: &mut ResponseWriter) {
    res.write("x");
    res.insert_header("X", CONFIG.name()); //~ stays Impure
}
---
// rule 3: `unsafe`
fn handler(res: &mut ResponseWriter) {
    res.write("x");
    res.insert_header("X", unsafe { VALUE }); //~ stays Impure
}
---
// rule 3: arithmetic that can panic, over an exit
async fn handler(n: u64, res: &mut ResponseWriter) -> Result<()> {
    res.write("x").await?;
    res.insert_header("X", n + 1); //~ stays MayPanic
    Ok(())
}
---
// rule 3: arithmetic that can panic, over no exit
fn handler(n: u64, res: &mut ResponseWriter) {
    res.write("x");
    res.insert_header("X", n + 1); //~ above res.write
}
---
// rule 3: arithmetic of literals
res.write("x").await?;
res.insert_header("X", 60 * 60); //~ above res.write
---
// rule 3: an index
async fn handler(parts: &[u64], res: &mut ResponseWriter) -> Result<()> {
    res.write("x").await?;
    res.insert_header("X", parts[0]); //~ stays MayPanic
    Ok(())
}
---
// rule 3: closures of `Option`
res.write("x").await?;
res.insert_header("X", req.headers().get("a").map(|v| v.len()).unwrap_or(0)); //~ above res.write
---
// rule 3: a closure that is not pure
res.write("x").await?;
res.insert_header("X", req.headers().get("a").map(|v| bump(v, n))); //~ stays Impure
---
// rule 3: a type that is settled in the stretch
fn handler(text: &str, res: &mut ResponseWriter) {
    let value = text.parse().unwrap();
    res.write(take_u32(&value));
    res.insert_header("X", value.to_string()); //~ stays Inferred { name: "value" }
}
---
// rule 3: a type that is written
fn handler(text: &str, res: &mut ResponseWriter) {
    let value: u32 = text.parse().unwrap();
    res.write(take_u32(&value));
    res.insert_header("X", value.to_string()); //~ above res.write
}
---
// rule 3: the type of a constructor is known
fn handler(text: &str, res: &mut ResponseWriter) {
    let value = String::from(text);
    res.write(&value);
    res.insert_header("X", value.len()); //~ above res.write
}
---
// rule 3: a type that an earlier use settles
fn handler(text: &str, res: &mut ResponseWriter) {
    let value = text.parse().unwrap();
    keep(value.to_string());
    res.write(take_u32(&value));
    res.insert_header("X", value.to_string()); //~ above res.write
}
---
// rule 3: what a lock shows
fn handler(res: &mut ResponseWriter) {
    res.write("x");
    res.insert_header("X", format!("{HITS:?}")); //~ stays Impure
}
---
// rule 3: a constant of the crate in a format string
fn handler(res: &mut ResponseWriter) {
    res.write("x");
    res.insert_header("X", format!("v{VERSION}")); //~ above res.write
}
---
// rule 3: printing is not pure
fn handler(flag: bool, res: &mut ResponseWriter) {
    res.write("x");
    if flag { //~ stays Impure
        println!("x");
        res.insert_header("X", "1");
    }
}
---
// rule 3: it reads the response
res.write("x").await?;
res.insert_header("X", res.headers().len()); //~ stays ReadsResponse
---
// rule 3: the user vouches
res.write("x").await?;
#[hoist] res.insert_header("X", tenant()); //~ above res.write
---
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
// rule 6: the same header again
fn handler(res: &mut ResponseWriter) {
    res.write("x");
    res.append_header("X", now());
    res.insert_header("x", "2"); //~ stays Order
}
---
// rule 6: another header
fn handler(res: &mut ResponseWriter) {
    res.write("x");
    res.append_header("X", now());
    res.insert_header("Y", "2"); //~ above res.write
}
---
// rule 6: a header whose name is not literal
fn handler(key: &str, res: &mut ResponseWriter) {
    res.write("x");
    res.append_header(key, now());
    res.insert_header("Y", "2"); //~ stays Order
}
---
// rule 6: constants of `http`
fn handler(res: &mut ResponseWriter) {
    res.write("x");
    res.append_header("X", now());
    res.insert_header(header::CACHE_CONTROL, "no-store"); //~ above res.write
}
---
// rule 6: a literal name and its constant
fn handler(res: &mut ResponseWriter) {
    res.write("x");
    res.append_header(header::VARY, now());
    res.insert_header("Vary", "origin"); //~ stays Order
}
---
// rule 6: two cookies
fn handler(res: &mut ResponseWriter) {
    res.write("x");
    res.add_cookie(Cookie::new("a", now()));
    res.add_cookie(Cookie::new("b", "2")); //~ stays Order
}
---
// rule 6: a cookie and a header
fn handler(res: &mut ResponseWriter) {
    res.write("x");
    res.add_cookie(Cookie::new("a", now()));
    res.insert_header("X", "2"); //~ above res.write
}
---
// rule 6: a look at the head
fn handler(res: &mut ResponseWriter) {
    res.write("x");
    keep(res.headers().len());
    res.insert_header("X", "2"); //~ stays ReadsHead
}
---
// rule 6: a look at the head through a view
fn handler(res: &mut ResponseWriter) {
    res.write("x");
    keep(res.headers_mut().contains_key("x"));
    res.insert_header("X", "2"); //~ stays ReadsHead
}
---
// rule 6: a reset
fn handler(res: &mut ResponseWriter) {
    res.write("x");
    res.reset();
    res.insert_header("X", "2"); //~ stays ReadsHead
}
---
// rule 6: the status over a commit, which sets it
fn handler(res: &mut ResponseWriter) {
    res.write_head(200);
    res.set_status(404); //~ stays Order
}
---
// rule 6: a header over a commit
fn handler(res: &mut ResponseWriter) {
    res.write_head(200);
    res.insert_header("X", "1"); //~ above res.write_head
}
---
// rule 6: a header over a commit that may set anything
fn handler(res: &mut ResponseWriter) {
    res.commit_with(200, headers());
    res.insert_header("X", "1"); //~ stays SetsUnknown
}
---
// rule 6: a header over a redirect
fn handler(res: &mut ResponseWriter) {
    res.redirect("/");
    res.insert_header("X", "1"); //~ above res.redirect
}
---
// rule 6: `Location` over a redirect
fn handler(res: &mut ResponseWriter) {
    res.redirect("/");
    res.insert_header("Location", "/b"); //~ stays Order
}
---
// rule 6: `Content-*` over a redirect
fn handler(res: &mut ResponseWriter) {
    res.redirect("/");
    res.insert_header("Content-Type", "text/plain"); //~ stays Order
}
---
// rule 6: over `send_error`
fn handler(res: &mut ResponseWriter) {
    res.send_error(404);
    res.insert_header("X", "1"); //~ stays SetsUnknown
}
---
// rule 7: over an early flush
res.flush().await?;
res.write("x").await?;
res.insert_header("X", "1")?; //~ above res.flush
---
// rule 8: above a view of the body that is alive
fn handler(res: &mut ResponseWriter) {
    let mut gz = GzEncoder::new(&mut *res);
    gz.write_all("x");
    res.insert_header("X", "1"); //~ above let mut gz
}
---
// rule 8: a view that is dead
fn handler(res: &mut ResponseWriter) {
    let mut gz = GzEncoder::new(&mut *res);
    gz.configure;
    res.write("x");
    res.insert_header("X", "1"); //~ above res.write
}
---
// rule 8: a view made around the block
fn handler(flag: bool, res: &mut ResponseWriter) {
    let mut out = res.writer();
    if flag {
        out.write_all("x");
        res.insert_header("X", "1"); //~ stays ViewAlive { name: "out" }
    }
}
---
// rule 8: a closure that captures the response
fn handler(res: &mut ResponseWriter) {
    let mut send = |text: &str| res.write(text);
    send("x");
    res.write("y");
    res.insert_header("X", "1"); //~ above let mut send
}
---
// rule 8: a closure that captures the response and is handed away
fn handler(res: &mut ResponseWriter) {
    let mut send = |text: &str| res.write(text);
    run(&mut send);
    send("x");
    res.insert_header("X", "1"); //~ stays Opaque
}
---
// rule 8: a closure that may finish the response
fn handler(res: &mut ResponseWriter) {
    let mut send = |text: &str| if text == "" { res.end(); } else { res.write(text); };
    send("x");
    res.insert_header("X", "1"); //~ stays MayFinish
}
---
// rule 9: a branch that may finish the response
fn handler(admin: bool, res: &mut ResponseWriter) {
    if !admin {
        res.redirect("/");
    }
    res.insert_header("X", "1"); //~ stays MayFinish { name: "redirect" }
}
---
// rule 9: a branch that writes
fn handler(admin: bool, res: &mut ResponseWriter) {
    if !admin {
        res.write("no");
    }
    res.insert_header("X", "1"); //~ above if !admin
}
---
// rule 9: after the end
fn handler(res: &mut ResponseWriter) {
    res.write("x");
    res.end();
    res.insert_header("X", "1"); //~ above res.write
}
---
// rule 9: after an abort
fn handler(res: &mut ResponseWriter) {
    res.write("x");
    res.abort();
    res.insert_header("X", "1"); //~ stays MayFinish
}
---
// a branch that answers and returns is passed before
fn handler(ok: bool, res: &mut ResponseWriter) -> Result<()> {
    if !ok {
        res.redirect("/");
        return Ok(());
    }
    res.write("x")?;
    res.insert_header("X", "1")?; //~ above res.write
    Ok(())
}
---
// rule 1: a cast to a type that is no plain value
fn handler(c: Counter, res: &mut ResponseWriter) {
    let k = &c as &dyn Count;
    res.write(step(k));
    res.insert_header("X", k.len()); //~ stays Changes { name: "k" }
}
---
// rule 2: what is copied may be used in the stretch
fn handler(limit: Option<u32>, res: &mut ResponseWriter) {
    res.write(format!("{limit:?}"));
    res.insert_header("X", limit.unwrap_or(0)); //~ above res.write
}
---
// rule 3: an unknown name with a word that means another result each time
fn handler(ids: &Ids, res: &mut ResponseWriter) {
    res.write("x");
    res.insert_header("X", ids.next_id()); //~ stays Impure
}
---
// rule 3: a function with such a word
fn handler(clock: &Clock, res: &mut ResponseWriter) {
    res.write("x");
    res.insert_header("X", now_utc(clock)); //~ stays Impure
}
---
// rule 3: arithmetic that can panic, over a call that never returns
fn handler(n: u32, res: &mut ResponseWriter) {
    res.write("x");
    if n == 0 {
        std::process::exit(1);
    }
    res.insert_header("X", 100 / n); //~ stays MayPanic
}
---
// rule 3: a division by a literal zero
res.write("x").await?;
res.insert_header("X", 100 / 0); //~ stays MayPanic
---
// rule 3: another error, made by code of unknown effect, of an operation that does not leave
fn handler(name: &str, res: &mut ResponseWriter) {
    res.write("x");
    res.insert_header("X", name).map_err(|error| report(error)).ok(); //~ stays Impure
}
---
// rule 3: the same for an operation that cannot fail
fn handler(res: &mut ResponseWriter) {
    res.write("x");
    res.insert_header("X", "1").map_err(|error| report(error)).ok(); //~ above res.write
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
---
// rule 6: a writer made of the response does not look at the head
res.writer().write_all("x")?;
res.insert_header("X", name)?; //~ above res.writer
"##;
