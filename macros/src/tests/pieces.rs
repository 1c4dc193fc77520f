//! Values in pieces: what holds code, fields by cfg, places through `*`, blocks with a value, drops.

use super::harness::table;

#[test]
fn code() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) {
            let parts = [|| { res.set_status(y()); }]; //~ late
            Sse::new(parts);
        }

        fn f(res: &mut ResponseWriter) {
            let feed = Feed { n: 1, next: || { res.set_status(y()); } }; //~ late
            Sse::new(feed);
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            let mut sent = false;
            let show = |sent: bool| log(sent);
            if a { res.write("x"); sent = true; }
            show(true);
            if !sent { res.set_status(404); }
        }

        fn f(res: &mut ResponseWriter) {
            let page = || { write!(res, "x"); };
            later(page);
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let _ = guard(&mut *res, |r| { r.write("x"); });
            res.set_status(y()); //~ late
        }
        "#,
    );
}

#[test]
fn fields() {
    table(
        r#"
        fn f(a: &mut ResponseWriter, b: &mut ResponseWriter) {
            let page = Page { #[cfg(test)] out: &mut *a, #[cfg(not(test))] out: &mut *b };
            page.out.write("x");
            a.set_status(y()); //~ late
            b.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter, ctx: &mut Ctx, a: bool) {
            (*ctx).sent = false;
            if a { res.write("x"); (*ctx).sent = true; }
            if !ctx.sent { res.set_status(404); }
        }

        fn f(a: &mut ResponseWriter, b: &mut ResponseWriter) {
            let page = &mut Page { out: a, n: 1 };
            b.write("x");
            (*page).out = b;
            page.out.set_status(y()); //~ late
        }
        "#,
    );
}

#[test]
fn blocks() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) {
            let early = const { false };
            if early { res.write("x"); }
            res.set_status(404);
        }

        fn f(res: &mut ResponseWriter) {
            let set = try { res.set_status(200)? };
            if let Ok(r) = set { r.write("x"); }
            res.insert_header("A", y()); //~ late
        }
        "#,
    );
}

#[test]
fn several_responses() {
    table(
        r#"
        fn f(a: &mut ResponseWriter, b: &mut ResponseWriter, x: bool, y: bool) {
            let mut r = &mut *a;
            r.set_status(200);
            if x && y { log(); }
            r = &mut *b;
            r.write("x");
            a.insert_header("A", "b");
        }
        "#,
    );
}

#[test]
fn drops() {
    table(
        r#"
        fn f(res: &mut ResponseWriter, a: bool) {
            if a {
                let mut gz = GzEncoder::new(&mut *res);
                gz.put("x");
                return;
            }
            {
                let n = 1;
                log(n);
            }
            res.set_status(404);
        }

        fn f(res: &mut ResponseWriter) {
            {
                let gz = GzEncoder::new(&mut *res);
                res.set_status(200);
            }
            res.insert_header("A", "b");
        }
        "#,
    );
}
