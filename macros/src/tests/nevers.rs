//! Functions that never return, by their paths.

use super::harness::table;

#[test]
fn by_path() {
    table(
        r#"
        mod pages {
            fn fatal() -> ! { exit() }
            fn f(res: &mut ResponseWriter, a: bool) {
                if a { res.write("x"); self::fatal(); }
                res.set_status(404);
            }
        }

        mod pages {
            fn fatal() -> ! { exit() }
            fn f(res: &mut ResponseWriter, a: bool) {
                if a { res.write("x"); other::fatal(); }
                res.set_status(404); //~ hoist
            }
        }

        mod pages {
            fn fatal() -> ! { exit() }
            mod inner {
                fn f(res: &mut ResponseWriter, a: bool) {
                    if a { res.write("x"); super::fatal(); }
                    res.set_status(404);
                }
            }
        }

        impl Pages {
            fn fatal() -> ! { exit() }
            fn f(res: &mut ResponseWriter, a: bool) {
                if a { res.write("x"); Other::fatal(); }
                res.set_status(404); //~ hoist
            }
        }

        impl Pages {
            fn fatal() -> ! { exit() }
            fn f(res: &mut ResponseWriter, a: bool) {
                if a { res.write("x"); Self::fatal(); }
                res.set_status(404);
            }
        }
        "#,
    );
}
