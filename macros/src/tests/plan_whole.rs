//! The cases of `plan_cases.rs` through the whole expansion, with the default vocabulary.

use super::harness::expand;
use super::plan::{expected, line_of, whole};
use super::plan_cases;

/// What the expansion says about the statement on some lines; `// args: ..` in a case gives more arguments.
fn said(source: &str, lines: std::ops::Range<usize>) -> Vec<String> {
    let response = if source.contains("self.res") { "self.res" } else { "res" };
    let more = source.lines().find_map(|line| line.strip_prefix("// args: ")).unwrap_or_default();
    let args = format!("deny(hoisted), response = {response}, {more}");
    let Err(error) = expand(&args, source) else { return Vec::new() };
    let on_lines = error.into_iter().filter(|error| lines.contains(&error.span().start().line));
    on_lines.map(|error| error.to_string()).collect()
}

fn judge(source: &str) -> Result<(), String> {
    let wanted = expected(source);
    let said = said(source, wanted.line..wanted.line + 8);
    let hoisted = said.iter().find(|text| text.contains("would be hoisted"));
    let right = match wanted.mark.strip_prefix("above ") {
        None => hoisted.is_none(),
        Some(place) => {
            let place = place.split(" with ").next().unwrap_or_default().trim();
            let line = line_of(source, place)?;
            hoisted.is_some_and(|text| {
                text.lines().next().unwrap_or_default().ends_with(&format!(" line {line}"))
            })
        }
    };
    right.then_some(()).ok_or_else(|| said.join("\n"))
}

#[test]
fn cases() {
    check(&plan_cases::all());
}

#[test]
fn more_cases() {
    check(MORE);
}

#[track_caller]
fn check(cases: &str) {
    let cases = cases.split("\n---").filter(|case| !case.trim().is_empty());
    let wrong: Vec<String> = cases
        .filter_map(|case| {
            let source = whole(case);
            judge(&source).err().map(|said| format!("{source}\n=> {said}\n"))
        })
        .collect();
    assert!(wrong.is_empty(), "{} cases:\n\n{}", wrong.len(), wrong.join("\n"));
}

