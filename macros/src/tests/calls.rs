//! Calls: names that other types have too, heads made apart, chains, values that hold responses.

use super::harness::{table, table_with};

#[test]
fn names() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) {
            res.write("x").unwrap().insert_header("A", "b"); //~ late
        }

        fn f(res: &mut ResponseWriter) -> Result<()> {
            res.write("x")?;
            let head = res.headers_mut()?;
            head.insert("A", y()); //~ late
            Ok(())
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            let page = res.body_mut().page();
            page.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let mut page = guard(&mut *res, |r| { r.set_status(y()); }); //~ late
            Metrics::note(&page);
            page.write("x");
        }

        fn f(res: &mut ResponseWriter) {
            let sent = Box::new(false);
            if *sent { res.write("x"); }
            res.set_status(404);
        }

        fn f(res: &mut ResponseWriter, pages: &Pages) {
            let page = pages.around(res.body_bytes_sent());
            res.write("x");
            page.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter, pages: &Pages) {
            res.write("x");
            let page = pages.around(&mut *res);
            page.set_status(y()); //~ late
        }
        "#,
    );
    table_with(
        "finish(take)",
        r#"
        fn f(res: &mut ResponseWriter) {
            res.take();
            res.set_status(y()); //~ late
        }
        "#,
    );
}

#[test]
fn heads_made_apart() {
    table_with(
        "vocabulary = pingora",
        r#"
        async fn f(session: &mut Session) -> Result<()> {
            let hints = ResponseHeader::build(103, None)?;
            session.write_response_header_ref(&hints).await?;
            let head = ResponseHeader::build(200, None)?;
            session.write_response_header_ref(&head).await?;
            session.write_response_header_ref(&head).await?; //~ second
            Ok(())
        }
        "#,
    );
}

#[test]
fn held() {
    table(
        r#"
        fn f(a: &mut ResponseWriter, b: &mut ResponseWriter) {
            let mut all = vec![a, b];
            for r in all.iter_mut() { r.set_status(200); r.write("x"); }
        }

        fn f(a: &mut ResponseWriter, b: &mut ResponseWriter) {
            let all = vec![a, b];
            let n = all.len();
            for r in all { r.set_status(200); }
        }

        fn f(a: &mut ResponseWriter, b: &mut ResponseWriter) {
            let page = Page { out: a };
            let w = PageWriter::new(page);
            w.begin();
            a.set_status(y()); //~ check
        }

        fn f(res: &mut ResponseWriter) {
            let w = res as &mut Write;
            w.put("x");
            res.set_status(y()); //~ late
        }

        fn f(a: &mut ResponseWriter, b: &mut ResponseWriter) {
            let all = [a, b];
            all[0].write("x");
            all[1].set_status(y());
            all[0].set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            for r in Some(&mut *res) { r.write("x"); r.set_status(y()); } //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let size = res.body_bytes_sent();
            res.write("x");
            let show = || log(size);
            res.set_status(404); //~ hoist
        }
        "#,
    );
}

#[test]
fn code() {
    table(
        r#"
        async fn f(res: &mut ResponseWriter, cached: Option<BoxFuture<()>>) {
            let page = cached.unwrap_or(Box::pin(async { res.write("x").await; }));
            page.await;
            res.set_status(y()); //~ late
        }
        "#,
    );
}
