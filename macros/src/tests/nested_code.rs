//! Closures in closures, blocks in closures, guards in loops, streams in branches.

use super::harness::table;

#[test]
fn nested() {
    table(
        r#"
        fn f(res: &mut ResponseWriter, xs: &[Option<u8>]) {
            xs.iter().for_each(|x| { x.map(|v| res.write(v)); });
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter, xs: &[Option<u8>]) {
            xs.iter().for_each(|x| { x.map(|v| res.insert_header("A", v)); });
            res.write("x");
        }

        fn f(res: &mut ResponseWriter) {
            let mut outer = || { let mut inner = || { res.write("x"); }; inner(); };
            outer();
            res.set_status(y()); //~ late
        }

        async fn f(res: &mut ResponseWriter) {
            let go = |x: u8| async move { log(x) };
            go(1).await;
            res.set_status(200);
            res.write("x").await;
        }

        async fn f(res: &mut ResponseWriter) {
            let mut go = |x| { let r = &mut *res; async move { r.write(x).await; } };
            go(1).await;
            res.set_status(y()); //~ late
        }

        async fn f(res: &mut ResponseWriter) -> Result<()> {
            let out = timeout(d, async { let row = load().await?; Ok(row) }).await;
            match out {
                Ok(Ok(row)) => { res.set_status(200)?; res.write(row).await?; }
                Ok(Err(e)) => { res.send_error(500)?; }
                Err(_) => { res.send_error(504)?; }
            }
            Ok(())
        }

        async fn f(res: &mut ResponseWriter) -> Result<()> {
            let out = async { if a() { return Err(Fail::Auth); } if b() { return Err(Fail::Db); } Ok(1) }.await;
            match out {
                Err(Fail::Auth) => { res.send_error(401)?; }
                Err(Fail::Db) => { res.send_error(500)?; }
                Ok(v) => { res.set_status(200)?; res.write(v).await?; }
            }
            Ok(())
        }

        async fn f(res: &mut ResponseWriter) -> Result<()> {
            let out: Result<()> = async { res.set_status(200)?; render().await?; Ok(()) }.await;
            match out { Ok(()) => res.finish(), Err(e) => res.send_error(500) }
        }

        fn f(res: &mut ResponseWriter) -> Result<()> {
            let n = (|| -> Result<u8> { let a = load()?; let b = load()?; Ok(a + b) })().map_err(|e| { res.send_error(500); e })?;
            res.set_status(n)?;
            Ok(())
        }

        fn f(res: &mut ResponseWriter) {
            let result = load().and_then(|a| parse(a)).and_then(|b| { res.insert_header("A", b); Ok(b) });
            if let Err(e) = result { res.set_status(500); }
            res.write("x");
        }

        fn f(res: &mut ResponseWriter) {
            let r = load().map(|a| { res.write(a); }).map_err(|e| { res.set_status(500); });
            if r.is_err() { res.write("failed"); }
        }

        fn f(res: &mut ResponseWriter) {
            load().map(|a| { res.write(a); }).unwrap_or_else(|e| { res.send_error(500); });
        }

        fn f(res: &mut ResponseWriter) {
            load().map(|a| { res.write(a); true }).unwrap_or_else(|e| { res.set_status(y()); false });
            res.finish();
        }

        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            for x in xs { x.parse().map_err(|e| { res.send_error(400); }); } //~ second
        }

        fn f(res: &mut ResponseWriter, xs: &[u8]) -> Result<()> {
            for x in xs { x.parse().map_err(|e| { res.send_error(400); e })?; }
            res.set_status(200)?;
            Ok(())
        }

        fn f(res: &mut ResponseWriter, xs: &[u8]) -> Result<()> {
            let all: Vec<u8> = xs.iter().map(|x| x.parse().map_err(|e| { res.send_error(400); e })).collect::<Result<_>>()?; //~ second
            res.set_status(200)?; //~ late
            Ok(())
        }

        async fn f(res: &mut ResponseWriter, mut rx: Rx) {
            while let Some(x) = rx.recv().await {
                let sent = async { res.write(x).await }.await;
                if sent.is_err() { break; }
            }
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            thread::scope(|s| { s.spawn(|| { res.write("x"); }); });
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            thread::scope(|s| { s.spawn(|| { res.set_status(200); }); });
            res.write("x");
        }

        async fn f(res: &mut ResponseWriter) {
            let local = LocalSet::new();
            local.run_until(async { res.set_status(200); res.write("x").await; }).await;
            res.finish();
        }

        fn f(res: &mut ResponseWriter) {
            ONCE.call_once(|| { res.set_status(200); });
            res.write("x");
        }

        fn f(res: &mut ResponseWriter) {
            with_lock(|| res.set_status(200)).unwrap();
            with_lock(|| res.write("x")).unwrap();
        }
        "#,
    );
}
