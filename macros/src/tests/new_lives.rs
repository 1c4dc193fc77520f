//! Shadowing, assignments of another response, and a new response in each round.

use super::harness::{table, table_with};

#[test]
fn shadowing_and_new_lives() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) {
            res.write("x");
            let res = other();
            res.set_status(200);
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            { let res = other(); res.set_status(200); }
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let res = &mut *res;
            res.write("x");
            res.set_status(y()); //~ late
        }

        fn f(mut res: ResponseWriter, conn: &mut Conn) {
            res.write("x");
            res = conn.next_response();
            res.set_status(200);
            res.write("x");
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            for res in others() { res.write("x"); }
            res.set_status(200);
        }

        fn f(res: &mut ResponseWriter) {
            let go = |res: Other| { res.write("x"); };
            go(other());
            res.set_status(200);
        }

        fn f(res: &mut ResponseWriter) {
            if let Some(res) = other() { res.write("x"); }
            match other() { Some(res) => { res.write("x"); } None => {} }
            res.set_status(200);
        }

        fn f(res: &mut ResponseWriter) {
            fn inner(res: &mut Other) { res.write("x"); res.set_status(1); }
            res.set_status(200);
        }

        fn f(a: &mut ResponseWriter, b: &mut ResponseWriter) {
            let mut r = &mut *a;
            x() && { r = &mut *b; true };
            r.write("x");
            a.set_status(y()); //~ late
        }

        fn f(a: &mut ResponseWriter, b: &mut ResponseWriter) {
            let mut r = &mut *a;
            #[cfg(feature = "b")]
            { r = &mut *b; }
            r.write("x");
            a.set_status(y()); //~ late
        }

        fn f(a: &mut ResponseWriter, b: &mut ResponseWriter) {
            let mut r = &mut *a;
            loop { r.write("x"); r = &mut *b; if x() { break; } }
            b.set_status(y()); //~ late
        }

        fn f(a: &mut ResponseWriter, b: &mut ResponseWriter) {
            let mut r = &mut *a;
            r.write("x");
            r = &mut *b;
            r.set_status(200);
        }
        "#,
    );
    table_with(
        "response = res",
        r#"
        async fn f(conn: &mut Conn) {
            while let Some(req) = conn.next().await {
                let mut res = ResponseWriter::new(conn);
                res.set_status(200);
                res.write("x").await;
            }
        }

        async fn f(conn: &mut Conn) {
            let mut res = ResponseWriter::new(conn);
            while let Some(req) = conn.next().await {
                res.set_status(y()); //~ late
                res.write("x").await;
            }
        }

        async fn f(conn: &mut Conn) {
            loop {
                let (req, mut res) = conn.accept().await;
                res.set_status(200);
                res.send("x");
            }
        }

        fn f(conn: &mut Conn) {
            let res = conn.response();
            res.set_status(200);
            res.write("x");
            res.set_status(y()); //~ late
        }

        async fn f(conn: &mut Conn) {
            while let Some((req, mut res)) = conn.accept().await {
                res.set_status(200);
                res.send("x");
            }
        }

        async fn f(conn: &mut Conn) {
            for mut res in conn { res.set_status(200); res.send("x"); }
        }
        "#,
    );
}
