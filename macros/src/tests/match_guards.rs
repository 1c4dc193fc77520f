//! `match` with guards, bindings and several patterns; `let else`; `if let` chains.

use super::harness::table;

#[test]
fn guards_fall_through() {
    table(
        r#"
        fn f(res: &mut ResponseWriter, k: Kind) {
            match k {
                Kind::A if write_it(res.write("x")) => {}
                Kind::A => { res.set_status(y()); } //~ late
                Kind::B => { res.set_status(y()); }
            }
        }

        fn f(res: &mut ResponseWriter, k: u8) {
            match k {
                n if n > 3 => { res.write("x"); }
                0 => { res.set_status(404); }
                _ => {}
            }
        }

        fn f(res: &mut ResponseWriter, k: u8) {
            match k { 0 => { res.write("x"); } 1 => { res.send("y"); } _ => { res.set_status(404); } }
            if k == 7 { res.set_status(404); }
        }

        fn f(res: &mut ResponseWriter, k: u8) {
            match k { 0 | 1 => { res.write("x"); } _ => {} }
            if k == 1 { res.set_status(y()); } //~ late
            if k == 2 { res.set_status(404); }
        }

        fn f(res: &mut ResponseWriter, k: Kind) {
            match k { Kind::A | Kind::B => { res.write("x"); } _ => {} }
            match k { Kind::A => {} Kind::B => {} Kind::C => { res.set_status(404); } }
        }

        fn f(res: &mut ResponseWriter, k: Kind) {
            match k { Kind::A(n) => { res.write(n); } _ => {} }
            match k { Kind::A(_) => {} _ => { res.set_status(404); } }
        }

        fn f(res: &mut ResponseWriter, k: Kind) {
            match k { Kind::A(1) => { res.write("x"); } _ => {} }
            match k { Kind::A(_) => { res.set_status(y()); } _ => { res.set_status(404); } } //~ late
        }

        fn f(res: &mut ResponseWriter, k: Kind) {
            match k { Kind::A { n, .. } => { res.write(n); } _ => {} }
            match k { Kind::A { .. } => {} _ => { res.set_status(404); } }
        }

        fn f(res: &mut ResponseWriter, a: bool, b: bool) {
            match (a, b) { (true, _) => { res.write("x"); } (false, true) => {} (false, false) => { res.write("y"); } }
            if !a && b { res.set_status(404); }
        }

        fn f(res: &mut ResponseWriter, a: bool, b: bool) {
            match (a, b) { (true, true) => { res.write("x"); } _ => {} }
            if !a { res.set_status(404); }
            if !b { res.set_status(404); }
        }

        fn f(res: &mut ResponseWriter, a: bool, b: bool) {
            match (a, b) { (true, true) => { res.write("x"); } _ => { res.set_status(404); } }
            if a { res.set_status(y()); } //~ late
        }

        fn f(res: &mut ResponseWriter) -> Result<()> {
            match load() {
                Ok(x) if x.is_empty() => { res.set_status(204); }
                Ok(x) => { res.write(x); }
                Err(e) => { res.set_status(500); }
            }
            Ok(())
        }

        fn f(res: &mut ResponseWriter, m: Method) {
            match m.as_str() { "GET" => { res.write("x"); } "HEAD" => {} _ => { res.set_status(405); } }
        }

        fn f(res: &mut ResponseWriter, m: &str) {
            match m { "GET" => { res.write("x"); } _ => {} }
            if m == "GET" { res.set_status(y()); } //~ late
            if m != "GET" { res.set_status(405); }
        }

        fn f(res: &mut ResponseWriter, m: &str) {
            match m { "GET" => { res.write("x"); return; } _ => {} }
            if m == "POST" { res.set_status(405); }
        }

        fn f(res: &mut ResponseWriter, m: Method) {
            match m { Method::GET => { res.write("x"); } _ => {} }
            if m == Method::GET { res.set_status(y()); } //~ late
            if m == Method::POST { res.set_status(y()); } //~ late
        }
        "#,
    );
}

#[test]
fn let_else() {
    table(
        r#"
        fn f(res: &mut ResponseWriter, x: Option<u8>) {
            let Some(x) = x else { res.send_error(404); return };
            res.set_status(200);
        }

        fn f(res: &mut ResponseWriter, x: Option<u8>) {
            let Some(x) = x else { res.write("x"); return };
            res.set_status(x);
            res.write("y");
        }

        fn f(res: &mut ResponseWriter) {
            let Ok(x) = res.send("x") else { res.set_status(500); return }; //~ check
        }

        fn f(res: &mut ResponseWriter) {
            let Ok(x) = res.write("x") else { res.set_status(y()); return }; //~ late
        }

        fn f(res: &mut ResponseWriter, x: Option<u8>) {
            if x.is_none() { res.write("x"); }
            let Some(x) = x else { return };
            res.set_status(200);
        }

        fn f(res: &mut ResponseWriter, x: Option<u8>) {
            if let Some(x) = x { res.write(x); }
            let None = x else { return };
            res.set_status(200);
        }

        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            for x in xs {
                let Some(v) = parse(x) else { res.send_error(400); return };
                use_it(v);
            }
            res.set_status(200);
        }

        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            for x in xs {
                let Some(v) = parse(x) else { res.send_error(400); continue }; //~ second
                use_it(v);
            }
        }
        "#,
    );
}

#[test]
fn a_guard_runs_for_each_alternative_that_matches() {
    table(
        r#"
fn handler(a: Option<u8>, b: Option<u8>, res: &mut ResponseWriter) {
    match (a, b) {
        (Some(x), _) | (_, Some(x)) if { res.insert_header("X-A", x); res.write("a"); ask(x) } => {} //~ late
        _ => {}
    }
}

fn handler(n: u8, res: &mut ResponseWriter) {
    match n {
        1 | 2 if { res.insert_header("X-A", "b"); res.write("a"); ask(n) } => {}
        _ => {}
    }
}

fn handler(n: Kind, res: &mut ResponseWriter) {
    match n {
        Kind::A(x) | Kind::B { x } if { res.insert_header("X-A", "b"); res.write("a"); ask(x) } => {}
        _ => {}
    }
}

fn handler(n: u8, res: &mut ResponseWriter) {
    match n {
        1..5 | 3..7 if { res.insert_header("X-A", "b"); res.write("a"); ask(n) } => {} //~ late
        _ => {}
    }
}

fn handler(n: Kind, res: &mut ResponseWriter) {
    match n {
        Kind::A(1..5) | Kind::A(3..7) if { res.insert_header("X-A", "b"); res.write("a"); ask(n) } => {} //~ late
        _ => {}
    }
}

fn handler(n: Kind, res: &mut ResponseWriter) {
    match n {
        Kind::A | Kind::B if { res.insert_header("X-A", "b"); res.write("a"); ask(n) } => {}
        _ => {}
    }
}

fn handler(n: &Kind, res: &mut ResponseWriter) {
    match n {
        &Kind::A | &Kind::B if { res.insert_header("X-A", "b"); res.write("a"); ask(n) } => {}
        _ => {}
    }
}

fn handler(n: Option<u8>, res: &mut ResponseWriter) {
    match n {
        None | Some(1) if { res.insert_header("X-A", "b"); res.write("a"); ask(n) } => {}
        _ => {}
    }
}"#,
    );
}
