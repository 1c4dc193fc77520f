//! Macros: their arguments, what they write to, and how they leave.

use super::harness::table;

#[test]
fn known_macros() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) {
            write!(res, "x").unwrap();
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) -> Result<()> {
            writeln!(res, "{}", 1)?;
            res.set_status(y()); //~ late
            Ok(())
        }

        fn f(res: &mut ResponseWriter) {
            res.finish();
            write!(res, "x"); //~ end
        }

        fn f(res: &mut ResponseWriter) {
            res.finish();
            let _ = write!(res, "x"); //~ end
        }

        fn f(res: &mut ResponseWriter) {
            write!(log, "{}", res.status());
            res.set_status(200);
        }

        fn f(res: &mut ResponseWriter) {
            write!(res.as_io_writer(), "x");
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            write!(&mut *res, "x");
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let s = format!("{}", res.write("x").is_ok());
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            println!("{:?}", res.set_status(200));
            res.write("x");
        }

        fn f(res: &mut ResponseWriter) {
            let v = vec![res.write("x"), res.write("y")];
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            assert!(res.write("x").is_ok());
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            assert!(!a, "{}", res.write("x"));
            res.set_status(200);
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            assert_eq!(res.write("x"), 1);
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            debug_assert!(res.write("x").is_ok());
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            if a { res.write("x"); }
            debug_assert!(!a);
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            if a { res.write("x"); }
            assert!(!a);
            res.set_status(200);
        }

        fn f(res: &mut ResponseWriter) {
            dbg!(res.write("x"));
            dbg!(&mut *res).set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            info!("{}", res.write("x").is_ok());
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            tracing::info!(status = ?res.status(), %user, "sent {n}");
            let span = info_span!("x", id = res.status().as_u16());
            res.set_status(200);
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            if a { res.write("x"); todo!("more"); }
            res.set_status(200);
        }

        fn f(res: &mut ResponseWriter, a: bool) -> Result<()> {
            if a { res.write("x"); bail!("no {}", 1); }
            res.set_status(200);
            Ok(())
        }

        fn f(res: &mut ResponseWriter, a: bool) -> Result<()> {
            if a { res.write("x"); }
            ensure!(!a, "no");
            res.set_status(200);
            Ok(())
        }

        fn f(res: &mut ResponseWriter) {
            if matches!(res.write("x"), Ok(_)) { res.set_status(y()); } //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let x = matches!(get(), Some(n) if res.write(n).is_ok());
            res.set_status(y()); //~ late
        }
        "#,
    );
}

#[test]
fn unknown_and_local_macros() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) {
            my_macro!(res, 1);
            res.set_status(200); //~ check
        }

        fn f(res: &mut ResponseWriter) {
            my_macro!(other, "res");
            res.set_status(200);
        }

        fn f(res: &mut ResponseWriter) {
            html! { <p>{ res.write("x") }</p> }
            res.set_status(200); //~ check
        }

        fn f(res: &mut ResponseWriter) {
            macro_rules! put { ($v:expr) => { res.insert_header("A", $v) } }
            put!(1);
            res.set_status(200); //~ check
        }

        fn f(res: &mut ResponseWriter) {
            macro_rules! log { ($v:expr) => { println!("{}", $v) } }
            log!(1);
            res.set_status(200);
        }

        fn f(res: &mut ResponseWriter) {
            macro_rules! out { ($v:expr) => { return $v } }
            if a() { res.write("x"); out!(1); }
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            my_macro!(res, 1);
            res.write("y");
            res.finish();
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            my_macro!(res, 1);
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            my_macro!("{res}");
            res.set_status(200); //~ check
        }

        fn f(res: &mut ResponseWriter) {
            let r = &mut *res;
            my_macro!(r);
            res.set_status(200); //~ check
        }
        "#,
    );
}
