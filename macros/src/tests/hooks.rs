//! Hooks work on the head in time, but must be set in time.

use super::harness::{case_with, table};

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

#[test]
fn other_responses_in_a_hook() {
    table(
        r#"
        fn f(res: &mut ResponseWriter, other: &mut ResponseWriter) {
            res.on_commit(|head| { other.write("x"); });
            res.write("a");
            other.insert_header("A", w()); //~ late
        }

        fn f(res: &mut ResponseWriter, other: &mut ResponseWriter) {
            other.write("x");
            res.on_commit(|head| { other.insert_header("A", "1"); }); //~ late
            res.write("a");
        }

        fn f(res: &mut ResponseWriter, other: &mut ResponseWriter) {
            res.on_commit(|head| { other.insert_header("A", "1"); other.write("a"); });
            res.write("a");
        }

        fn f(res: &mut ResponseWriter, other: Arc<ResponseWriter>) {
            let o = other.clone();
            res.on_commit(move |head| { o.write("x"); });
            res.write("a");
            other.insert_header("A", "1"); //~ check
        }

        fn f(res: &mut ResponseWriter, other: Arc<ResponseWriter>) {
            let o = other.clone();
            res.on_commit(move |head| { o.insert_header("A", "1"); }); //~ check
            res.write("a");
        }

        fn f(res: Arc<ResponseWriter>) {
            let r = res.clone();
            res.on_commit(move |head| { r.insert_header("A", "1"); });
            res.insert_header("B", "1");
            res.write("a");
        }

        fn f(res: &mut ResponseWriter) {
            res.on_commit(|head| { go(service(|req, r: &mut ResponseWriter| { r.write("x"); r.set_status(w()); })); }); //~ late
            res.write("a");
        }

        fn f(res: &mut ResponseWriter) {
            res.on_commit(|r: &mut ResponseWriter| { r.write("a"); r.insert_header("A", w()); }); //~ late
            res.write("a");
        }

        fn f(res: &mut ResponseWriter) {
            ResponseWriter::on_commit(res, |head| { head.headers.insert("A", w()); });
            res.insert_header("B", "1");
            res.write("a");
        }
        "#,
    );
}

#[test]
fn a_method_that_the_attribute_calls_a_hook() {
    let source = "fn f(res: &mut ResponseWriter) {
        res.when_sent(|r: &mut ResponseWriter| { r.set_status(200); });
        res.set_status(201);
        res.write(1);
        res.when_sent(|r| {}); //~ late
    }";
    case_with("hook(when_sent)", source);
}
