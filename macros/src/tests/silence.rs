//! What must be silent, in many variants: writes in a row, code between an answer and its return, reads, other objects.

use super::harness::{table, table_with};

#[test]
fn several_writes() {
    table(
        r#"
        fn f(res: &mut ResponseWriter, rows: &[Row]) -> io::Result<()> {
            res.set_status(200)?;
            res.write_all(b"<ul>")?;
            for row in rows { write!(res, "<li>{}</li>", row)?; writeln!(res)?; }
            res.write_all(b"</ul>")?;
            res.flush()?;
            res.flush()?;
            res.finish()?;
            Ok(())
        }

        async fn f(res: &mut ResponseWriter, a: bool) -> Result<()> {
            res.insert_header("A", "1")?;
            if a { res.write("a").await?; } else { res.write("b").await?; }
            res.write("c").await?;
            if a { res.write("d").await?; return Ok(()); }
            res.finish()?;
            Ok(())
        }

        fn f(res: &mut ResponseWriter) {
            res.write_head(200);
            res.write("a");
            res.write("b");
            res.end();
            res.end();
            res.flush();
        }

        fn f(res: &mut ResponseWriter) {
            let mut out = BufWriter::new(res);
            writeln!(out, "a");
            writeln!(out, "b");
            out.flush();
        }

        fn f(res: &mut ResponseWriter, n: u8) -> Result<()> {
            match n { 0 => { res.write("a")?; res.finish() } 1 => res.send("b"), _ => res.send_status(404) }
        }
        "#,
    );
}

#[test]
fn between_answer_and_return() {
    table(
        r#"
        async fn f(res: &mut ResponseWriter, req: &Request) -> Result<()> {
            let Some(user) = auth(req) else {
                res.send_error(401)?;
                tracing::warn!(path = %req.uri(), status = 401, "denied {}", res.status());
                metrics::counter!("denied", "path" => req.uri().path()).increment(1);
                return Ok(());
            };
            res.set_status(200)?;
            Ok(())
        }

        fn f(res: &mut ResponseWriter) -> Result<()> {
            if let Err(e) = load() {
                res.redirect("/error")?;
                log::error!("{e}");
                statsd.incr("errors");
                self_metrics.observe(start.elapsed());
                span.record("status", 303);
                return Err(e);
            }
            res.insert_header("A", "1")?;
            res.send("x")
        }

        fn f(res: &mut ResponseWriter) {
            if bad() {
                res.send_error(400);
                eprintln!("bad");
                let elapsed = start.elapsed();
                histogram!("latency").record(elapsed);
                drop(guard);
                cleanup(elapsed);
                return;
            }
            res.set_status(200);
        }

        fn f(res: &mut ResponseWriter) {
            let result = check();
            if result.is_err() {
                res.send_error(400);
                if verbose() { println!("x"); }
                for hook in hooks() { hook.run(); }
                return;
            }
            res.set_status(200);
        }

        fn f(res: &mut ResponseWriter) -> Result<()> {
            check().map_err(|e| { let _ = res.send_error(400); log::warn!("{e}"); e })?;
            res.set_status(200)?;
            Ok(())
        }
        "#,
    );
}

#[test]
fn read_afterwards() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) {
            res.write("x");
            let status = res.status();
            let kind = res.headers().get("content-type").cloned();
            let has = res.headers().contains_key("etag");
            for (k, v) in res.headers() { log(k, v); }
            log(res.content_type());
            access_log(status, kind, has, res.body_bytes_sent());
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            audit(&*res);
            audit(&res);
            println!("{:?}", res);
            if res.status() == 200 { log(); }
            match res.status() { 200 => {} other => log(other) }
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            let h = res.headers();
            let n = h.len() + h.keys().count();
            let all: Vec<_> = h.iter().map(|(k, _)| k.as_str()).collect();
            if h.get("a").is_some_and(|v| v == "1") { log(n); }
        }
        "#,
    );
    table_with(
        "response = self.res",
        r#"
        fn f(&mut self) {
            self.res.write("x");
            self.log.push(self.res.status());
            self.metrics.bytes += self.res.body_bytes_sent();
            let s = format!("{}", self.res.status());
        }
        "#,
    );
}

