//! What is inside an `Ok` or `Some`, buffers, and outcomes that travel.

use super::harness::table;

#[test]
fn inside() {
    table(
        r#"
        async fn f(res: &mut ResponseWriter) -> Result<()> {
            let hit = async { if cached() { res.send("x")?; return Ok(true); } Ok(false) }.await?;
            if hit { return Ok(()); }
            res.set_status(200)?;
            Ok(())
        }

        async fn f(res: &mut ResponseWriter) -> Result<()> {
            let hit = async { if cached() { res.send("x")?; return Ok(true); } Ok(false) }.await?;
            if !hit { return Ok(()); }
            res.set_status(y())?; //~ late
            Ok(())
        }

        async fn f(res: &mut ResponseWriter) -> Result<()> {
            let user = async { match load().await { Some(u) => Ok(Some(u)), None => { res.redirect("/")?; Ok(None) } } }.await?;
            let Some(user) = user else { return Ok(()) };
            res.set_status(200)?;
            Ok(())
        }

        fn f(res: &mut ResponseWriter) -> Result<()> {
            let mut step = || -> Result<bool> { if a() { res.write("x")?; Ok(true) } else { Ok(false) } };
            match step() {
                Ok(true) => Ok(()),
                Ok(false) => { res.set_status(404)?; Ok(()) }
                Err(e) => Err(e),
            }
        }

        fn f(res: &mut ResponseWriter) {
            let r = if a() { res.write("x"); Some(1) } else { None };
            if r == Some(1) { return; }
            if r.is_some() { return; }
            res.set_status(404);
        }

        fn f(res: &mut ResponseWriter, x: Option<u8>) {
            if x == Some(3) { return; }
            if x.is_some() { res.write("x"); }
            if x.is_some() { res.set_status(y()); } //~ late
        }

        fn f(res: &mut ResponseWriter, x: Option<u8>) {
            if x != Some(3) { return; }
            if x.is_none() { res.write("x"); }
            res.set_status(200);
        }

        fn f(res: &mut ResponseWriter) {
            let r: Option<bool> = if a() { res.write("x"); Some(true) } else { Some(false) };
            if r.unwrap() { return; }
            res.set_status(404);
        }

        fn f(res: &mut ResponseWriter) {
            let mut found = None;
            for x in xs() { if x.ok() { found = Some(x); break; } }
            if found.is_none() { res.send_error(404); return; }
            res.set_status(200);
        }

        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            let mut r = Ok(false);
            for x in xs {
                if let Ok(true) = r { return; }
                res.set_status(200);
                res.write(x);
                r = Ok(true);
            }
        }

        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            let mut r = Ok(false);
            for x in xs {
                if let Ok(true) = r { return; }
                res.insert_header("A", x); //~ late
                res.write(x);
                r = compute(x);
            }
        }
        "#,
    );
}

#[test]
fn buffers() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) {
            res.buffer(4096);
            res.write("x");
            res.set_status(500); //~ check
        }

        fn f(res: &mut ResponseWriter) {
            res.buffer(4096);
            res.set_status(200);
            res.write("x");
            res.flush();
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            res.buffer(4096).set_status(200);
            res.write("x");
            res.finish();
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            res.buffer(4096);
            if fail(res.write("x")) { res.reset(); res.send_error(500); } //~ check check
        }

        fn f(res: &mut ResponseWriter) {
            res.write_buffered("x");
            res.set_status(500); //~ check
        }

        fn f(res: &mut ResponseWriter) {
            res.write_body(body());
            res.set_status(500); //~ check
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            if a { res.buffer(4096); }
            res.write("x");
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            res.buffer(4096); //~ late
            res.write("x");
            res.set_status(y()); //~ late
        }
        "#,
    );
}
