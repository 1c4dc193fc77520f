//! The order of evaluation, through method chains, operators, arguments and places.

use super::harness::table;

#[test]
fn method_chains() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) -> Result<()> {
            res.set_status(201)?.insert_header("A", "1")?.append_header("B", "2")?;
            Ok(())
        }

        fn f(res: &mut ResponseWriter) {
            res.set_status(201).unwrap().insert_header("A", "1").expect("valid").write("x");
            res.insert_header("C", y()).ok(); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let _ = res.write("x");
            let _ = res.insert_header("C", y()); //~ late
        }

        async fn f(res: &mut ResponseWriter) -> Result<()> {
            res.set_status(200)?.insert_header("A", "1")?.write("x").await?;
            res.set_status(y())?.insert_header("A", y())?; //~ late late
            Ok(())
        }

        fn f(res: &mut ResponseWriter) {
            res.reset().unwrap().set_status(500).unwrap().on_commit(|head| {});
            res.write("x");
            res.reset().unwrap(); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            res.remove_header("A").unwrap().write("x");
            res.set_status(y());
        }
        "#,
    );
}

#[test]
fn arguments_first() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) {
            res.insert_header("A", { res.write("x"); y() }); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            res.write({ res.insert_header("A", y()); "x" });
        }

        fn f(res: &mut ResponseWriter) {
            pair(res.write("x"), res.set_status(y())); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            pair(res.set_status(y()), res.write("x"));
        }

        fn f(res: &mut ResponseWriter) {
            let t = (res.set_status(y()), res.write("x"), res.set_status(y())); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let t = [res.write("x"), res.set_status(y())]; //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let s = S { a: res.write("x"), b: 1, ..make(res.set_status(y())) }; //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let s = S { a: res.set_status(y()), ..make(res.write("x")) };
        }

        fn f(res: &mut ResponseWriter) {
            xs[res.write("x")] = res.set_status(y());
        }

        fn f(res: &mut ResponseWriter) {
            xs[res.set_status(y())] = res.write("x"); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let r = res.set_status(y())..res.write("x");
            let r = res.write("y")..=res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let x = xs[res.write("x")].get(res.set_status(y())); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let n = res.write("x") + res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter, mut n: u64) {
            n += { res.write("x"); 1 };
            res.set_status(n); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let a = [res.write("x"); 3];
            let v = vec![res.set_status(y()); 3]; //~ late
        }

        fn f(res: &mut ResponseWriter) {
            return drop((res.write("x"), res.set_status(y()))); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            unsafe { res.write("x"); }
            const { 1 };
            { res.set_status(y()); } //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let x = &mut *res.write("x");
            let y = -(res.set_status(y()) as u8); //~ late
        }

        async fn f(res: &mut ResponseWriter) {
            a(res.set_status(200)).await;
            b(res.write("x").await).await;
            c(res.set_status(y())).await; //~ late
        }
        "#,
    );
}

#[test]
fn short_circuits() {
    table(
        r#"
        fn f(res: &mut ResponseWriter, a: bool) {
            let x = a && res.write("x").is_ok();
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            let x = a && res.write("x").is_ok() && res.set_status(y()).is_ok(); //~ late
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            let x = a && res.write("x").is_ok();
            if !a { res.set_status(404); }
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            let x = a || res.write("x").is_ok();
            if a { res.set_status(404); }
        }

        fn f(res: &mut ResponseWriter, a: bool, b: bool) {
            if a && b { res.write("x"); return; }
            res.set_status(404);
        }

        fn f(res: &mut ResponseWriter, a: bool, b: bool) {
            if a || b { res.write("x"); }
            if !a && !b { res.set_status(404); }
        }

        fn f(res: &mut ResponseWriter, a: bool, b: bool) {
            if a || b { res.write("x"); }
            if !a { res.set_status(y()); } //~ late
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            a || { res.set_status(y()); true } || { res.write("x"); true };
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            (a || { res.write("x"); true }) && { res.set_status(y()); true }; //~ late
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            if !(a && res.write("x").is_ok()) { return; }
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            if !a || { res.write("x"); false } { res.set_status(y()); }
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            a.then(|| res.write("x"));
            if !a { res.set_status(404); }
        }
        "#,
    );
}
