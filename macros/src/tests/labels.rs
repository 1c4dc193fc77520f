//! Loops, labels, `break` with a value, `continue`, and labelled blocks.

use super::harness::table;

#[test]
fn loops() {
    table(
        r#"
        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            for x in xs { res.write(x); }
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            for x in xs { res.insert_header("A", x); res.write(x); } //~ late
        }

        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            for x in xs { res.insert_header("A", x); res.write(x); break; }
        }

        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            for x in xs { res.insert_header("A", x); }
            for x in xs { res.write(x); }
        }

        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            while more() { if res.write("x").is_err() { break; } }
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            while let Some(x) = next() { res.write(x); continue; res.set_status(1); }
        }

        fn f(res: &mut ResponseWriter) {
            loop { if a() { break; } res.write("x"); return; }
            res.set_status(200);
        }

        fn f(res: &mut ResponseWriter) {
            loop { if a() { continue; } res.set_status(y()); if b() { break; } }
            res.write("x");
        }

        fn f(res: &mut ResponseWriter) {
            loop { res.set_status(y()); if a() { continue; } res.write("x"); break; }
        }

        fn f(res: &mut ResponseWriter) {
            loop { res.set_status(y()); res.write("x"); if a() { break; } } //~ late
        }

        fn f(res: &mut ResponseWriter) {
            while { res.set_status(y()); more() } { res.write("x"); } //~ late
        }

        fn f(res: &mut ResponseWriter) {
            for x in items(res.write("x")) { res.insert_header("A", x); } //~ late
        }

        fn f(res: &mut ResponseWriter) {
            loop { }
            res.set_status(1);
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            loop { work(); }
            res.set_status(1);
        }
        "#,
    );
}

#[test]
fn labels() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) {
            'outer: loop {
                res.set_status(y());
                loop { if a() { continue 'outer; } res.write("x"); break 'outer; }
            }
        }

        fn f(res: &mut ResponseWriter) {
            'outer: loop {
                res.set_status(y()); //~ late
                loop { if a() { break 'outer; } res.write("x"); continue 'outer; }
            }
        }

        fn f(res: &mut ResponseWriter) {
            'done: { if a() { res.write("x"); return; } if b() { break 'done; } }
            res.set_status(404);
        }

        fn f(res: &mut ResponseWriter) {
            'done: { if a() { res.write("x"); break 'done; } return; }
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let found = 'find: { for x in xs() { if x.ok() { res.write(x); break 'find true; } } false };
            if !found { res.set_status(404); }
        }

        fn f(res: &mut ResponseWriter) {
            let found = 'find: { for x in xs() { if x.ok() { res.write(x); break 'find true; } } false };
            if found { res.set_status(y()); } //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let code = loop { if a() { break 200; } if b() { res.write("x"); break 0; } };
            if code != 0 { res.set_status(code); }
        }

        fn f(res: &mut ResponseWriter) {
            let kind = loop { if a() { break Kind::Miss; } if b() { res.write("x"); break Kind::Hit; } };
            match kind { Kind::Miss => { res.set_status(404); } Kind::Hit => {} }
        }

        fn f(res: &mut ResponseWriter) {
            let kind = loop { if a() { break None; } if b() { res.write("x"); break Some(1); } };
            if kind.is_none() { res.set_status(404); }
        }

        fn f(res: &mut ResponseWriter) {
            'a: for x in xs() { for y in ys() { if x == y { continue 'a; } res.write("x"); } res.set_status(z()); } //~ late
        }

        fn f(res: &mut ResponseWriter) {
            'a: for x in xs() { for y in ys() { if x == y { continue 'a; } res.set_status(z()); } res.write("x"); return; }
        }

        fn f(res: &mut ResponseWriter) {
            let v = 'a: { let Some(v) = get() else { break 'a 1 }; res.write(v); 2 };
            if v == 1 { res.set_status(404); }
        }
        "#,
    );
}
