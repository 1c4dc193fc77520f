//! Hooks work on the head in time, but must be set in time.

use super::harness::table;

#[test]
fn on_commit() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) {
            res.on_commit(|head| { head.headers.insert("A", 1); });
            res.write("x");
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            res.on_commit(|head| { head.headers.insert("A", 1); }); //~ late
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            if a { res.write("x"); }
            res.on_commit(|head| { head.status = y(); }); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            res.on_commit(move |head| { head.insert_header("A", y()); }).unwrap();
            res.write("x");
            res.write("y");
        }

        async fn f(res: &mut ResponseWriter, next: Next) {
            res.on_commit(|head| { head.insert_header("A", "1"); });
            next.run(res).await;
        }

        async fn f(res: &mut ResponseWriter, next: Next) {
            next.run(res).await;
            res.on_commit(|head| { head.insert_header("A", "1"); }); //~ check
        }

        fn f(res: &mut ResponseWriter) {
            res.before_send(|r: &mut ResponseWriter| { r.set_status(200); r.insert_header("A", y()); });
            res.write("x");
        }

        fn f(res: &mut ResponseWriter) {
            res.on_commit(add_headers);
            res.write("x");
        }

        fn f(res: &mut ResponseWriter) {
            let hook = |head| { head.insert_header("A", "1"); };
            res.on_commit(hook);
            res.write("x");
        }

        fn f(res: &mut ResponseWriter) {
            let start = now();
            res.on_commit(move |head| { head.headers.insert("Server-Timing", took(start)); });
            for x in xs() { res.write(x); }
            res.finish();
        }

        fn f(res: &mut ResponseWriter) {
            res.on_commit(|head| {}).unwrap().set_status(200).unwrap();
            res.write("x");
        }

        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            for x in xs { res.on_commit(|head| {}); res.write(x); } //~ late
        }
        "#,
    );
}
