//! The same pure condition again: options, results, variants, comparisons, `&&` and `||`.

use super::harness::table;

#[test]
fn several_conditions() {
    table(
        r#"
        fn f(res: &mut ResponseWriter, a: bool, b: bool) {
            if a && b { res.write("x"); }
            if a && b { return; }
            res.set_status(y());
        }

        fn f(res: &mut ResponseWriter, a: bool, b: bool) {
            if a || b { res.write("x"); }
            if a { return; }
            if b { return; }
            res.set_status(y());
        }

        fn f(res: &mut ResponseWriter, a: bool, b: bool) {
            if a { if b { res.write("x"); } }
            if !a || !b { res.set_status(y()); }
        }

        fn f(res: &mut ResponseWriter, a: bool, b: bool) {
            if a && b { res.write("x"); }
            if a || b { res.set_status(y()); } //~ late
        }

        fn f(res: &mut ResponseWriter, cfg: &Config) {
            if cfg.debug && cfg.trace { res.write("x"); }
            if !cfg.debug { res.set_status(y()); }
        }
        "#,
    );
}

#[test]
fn numbers() {
    table(
        r#"
        fn f(res: &mut ResponseWriter, n: usize) {
            if n > 10 { res.write("x"); }
            if n <= 10 { res.set_status(y()); }
        }

        fn f(res: &mut ResponseWriter, n: usize) {
            if n == 0 { res.send_error(404); }
            if n != 0 { res.set_status(y()); }
        }

        fn f(res: &mut ResponseWriter, n: usize) {
            if n > 10 { res.write("x"); }
            if n < 10 { res.set_status(y()); }
        }

        fn f(res: &mut ResponseWriter, mut n: u32) {
            if n > 3 { res.write("x"); }
            n -= 1;
            if n <= 3 { res.set_status(y()); } //~ late
        }

        fn f(res: &mut ResponseWriter, mut n: u32) {
            if n > 3 { res.write("x"); }
            read(&mut n);
            if n <= 3 { res.set_status(y()); } //~ late
        }

        fn f(res: &mut ResponseWriter, k: u8) {
            if k == 1 { res.send("a"); }
            else if k == 2 { res.send("b"); }
            if k != 1 && k != 2 { res.send_error(404); }
        }

        fn f(res: &mut ResponseWriter, k: u8) {
            if k == 1 { res.send("a"); }
            match k { 1 => {} 2 => { res.send("b"); } _ => { res.send_error(404); } }
        }
        "#,
    );
}

#[test]
fn options_and_results() {
    table(
        r#"
        fn f(res: &mut ResponseWriter, user: Option<User>) {
            if user.is_none() { res.send_error(401); }
            if let Some(user) = user { res.insert_header("X-User", user.name); }
        }

        fn f(res: &mut ResponseWriter, user: Option<User>) {
            if let Some(u) = &user { res.write(u.name()); }
            if user.is_some() { return; }
            res.set_status(404);
        }

        fn f(res: &mut ResponseWriter, user: Option<User>) {
            if let Some(u) = &user { res.write(u.name()); }
            match user { Some(_) => {} None => { res.set_status(404); } }
        }

        fn f(res: &mut ResponseWriter, user: Option<User>) {
            if user.is_none() { res.send_error(401); }
            let Some(user) = user else { return };
            res.insert_header("X-User", user.name);
        }

        fn f(res: &mut ResponseWriter, user: Option<User>) {
            if user.is_some_and(|u| u.admin) { res.write("x"); }
            if user.is_none() { res.set_status(404); }
        }

        fn f(res: &mut ResponseWriter, r: Result<User, Error>) {
            if r.is_err() { res.send_error(500); }
            if let Ok(u) = r { res.insert_header("A", u.name); }
        }

        fn f(res: &mut ResponseWriter) {
            let err = check().err();
            if let Some(e) = &err { res.send_error(403); }
            if err.is_none() { res.set_status(200); res.write("x"); }
        }
        "#,
    );
}

#[test]
fn variants() {
    table(
        r#"
        fn f(res: &mut ResponseWriter, kind: Kind) {
            if matches!(kind, Kind::Stream { .. }) { res.write("x"); }
            if !matches!(kind, Kind::Stream { .. }) { res.set_status(200); }
        }

        fn f(res: &mut ResponseWriter, kind: Kind) {
            if matches!(kind, Kind::Stream) { res.write("x"); }
            match kind {
                Kind::Stream => {}
                Kind::Page | Kind::Json => { res.set_status(200); }
            }
        }

        fn f(res: &mut ResponseWriter, kind: Kind) {
            match kind { Kind::A => { res.write("x"); } Kind::B => {} Kind::C => { res.write("c"); } }
            match kind { Kind::B => { res.set_status(200); } _ => {} }
        }

        fn f(res: &mut ResponseWriter, kind: Kind) {
            match kind { Kind::A => { res.write("x"); } Kind::B => {} }
            match kind { Kind::B => {} _ => { res.set_status(y()); } } //~ late
        }

        fn f(res: &mut ResponseWriter, gz: bool) {
            let mode = if gz { Mode::Gzip } else { Mode::Plain };
            if mode == Mode::Gzip { res.write("x"); }
            if let Mode::Plain = mode { res.set_status(200); }
        }
        "#,
    );
}

#[test]
fn of_the_request() {
    table(
        r#"
        fn f(res: &mut ResponseWriter, req: &Request) {
            let head_only = req.method() == Method::HEAD;
            if !head_only { res.write("x"); }
            if head_only { res.insert_header("A", "1"); }
        }

        fn f(res: &mut ResponseWriter, req: &Request) {
            if req.method() != Method::HEAD { res.write("x"); }
            if req.method() == Method::HEAD { res.insert_header("A", y()); }
        }

        fn f(res: &mut ResponseWriter, req: &Request) {
            if req.uri().path() == "/stream" { res.write("x"); }
            log(req);
            if req.uri().path() != "/stream" { res.insert_header("A", y()); }
        }

        fn f(res: &mut ResponseWriter, req: &Request) {
            if req.uri().path().starts_with("/stream") { res.write("x"); }
            if !req.uri().path().starts_with("/stream") { res.insert_header("A", y()); }
        }

        fn f(res: &mut ResponseWriter, req: &mut Request) {
            if req.chunked() { res.write("x"); }
            if !req.chunked() { res.insert_header("A", y()); } //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let ok = check();
            if !ok { res.send_error(403); }
            if ok { res.set_status(200); res.write("x"); }
        }
        "#,
    );
}
