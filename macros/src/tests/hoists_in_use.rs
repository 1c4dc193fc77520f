//! Late headers of real handlers: what is moved, and what stays.

use super::harness::table;

#[test]
fn values() {
    table(
        r#"
        fn f(res: &mut ResponseWriter, name: String) {
            res.write("x");
            let name = name;
            res.insert_header("X", name); //~ late
        }

        fn f(res: &mut ResponseWriter, name: String) {
            res.write("x");
            res.insert_header("X", name); //~ hoist
        }

        fn f(res: &mut ResponseWriter, name: String) {
            res.write(&name);
            res.insert_header("X", name); //~ late
        }

        fn f(res: &mut ResponseWriter, name: String) {
            res.write(name.clone());
            res.insert_header("X", name); //~ late
        }

        fn f(res: &mut ResponseWriter, name: String) {
            res.write(name);
            res.insert_header("X", "1"); //~ hoist
        }

        fn f(res: &mut ResponseWriter, name: String) {
            res.write("x");
            res.insert_header("X", &name); //~ hoist
            drop(name);
        }

        fn f(res: &mut ResponseWriter, name: String) {
            res.write("x");
            let name = name + "!";
            res.insert_header("X", &name); //~ hoist
        }

        fn f(res: &mut ResponseWriter, n: u32) {
            res.write("x");
            let n = n + 1;
            res.insert_header("X", n); //~ hoist
        }

        fn f(res: &mut ResponseWriter, n: u32) {
            res.write("x");
            { let n = 5; log(n); }
            res.insert_header("X", n); //~ hoist
        }

        fn f(res: &mut ResponseWriter, rows: Vec<Row>) {
            for row in rows { res.write(row); }
            res.insert_header("X", "1"); //~ hoist
        }

        fn f(res: &mut ResponseWriter, rows: Vec<Row>) {
            for row in &rows { res.write(row); }
            res.insert_header("X", rows.len()); //~ hoist
        }

        fn f(res: &mut ResponseWriter, rows: Vec<Row>) {
            for row in rows { res.write(row); }
            res.insert_header("X", rows.len()); //~ hoist
        }

        fn f(res: &mut ResponseWriter, mut rows: Vec<Row>) {
            while let Some(row) = rows.pop() { res.write(row); }
            res.insert_header("X", rows.len()); //~ late
        }

        fn f(res: &mut ResponseWriter, mut it: Iter) {
            let first = it.next();
            res.write("x");
            res.insert_header("X", it.len()); //~ hoist
        }
        "#,
    );
}

