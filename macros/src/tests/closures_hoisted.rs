//! Statements that move over code that runs in place, and within closures and blocks; none moves out of one.

use super::harness::table;

#[test]
fn over_and_within() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) {
            (|| { res.write("a"); })();
            res.insert_header("X", "1"); //~ hoist
        }

        async fn f(res: &mut ResponseWriter) {
            async { res.write("a").await; }.await;
            res.insert_header("A", "1"); //~ hoist
        }

        fn f(res: &mut ResponseWriter) {
            let mut part = |s: &str| { res.write(s); };
            part("a");
            part("b");
            res.insert_header("X", "1"); //~ hoist
        }

        async fn f(res: &mut ResponseWriter) {
            let mut part = async |s: &str| { res.write(s).await; };
            part("a").await;
            res.insert_header("X", "1"); //~ hoist
        }

        async fn f(res: &mut ResponseWriter) {
            let body = async { res.write("a").await; };
            body.await;
            res.insert_header("X", "1"); //~ hoist
        }

        fn f(res: &mut ResponseWriter, rows: &[Row]) {
            rows.iter().for_each(|r| { res.write(r); });
            res.insert_header("A", "1"); //~ hoist
        }

        fn f(res: &mut ResponseWriter, rows: &[Row]) -> usize {
            let n = rows.iter().map(|r| res.write(r)).count();
            res.insert_header("X-Total", rows.len()); //~ hoist
            n
        }

        fn f(res: &mut ResponseWriter, x: Option<&str>) {
            x.map(|x| res.write(x));
            res.set_status(201); //~ hoist
        }

        fn f(res: &mut ResponseWriter, x: bool) {
            x.then(|| res.write("x"));
            res.set_status(201); //~ hoist
        }

        fn f(res: &mut ResponseWriter) {
            let log = |m: &str| println!("{m}");
            res.write("x");
            log("b");
            res.insert_header("A", "1"); //~ hoist
        }

        fn f(res: &mut ResponseWriter) {
            defer! { log("done"); }
            res.write("x");
            res.insert_header("A", "1"); //~ hoist
        }

        fn f(res: &mut ResponseWriter) {
            let run = || {
                res.write("x");
                res.insert_header("A", "1"); //~ hoist
            };
            run();
        }

        async fn f(res: &mut ResponseWriter) {
            async {
                res.write("x").await;
                res.insert_header("A", "1"); //~ hoist
            }.await;
        }

        fn f(res: ResponseWriter) {
            tokio::spawn(async move {
                res.write("a").await;
                res.insert_header("A", "1"); //~ hoist
            });
        }

        async fn f(res: &mut ResponseWriter) {
            timeout(d, async {
                res.write("x").await;
                res.insert_header("A", "1"); //~ hoist
            }).await;
        }

        fn f() {
            service(async |req, res: &mut ResponseWriter| {
                res.write("x").await?;
                res.insert_header("A", "1")?; //~ hoist
                Ok(())
            })
        }

        fn f(res: &mut ResponseWriter, x: Option<u8>) {
            res.write("x");
            res.insert_header("A", x.map(|x| x + 1).unwrap_or(2)); //~ hoist
        }

        fn f(res: &mut ResponseWriter, x: Option<u8>) {
            res.write("x");
            x.map(|x| res.insert_header("A", x)); //~ late
        }

        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            xs.iter().for_each(|x| {
                res.write(x);
                res.insert_header("A", "1"); //~ late
            });
        }

        async fn f(res: &mut ResponseWriter) {
            timeout(d, async { res.write("x").await; }).await;
            res.insert_header("A", "1"); //~ late
        }
        "#,
    );
}

#[test]
fn a_failure_that_does_not_end_the_handler() {
    table(
        r#"
        fn f(res: &mut ResponseWriter, v: &str) -> Result<(), Error> {
            let sent = (|| {
                let _ = res.write("a");
                res.append_header("X", v)?; //~ late | its `?` can fail
                Ok(())
            })();
            if sent.is_err() {
                res.write("sorry")?;
            }
            Ok(())
        }

        async fn f(res: &mut ResponseWriter, v: &str) {
            let part = async {
                let _ = res.write("a").await;
                res.append_header("X", v)?; //~ late | its `?` can fail
                Ok(())
            };
            let _ = part.await;
        }

        fn f(res: &mut ResponseWriter, v: &str) -> Result<(), Error> {
            let sent: Result<(), Error> = try {
                for part in ["a", "b"] {
                    write!(res, "{part}").ok();
                }
                res.append_header("X", v)?; //~ late | its `?` can fail
            };
            res.write("sorry")
        }

        async fn f(res: &mut ResponseWriter, v: &str) {
            let part = async {
                let n = v.len();
                let _ = res.write("a").await;
                res.append_header("X", "1")?; //~ hoist
                Ok(())
            };
            let _ = part.await;
        }

        async fn f(res: &mut ResponseWriter, v: &str) -> Result<(), Error> {
            async {
                res.write("a").await?;
                res.append_header("X", v)?; //~ hoist
                Ok(())
            }
            .await
        }

        fn f(res: &mut ResponseWriter, v: &str) -> Result<(), Error> {
            let sent: Result<(), Error> = try {
                res.write(load(v)?)?;
                res.append_header("X", "1")?; //~ late | an error exit
            };
            Ok(())
        }

        fn f(res: &mut ResponseWriter, v: &str) -> Result<(), Error> {
            res.write("a")?;
            let known: Result<(), Error> = try { verify(v)? };
            res.insert_header("X", "1")?; //~ hoist
            log(known);
            Ok(())
        }

        fn f(res: &mut ResponseWriter, v: &str) -> Result<(), Error> {
            let sent: Result<(), Error> = try {
                res.write("a")?;
                return Ok(());
            };
            res.append_header("X", "1")?; //~ late | `return`
            Ok(())
        }
        "#,
    );
}
