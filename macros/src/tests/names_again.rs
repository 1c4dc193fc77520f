//! Names that mean something else later: shadowing, other variables, new responses, several in one function.

use super::harness::{table, table_with};

#[test]
fn shadowing() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) {
            let res = &mut *res;
            let res = Wrapper { inner: res };
            res.inner.write("x");
            res.inner.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            let res = Response::new();
            res.set_status(200);
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            { let mut res = String::new(); res.header("x"); res.write("y"); res.set_status(1); }
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let log = Log { res: String::new() };
            log.res.write("x");
            res.set_status(200);
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            for res in results { res.set_status(200); res.header("a", "b"); }
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            let run = |res: &mut Other| res.set_status(200);
            run(&mut other);
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            match lookup() { Ok(res) => res.set_status(200), Err(e) => log(e) }
        }
        "#,
    );
}

#[test]
fn new_responses() {
    table_with(
        "response = res",
        r#"
        fn f(conn: &mut Conn) {
            let mut res = conn.next_response();
            res.write("x");
            res = conn.next_response();
            res.set_status(200);
            res.write("x");
            res.set_status(y()); //~ late
        }

        fn f(conn: &mut Conn) {
            loop {
                let mut res = conn.next_response();
                if done() { res.send("bye"); break; }
                res.set_status(200);
                res.write("x");
                res.finish();
            }
        }

        fn f(conn: &mut Conn) {
            let mut res = conn.next_response();
            loop {
                res.set_status(200); //~ late
                res.write("x");
                if more() { res = conn.next_response(); }
            }
        }

        fn f(conn: &mut Conn) {
            while let Some(stream) = conn.accept() {
                let mut res = ResponseWriter::new(stream);
                res.set_status(200);
                res.write("x");
            }
        }
        "#,
    );
}

#[test]
fn several() {
    table(
        r#"
        fn f(a: &mut ResponseWriter, b: &mut ResponseWriter) {
            a.write("x");
            b.set_status(200);
            b.write("x");
            a.finish();
            b.set_status(y()); //~ late
            b.finish();
            a.write("y"); //~ end
        }

        fn f(a: &mut ResponseWriter, b: &mut ResponseWriter) {
            helper(a);
            b.set_status(200);
            a.set_status(200); //~ check
        }

        fn f(a: &mut ResponseWriter, b: &mut ResponseWriter) {
            a.write("x");
            std::mem::swap(a, b);
            b.set_status(y()); //~ check
        }
        "#,
    );
}
