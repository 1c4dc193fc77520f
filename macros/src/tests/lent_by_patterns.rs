//! Places that a pattern lends by `ref mut`: nothing is known of them.

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
