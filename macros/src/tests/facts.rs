//! Correlated code is proven: flags, repeated conditions, guards.

use super::harness::{case, case_with, cases};

#[test]
fn flags() {
    cases(&[
        r#"fn f(res: &mut ResponseWriter, xs: &[u8]) {
            let mut state = State::Start;
            for x in xs {
                match state {
                    State::Start => { res.set_status(200); state = State::Body; }
                    State::Body => { res.write(x); }
                }
            }
        }"#,
        r#"fn f(res: &mut ResponseWriter, xs: &[u8]) {
            let mut n = 0;
            for x in xs {
                if n == 0 { res.set_status(200); }
                res.write(x);
                n += 1;
            }
        }"#,
        r#"fn f(res: &mut ResponseWriter, a: bool) {
            let started = if a { res.write("x"); true } else { false };
            if !started { res.set_status(404); }
        }"#,
        r#"fn f(res: &mut ResponseWriter, xs: &[u8]) {
            let found = loop { if a() { res.write("x"); break true; } if b() { break false; } };
            if !found { res.set_status(404); }
        }"#,
        r#"fn f(res: &mut ResponseWriter, a: bool) {
            let mut started = false;
            let mut set = || started = false;
            if a { res.write("x"); started = true; }
            if !started { res.set_status(y()); } //~ late
        }"#,
        r#"fn f(res: &mut ResponseWriter, a: bool) {
            let mut started = false;
            if a { res.write("x"); started = true; }
            change(&mut started);
            if !started { res.set_status(y()); } //~ late
        }"#,
    ]);
    case_with(
        "response = self.res",
        r#"fn f(&mut self, a: bool) {
            self.started = false;
            if a { self.res.write("x"); self.started = true; }
            if !self.started { self.res.set_status(404); }
        }"#,
    );
}

#[test]
fn repeated_conditions() {
    cases(&[
        r#"fn f(res: &mut ResponseWriter, req: &Request) {
            if req.headers().contains_key("range") { res.write("x"); }
            if !req.headers().contains_key("range") { res.set_status(404); }
        }"#,
        r#"fn f(res: &mut ResponseWriter, opts: Options) {
            if opts.gzip { res.write("x"); }
            log(&opts);
            if opts.gzip { return; }
            res.set_status(404);
        }"#,
        r#"fn f(res: &mut ResponseWriter, mut opts: Options) {
            if opts.gzip { res.write("x"); }
            opts.toggle();
            if opts.gzip { return; }
            res.set_status(y()); //~ late
        }"#,
        r#"fn f(res: &mut ResponseWriter, x: Result<u8, E>) {
            if let Err(e) = &x { res.send_error(500); }
            let Ok(x) = x else { return };
            res.set_status(200);
        }"#,
        r#"fn f(res: &mut ResponseWriter, x: Kind) {
            if matches!(x, Kind::A) { res.write("x"); }
            match x { Kind::A => {} _ => { res.set_status(404); } }
        }"#,
    ]);
}

#[test]
fn guards() {
    cases(&[
        r#"fn f(res: &mut ResponseWriter, a: bool) {
            if a { res.write("x"); }
            if !res.headers_sent() && a { res.set_status(404); }
        }"#,
        r#"fn f(res: &mut ResponseWriter, a: bool) {
            if a { res.write("x"); }
            match res.headers_sent() { true => {} false => { res.set_status(404); } }
        }"#,
        r#"fn f(res: &mut ResponseWriter, a: bool) {
            let sent = res.headers_sent();
            res.write("x");
            if !sent { res.set_status(y()); } //~ late
        }"#,
        r#"fn f(res: &mut ResponseWriter, a: bool) {
            if a { res.write("x"); }
            if res.insert_header("A", "1").is_err() { log(); }
        }"#,
        r#"fn f(res: &mut ResponseWriter, a: bool) -> Result<()> {
            if a { res.write("x"); }
            if let Err(e) = res.insert_header("A", y()) { return Err(e); } //~ late
            Ok(())
        }"#,
    ]);
}

