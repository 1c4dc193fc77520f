//! Which bodies are settled without a graph. That the analysis agrees is asked of every case of every table, by the harness.

use syn::ItemFn;

use crate::args::Args;
use crate::handler::{Target, responses};
use crate::plain::on_time;

fn is_plain(args: &str, source: &str) -> bool {
    let args = Args::parse(args.parse().expect("tokens")).expect("good arguments");
    let item: ItemFn = syn::parse_str(source).expect("a function");
    let target = Target::Function(Box::new(item));
    let functions = target.functions();
    let function = &functions[0];
    let tracked =
        responses(function.signature, function.block, &function.scope, &args, true).expect("a response");
    on_time(function, &tracked, &args)
}

#[track_caller]
fn bodies(plain: bool, args: &str, table: &str) {
    for body in table.split("\n\n") {
        let source =
            format!("async fn f(res: &mut ResponseWriter, rows: Vec<Row>) -> Result<(), Error> {{{body}}}");
        assert_eq!(is_plain(args, &source), plain, "in\n{source}");
    }
}

#[test]
fn what_most_handlers_look_like() {
    bodies(
        true,
        "",
        r#"
let user = load(&rows).await?;
res.insert_header("content-type", "text/html")?.insert_header("x-user", user.name())?;
res.write(format!("<h1>{}</h1>", user.name())).await?;
Ok(())

if rows.is_empty() {
    res.set_status(404);
    res.write("nothing here").await?;
    return Ok(());
}
res.insert_header("x-rows", rows.len().to_string())?;
for row in &rows {
    if row.hidden { continue; }
    res.write(row.html()).await?;
}
res.finish().await

let user = match load(&rows).await {
    Ok(user) if user.active => user,
    Ok(_) => { res.send_status(403).await?; return Ok(()); }
    Err(error) => {
        log::warn!("no user: {error}");
        res.set_status(500);
        return res.write("error").await;
    }
};
res.insert_header("x-user", user.name())?;
res.write("hello").await

let Some(first) = rows.first() else { return res.redirect("/empty") };
res.set_status(200);
writeln!(res, "{}", first.name)?;
writeln!(res, "{first:?}")?;
Ok(())

while let Some(row) = next(&rows).await {
    res.append_header("x-row", row.id())?;
}
res.write("done").await

loop {
    let Some(row) = next(&rows).await else { break };
    if row.last { res.write("the last").await?; break; }
}
res.write("done").await

let total = rows.iter().map(|row| row.size).sum::<u64>();
tokio::spawn(async move { count(total).await });
if res.headers().contains_key("x-total") && total > 0 { res.insert_header("x-total", total)?; }
res.write("done").await
"#,
    );
    assert!(is_plain("", "fn f(self: Handler, res: &mut ResponseWriter) { self.log(); res.write(1); }"));
    assert!(is_plain("write(push)", "fn f(res: &mut ResponseWriter) { res.set_status(200); res.push(1); }"));
}

#[test]
fn what_is_late_is_not_plain() {
    bodies(
        false,
        "",
        r#"
res.write("a").await?; res.insert_header("x", "1")

if rows.is_empty() { res.write("none").await?; }
res.set_status(404);

for row in &rows { res.set_status(row.status); res.write(row.html()).await?; }

for row in &rows { if row.bad { res.set_status(500); break; } for cell in row { res.write(cell).await?; } }

'rows: for row in &rows { loop { res.write(row).await?; continue 'rows; } }
res.set_status(404);

loop { if ready() { res.write("a").await?; break; } }
res.set_status(404);

while res.write("a").await? { }
res.set_status(404);

match rows.len() { 0 => res.write("none").await?, _ => {} }
res.set_status(404);

ready() && res.write("a").await.is_ok(); res.set_status(404);

writeln!(res, "a")?; res.set_status(404);

res.finish().await?; res.write("a").await

res.redirect("/")?; res.write("a").await

res.write_head(200)?; res.write_head(200)

let (a, b) = (res.write("a").await?, res.set_status(404));

res.write(res.insert_header("x", "1")).await?; res.write(res.insert_header("x", "1"))
"#,
    );
}

#[test]
fn what_the_walk_does_not_follow() {
    bodies(
        false,
        "",
        r#"
render(res).await

let out = &mut *res; out.write("a").await

let res = other(); res.write("a").await

let written = res.write("a").await; written.map(drop)

if let Ok(res) = other() { res.write("a").await?; }

res.as_io_writer().write_all(b"a")

res.headers_mut().insert("x", "1");

res.on_commit(|head| head.insert("x", "1")); res.write("a").await

res.write("a").await?; res.append_trailer("x", "1")

res.buffer(1024); res.write("a").await

res.frobnicate()

#[cfg(unix)] res.write("a").await?;

#[late(drop)] res.set_status(404);

let write = async || res.write("a").await; write().await

async { res.write("a").await }.await

run(|| { res.set_status(404); })

service(async |req, other: &mut ResponseWriter| other.write("a").await)

service(wrap(|other: &mut ResponseWriter| other.write("a")))

my_macro!(res)

println!("{res:?}")

println!("{}", format_args!("{res}"))

select! { _ = res.write("a") => {} }

my_service!(|other: &mut ResponseWriter| other.write("a"));

fn inner(res: &mut ResponseWriter) { res.write("a"); }

match res.status() { status => use_it(status) }

match rows.len() { 0 if res.is_finished() => {} _ => {} }

for value in res.headers() { res.write(value).await?; }

res.headers().insert_header("x", "1")

'done: { if ready() { break 'done; } res.write("a").await?; }

let x = Holder { res };

for a in b { for c in d { for e in f { for g in h { res.write(1).await?; } } } }
"#,
    );
    assert!(!is_plain("entry = unknown", "fn f(res: &mut ResponseWriter) { res.set_status(200); }"));
    assert!(!is_plain("calls(render = write)", "fn f(res: &mut ResponseWriter) { res.set_status(200); }"));
    assert!(!is_plain("response = self.res", "fn f(&mut self) { self.res.set_status(200); }"));
    assert!(!is_plain(
        "",
        "fn f(a: &mut ResponseWriter, b: &mut ResponseWriter) { a.write(1); b.write(1); }"
    ));
    assert!(!is_plain("", "fn f(res: ResponseWriter) { res.set_status(200); }"));
    assert!(!is_plain("", "fn f(res: Arc<Mutex<ResponseWriter>>) { let x = 1; }"));
    assert!(!is_plain("", "fn f(#[cfg(unix)] res: &mut ResponseWriter) { res.set_status(200); }"));
}