/// Cases that need the whole analysis.
const MORE: &str = r##"
// what `#[async_trait]` makes
fn handler<'a>(&'a self, name: &'a str, res: &'a mut ResponseWriter) -> Pin<Box<dyn Future<Output = Result<()>> + Send + 'a>> {
    Box::pin(async move {
        let name = name;
        let res = res;
        res.write("x").await?;
        res.insert_header("X", name.len()); //~ above res.write
        Ok(())
    })
}
---
// a future that is no `Result`
fn handler<'a>(res: &'a mut ResponseWriter) -> Pin<Box<dyn Future<Output = Option<()>> + 'a>> {
    Box::pin(async move {
        res.write("x").await?;
        res.insert_header("X", "1"); //~ stays
        Some(())
    })
}
---
// `impl Future`
fn handler(res: &mut ResponseWriter) -> impl Future<Output = io::Result<()>> {
    async move {
        res.write("x").await?;
        res.insert_header("X", "1")?; //~ above res.write
        Ok(())
    }
}
---
// what `#[instrument]` listed above leaves
async fn handler(res: &mut ResponseWriter) -> Result<()> {
    let future = async move {
        res.write("x").await?;
        res.insert_header("X", "1")?; //~ above res.write
        Ok(())
    };
    if enabled() { Instrument::instrument(future, span).await } else { future.await }
}
---
// a closure that is a handler of its own
fn serve() {
    service(async |req: Request, res: &mut ResponseWriter| {
        res.write("x").await?;
        res.insert_header("X", "1")?; //~ above res.write
        Ok(())
    });
}
---
// a closure that is a handler of its own and does not end in `Ok(..)`
fn serve() {
    service(async |req: Request, res: &mut ResponseWriter| {
        res.write("x").await?;
        res.insert_header("X", "1")?; //~ stays
        other(req)
    });
}
---
// in a closure that runs in place, whose error goes elsewhere
fn handler(res: &mut ResponseWriter) -> Result<()> {
    let done = || -> Result<()> {
        res.write("x")?;
        res.insert_header("X", "1")?; //~ stays
        Ok(())
    };
    done().or_else(recover)
}
---
// inside a branch that is entered Open
fn handler(flag: bool, res: &mut ResponseWriter) {
    if flag {
        res.write("x");
        res.insert_header("X", "1"); //~ above res.write
    }
}
---
// inside the arm of a match
fn handler(kind: Kind, res: &mut ResponseWriter) {
    match kind {
        Kind::A { name } => {
            res.write("x");
            res.insert_header("X", "1"); //~ above res.write
        }
        _ => {}
    }
}
---
// nested in a head-only statement, which moves as a whole
fn handler(flag: bool, other: bool, res: &mut ResponseWriter) {
    res.write("x");
    if flag { //~ above res.write
        if other {
            res.insert_header("X", "1");
        }
    }
}
---
// nested in a statement that is not head-only
fn handler(flag: bool, other: bool, res: &mut ResponseWriter) {
    res.write("x");
    if flag { //~ stays
        count();
        res.insert_header("X", "1");
    }
}
---
// a loop around what commits
fn handler(rows: &[Row], res: &mut ResponseWriter) {
    for row in rows {
        if row.is_last() {
            res.write("x");
            res.insert_header("X", "1"); //~ stays
        }
    }
}
---
// a view of the head with three uses
fn handler(res: &mut ResponseWriter) {
    res.write("x");
    let head = res.headers_mut(); //~ above res.write
    head.insert("X", "1");
    head.insert("Y", "1");
    head.append("Z", "1");
}
---
// a helper that only writes
// args: calls(render = write)
fn handler(res: &mut ResponseWriter) {
    render(res);
    res.insert_header("X", "1"); //~ above render
}
---
// a helper that may finish
// args: calls(deny = send)
fn handler(res: &mut ResponseWriter) {
    deny(res);
    res.insert_header("X", "1"); //~ stays
}
---
// a helper that commits
// args: calls(start = commit)
fn handler(res: &mut ResponseWriter) {
    start(res);
    res.insert_header("X", "1"); //~ stays
}
---
// an unknown function with a view of the body
fn handler(res: &mut ResponseWriter) {
    let mut out = BufWriter::new(&mut *res);
    out.write_all(b"x");
    fill(&mut out);
    drop(out);
    res.insert_header("X", "1"); //~ above let mut out
}
---
// a function with a view of the head
fn handler(res: &mut ResponseWriter) {
    res.write("x");
    add_common(res.headers_mut()); //~ stays
}
---
// an inner function
fn handler(res: &mut ResponseWriter) {
    res.write("x");
    fn label(n: &u32) -> u32 { *n }
    res.insert_header("X", label(&4)); //~ stays
}
---
// `ensure!`
fn handler(n: u64, res: &mut ResponseWriter) -> Result<()> {
    res.write("x")?;
    ensure!(n > 3, "no");
    res.insert_header("X", "1")?; //~ stays
    Ok(())
}
---
// a `finish` in a branch
fn handler(n: u64, res: &mut ResponseWriter) -> Result<()> {
    if n > 3 {
        res.finish()?;
    }
    res.insert_header("X", "1")?; //~ stays
    Ok(())
}
---
// a file, of which it is not known what it sets
fn handler(res: &mut ResponseWriter) -> Result<()> {
    res.send_file("a.txt")?;
    res.insert_header("X", "1")?; //~ stays
    Ok(())
}
---
// `context` behind the operation
fn handler(res: &mut ResponseWriter) -> Result<()> {
    res.write("x")?;
    res.insert_header("X", "1").with_context(|| format!("x"))?; //~ above res.write
    Ok(())
}
---
// an `if` with values at the end of a function
fn handler(flag: bool, res: &mut ResponseWriter) {
    res.write("x");
    if flag { //~ above res.write
        res.insert_header("X", "1");
    } else {
        res.insert_header("X", "2");
    }
}
---
// the only user of a macro of the function's own
fn handler(flag: bool, res: &mut ResponseWriter) {
    macro_rules! leave { () => { return } }
    res.write("x");
    leave!();
    res.insert_header("X", "1"); //~ stays
}
---
// what a guard holds
fn handler(res: &Mutex<ResponseWriter>) {
    let mut guard = res.lock();
    guard.write("x");
    guard.insert_header("X", "1"); //~ above guard.write
}
---
// a new response for each round
fn handler(rows: &[Row]) {
    for row in rows {
        let mut res = ResponseWriter::new();
        res.write("x");
        res.insert_header("X", "1"); //~ above res.write
    }
}
"##;
