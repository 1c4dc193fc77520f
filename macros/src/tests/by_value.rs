//! A response by value: dropped, moved into a block, given away.

use super::harness::table;

#[test]
fn ends() {
    table(
        r#"
        fn f(mut res: ResponseWriter) {
            res.set_status(200);
            res.write("x");
            drop(res);
        }

        fn f(mut res: ResponseWriter) {
            res.set_status(200);
            drop(res);
            log();
        }

        fn f(mut res: ResponseWriter) -> Other {
            res.set_status(200);
            other(res)
        }

        async fn f(mut res: ResponseWriter) {
            tokio::spawn(async move { res.set_status(200); res.write("x").await; });
        }

        async fn f(mut res: ResponseWriter) {
            tokio::spawn(async move { res.write("x").await; res.set_status(y()); }); //~ late
        }

        async fn f(mut res: ResponseWriter) {
            res.set_status(200);
            tokio::spawn(async move { res.insert_header("A", "1"); res.write("x").await; });
            log();
        }

        async fn f(mut res: ResponseWriter) {
            res.write("x").await;
            tokio::spawn(async move { res.insert_header("A", y()); }); //~ late
        }

        fn f(mut res: ResponseWriter) {
            thread::spawn(move || { res.insert_header("A", y()); res.write("x"); }); //~ late
        }

        fn f(mut res: ResponseWriter, tx: Sender) {
            res.set_status(200);
            tx.send(res);
        }

        async fn f(mut res: ResponseWriter) {
            let task = tokio::spawn(async move { res.write("x").await; res });
            let mut res = task.await.unwrap();
            res.set_status(y());
        }

        fn f(mut res: ResponseWriter, a: bool) {
            if a { drop(res); return; }
            res.set_status(200);
        }

        fn f(mut res: ResponseWriter) -> ResponseWriter {
            res.set_status(200);
            res
        }

        fn f(mut res: ResponseWriter) {
            res.set_status(200);
            res.send("x");
        }

        fn f(res: ResponseWriter) {
            let mut res = res;
            res.set_status(200);
            res.write("x");
            res.set_status(y()); //~ late
        }
        "#,
    );
}
