//! Closures and blocks as real handlers have them: timeouts, tasks, streams, caches, pools, scope guards.

use super::harness::table;

#[test]
fn tasks_and_streams() {
    table(
        r#"
        async fn f(res: &mut ResponseWriter) -> Result<()> {
            let work = async { load().await };
            tokio::select! {
                r = work => { res.insert_header("A", r)?; res.write("x").await?; }
                _ = tokio::time::sleep(d) => { res.send_error(504).await?; }
            }
            Ok(())
        }

        async fn f(res: &mut ResponseWriter) -> Result<()> {
            let rows = match timeout(d, load()).await {
                Ok(Ok(rows)) => rows,
                Ok(Err(e)) => return res.send_error(500).await,
                Err(_) => return res.send_error(504).await,
            };
            res.insert_header("A", rows.len())?;
            res.write(rows).await
        }

        async fn f(res: &mut ResponseWriter, rows: Vec<Row>) -> Result<()> {
            futures::stream::iter(rows).for_each_concurrent(4, |row| async move { store(row).await; }).await;
            res.insert_header("A", "1")?;
            res.write("x").await
        }

        async fn f(res: &mut ResponseWriter, rows: S) -> Result<()> {
            rows.try_for_each(|row| async { res.write(row).await }).await?;
            res.insert_header("A", "1")?; //~ late
            Ok(())
        }

        async fn f(res: &mut ResponseWriter, rows: S) -> Result<()> {
            let all: Vec<_> = rows.map(|r| r.id).filter(|id| ready(*id > 3)).collect().await;
            res.insert_header("A", all.len())?;
            res.write("x").await
        }

        fn f(res: &mut ResponseWriter, rows: &[Row]) -> Result<()> {
            let first = rows.iter().find(|r| { res.append_header("X", r.id); r.ok });
            let Some(first) = first else { return res.send_error(404); };
            res.write(first)
        }

        fn f(res: &mut ResponseWriter, rows: &mut Vec<Row>) -> Result<()> {
            rows.sort_by(|a, b| a.cmp(b));
            rows.dedup_by_key(|r| r.id);
            res.insert_header("A", rows.len())?;
            rows.drain(..).for_each(|r| { let _ = res.write(r); });
            res.set_status(200)?; //~ hoist
            Ok(())
        }

        fn f(res: &mut ResponseWriter, c: &Cache) -> Result<()> {
            if let Some(hit) = c.get("k").filter(|h| h.fresh()).inspect(|h| { res.insert_header("Age", h.age()); }) {
                return res.send(hit);
            }
            res.insert_header("X-Cache", "miss")?;
            res.send("x")
        }

        fn f(res: &mut ResponseWriter, c: Option<Row>) -> Result<()> {
            c.map_or_else(|| res.send_error(404), |row| { res.insert_header("A", row.a)?; res.send(row) })
        }

        fn f(res: &mut ResponseWriter, c: Option<Row>) -> Result<()> {
            c.ok_or(Error::NotFound).and_then(|row| { res.insert_header("A", row.a)?; res.write(row) }).or_else(|e| res.send_error(500)) //~ second
        }

        fn f(res: &mut ResponseWriter, c: Option<Row>) -> Result<()> {
            let row = c.ok_or(Error::NotFound).or_else(|e| { res.send_error(500); Err(e) })?;
            res.insert_header("A", row.a)?;
            res.write(row)
        }

        fn f(res: &mut ResponseWriter, c: Option<Row>) -> Result<()> {
            let code = c.as_ref().map(|_| 200).unwrap_or(404);
            res.set_status(code)?;
            c.into_iter().for_each(|r| { res.write(r); });
            Ok(())
        }

        fn f(res: &mut ResponseWriter, done: bool) -> Result<()> {
            let sent = done.then(|| res.send("x"));
            if sent.is_some() { return Ok(()); }
            res.set_status(200)?;
            Ok(())
        }

        fn f(res: &mut ResponseWriter, done: bool) -> Result<()> {
            if let Some(r) = done.then(|| res.send("x")) { return r; }
            res.set_status(200)?;
            Ok(())
        }

        fn f(res: &mut ResponseWriter) {
            let log = |m: &str| println!("{m}");
            log("a");
            res.write("x");
            log("b");
            res.insert_header("A", "1"); //~ hoist
        }

        fn f(res: &mut ResponseWriter) {
            let mut count = 0;
            let mut inc = || count += 1;
            inc();
            res.write("x");
            inc();
            res.insert_header("A", count); //~ late
        }

        fn f(res: &mut ResponseWriter, mut n: u8) {
            res.write("x");
            (|| n += 1)();
            res.insert_header("A", n); //~ late
        }

        fn f(res: &mut ResponseWriter, n: u8) {
            res.write("x");
            let c = || res.insert_header("A", n); //~ late
            c();
        }

        fn f(res: &mut ResponseWriter) {
            let c = || { res.write("x"); };
            if cond() { c(); return; }
            res.insert_header("A", "1");
            res.write("y");
        }

        fn f(res: &mut ResponseWriter) {
            let c = || { res.write("x"); };
            let d = c;
            d();
            res.insert_header("A", w()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let c = &mut || { res.write("x"); };
            c();
            (*c)();
            res.insert_header("A", w()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let (a, b) = (|| { res.write("x"); }, 1);
            a();
            res.insert_header("A", w()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let c: Box<dyn FnOnce()> = Box::new(|| { res.write("x"); });
            c();
            res.insert_header("A", w()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let c: Box<dyn FnOnce()> = Box::new(|| { res.insert_header("A", "1"); });
            c();
            res.insert_header("A", w());
            res.write("x");
        }

        fn f(res: &mut ResponseWriter) {
            let rec = Rec { on_end: Some(Box::new(|| { res.insert_header("A", "1"); })) };
            rec.finish();
            res.write("x");
        }

        fn f(res: &mut ResponseWriter) {
            let mut write_row = |row: &Row| -> Result<()> { if row.skip { return Ok(()); } res.write(row)?; Ok(()) };
            for row in rows { write_row(row)?; }
            res.append_trailer("X", "1");
        }

        async fn f(res: &mut ResponseWriter) -> Result<()> {
            let fut = send(res);
            fut.await?;
            res.insert_header("A", "1"); //~ check
            Ok(())
        }

        async fn f(res: &mut ResponseWriter) -> Result<()> {
            let fut = res.write("x");
            log();
            fut.await?;
            res.insert_header("A", w()); //~ late
            Ok(())
        }

        async fn f(res: &mut ResponseWriter) -> Result<()> {
            let r = tokio::spawn(async move { compute().await }).await?;
            res.insert_header("A", r);
            res.write("x").await
        }

        async fn f(res: &mut ResponseWriter) -> Result<()> {
            let r = tokio::task::spawn_blocking(move || render()).await?;
            res.insert_header("A", r.len())?;
            res.send(r).await
        }

        async fn f(res: &mut ResponseWriter) -> Result<()> {
            let out = std::panic::catch_unwind(|| render());
            match out {
                Ok(html) => { res.insert_header("Content-Type", "text/html")?; res.send(html).await }
                Err(_) => res.send_error(500).await,
            }
        }

        fn f(res: &mut ResponseWriter) {
            std::thread::scope(|s| { s.spawn(|| { res.write("x"); }); });
            res.insert_header("A", w()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            rayon::join(|| compute(), || other());
            res.insert_header("A", w());
            res.write("x");
        }

        fn f(res: &mut ResponseWriter) {
            LOCAL.with(|v| { res.insert_header("A", v.get()); });
            res.write("x");
        }

        fn f(res: &mut ResponseWriter) {
            let r: Result<(), E> = (|| { for r in rows() { res.write(r?)?; } Ok(()) })();
            match r { Ok(()) => { res.finish(); } Err(e) => { res.abort(); } }
        }

        async fn f(res: &mut ResponseWriter) -> Result<()> {
            let mut tasks = FuturesUnordered::new();
            for u in urls() { tasks.push(async move { fetch(u).await }); }
            while let Some(r) = tasks.next().await { res.append_header("X", r?)?; }
            res.write("x").await
        }

        async fn f(res: &mut ResponseWriter) -> Result<()> {
            let mut tasks = FuturesUnordered::new();
            for u in urls() { tasks.push(async { fetch(u).await }); }
            while let Some(r) = tasks.next().await {
                res.append_header("X", "1")?; //~ late
                res.write(r).await?;
            }
            Ok(())
        }

        async fn f(res: &mut ResponseWriter, db: &Db) -> Result<()> {
            db.transaction(|tx| async move { tx.insert(1).await }).await?;
            res.set_status(201)?;
            res.send("ok").await
        }

        async fn f(res: &mut ResponseWriter, db: &Db) -> Result<()> {
            db.transaction(async |tx| { tx.insert(1).await?; res.insert_header("A", "1")?; Ok(()) }).await?;
            res.set_status(201)?;
            res.send("ok").await
        }

        async fn f(res: &mut ResponseWriter, db: &Db) -> Result<()> {
            db.query("x", |row| { res.write(row); }).await?;
            res.set_status(w())?; //~ late
            Ok(())
        }

        fn f(res: &mut ResponseWriter) {
            let retry = || { for i in 0..3 { if try_it() { return true; } } false };
            if !retry() { res.send_error(503); return; }
            res.insert_header("A", "1");
            res.write("x");
        }
        "#,
    );
}
