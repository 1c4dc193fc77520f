//! `#[cfg]` on statements, arms and fields: present and absent.

use super::harness::table;

#[test]
fn both_worlds() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) {
            #[cfg(feature = "a")]
            res.write("x");
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            #[cfg(feature = "a")]
            res.set_status(200);
            res.write("x");
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            #[cfg(feature = "a")]
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            #[cfg(feature = "a")]
            { res.write("x"); }
            #[cfg(not(feature = "a"))]
            { res.set_status(200); }
        }

        fn f(res: &mut ResponseWriter) {
            #[cfg(feature = "a")]
            return;
            res.set_status(200);
        }

        fn f(res: &mut ResponseWriter) {
            #[cfg(debug_assertions)]
            res.write("x");
            #[cfg(not(debug_assertions))]
            res.set_status(404);
            res.finish();
        }

        fn f(res: &mut ResponseWriter) {
            #[cfg(unix)]
            res.send("x");
            #[cfg(windows)]
            res.send("y");
        }

        fn f(res: &mut ResponseWriter) {
            #[cfg(unix)]
            res.write("x");
            #[cfg(unix)]
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter, k: Kind) {
            match k {
                #[cfg(feature = "a")]
                Kind::A => { res.write("x"); }
                #[cfg(not(feature = "a"))]
                Kind::A => {}
                _ => { return; }
            }
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter, k: Kind) {
            match k {
                #[cfg(feature = "a")]
                Kind::A => { res.set_status(404); }
                _ => { res.write("x"); }
            }
        }

        fn f(res: &mut ResponseWriter) {
            let s = S { #[cfg(feature = "a")] a: res.write("x"), b: 1 };
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            #[cfg(feature = "a")]
            let r = &mut *res;
            #[cfg(not(feature = "a"))]
            let r = &mut *res;
            r.write("x");
            r.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            if cfg!(feature = "a") { res.write("x"); } else { res.set_status(404); }
        }

        fn f(res: &mut ResponseWriter) {
            #[cfg(feature = "a")]
            if a() { res.write("x"); return; }
            res.set_status(404);
        }

        fn f(res: &mut ResponseWriter) {
            #[cfg_attr(feature = "a", allow(unused))]
            res.write("x");
            res.set_status(y()); //~ late
        }
        "#,
    );
}
