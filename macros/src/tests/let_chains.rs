//! `if let`, let chains and conditions that bind.

use super::harness::table;

#[test]
fn chains() {
    table(
        r#"
        fn f(res: &mut ResponseWriter, x: Option<u8>) {
            if let Some(x) = x && x > 3 { res.write("x"); } else { res.set_status(404); }
        }

        fn f(res: &mut ResponseWriter, x: Option<u8>, a: bool) {
            if let Some(x) = x && a { res.write("x"); }
            if !a { res.set_status(404); }
            if x.is_none() { res.set_status(404); }
        }

        fn f(res: &mut ResponseWriter, x: Option<u8>, a: bool) {
            if a && let Some(x) = x { res.write("x"); }
            if a { res.set_status(y()); } //~ late
        }

        fn f(res: &mut ResponseWriter, x: Option<u8>, a: bool) {
            if let Some(x) = x && res.write("x").is_ok() { } else { res.set_status(y()); } //~ late
        }

        fn f(res: &mut ResponseWriter, x: Option<u8>) {
            if let Some(a) = x && let Some(b) = get(a) && b { res.write("x"); return; }
            res.set_status(404);
        }

        fn f(res: &mut ResponseWriter, x: Option<u8>) {
            while let Some(a) = next() && a > 1 { res.write("x"); }
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter, x: Result<u8, E>) {
            if let Err(e) = &x { res.send_error(500); }
            if let Ok(x) = x { res.set_status(200); }
        }

        fn f(res: &mut ResponseWriter, x: Result<u8, E>) {
            if let Err(e) = &x { res.send_error(500); }
            if x.is_ok() { res.set_status(200); }
            if x.is_err() { res.set_status(y()); } //~ late
        }

        fn f(res: &mut ResponseWriter, x: Option<u8>) {
            if x.is_some() { res.write("x"); } else if matches!(x, None) { res.set_status(404); }
        }

        fn f(res: &mut ResponseWriter, x: Option<u8>) {
            if matches!(x, Some(_)) { res.write("x"); }
            if let None = x { res.set_status(404); }
            match x { Some(v) => {} None => { res.set_status(404); } }
        }

        fn f(res: &mut ResponseWriter, x: Option<u8>) {
            if matches!(x, Some(n) if n > 3) { res.write("x"); }
            if let None = x { res.set_status(404); }
            if let Some(n) = x { res.set_status(y()); } //~ late
        }

        fn f(res: &mut ResponseWriter, req: &Request) {
            if let Some(r) = req.headers().get("range") { res.write("x"); }
            if req.headers().get("range").is_none() { res.set_status(404); }
        }

        fn f(res: &mut ResponseWriter, req: &Request) {
            if let Some(r) = req.query().next() { res.write("x"); }
            if req.query().next().is_none() { res.set_status(y()); } //~ late
        }
        "#,
    );
}