#[test]
fn purity() {
    table(
        r#"
        fn f(res: &mut ResponseWriter, id: &Cell<u32>) {
            res.write("x");
            id.set(4);
            res.insert_header("X", id.get()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            res.insert_header("X", COUNTER.fetch_add(1, SeqCst)); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            res.insert_header("X", Instant::now().elapsed().as_millis()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let start = Instant::now();
            res.write("x");
            res.insert_header("X", start.elapsed().as_millis()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            res.insert_header("Date", httpdate::fmt_http_date(SystemTime::now())); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            res.insert_header("X", Uuid::new_v4().to_string()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            res.insert_header("X", env!("CARGO_PKG_VERSION")); //~ hoist
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            res.insert_header("X", std::env::var("A").unwrap_or_default()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            res.insert_header("X", concat!("a", "b")); //~ hoist
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            res.insert_header("X", line!().to_string()); //~ hoist
        }

        fn f(res: &mut ResponseWriter, n: u64) {
            res.write("x");
            res.insert_header("X", n as f64 / 2.0); //~ hoist
        }

        fn f(res: &mut ResponseWriter, rows: &[u64]) {
            res.write("x");
            res.insert_header("X", rows[0]); //~ hoist
        }

        fn f(res: &mut ResponseWriter, rows: &[u64]) -> Result<()> {
            res.write("x")?;
            res.insert_header("X", rows.first().unwrap())?; //~ late
            Ok(())
        }
        "#,
    );
}

#[test]
fn exits() {
    table(
        r#"
        fn f(res: &mut ResponseWriter, user: &User) -> Result<()> {
            res.write("x")?;
            res.insert_header("X-User", &user.name)?; //~ hoist
            Ok(())
        }

        fn f(res: &mut ResponseWriter, user: &User) -> Result<()> {
            res.write("x")?;
            audit()?;
            res.insert_header("X-User", "1")?; //~ late
            Ok(())
        }

        fn f(res: &mut ResponseWriter, user: &User) -> Result<()> {
            res.write("x")?;
            if user.bad { return Ok(()); }
            res.insert_header("X-User", "1")?; //~ late
            Ok(())
        }

        fn f(res: &mut ResponseWriter, user: &User) -> Result<()> {
            res.write("x")?;
            if user.bad { return Err(e); }
            res.insert_header("X-User", "1")?; //~ late
            Ok(())
        }

        fn f(res: &mut ResponseWriter, user: &User) -> Result<()> {
            res.write("x")?;
            let data = load(user)?;
            res.write(data)?;
            res.insert_header("X-User", "1")?; //~ hoist
            Ok(())
        }

        fn f(res: &mut ResponseWriter, user: &User) -> Result<()> {
            res.write("x")?;
            let _data = load(user)?;
            res.write("y")?;
            res.insert_header("X-User", "1")?; //~ late
            Ok(())
        }

        fn f(res: &mut ResponseWriter, user: &User) -> Result<()> {
            res.write("x")?;
            let data = load(user)?;
            log(data);
            res.insert_header("X-User", "1")?; //~ late
            Ok(())
        }

        fn f(res: &mut ResponseWriter, user: &User) -> Result<()> {
            res.write("x")?;
            let data = load(user)?;
            res.write(data)?;
            res.set_status(201)?; //~ late
            Ok(())
        }

        fn f(res: &mut ResponseWriter, user: &User) -> Result<()> {
            res.write("x")?;
            let data = load(user)?;
            res.write(data)?;
            res.set_cookie("a", "b")?; //~ late
            Ok(())
        }

        async fn f(res: &mut ResponseWriter, mut rx: Receiver) -> Result<()> {
            while let Some(chunk) = rx.recv().await? { res.write(chunk).await?; }
            res.insert_header("Content-Type", "text/plain")?; //~ hoist
            res.finish()?;
            Ok(())
        }

        async fn f(res: &mut ResponseWriter, mut rx: Receiver) -> Result<()> {
            loop {
                let Some(chunk) = rx.recv().await? else { break };
                res.write(chunk).await?;
            }
            res.insert_header("Content-Type", "text/plain")?; //~ hoist
            Ok(())
        }

        async fn f(res: &mut ResponseWriter, mut rx: Receiver) -> Result<()> {
            loop {
                match rx.recv().await { Some(chunk) => res.write(chunk).await?, None => break }
            }
            res.insert_header("Content-Type", "text/plain")?; //~ hoist
            Ok(())
        }

        async fn f(res: &mut ResponseWriter, mut rx: Receiver) -> Result<()> {
            let mut file = File::open("a").await?;
            let mut buf = [0; 4096];
            loop {
                let n = file.read(&mut buf).await?;
                if n == 0 { break; }
                res.write_all(&buf[..n]).await?;
            }
            res.insert_header("Content-Type", "text/plain")?; //~ hoist
            Ok(())
        }

        fn f(res: &mut ResponseWriter, rows: &[Row]) -> Result<()> {
            for row in rows { res.write(row.text())?; }
            for (k, v) in &EXTRA { res.insert_header(k, v)?; } //~ late
            Ok(())
        }

        fn f(res: &mut ResponseWriter, rows: &[Row]) {
            res.write("x");
            for k in ["A", "B"] { res.insert_header(k, "1"); } //~ hoist
        }
        "#,
    );
}

#[test]
fn whole_statements() {
    table(
        r#"
        fn f(res: &mut ResponseWriter, extra: &[(String, String)]) {
            res.write("x");
            for (k, v) in extra { res.insert_header(k, v); } //~ hoist
        }

        fn f(res: &mut ResponseWriter, n: u8) {
            res.write("x");
            match n {
                0 => res.insert_header("A", "1"), //~ hoist
                1..=9 => res.insert_header("A", "2"), //~ hoist
                _ => { res.set_status(404); res.insert_header("A", "3") } //~ hoist hoist
            };
        }

        fn f(res: &mut ResponseWriter, n: u8) {
            res.write("x");
            if n > 3 { log(); res.insert_header("A", "1"); } //~ late
        }

        fn f(res: &mut ResponseWriter, n: u8) {
            res.write("x");
            if let Some(v) = lookup(n) { res.insert_header("A", v); } //~ late
        }

        fn f(res: &mut ResponseWriter, req: &Request) {
            res.write("x");
            if let Some(v) = req.headers().get("a") { res.insert_header("A", v); } //~ hoist
        }

        fn f(res: &mut ResponseWriter, req: &Request) {
            res.write("x");
            let id = req.headers().get("x-request-id").and_then(|v| v.to_str().ok()).unwrap_or("none");
            res.insert_header("X-Request-Id", id); //~ hoist
        }

        fn f(res: &mut ResponseWriter, req: &Request) {
            res.write("x");
            let id = req.headers().get("x-request-id").cloned();
            if let Some(id) = id { res.insert_header("X-Request-Id", id); } //~ hoist
        }

        fn f(res: &mut ResponseWriter, req: &Request) {
            res.write("x");
            let id = req.id();
            res.insert_header("X-Request-Id", id); //~ late
            log(id);
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            let h = res.headers_mut();
            h.insert("A", "1"); //~ hoist
            h.append("B", "2"); //~ hoist
            log("done");
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            let h = res.headers_mut();
            h.insert("A", "1"); //~ late
            log(h.len());
            h.append("B", "2"); //~ late
        }
        "#,
    );
}
