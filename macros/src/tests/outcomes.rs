//! Outcomes: what a tested result says, and results that the user checks himself.

use super::harness::{table, table_with};

#[test]
fn of_operations() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) -> Result<()> {
            if let Err(e) = res.upgrade() { res.send_error(500); }
            Ok(())
        }

        fn f(res: &mut ResponseWriter) {
            match res.upgrade() { Ok(c) => { res.set_status(y()); } Err(e) => { res.set_status(500); } } //~ late
        }

        fn f(res: &mut ResponseWriter) -> Result<()> {
            let conn = res.upgrade()?;
            res.set_status(y()); //~ late
            Ok(())
        }

        fn f(res: &mut ResponseWriter) {
            let up = res.upgrade();
            if up.is_err() { res.send_error(500); }
        }

        async fn f(res: &mut ResponseWriter) {
            let up = res.upgrade().await;
            let Ok(conn) = up else { res.send_error(500); return };
        }

        fn f(res: &mut ResponseWriter) {
            res.upgrade();
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            res.upgrade().ok();
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            res.upgrade().map_err(|e| res.set_status(500));
        }

        fn f(res: &mut ResponseWriter) {
            if res.send_file("a").is_err() { res.send_error(404); } //~ check
        }

        fn f(res: &mut ResponseWriter) {
            if let Err(e) = res.send_file("a") { if !res.headers_sent() { res.send_error(404); } }
        }

        fn f(res: &mut ResponseWriter) {
            match res.send_file("a") { Ok(()) => {} Err(e) => { res.set_status(404); } } //~ check
        }

        fn f(res: &mut ResponseWriter) {
            let sent = res.send_file("a");
            if sent.is_ok() { return; }
            res.set_status(404); //~ check
        }

        fn f(res: &mut ResponseWriter) -> Result<()> {
            res.send_file("a")?;
            res.set_status(y()); //~ late
            Ok(())
        }

        fn f(res: &mut ResponseWriter) {
            if res.write_head(200).is_ok() { res.write("x"); } else { res.set_status(500); } //~ check
        }

        fn f(res: &mut ResponseWriter) {
            if res.write("x").is_err() { res.set_status(y()); } //~ late
        }

        fn f(res: &mut ResponseWriter) {
            match res.write("x") { Ok(()) => {} Err(e) => { res.send_error(500); } } //~ second
        }

        fn f(res: &mut ResponseWriter) {
            res.send_file("a").unwrap();
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            res.send_file("a").unwrap_or_else(|e| { res.send_error(404); }); //~ check
        }

        fn f(res: &mut ResponseWriter) {
            let r = res.send_file("a").map_err(|e| log(e));
            if r.is_err() { res.send_error(404); } //~ check
        }

        fn f(res: &mut ResponseWriter) -> Result<()> {
            res.send("x").or_else(|e| res.send_error(500)) //~ check
        }
        "#,
    );
}

#[test]
fn self_checked() {
    table(
        r#"
        fn f(res: &mut ResponseWriter, a: bool) {
            if a { res.write("x"); }
            if res.insert_header("A", y()).is_err() { log("late"); }
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            if let Err(e) = res.insert_header("A", y()) { log(e); }
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            match res.insert_header("A", y()) { Ok(_) => {} Err(e) => log(e) }
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            if res.insert_header("A", y()).is_ok() { log("set"); }
        }

        fn f(res: &mut ResponseWriter) -> Result<()> {
            res.write("x");
            match res.insert_header("A", y()) { Ok(_) => Ok(()), Err(e) => Err(e) } //~ late
        }

        fn f(res: &mut ResponseWriter) -> Result<()> {
            res.write("x");
            if res.insert_header("A", y()).is_err() { return Ok(()); } //~ late
            Ok(())
        }

        fn f(res: &mut ResponseWriter) -> Result<()> {
            res.write("x");
            res.insert_header("A", y())?; //~ late
            Ok(())
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            res.insert_header("A", y()).ok(); //~ late
            let _ = res.insert_header("A", y()); //~ late
            res.insert_header("A", y()).unwrap(); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            if let Err(Error::Late(l)) = res.insert_header("A", y()) { log(l); }
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            if res.redirect("/").is_err() { res.abort(); }
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            let r = res.insert_header("A", y());
            if r.is_err() { log("late"); }
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            let r = res.insert_header("A", y()); //~ late
            if r.is_err() { log("late"); }
            keep(r);
        }

        fn f(res: &mut ResponseWriter) {
            helper(res);
            if res.set_status(200).is_err() { log("late"); }
        }
        "#,
    );
    table_with(
        "response = out",
        r#"
        fn f(out: &mut Out) {
            out.write("x");
            if out.insert_header("A", y()).is_err() { log("late"); } //~ late
        }
        "#,
    );
}

#[test]
fn of_blocks_and_closures() {
    table(
        r#"
        async fn f(res: &mut ResponseWriter) -> Result<()> {
            let done: Result<(), E> = async { let u = load().await?; res.send(u).unwrap(); Ok(()) }.await;
            if let Err(e) = done { res.send_error(500); }
            Ok(())
        }

        fn f(res: &mut ResponseWriter) {
            let done = (|| { if a() { res.send("x"); return true; } false })();
            if !done { res.send_error(404); }
        }

        fn f(res: &mut ResponseWriter) {
            let mut cached = || -> Option<()> { let c = cache()?; res.send(c); Some(()) };
            if cached().is_some() { return; }
            res.set_status(404);
        }

        fn f(res: &mut ResponseWriter) {
            let r: Result<u8, E> = try { let v = load()?; res.write(v); 1 };
            if r.is_err() { res.set_status(500); }
        }

        fn f(res: &mut ResponseWriter) {
            if (|| { res.write("x"); true })() { res.set_status(y()); } //~ late
        }

        fn f(res: &mut ResponseWriter) -> Result<()> {
            let out = (|| -> Result<bool> { if a() { res.send("x")?; return Ok(true); } Ok(false) })()?;
            if out { return Ok(()); }
            res.set_status(404);
            Ok(())
        }
        "#,
    );
}
