//! Places that are lent: by `ref mut`, `&mut` and raw pointers, whole or an element of them.

use super::harness::table;

#[test]
fn by_ref_mut() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) {
            let mut sent = true;
            let ref mut flag = sent;
            *flag = ask();
            res.write("x");
            if !sent { res.set_status(404); } //~ hoist
        }

        fn f(res: &mut ResponseWriter) {
            let mut user = Some(1);
            if let Some(ref mut n) = user { *n = ask(); }
            match user { ref mut slot => *slot = ask() }
            res.write("x");
            if user.is_none() { res.set_status(404); } //~ hoist
        }

        fn f(res: &mut ResponseWriter) {
            let mut user = Some(1);
            if let Some(1) | ref mut user = user { *user = ask(); }
            res.write("x");
            if user.is_none() { res.set_status(404); } //~ hoist
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            let mut sent = false;
            let mut before = sent;
            if a { res.write("x"); sent = true; }
            before = true;
            if !sent { res.set_status(404); }
        }
        "#,
    );
}

#[test]
fn in_a_loop() {
    table(
        r#"
        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            let mut parser = Parser::new();
            for x in xs {
                step(&mut parser, x);
                if parser.at_head { res.set_status(y()); } //~ check
                res.write(x);
            }
        }

        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            let mut parser = Parser::new();
            for x in xs {
                unsafe { step(&raw mut parser, x) };
                if parser.at_head { res.set_status(y()); } //~ check
                res.write(x);
            }
        }
        "#,
    );
}

#[test]
fn elements() {
    table(
        r#"
        fn f(res: &mut ResponseWriter, slots: &mut Vec<Slot>, key: u8) {
            if slots.contains(&key) { res.write("x"); }
            slots[0].name = next();
            if !slots.contains(&key) { res.set_status(404); } //~ late
        }

        fn f(res: &mut ResponseWriter, slots: &mut Vec<&mut u8>, key: u8) {
            if slots.contains(&key) { res.write("x"); }
            *slots[0] = next();
            if !slots.contains(&key) { res.set_status(404); } //~ hoist
        }

        fn f(res: &mut ResponseWriter, slots: &mut Vec<Slot>, key: u8) {
            if slots.contains(&key) { res.write("x"); }
            (&mut slots[0]).fill();
            if !slots.contains(&key) { res.set_status(404); } //~ late
        }
        "#,
    );
}
