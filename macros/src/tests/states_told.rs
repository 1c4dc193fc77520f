//! What a response tells of its state: as a number, in a result, to a `match`.

use super::harness::{table, table_with};

#[test]
fn numbers() {
    table_with(
        "vocabulary = ngx",
        r#"
        fn f(r: &mut Request) {
            help(r);
            if r.header_sent() != 0 { return; }
            r.set_status(404);
        }

        fn f(r: &mut Request) {
            help(r);
            if r.header_sent() > 0 { return; }
            r.set_status(404);
        }

        fn f(r: &mut Request) {
            help(r);
            if r.header_sent() == 0 { r.set_status(404); }
        }

        fn f(r: &mut Request) {
            help(r);
            if r.header_sent() != 1 { r.set_status(404); } //~ check
        }

        fn f(r: &mut Request) {
            help(r);
            if r.header_sent() == 1 { return; }
            r.set_status(404); //~ check
        }

        fn f(r: &mut Request) {
            help(r);
            if r.header_sent() == 2 { r.set_status(404); } //~ check
        }
        "#,
    );
}

#[test]
fn results() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) -> Result<()> {
            help(&mut *res)?;
            if res.headers_sent()? { return Ok(()); }
            res.set_status(404)?;
            Ok(())
        }
        "#,
    );
    table_with(
        "vocabulary = pingora",
        r#"
        async fn f(session: &mut Session) -> Option<()> {
            help(session).await;
            if session.response_written()?.is_some() { return None; }
            session.write_response_header_ref(&head).await; //~ check
            None
        }
        "#,
    );
}

#[test]
fn matches() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) {
            res.write("x");
            match res.headers_sent() { true => { res.set_status(y()); } false => {} } //~ late
        }

        fn f(res: &mut ResponseWriter) {
            help(&mut *res);
            match res.headers_sent() { true => return, false => {} }
            res.set_status(404);
        }

        fn f(res: &mut ResponseWriter) {
            help(&mut *res);
            let ref r = *res;
            if r.headers_sent() { return; }
            res.set_status(404);
        }
        "#,
    );
    table_with(
        "vocabulary = pingora",
        r#"
        async fn f(session: &mut Session) -> Result<()> {
            help(session).await;
            match session.response_written() { Some(_) => {} None => { session.write_response_header(head, false).await?; } }
            Ok(())
        }
        "#,
    );
}