#[test]
fn guards_that_may_know() {
    cases(&[
        r#"async fn f(res: &mut ResponseWriter, mut rx: Rx) {
            while let Some(event) = rx.recv().await {
                match event {
                    Event::Header(k, v) => { res.insert_header(k, v); } //~ check
                    Event::Chunk(c) => { res.write(c).await; }
                }
            }
        }"#,
        r#"async fn f(res: &mut ResponseWriter, mut rx: Rx) {
            let mut seen = HashSet::new();
            while let Some(event) = rx.recv().await {
                if seen.is_empty() { res.insert_header("A", event); } //~ check
                seen.insert(1);
                res.write("x").await;
            }
        }"#,
        r#"async fn f(res: &mut ResponseWriter, mut rx: Rx) {
            while let Some(event) = rx.recv().await {
                res.insert_header("A", event); //~ late
                res.write("x").await;
            }
        }"#,
    ]);
}

#[test]
fn what_the_response_says() {
    cases(&[
        r#"fn f(res: &mut ResponseWriter) {
            helper(res);
            if res.headers_sent() { log(); }
            res.set_status(y()); //~ check
        }"#,
        r#"fn f(res: &mut ResponseWriter) {
            helper(res);
            if res.headers_sent() { res.set_status(y()); } //~ late
        }"#,
    ]);
}

#[test]
fn a_counter_changes_what_is_known_of_other_conditions() {
    cases(&[r#"fn f(res: &mut ResponseWriter, a: u8) {
            let mut t = 0;
            while t < a { t += 1; res.write(t); }
            res.set_status(y()); //~ late
        }"#]);
}

#[test]
fn facts_that_nobody_asks_for_any_more_make_room() {
    case(
        r#"
async fn f(flag: bool, rows: &[u8], n: usize, maybe: Option<u8>, res: &mut ResponseWriter) -> Result<(), Error> {
    if flag {
        note();
    }
    res.write(fetch(1)?).await?;
    loop {
        if ask(3) {
            break;
        }
    }
    load(7).and_then(|v| Ok(v))?;
    let Some(c) = maybe else { return Ok(()) };
    if (n > n) && (n < 2) {
        note();
    }
    if !flag {
        match rows.len() {
            0 => {}
            1 if flag => res.set_status(404)?,
            _ => {}
        }
    }
    Ok(())
}"#,
    );
}

#[test]
fn facts_of_a_loop_last_as_long_as_the_loop() {
    case(
        r#"
fn f(rows: &[u8], a: bool, b: bool, res: &mut ResponseWriter) -> Result<(), Error> {
    let mut started = false;
    for row in rows {
        if !started {
            started = true;
            res.insert_header("X", next())?;
        }
        if a {
            for cell in row {
                if b {
                    continue;
                }
                res.write(cell)?;
            }
        }
        res.write("end of row")?;
    }
    Ok(())
}"#,
    );
}

#[test]
fn a_flag_that_the_response_told() {
    cases(&[
        r#"fn f(res: &mut ResponseWriter) -> Result<(), Error> {
            let known = res.headers().contains_key("X-A");
            if known { res.write("x")?; }
            verify()?;
            if !known { res.set_status(404)?; }
            if known { res.set_status(200)?; } //~ late
            Ok(())
        }"#,
        r#"fn f(rows: &[u8], res: &mut ResponseWriter) -> Result<(), Error> {
            for row in rows {
                let known = res.headers().contains_key(row);
                if known { res.write("x")?; }
                verify()?;
                if !known { res.set_status(404)?; } //~ late
            }
            Ok(())
        }"#,
        r#"fn f(res: &mut ResponseWriter) -> Result<(), Error> {
            let mut known = res.headers().contains_key("X-A");
            if known { res.write("x")?; }
            verify(&mut known)?;
            if !known { res.set_status(404)?; } //~ late
            Ok(())
        }"#,
        r#"fn f(res: &mut ResponseWriter) -> Result<(), Error> {
            let info = res.info();
            if info.ready { res.write("x")?; }
            verify()?;
            if !info.ready { res.set_status(404)?; } //~ late
            Ok(())
        }"#,
        r#"fn f(res: &mut ResponseWriter) -> Result<(), Error> {
            if res.headers().contains_key("X-A") { res.write("x")?; }
            verify()?;
            if !res.headers().contains_key("X-A") { res.set_status(404)?; } //~ late
            Ok(())
        }"#,
    ]);
}
