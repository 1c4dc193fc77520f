//! Values in pieces: what holds code, fields by cfg, places through `*`, blocks with a value, drops.

use super::harness::{table, table_with};

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

        async fn f(res: &mut ResponseWriter, a: bool) {
            let page = 'page: { async { res.write("x").await } };
            page.await;
            res.set_status(y()); //~ late
        }

        async fn f(res: &mut ResponseWriter) -> Result<()> {
            try_join!(async { res.write("x").await }, other())?;
            res.set_status(y())?; //~ late
            Ok(())
        }

        fn f(res: &mut ResponseWriter, hook: &mut Hook) {
            let mut sent = false;
            let old = std::mem::replace(&mut hook.run, Box::new(|| sent = true));
            hook.call();
            res.write("x");
            if sent { res.set_status(404); } //~ hoist
        }

        fn f(res: &mut ResponseWriter) {
            let mut sent = false;
            let task = Task::of(async { sent = true; });
            task.run();
            res.write("x");
            if sent { res.set_status(404); } //~ hoist
        }

        fn f(res: &mut ResponseWriter) {
            let r = catch_unwind(|| {
                res.set_status(200);
                res.write("x");
            });
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

        fn f(res: &mut ResponseWriter) {
            group!(res).write("x");
            res.set_status(y()); //~ late
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

        fn f(a: &mut ResponseWriter, b: &mut ResponseWriter) {
            let (first, second) = dbg!(a, b);
            first.write("x");
            second.set_status(y());
            first.set_status(y()); //~ late
        }

        fn f(mut a: &mut ResponseWriter, b: &mut ResponseWriter) {
            a = &mut *b;
            a.write("x");
            b.set_status(y()); //~ check
        }
        "#,
    );
    table_with(
        "calls(log = write)",
        r#"
        fn f(a: &mut ResponseWriter, b: &mut ResponseWriter) {
            log("x");
            a.set_status(200);
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

        fn f(res: &mut ResponseWriter, a: bool) {
            {
                let gz = GzEncoder::new(&mut *res);
                if a { log(); }
            }
            res.set_status(y()); //~ late
        }
        "#,
    );
}
