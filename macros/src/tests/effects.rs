//! Each effect, on time and late.

use super::harness::{case_with, cases};

#[test]
fn outcomes() {
    cases(&[
        r#"fn f(res: &mut ResponseWriter) -> Result<()> {
            if res.send("x").is_err() { res.set_status(500); } //~ check
            Ok(())
        }"#,
        r#"fn f(res: &mut ResponseWriter) -> Result<()> {
            if res.upgrade().is_err() { res.set_status(500); }
            Ok(())
        }"#,
        r#"fn f(res: &mut ResponseWriter) -> Result<()> {
            let sent = res.send("x");
            match sent { Ok(()) => { res.set_status(y()); } Err(e) => {} } //~ late
            Ok(())
        }"#,
        r#"async fn f(res: &mut ResponseWriter) {
            if res.write("x").await.is_err() { res.set_status(500); } //~ late
        }"#,
    ]);
}

#[test]
fn trailers_and_buffers() {
    cases(&[
        r#"fn f(res: &mut ResponseWriter) {
            res.insert_header("Trailer", "A, B");
            res.write("x");
            res.insert_header("B", y());
            res.insert_header("C", y()); //~ late
        }"#,
        r#"fn f(res: &mut ResponseWriter) {
            res.declare_trailer("A");
            res.write("x");
            res.append_trailer("A", y());
            res.finish();
            res.append_trailer("A", y()); //~ end
        }"#,
        r#"fn f(res: &mut ResponseWriter) {
            res.buffer(1000);
            res.write("x");
            res.set_status(500); //~ check
            res.flush();
            res.set_status(y()); //~ late
        }"#,
    ]);
}

#[test]
fn ends() {
    cases(&[
        r#"fn f(res: &mut ResponseWriter) { res.write("x"); res.finish(); res.finish(); res.flush(); res.abort(); }"#,
        r#"fn f(res: &mut ResponseWriter) {
            helper(res);
            res.write("x");
            res.finish();
        }"#,
        r#"fn f(res: &mut ResponseWriter) {
            res.write("x");
            helper(res);
            res.set_status(y()); //~ late
        }"#,
        r#"fn f(res: &mut ResponseWriter) {
            helper(res);
            res.send("x"); //~ check
        }"#,
    ]);
}

#[test]
fn told_effects() {
    case_with(
        "calls(render = write, fatal = never, next.run = opaque)",
        r#"fn f(res: &mut ResponseWriter, a: bool) {
            if a { render(res); fatal(); }
            res.set_status(200);
            util::render(res);
            res.set_status(y()); //~ late
        }"#,
    );
    case_with(
        "head(put), write(push), response = w",
        r#"fn f(w: &mut Writer) { w.push(1); w.put(y()); } //~ late"#,
    );
    case_with("entry = unknown", r#"fn f(res: &mut ResponseWriter) { res.set_status(200); } //~ check"#);
    cases(&[r#"fn f(res: &mut ResponseWriter) {
            #[effect(read)]
            helper(res);
            res.set_status(200);
        }"#]);
    case_with(
        "calls(helper = read)",
        r#"fn f(res: &mut ResponseWriter) { helper(res); res.set_status(200); }"#,
    );
}

#[test]
fn a_value_that_nobody_tests_is_no_outcome() {
    case_with(
        "response = b, vocabulary = actix",
        r#"fn f() -> HttpResponse {
            let mut b = HttpResponse::Ok();
            let r = b.body("x");
            b.insert_header(("a", y())); //~ late
            r
        }"#,
    );
}

#[test]
fn an_informational_head_in_a_variable() {
    case_with(
        "vocabulary = pingora",
        r#"async fn f(session: &mut Session) -> Result<()> {
            let mut hints = ResponseHeader::build(103, None)?;
            hints.insert_header("Link", "</a.css>")?;
            session.write_response_header(Box::new(hints), false).await?;
            let head = ResponseHeader::build(200, None)?;
            session.write_response_header_ref(&head, false).await?;
            Ok(())
        }"#,
    );
    case_with(
        "vocabulary = pingora",
        r#"async fn f(session: &mut Session) -> Result<()> {
            let mut head = ResponseHeader::build(103, None)?;
            head.set_status(200)?;
            session.write_response_header(Box::new(head), false).await?;
            session.respond_error(500).await?; //~ second
            Ok(())
        }"#,
    );
}

#[test]
fn a_commit_that_cannot_be_marked_is_not_followed() {
    use super::harness::errors;
    let source = r#"fn f(b: &mut Out, events: &[u8]) {
        let mut seen = Vec::new();
        for event in events {
            if seen.is_empty() { b.insert_header(("a", event)); }
            write!(b, "x");
            seen.push(1);
        }
    }"#;
    let errors = errors("response = b, vocabulary = uws, head(insert_header), write(write)", source);
    assert!(errors.iter().any(|error| error.starts_with("cannot follow")), "{errors:?}");
}
