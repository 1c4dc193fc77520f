//! Unusual syntax, and home-made names: nothing is lost, nothing is invented.

use super::harness::{table, table_with};

#[test]
fn patterns() {
    table(
        r#"
        fn f(res: &mut ResponseWriter, n: i32) {
            match n { -1 => { res.write("x"); } 0..=9 => { res.set_status(404); } m @ 10..=20 => { res.set_status(m); } _ => {} }
        }

        fn f(res: &mut ResponseWriter, n: i32) {
            match n { -1 => { res.write("x"); } _ => {} }
            if n != -1 { res.set_status(404); }
        }

        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            match xs { [] => { res.set_status(404); } [first, rest @ ..] => { res.write(first); } }
        }

        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            if let [a, b] = xs { res.write(a); } else { res.set_status(404); }
        }

        fn f(res: &mut ResponseWriter, p: (u8, Option<u8>)) {
            let (a, Some(b)) = p else { res.send_error(404); return };
            res.set_status(200);
        }

        fn f(res: &mut ResponseWriter, k: Kind) {
            let code = match k { Kind::A | Kind::B => 200, Kind::C { code, .. } if code > 3 => code, _ => { res.send_error(500); return } };
            res.set_status(code);
        }

        fn f(res: &mut ResponseWriter, k: &Kind) {
            match *k { Kind::A => { res.write("x"); } ref other => { res.set_status(other.code()); } }
        }

        fn f(res: &mut ResponseWriter, x: Option<Option<u8>>) {
            match x { Some(Some(v)) => { res.write(v); } Some(None) => { res.set_status(204); } None => { res.set_status(404); } }
        }

        fn f(res: &mut ResponseWriter, x: Result<Option<u8>, E>) {
            let Ok(Some(v)) = x else { res.set_status(404); return };
            res.write(v);
        }
        "#,
    );
}

#[test]
fn expressions() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) -> u8 {
            let n = if let Ok(n) = { res.set_status(200); load() } { n } else { return res.write("x") };
            n
        }

        fn f(res: &mut ResponseWriter) {
            let _ = loop { match load() { Ok(v) => break v, Err(e) if e.again() => continue, Err(e) => { res.send_error(500); return; } } };
            res.set_status(200);
        }

        fn f(res: &mut ResponseWriter) {
            let v = { let t = load(); if t.is_err() { res.send_error(500); return } t };
            res.set_status(v);
        }

        fn f(res: &mut ResponseWriter) {
            return match load() { Ok(v) => { res.set_status(200); res.write(v); } Err(_) => { res.send_error(500); } };
        }

        fn f(res: &mut ResponseWriter) {
            ({ res.set_status(200); &mut *res }).write("x");
            ({ res.flush(); &mut *res }).set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let x = if a() { if b() { res.write("x"); 1 } else { 2 } } else { 3 };
            if x == 1 { res.finish(); } else { res.set_status(404); }
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            let () = if a { res.write("x"); } else { res.set_status(404); };
        }

        fn f(res: &mut ResponseWriter) {
            let [a, b] = [res.set_status(200), res.write("x")];
            let (c, d) = (res.write("x"), res.set_status(y())); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let s = S { a: { res.write("x"); 1 }, b: res.set_status(y()) }; //~ late
        }

        fn f(res: &mut ResponseWriter) {
            for i in (0..{ res.write("x"); 3 }).rev() { res.set_status(y()); } //~ late
        }

        fn f(res: &mut ResponseWriter) {
            while let Some(x) = { res.set_status(200); next() } { log(x); }
            res.write("x");
        }
        "#,
    );
}

#[test]
fn home_made() {
    table_with(
        "response = reply, head(with), write(chunk), finish(close), state(sent)",
        r#"
        fn f(reply: &mut Reply) { reply.with("A", "1").with("B", "2"); reply.chunk("x"); reply.close(); }

        fn f(reply: &mut Reply) { reply.chunk("x"); reply.with("A", y()); } //~ late

        fn f(reply: &mut Reply) { reply.chunk("x"); reply.chunk("x"); reply.close(); reply.chunk("y"); } //~ end

        fn f(reply: &mut Reply) { other(reply); if reply.sent() { return; } reply.with("A", y()); }

        fn f(reply: Reply) { let r = reply; r.chunk("x"); r.with("A", y()); } //~ late

        fn f(reply: &mut Reply) { let h = |x| { reply.with("A", x); }; h(1); reply.chunk("x"); }
        "#,
    );
}
