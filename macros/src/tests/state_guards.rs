//! `headers_sent()` and its like, in every form.

use super::harness::{cases, table, table_with};

#[test]
fn forms() {
    table(
        r#"
        fn f(res: &mut ResponseWriter, a: bool) {
            if a { res.write("x"); }
            if !res.headers_sent() { res.set_status(500); }
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            if a { res.write("x"); }
            if res.headers_sent() { return; }
            res.set_status(500);
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            helper(res);
            if res.headers_sent() { return; }
            res.set_status(500);
        }

        fn f(res: &mut ResponseWriter) {
            helper(res);
            if res.headers_sent() { res.set_status(y()); } //~ late
        }

        fn f(res: &mut ResponseWriter) {
            helper(res);
            if !res.headers_sent() { res.set_status(500); } else { res.abort(); }
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            helper(res);
            if a && !res.headers_sent() { res.set_status(500); }
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            helper(res);
            if res.headers_sent() || a { return; }
            res.set_status(500);
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            helper(res);
            if !(res.headers_sent() || a) { res.set_status(500); }
        }

        fn f(res: &mut ResponseWriter) {
            helper(res);
            match res.headers_sent() { true => res.abort(), false => { res.set_status(500); } }
        }

        fn f(res: &mut ResponseWriter) {
            helper(res);
            let sent = res.headers_sent();
            if !sent { res.set_status(500); }
        }

        fn f(res: &mut ResponseWriter) {
            helper(res);
            let open = !res.headers_sent();
            if open { res.set_status(500); }
        }

        fn f(res: &mut ResponseWriter) {
            helper(res);
            let sent = res.headers_sent();
            helper(res);
            if !sent { res.set_status(500); } //~ check
        }

        fn f(res: &mut ResponseWriter) {
            helper(res);
            if res.headers_sent() == false { res.set_status(500); }
        }

        fn f(res: &mut ResponseWriter) {
            helper(res);
            if matches!(res.headers_sent(), false) { res.set_status(500); }
        }

        fn f(res: &mut ResponseWriter) {
            helper(res);
            let code = if res.headers_sent() { None } else { Some(500) };
            if let Some(code) = code { res.set_status(code); }
        }

        fn f(res: &mut ResponseWriter) {
            helper(res);
            assert!(!res.headers_sent());
            res.set_status(500);
        }

        fn f(res: &mut ResponseWriter) -> Result<()> {
            helper(res);
            ensure!(!res.headers_sent(), "late");
            res.set_status(500);
            Ok(())
        }

        fn f(res: &mut ResponseWriter) {
            helper(res);
            debug_assert!(!res.headers_sent());
            res.set_status(500); //~ check
        }

        fn f(res: &mut ResponseWriter) {
            while !res.headers_sent() { step(res); }
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            helper(res);
            if ResponseWriter::headers_sent(res) { return; }
            res.set_status(500);
        }

        fn f(res: &mut ResponseWriter) {
            helper(res);
            (!res.headers_sent()).then(|| res.set_status(500));
        }

        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            for x in xs {
                if !res.headers_sent() { res.insert_header("A", x); }
                res.write(x);
            }
        }

        fn f(res: &mut ResponseWriter) {
            res.set_status(200);
            if res.headers_sent() { res.set_status(1); res.write("x"); }
            res.set_status(200);
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            if !res.headers_sent() { res.set_status(1); }
        }
        "#,
    );
    table_with(
        "vocabulary = pingora",
        r#"
        async fn f(session: &mut Session) {
            helper(session).await;
            if session.response_written().is_some() { return; }
            session.respond_error(500).await;
        }

        async fn f(session: &mut Session) {
            helper(session).await;
            if session.response_written().is_none() { session.respond_error(500).await; }
        }

        async fn f(session: &mut Session) {
            helper(session).await;
            match session.response_written() { Some(r) => {} None => { session.respond_error(500).await; } }
        }

        async fn f(session: &mut Session) {
            helper(session).await;
            if let Some(r) = session.response_written() { return; }
            session.respond_error(500).await;
        }

        async fn f(session: &mut Session) {
            helper(session).await;
            let Some(r) = session.response_written() else { session.respond_error(500).await; return };
        }

        async fn f(session: &mut Session) {
            helper(session).await;
            let written = session.response_written().is_some();
            if written { return; }
            session.respond_error(500).await;
        }
        "#,
    );
    table_with(
        "head(put), write(push), state(is_started), response = w",
        r#"
        fn f(w: &mut W) { helper(w); if !w.is_started() { w.put("A"); } }

        fn f(w: &mut W) { helper(w); if w.is_started() { return; } w.put("A"); }

        fn f(w: &mut W) { w.push(1); w.put(y()); } //~ late
        "#,
    );
}

#[test]
fn what_nobody_saw_succeed_may_have_sent_nothing() {
    cases(&[
        r#"
fn f(res: &mut ResponseWriter) -> Result<(), Error> {
    res.send("one");
    if !res.head_sent() {
        res.write("two")?;
        res.insert_header("X", "1")?; //~ hoist
    }
    Ok(())
}"#,
        r#"
fn f(res: &mut ResponseWriter) -> Result<(), Error> {
    let _ = res.redirect("/x");
    if res.head_sent() {
        res.insert_header("A", "1")?; //~ late
    } else {
        res.set_status(404)?;
        res.send("nowhere to go")?;
    }
    Ok(())
}"#,
        r#"
fn f(res: &mut ResponseWriter) -> Result<(), Error> {
    let _ = res.redirect("/x");
    res.write("moved")?; //~ end
    if !res.head_sent() {
        res.write("two")?;
        res.insert_header("X", "1")?;
    }
    Ok(())
}"#,
        r#"
fn f(res: &mut ResponseWriter) -> Result<(), Error> {
    let _ = res.redirect("/x");
    if !res.head_sent() {
        res.write("two")?;
    }
    res.insert_header("X", "1")?; //~ hoist
    Ok(())
}"#,
        r#"
fn f(res: &mut ResponseWriter) -> Result<(), Error> {
    res.send("one");
    if res.head_sent() {
        log();
        if !res.head_sent() {
            res.write("two")?;
            res.insert_header("X", "1")?;
        }
    }
    Ok(())
}"#,
        r#"
fn f(res: &mut ResponseWriter) -> Result<(), Error> {
    helper(res);
    if res.head_sent() {
        res.send("one"); //~ second
        if !res.head_sent() {
            res.write("two")?;
            res.insert_header("X", "1")?;
        }
    }
    Ok(())
}"#,
        r#"
fn f(res: &mut ResponseWriter) -> Result<(), Error> {
    res.redirect("/x")?;
    if !res.head_sent() {
        res.write("two")?;
        res.insert_header("X", "1")?;
    }
    Ok(())
}"#,
        r#"
fn f(res: &mut ResponseWriter) -> Result<(), Error> {
    let mut done = false;
    for place in ["/a", "/b"] {
        if !res.head_sent() {
            done = true;
            res.redirect(place);
        }
    }
    if done && res.head_sent() {
        return Ok(());
    }
    res.send("nowhere")
}"#,
    ]);
}