#[test]
fn other_objects() {
    table(
        r#"
        fn f(res: &mut ResponseWriter, log: &mut File) -> io::Result<()> {
            res.write("x")?;
            log.write(b"x")?;
            log.write_all(b"x")?;
            writeln!(log, "done")?;
            log.flush()?;
            res.set_status(404)?; //~ late
            Ok(())
        }

        fn f(res: &mut ResponseWriter, log: &mut File) -> io::Result<()> {
            log.write(b"x")?;
            writeln!(log, "start")?;
            let mut out = String::new();
            write!(out, "{}", 1)?;
            write!(&mut out, "{}", 1)?;
            io::stdout().write_all(b"x")?;
            println!("x");
            res.set_status(200)?;
            Ok(())
        }

        async fn f(res: &mut ResponseWriter, cache: &RwLock<Cache>) {
            cache.write().await.insert("a", "b");
            cache.write().await.headers.insert("A", "b");
            res.set_status(200);
            res.write("x").await;
            cache.write().await.set_status(3);
        }

        async fn f(res: &mut ResponseWriter, client: &Client) -> Result<()> {
            res.write("x").await?;
            let upstream = client.post("http://a").header("A", "b").body("x").send().await?;
            let status = upstream.status();
            let mut req = client.get("/").build()?;
            req.headers_mut().insert("A", "b".parse()?);
            client.execute(req).await?;
            Ok(())
        }

        fn f(res: &mut ResponseWriter) {
            let mut headers = HeaderMap::new();
            res.write("x");
            headers.insert("A", y());
            let mut status = 200;
            status = 404;
            let mut cookies = Vec::new();
            cookies.push(y());
            log(headers, status, cookies);
        }

        fn f(res: &mut ResponseWriter, map: &mut Settings) {
            res.write("x");
            map.headers.insert("A", y());
            map.status = 3;
            map.response.headers.insert("A", y());
            map.res.set_status(y());
        }

        fn f(res: &mut ResponseWriter, other: &mut Email) {
            res.write("x");
            other.header("Subject", y());
            other.set_header("To", y());
            other.send();
            other.send();
            other.finish();
        }

        fn f(res: &mut ResponseWriter, mut tx: Sender) {
            tx.send("a");
            tx.send("b");
            tx.flush();
            res.set_status(200);
            res.send("x");
            tx.send("c");
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            let built = Response::builder().status(y()).header("A", y()).body(());
            let uri = Uri::builder().scheme("https").build();
            let table = Table::new().header(y());
            Table::header(&mut table, y());
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            let doc = Html::new();
            doc.head.title = y();
            doc.header.insert(y());
            doc.status("x");
            let headers: Vec<String> = csv.headers();
        }
        "#,
    );
}

#[test]
fn item_functions() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) {
            res.set_status(200);
            res.write(body());
            fn body() -> String { String::new() }
            fn set(headers: &mut HeaderMap) { headers.insert("A", "b"); }
            const HEADERS: &[&str] = &["a"];
            static S: u8 = 1;
            struct Res { status: u8 }
            impl Res { fn set_status(&mut self, s: u8) { self.status = s; } fn write(&self) {} }
            enum State { A, B }
            type R = Res;
            macro_rules! m { () => {} }
        }

        fn f(res: &mut ResponseWriter) {
            write_all(res_name());
            res.set_status(200);
            fn write_all(s: &str) {}
            fn res_name() -> &'static str { "x" }
        }
        "#,
    );
}

#[test]
fn behind_the_end() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) -> Result<()> {
            return res.send("x");
            res.set_status(200)?;
            Ok(())
        }

        fn f(res: &mut ResponseWriter) {
            loop { res.write("x"); if done() { return; } }
            res.set_status(200);
        }

        fn f(res: &mut ResponseWriter) {
            res.send("x");
            panic!("no");
            res.set_status(200);
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            match a { true => { res.send("x"); return } false => { res.send("y"); return } }
            res.set_status(200);
        }

        fn f(res: &mut ResponseWriter) {
            'a: { if x() { res.send("x"); break 'a; } res.set_status(200); res.write("y"); }
        }
        "#,
    );
}
