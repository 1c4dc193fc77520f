//! `headers_sent()` in error paths, loops, matches, stored results; results that the user checks.

use super::harness::{table, table_with};

#[test]
fn error_paths() {
    table(
        r#"
        fn f(res: &mut ResponseWriter, a: bool) -> Result<()> {
            if let Err(e) = run(res) {
                if res.headers_sent() { return Err(e); }
                res.set_status(500)?;
                res.send("oops")?;
            }
            Ok(())
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            run(res);
            if !res.headers_sent() && a { res.set_status(500); }
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            run(res);
            if a && res.headers_sent() { return; }
            res.set_status(500); //~ check
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            run(res);
            if !res.headers_sent() || a { res.set_status(500); } //~ check
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            run(res);
            let started = res.headers_sent();
            if a && !started { res.set_status(500); } else if !started { res.set_status(404); } else { res.abort(); }
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            run(res);
            let started = res.headers_sent();
            res.write("x");
            if !started { res.set_status(y()); } //~ late
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            run(res);
            match (res.headers_sent(), a) {
                (true, _) => res.abort(),
                (false, true) => { res.set_status(500); }
                (false, false) => { res.set_status(404); }
            }
        }

        fn f(res: &mut ResponseWriter) {
            run(res);
            let code = match res.headers_sent() { true => return, false => 500 };
            res.set_status(code);
        }
        "#,
    );
}

#[test]
fn spellings() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) {
            loop {
                if res.headers_sent() { break; }
                res.set_status(200);
                step(res);
            }
        }

        fn f(res: &mut ResponseWriter) {
            run(res);
            if matches!(res.headers_sent(), true) { return; }
            res.set_status(500);
        }

        fn f(res: &mut ResponseWriter) {
            run(res);
            if res.headers_sent() == true { return; }
            res.set_status(500);
        }

        fn f(res: &mut ResponseWriter) {
            run(res);
            if res.headers_sent() != false { return; }
            res.set_status(500);
        }

        fn f(res: &mut ResponseWriter) {
            run(res);
            if true == res.headers_sent() { return; }
            res.set_status(500);
        }

        fn f(res: &mut ResponseWriter) -> Result<()> {
            run(res);
            anyhow::ensure!(!res.headers_sent());
            res.set_status(500);
            Ok(())
        }

        fn f(res: &mut ResponseWriter) -> Option<()> {
            run(res);
            (!res.headers_sent()).then_some(())?;
            res.set_status(500);
            Some(())
        }

        fn f(res: &mut ResponseWriter) {
            run(res);
            let sent = { let s = res.headers_sent(); log(s); s };
            if sent { return }
            res.set_status(500);
        }

        fn f(res: &mut ResponseWriter) {
            run(res);
            let can = if res.headers_sent() { false } else { true };
            if can { res.set_status(500); }
        }

        fn f(res: &mut ResponseWriter) {
            run(res);
            let Some(()) = (!res.headers_sent()).then(|| ()) else { return };
            res.set_status(500);
        }

        fn f(res: &mut ResponseWriter) {
            run(res);
            if let false = res.headers_sent() { res.set_status(500); }
        }

        fn f(res: &mut ResponseWriter) {
            run(res);
            while !res.headers_sent() { res.insert_header("A", "1"); step(res); }
        }
        "#,
    );
}

#[test]
fn of_which_response() {
    table(
        r#"
        fn f(a: &mut ResponseWriter, b: &mut ResponseWriter) {
            run(a); run(b);
            if !a.headers_sent() { b.set_status(500); a.set_status(500); } //~ check
        }

        fn f(res: &mut ResponseWriter) {
            run(res);
            if !res.headers_sent() { helper(res); res.set_status(500); } //~ check
        }

        fn f(res: &mut ResponseWriter) {
            run(res);
            let r = &mut *res;
            if !r.headers_sent() { res.set_status(500); }
        }
        "#,
    );
    table_with(
        "response = self.res",
        r#"
        fn f(&mut self) {
            self.run();
            if self.res.headers_sent() { return; }
            self.res.set_status(500);
        }

        fn f(&mut self) {
            self.run();
            if self.started() { return; }
            self.res.set_status(500); //~ check
        }
        "#,
    );
}

#[test]
fn of_pingora() {
    table_with(
        "vocabulary = pingora",
        r#"
        async fn f(session: &mut Session) -> Result<()> {
            helper(session).await?;
            if session.response_written().is_some_and(|r| r.status.is_success()) { return Ok(()); }
            session.write_response_header(Box::new(h), true).await?; //~ check
            Ok(())
        }

        async fn f(session: &mut Session) -> Result<()> {
            helper(session).await?;
            if session.response_written().is_none() && retry() { session.respond_error(502).await?; }
            Ok(())
        }

        async fn f(session: &mut Session) -> Result<()> {
            helper(session).await?;
            match session.response_written().map(|r| r.status) { Some(_) => {} None => { session.respond_error(502).await?; } }
            Ok(())
        }
        "#,
    );
}

#[test]
fn own_results() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) {
            run(res);
            if let Err(e) = res.set_status(500) { log(e); }
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            let _ = res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            if res.set_status(y()).is_ok() { res.write("y"); }
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            match res.insert_header("A", y()) { Ok(_) => {} Err(Error::Late(l)) => log(l), Err(e) => log(e) }
        }

        fn f(res: &mut ResponseWriter) -> Result<()> {
            res.write("x")?;
            match res.insert_header("A", y()) { Ok(_) => {} Err(e) => return Err(e) } //~ late
            Ok(())
        }

        fn f(res: &mut ResponseWriter) -> Result<()> {
            res.write("x")?;
            res.insert_header("A", y()).ok(); //~ late
            res.insert_header("B", y()).unwrap_or_else(|e| log(e)); //~ late
            Ok(())
        }

        fn f(res: &mut ResponseWriter) -> Result<()> {
            res.write("x")?;
            let r = res.insert_header("A", y());
            if r.is_err() { log(); }
            Ok(())
        }
        "#,
    );
}
