//! Scope guards run at the end of their scope, in reverse order, on every exit.

use super::harness::table;

#[test]
fn defer() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) {
            defer! { res.finish(); }
            res.set_status(200);
            res.write("x");
        }

        fn f(res: &mut ResponseWriter) {
            defer! { res.set_status(y()); } //~ late
            res.write("x");
        }

        fn f(res: &mut ResponseWriter) {
            { defer! { res.write("x"); } res.set_status(200); }
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            defer! { res.set_status(y()); } //~ late
            defer! { res.write("x"); }
            work();
        }

        fn f(res: &mut ResponseWriter) {
            defer! { res.write("x"); }
            defer! { res.set_status(y()); }
            work();
        }

        fn f(res: &mut ResponseWriter) -> Result<()> {
            defer! { res.insert_header("A", y()); } //~ late
            check()?;
            res.write("x");
            Ok(())
        }

        fn f(res: &mut ResponseWriter) -> Result<()> {
            res.insert_header("A", "1");
            defer! { log("done"); }
            res.write("x");
            Ok(())
        }

        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            for x in xs { defer! { res.write("x"); } res.set_status(y()); } //~ late
        }

        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            for x in xs { defer! { res.write("x"); } res.set_status(y()); break; }
        }

        fn f(res: &mut ResponseWriter) {
            let _guard = scopeguard::guard((), |_| { res.set_status(y()); }); //~ late
            other.write("x");
            res.write("x");
        }

        fn f(res: &mut ResponseWriter) {
            let _guard = scopeguard::guard((), |_| { res.finish(); });
            res.set_status(200);
        }

        fn f(res: &mut ResponseWriter) {
            let mut res = scopeguard::guard(res, |r| { r.finish(); });
            res.set_status(200);
            res.write("x");
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let mut res = scopeguard::guard(res, |r| { r.set_status(y()); }); //~ late
            res.write("x");
        }

        fn f(res: &mut ResponseWriter) {
            let mut r = guard(&mut *res, |r| { r.write("x"); });
            r.set_status(200);
            drop(r);
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            { let mut r = guard(&mut *res, |r| { r.write("x"); }); r.set_status(200); }
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let _g = defer(|| { res.write("x"); });
            work();
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            if a { let _g = defer(|| { res.write("x"); }); work(); }
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let r = guard(1, |n| log(n));
            res.set_status(200);
            res.write("x");
        }

        fn f(res: &mut ResponseWriter, x: bool) {
            defer! { res.insert_header("A", "1"); } //~ late
            if x { return; }
            res.write("x");
        }

        fn f(res: &mut ResponseWriter, x: bool) {
            defer! { res.write("x"); }
            if x { log(); }
            res.set_status(y());
        }

        fn f(res: &mut ResponseWriter, x: bool) {
            defer! { res.write("x"); }
            { log(); }
            match x { true => {} false => {} }
            loop { break; }
            res.set_status(y());
        }

        fn f(res: &mut ResponseWriter) {
            let g = guard((), |_| { res.insert_header("A", "1"); });
            drop(g);
            res.write("a");
        }

        fn f(res: &mut ResponseWriter) {
            let _ = guard((), |_| { res.insert_header("A", "1"); });
            res.write("a");
        }

        fn f(res: &mut ResponseWriter) {
            let g = guard(&mut *res, |res| { res.insert_header("A", "1"); });
            let res = ScopeGuard::into_inner(g);
            res.write("a");
        }

        fn f(res: &mut ResponseWriter) -> Result<()> {
            defer! { res.set_status(y()); } //~ late
            {
                defer! { res.write("x"); }
                check()?;
            }
            Ok(())
        }
        "#,
    );
}
