//! What must be silent: the patterns of real handlers that have nothing wrong with them.

use super::harness::{table, table_with};

#[test]
fn silence() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) {
            res.write("a"); res.write("b"); res.flush(); res.write("c"); res.finish();
        }

        fn f(res: &mut ResponseWriter) -> Result<()> {
            if bad() {
                res.send_error(400)?;
                tracing::warn!("bad");
                metrics::counter!("bad").increment(1);
                return Ok(());
            }
            res.set_status(200)?;
            Ok(())
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            info!(status = %res.status(), bytes = res.body_bytes_sent(), "done");
            log::info!("{}", res.status());
            println!("{:?}", res.headers());
        }

        fn f(res: &mut ResponseWriter, log: &mut File, cache: &Lock, client: &Client) {
            res.write("x");
            log.write("x");
            cache.write().insert(1, 2);
            client.post("/").header("A", "b").send();
            let req = Request::builder().header("A", "b").body(());
        }

        fn f(res: &mut ResponseWriter, headers: &mut HeaderMap) {
            res.write("x");
            headers.insert("A", y());
            headers.remove("A");
        }

        fn f(res: &mut ResponseWriter) {
            let mut headers = HashMap::new();
            res.write("x");
            headers.insert("A", 1);
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            return;
            res.set_status(200);
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            fn helper(res: &mut Other) { res.set_status(1); }
            struct Local;
            impl Local { fn go(res: &mut Other) { res.write("x"); res.set_status(1); } }
        }

        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            for (i, x) in xs.iter().enumerate() { if i == 0 { res.set_status(200); } res.write(x); }
        }

        fn f(res: &mut ResponseWriter) -> Result<()> {
            res.set_status(200)?;
            res.write("x")?;
            if let Err(e) = stream(1) { res.abort(); return Err(e); }
            res.finish()
        }

        fn f(res: &mut ResponseWriter) -> Result<()> {
            let Some(user) = user() else { return res.redirect("/login") };
            res.set_status(200)?;
            Ok(())
        }

        fn f(res: &mut ResponseWriter) -> Result<()> {
            match route() {
                "a" => res.send("a"),
                "b" => res.send("b"),
                _ => res.send_error(404),
            }
        }

        fn f(res: &mut ResponseWriter) -> Result<()> {
            let n = body.header("x").write("y").status(3);
            res.set_status(n)?;
            res.write("x")?;
            other.res.write("x");
            Ok(())
        }

        fn f(res: &mut ResponseWriter) {
            res.set_status(200);
            res.write("x");
            std::io::stdout().write_all(b"x");
            std::fs::write("a", "b");
            tx.send(1);
            sender.send("x").await;
        }

        fn f(res: &mut ResponseWriter, req: Request) {
            res.write("x");
            req.headers().get("A");
            req.headers_mut().insert("A", 1);
        }

        fn f(res: &mut ResponseWriter) {
            res.set_status(200);
            let body = render();
            res.insert_header("Content-Length", body.len());
            res.write(body);
            drop(body);
            drop(res);
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            let s = format!("{}", res.status());
            assert_eq!(res.status(), 200);
            debug_assert!(res.headers_sent());
            dbg!(res.status());
        }

        fn f(res: &mut ResponseWriter) {
            if let Err(e) = try_it() {
                if !res.headers_sent() { res.set_status(500); }
                res.abort();
            }
        }

        fn f(res: &mut ResponseWriter) {
            loop {
                match next() {
                    Some(x) => { res.write(x); }
                    None => break,
                }
            }
            res.finish();
        }

        fn f(res: &mut ResponseWriter) {
            res.send("x");
            res.finish();
            res.flush();
            res.abort();
            res.headers();
        }

        fn f(res: &mut ResponseWriter) -> ! {
            res.send("x");
            std::process::exit(1);
            res.set_status(1);
        }

        fn f(res: &mut ResponseWriter) {
            if a() { res.send("x"); unreachable!(); }
            if b() { res.send("x"); panic!("no"); }
            if c() { res.send("x"); std::process::exit(0) }
            if d() { res.send("x"); loop {} }
            if e() { res.send("x"); todo!() }
            res.set_status(200);
        }

        async fn f(res: &mut ResponseWriter, mut rx: Rx) -> Result<()> {
            res.insert_header("Content-Type", "text/event-stream")?;
            res.insert_header("Cache-Control", "no-cache")?;
            while let Some(e) = rx.recv().await {
                res.write(format!("data: {e}\n\n")).await?;
                res.flush().await?;
            }
            Ok(())
        }
        "#,
    );
    table_with(
        "response(res)".replace("response(res)", "responses(a, b)").as_str(),
        r#"
        fn f(a: &mut X, b: &mut X) { a.write("x"); b.set_status(200); b.write("x"); }

        fn f(a: &mut X, b: &mut X) { a.write("x"); b.write("x"); a.set_status(y()); } //~ late
        "#,
    );
}
