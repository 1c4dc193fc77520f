//! Values of several parts: which responses they reach, after a choice too, and what closures do with a part.

use super::harness::table;

#[test]
fn beside_a_number() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) {
            let n = res.body_bytes_sent();
            let pair = (n, &mut *res);
            show(pair);
            res.set_status(y()); //~ check
        }

        fn f(res: &mut ResponseWriter) {
            let n = res.body_bytes_sent();
            let pair = (&mut *res, n);
            show(pair);
            res.set_status(y()); //~ check
        }

        fn f(a: &mut ResponseWriter, b: &mut ResponseWriter) {
            let n = b.body_bytes_sent();
            let pair = (&mut *a, n);
            show(pair);
            b.set_status(200);
            a.set_status(y()); //~ check
        }

        fn f(a: &mut ResponseWriter, b: &mut ResponseWriter) {
            let n = b.body_bytes_sent();
            let pair = (n, &mut *a);
            show(pair);
            b.set_status(200);
            a.set_status(y()); //~ check
        }

        fn f(res: &mut ResponseWriter) {
            let page = page_of((1, res.body_bytes_sent()));
            res.write("x");
            page.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let page = page_of((res.body_bytes_sent(), 1));
            res.write("x");
            page.set_status(y()); //~ late
        }

        fn f(a: &mut ResponseWriter, b: &mut ResponseWriter) {
            let page = page_of((a.body_bytes_sent(), b.body_bytes_sent()));
            a.write("x");
            page.set_status(y()); //~ late
        }
        "#,
    );
}

#[test]
fn choices() {
    table(
        r#"
        fn f(a: &mut ResponseWriter, b: &mut ResponseWriter, x: bool) -> Result<()> {
            let mut gz = if x { GzEncoder::new(&mut *a) } else { GzEncoder::new(&mut *b) };
            gz.put("x");
            let out = gz.finish()?;
            out.set_status(y())?; //~ late
            Ok(())
        }

        fn f(a: &mut ResponseWriter, b: Arc<ResponseWriter>, x: bool) {
            let r = if x { &*a } else { &b };
            audit(r);
            b.set_status(y()); //~ check
        }

        fn f(a: &mut ResponseWriter, b: &mut ResponseWriter, x: bool) {
            let (first, second) = if x { (&mut *a, &mut *b) } else { return };
            first.write("x");
            second.set_status(y());
        }

        fn f(a: &mut ResponseWriter, b: &mut ResponseWriter, x: bool) {
            let page = if x { Page { out: &mut *a, side: &mut *b } } else { return };
            page.out.write("x");
            page.side.set_status(y());
        }

        fn f(a: &mut ResponseWriter, b: &mut ResponseWriter, x: bool) {
            let page = if x { Page { out: &mut *a, side: &mut *b } } else { Page { side: &mut *a, out: &mut *b } };
            page.out.write("x");
            a.set_status(y()); //~ late
            b.set_status(y()); //~ late
        }

        fn f(a: &mut ResponseWriter, b: &mut ResponseWriter, x: bool) {
            let page = if x { Page { out: &mut *a, side: &mut *b, n: 1 } } else { Page { out: &mut *a, side: &mut *b, n: 2 } };
            page.out.write("x");
            page.side.set_status(y());
        }
        "#,
    );
}

#[test]
fn in_closures() {
    table(
        r#"
        fn f(res: &mut ResponseWriter, pages: &Pages) {
            let page = pages.around(&mut *res);
            res.write("x");
            run(|| { page.set_status(y()); }); //~ late
        }

        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            let page = around(&mut *res);
            res.write("x");
            xs.iter().for_each(|x| { page.set_status(y()); }); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let n = res.body_bytes_sent();
            res.write("x");
            spawn(move || log(n));
            res.set_status(404); //~ hoist
        }

        fn f(res: &mut ResponseWriter) {
            let n = res.body_bytes_sent();
            res.write("x");
            let show = || log(n);
            res.set_status(404); //~ hoist
        }

        fn f(res: Arc<ResponseWriter>) {
            let n = res.body_bytes_sent();
            spawn(|| log(n));
            res.set_status(404);
        }

        fn f(res: &mut ResponseWriter, pages: &Pages) {
            let page = pages.around(res.body_bytes_sent());
            Sse::new(move || { page.set_status(y()); }); //~ late
        }
        "#,
    );
}
