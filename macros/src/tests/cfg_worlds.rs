//! `#[cfg]`: what excludes what, and what is inserted for something that may not be there.

use super::harness::{expand, table};

#[test]
fn a_check_is_configured_like_its_statement() {
    let source = r#"fn f(res: &mut ResponseWriter) -> Result<()> {
        helper(res);
        #[cfg(feature = "a")]
        #[allow(unused)]
        res.insert_header("A", "1")?;
        #[cfg(feature = "b")]
        let _ = res.insert_header("A", "1");
        #[cfg(feature = "c")]
        { res.insert_header("A", "1")?; }
        Ok(())
    }"#;
    let output = expand("", source).expect("the source is accepted").to_string();
    for feature in ["a", "b"] {
        assert!(output.contains(&format!("# [cfg (feature = \"{feature}\")] if ")), "{output}");
    }
    assert!(output.contains("# [cfg (feature = \"c\")] { if "), "{output}");
}

#[test]
fn what_excludes_what() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) {
            #[cfg(feature = "a")]
            res.write("a");
            res.insert_header("A", w()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            #[cfg(feature = "a")]
            res.write("a");
            #[cfg(not(feature = "a"))]
            res.insert_header("A", w());
        }

        fn f(res: &mut ResponseWriter) {
            #[cfg(feature = "a")]
            { res.send("a"); return; }
            #[cfg(not(feature = "a"))]
            res.insert_header("A", w());
            res.write("x");
        }

        fn f(res: &mut ResponseWriter) {
            #[cfg(feature = "a")]
            { res.send("a"); }
            #[cfg(not(feature = "a"))]
            { res.send("b"); }
        }

        fn f(res: &mut ResponseWriter) {
            #[cfg(feature = "a")]
            { res.send("a"); }
            #[cfg(feature = "b")]
            { res.send("b"); } //~ second
        }

        fn f(res: &mut ResponseWriter) {
            #[cfg(all(feature = "a", feature = "b"))]
            { res.send("a"); }
            #[cfg(not(any(feature = "b", feature = "c")))]
            { res.send("b"); }
        }

        fn f(res: &mut ResponseWriter) {
            #[cfg(unix)]
            { res.send("a"); }
            #[cfg(windows)]
            { res.send("b"); }
        }

        fn f(res: &mut ResponseWriter) {
            #[cfg(unix)]
            { res.send("a"); }
            #[cfg(target_os = "windows")]
            { res.send("b"); }
        }

        fn f(res: &mut ResponseWriter) {
            #[cfg(target_os = "linux")]
            { res.send("a"); }
            #[cfg(target_os = "macos")]
            { res.send("b"); }
            #[cfg(not(any(target_os = "linux", target_os = "macos")))]
            { res.send("c"); }
        }

        fn f(res: &mut ResponseWriter) {
            #[cfg(target_os = "linux")]
            { res.send("a"); }
            #[cfg(not(unix))]
            { res.send("b"); }
        }

        fn f(res: &mut ResponseWriter) {
            #[cfg(debug_assertions)]
            res.write("debug");
            #[cfg(not(debug_assertions))]
            res.insert_header("A", w());
            if cfg!(debug_assertions) { return; }
            res.insert_header("B", w());
        }

        fn f(res: &mut ResponseWriter) {
            if cfg!(feature = "a") { res.write("x"); }
            #[cfg(not(feature = "a"))]
            res.insert_header("B", w());
        }

        fn f(res: &mut ResponseWriter, n: u8) {
            match n {
                #[cfg(feature = "a")]
                1 => { res.write("x"); }
                _ => {}
            }
            #[cfg(feature = "a")]
            res.insert_header("B", w()); //~ late
            #[cfg(not(feature = "a"))]
            res.insert_header("B", w());
        }

        fn f(res: &mut ResponseWriter, n: u8) {
            match n {
                #[cfg(feature = "a")]
                1 => { res.write("x"); }
                #[cfg(not(feature = "a"))]
                1 => { res.insert_header("B", "1"); res.write("y"); }
                _ => {}
            }
        }

        fn f(res: &mut ResponseWriter, n: u8) {
            let opts = Options {
                #[cfg(feature = "a")]
                sent: res.write("x"),
                n,
            };
            #[cfg(not(feature = "a"))]
            res.insert_header("B", w());
        }

        fn f(res: &mut ResponseWriter, n: u8) {
            let opts = Options {
                #[cfg(feature = "a")]
                sent: res.write("x"),
                #[cfg(not(feature = "a"))]
                sent: res.insert_header("A", "1"),
                n,
            };
        }

        fn f(res: &mut ResponseWriter, n: u8) {
            let opts = Options {
                #[cfg(feature = "a")]
                sent: res.write("x"),
                n,
            };
            res.insert_header("B", w()); //~ late
        }

        fn f(res: &mut ResponseWriter, n: u8) {
            #[cfg(feature = "a")]
            let name = "a";
            #[cfg(not(feature = "a"))]
            let name = "b";
            res.write("x");
            res.insert_header("N", name); //~ hoist
        }

        fn f(res: &mut ResponseWriter, n: u8) {
            res.write("x");
            #[cfg(feature = "a")]
            res.insert_header("N", "1"); //~ hoist
        }

        fn f(res: &mut ResponseWriter, n: u8) {
            #[cfg(feature = "a")]
            res.write("x");
            res.insert_header("N", "1"); //~ hoist
        }

        fn f(res: &mut ResponseWriter, n: u8) {
            #[cfg(feature = "a")]
            if n > 1 { return; }
            #[cfg(feature = "a")]
            let res = wrap(res);
            res.write("x");
        }

        fn f(res: &mut ResponseWriter, n: u8) {
            #[cfg(test)]
            fn helper(res: &mut ResponseWriter) {}
            #[cfg(not(test))]
            fn helper(res: &mut ResponseWriter) { }
            res.insert_header("A", "1");
        }

        fn f(res: &mut ResponseWriter, n: u8) {
            #[cfg(feature = "log")]
            let start = now();
            res.write("x");
            #[cfg(feature = "log")]
            log(start);
        }

        fn f(res: &mut ResponseWriter, n: u8) {
            for x in xs {
                #[cfg(feature = "slow")]
                { res.write("x"); }
                #[cfg(not(feature = "slow"))]
                { res.append_header("A", x); }
            }
        }

        fn f(res: &mut ResponseWriter, n: u8) {
            #[cfg(feature = "tls")]
            let x = { res.write("x"); 1 };
            #[cfg(not(feature = "tls"))]
            let x = { res.insert_header("A", "1"); 2 };
            #[cfg(feature = "tls")]
            return;
            res.insert_header("B", "1");
        }

        fn f(res: &mut ResponseWriter, n: u8) {
            #[cfg(any())]
            res.write("x");
            res.insert_header("B", w());
        }

        fn f(res: &mut ResponseWriter, n: u8) {
            #[cfg(all())]
            res.write("x");
            #[cfg(not(all()))]
            res.insert_header("B", w());
        }

        fn f(res: &mut ResponseWriter, n: u8) {
            #[cfg(false)]
            res.write("x");
            res.insert_header("B", w());
            #[cfg(true)]
            res.write("x");
            #[cfg(false)]
            res.insert_header("B", w());
        }

        fn f(res: &mut ResponseWriter, n: u8) -> Result<()> {
            #[cfg(feature = "early")]
            return res.send("x");
            #[cfg(not(feature = "early"))]
            {
                res.insert_header("A", "1")?;
                res.send("y")
            }
        }

        fn f(res: &mut ResponseWriter, n: u8) -> Result<()> {
            let c = |s| {
                #[cfg(feature = "a")]
                res.write(s);
            };
            c(1);
            #[cfg(not(feature = "a"))]
            res.insert_header("A", w());
            Ok(())
        }

        fn f(res: &mut ResponseWriter, n: u8) {
            #[cfg(feature = "a")]
            println!("{}", res.write("x"));
            #[cfg(not(feature = "a"))]
            res.set_status(w());
            #[cfg(feature = "a")]
            my_macro!(res);
            #[cfg(not(feature = "a"))]
            res.set_status(w());
        }

        fn f(#[cfg(feature = "a")] x: u8, res: &mut ResponseWriter, #[cfg(feature = "a")] out: &mut ResponseWriter) {
            res.write("x");
            #[cfg(feature = "a")]
            out.insert_header("A", "1");
        }

        fn f(res: &mut ResponseWriter, n: u8) {
            let P { #[cfg(feature = "a")] x, .. } = n;
            res.write("x");
            res.insert_header("A", "1"); //~ hoist
        }

        fn f(res: &mut ResponseWriter) {
            #[cfg(not(target_os = "windows"))]
            { res.send("a"); }
            #[cfg(windows)]
            { res.send("b"); }
        }

        fn f(res: &mut ResponseWriter) {
            #[cfg(target_os = "linux")]
            { res.send("a"); }
            #[cfg(unix)]
            { res.send("b"); } //~ second
        }

        fn f(res: &mut ResponseWriter) {
            if cfg!(target_os = "linux") { res.send("a"); } else if cfg!(windows) { res.send("b"); } else { res.send("c"); }
        }
        "#,
    );
}
