//! What moves over something under `#[cfg]`, or is under one itself, and what stays.

use super::harness::table;

#[test]
fn moved_or_not() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) {
            res.write("x");
            #[cfg(unix)]
            res.set_status(201); //~ hoist
        }

        fn f(res: &mut ResponseWriter) {
            #[cfg(unix)]
            res.write("x");
            res.set_status(201); //~ hoist
        }

        fn f(res: &mut ResponseWriter, n: u8) {
            res.write("x");
            #[cfg(unix)]
            if n > 1 { res.set_status(201); } //~ hoist
        }

        fn f(res: &mut ResponseWriter, n: u8) {
            res.write("x");
            match n {
                #[cfg(unix)]
                1 => { res.set_status(201); } //~ hoist
                _ => {}
            }
        }

        fn f(res: &mut ResponseWriter, n: u8) {
            match n {
                #[cfg(unix)]
                1 => { res.write("x"); }
                _ => {}
            }
            res.set_status(201); //~ hoist
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            #[cfg(unix)]
            {
                res.set_status(201); //~ hoist
                res.insert_header("A", "1"); //~ hoist
            }
        }

        fn f(res: &mut ResponseWriter, n: u8) {
            let o = Opts { #[cfg(unix)] sent: res.write("x"), n };
            res.set_status(201); //~ hoist
        }

        fn f(res: &mut ResponseWriter) {
            #[cfg(unix)]
            {
                res.write("x");
                res.set_status(201); //~ hoist
            }
        }

        fn f(res: &mut ResponseWriter, n: u8) {
            match n {
                #[cfg(unix)]
                1 => {
                    res.write("x");
                    res.set_status(201); //~ hoist
                }
                _ => {}
            }
        }

        fn f(res: &mut ResponseWriter) {
            #[cfg(unix)]
            res.write("x");
            #[cfg(not(unix))]
            res.write("y");
            res.set_status(201); //~ hoist
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            #[cfg(unix)]
            log();
            res.set_status(201); //~ hoist
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            #[cfg(unix)]
            res.set_status(201); //~ hoist
            #[cfg(not(unix))]
            res.set_status(202); //~ hoist
        }

        fn f(res: &mut ResponseWriter) {
            if cfg!(unix) { res.write("x"); }
            res.set_status(201); //~ hoist
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            #[cfg(unix)]
            let v = 1;
            #[cfg(not(unix))]
            let v = 2;
            res.insert_header("A", v); //~ late
        }

        fn f(res: &mut ResponseWriter, n: u8) {
            res.write("x");
            #[cfg(unix)]
            let n = n + 1;
            res.insert_header("A", n); //~ late
        }

        fn f(res: &mut ResponseWriter, mut n: u8) {
            res.write("x");
            #[cfg(unix)]
            { n += 1; }
            res.insert_header("A", n); //~ late
        }

        fn f(res: &mut ResponseWriter) -> Result<()> {
            res.write("x")?;
            #[cfg(unix)]
            check()?;
            res.insert_header("A", "1")?; //~ late
            Ok(())
        }

        fn f(res: &mut ResponseWriter) {
            #[cfg(unix)]
            res.redirect("/");
            res.insert_header("A", "1"); //~ hoist
            res.write("x"); //~ end
        }

        fn f(res: &mut ResponseWriter) {
            #[cfg(unix)]
            helper(res);
            res.insert_header("A", "1"); //~ check
        }

        fn f(res: &mut ResponseWriter) {
            #[cfg(unix)]
            helper(res);
            #[cfg(windows)]
            res.insert_header("A", "1");
        }

        fn f(res: &mut ResponseWriter) {
            res.finish();
            #[cfg(unix)]
            res.write("x"); //~ end
        }

        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            for x in xs {
                #[cfg(unix)]
                res.append_header("A", x); //~ late
                res.write(x);
            }
        }
        "#,
    );
}
