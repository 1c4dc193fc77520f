//! Rules 6 to 9: order on the head, the commit, views, the end.

pub(super) const CASES: &str = r##"
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
// rule 6: a writer made of the response does not look at the head
res.writer().write_all("x")?;
res.insert_header("X", name)?; //~ above res.writer
"##;
