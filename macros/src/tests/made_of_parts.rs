//! Tuples, arrays and structs that hold responses, by element and field; a choice between two of them.

use super::harness::table;

#[test]
fn structs() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) {
            let ctx = Context { res: &mut *res, user: None, ..Default::default() };
            ctx.res.write("x");
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let mut ctx = Context::new(res, user);
            layout::header(&mut ctx);
            ctx.out.set_status(y()); //~ check
        }

        fn f(res: &mut ResponseWriter) {
            let mut page = Page { out: res };
            page.out.insert_header("A", "1");
            page.header();
            page.out.insert_header("B", y()); //~ check
        }

        fn f(a: &mut ResponseWriter, b: &mut ResponseWriter) {
            let pages = Pages { main: a, side: b };
            pages.main.write("x");
            pages.side.set_status(200);
            pages.main.set_status(y()); //~ late
        }

        fn f(a: &mut ResponseWriter, b: &mut ResponseWriter) {
            let Pages { main, side } = Pages { main: a, side: b };
            main.write("x");
            side.set_status(200);
        }

        fn f(a: &mut ResponseWriter, b: &mut ResponseWriter) {
            let pages = Pages { main: a, side: b };
            pages.render();
            pages.side.set_status(200); //~ check
        }

        fn f(res: &mut ResponseWriter) {
            let mut ctx = Ctx { res, started: false };
            for x in xs() {
                if !ctx.started { ctx.res.set_status(200); ctx.started = true; }
                ctx.res.write(x);
            }
        }

        fn f(res: &mut ResponseWriter) {
            let app = App { page: Page { out: res }, user: 1 };
            app.page.out.write("x");
            log(app.user);
            app.page.out.set_status(y()); //~ late
        }
        "#,
    );
}

#[test]
fn tuples_and_arrays() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) {
            let (a, b) = (&mut *res, 1);
            a.write("x");
            a.set_status(y()); //~ late
        }

        fn f(a: &mut ResponseWriter, b: &mut ResponseWriter) {
            let (x, z) = if swap() { (a, b) } else { (b, a) };
            x.write("x");
            z.set_status(y()); //~ late
        }

        fn f(a: &mut ResponseWriter, b: &mut ResponseWriter) {
            let [x, z] = [a, b];
            x.write("x");
            z.set_status(y());
        }

        fn f(res: &mut ResponseWriter) {
            let v = vec![1, 2];
            res.write(&v);
            v.iter().for_each(|x| log(x));
            let mut v2 = vec![&mut *res];
            v2[0].write("x");
            v2[0].set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let mut all = [&mut *res];
            for r in all.iter_mut() { r.write("x"); }
            res.set_status(y()); //~ late
        }

        fn f(a: &mut ResponseWriter, b: &mut ResponseWriter) {
            let mut pair = (a, b);
            pair.0.write("x");
            pair = (pair.1, pair.0);
            pair.1.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let (first, ..) = (&mut *res, 1, 2);
            first.write("x");
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let (.., last) = (1, 2, &mut *res);
            last.write("x");
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let [first, ..] = [&mut *res];
            first.write("x");
            res.set_status(y()); //~ late
        }

        fn f(res: ResponseWriter) {
            let pair = (res, 1);
            spawn(move || { pair.0.write("x"); pair.0.set_status(y()); }); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let pair = (&mut *res, 1);
            unknown!(pair);
            res.set_status(200); //~ check
        }

        fn f(res: &mut ResponseWriter) {
            let n = (res.headers().len(), 1);
            log(n);
            log(n.0);
            res.set_status(200);
        }

        fn f(res: &mut ResponseWriter) {
            let mut st = (false, 0, &mut *res);
            if a() { st.2.write("x"); st.0 = true; }
            log(st.1);
            st.2.set_status(y()); //~ late
        }
        "#,
    );
}

#[test]
fn choices() {
    table(
        r#"
        fn f(a: &mut ResponseWriter, b: &mut ResponseWriter, x: bool) {
            let r = if x { &mut *a } else { &mut *b };
            r.write("x");
            r.set_status(y()); //~ late
        }

        fn f(a: &mut ResponseWriter, b: &mut ResponseWriter, x: bool) {
            let r: &mut ResponseWriter = match x { true => a, false => b };
            r.set_status(200);
            r.write("x");
            r.finish();
            r.write("x"); //~ end
        }

        fn f(a: &mut ResponseWriter, b: &mut ResponseWriter, x: bool) {
            let (r, name) = if x { (a, "a") } else { (b, "b") };
            log(name);
            r.set_status(200);
            r.write(name);
            r.set_status(y()); //~ late
        }

        fn f(a: &mut ResponseWriter, b: &mut ResponseWriter, x: u8) {
            let (r, n) = match x { 0 => (a, 1), 1 => (b, 2), _ => return };
            r.write("x");
            r.set_status(y()); //~ late
        }

        async fn f(a: &mut ResponseWriter, b: &mut ResponseWriter) {
            let (x, z) = async { (a, b) }.await;
            x.write("x");
            z.set_status(y()); //~ late
        }

        fn f(a: &mut ResponseWriter, b: &mut ResponseWriter) {
            let (x, n) = loop { if t() { break (a, 1); } if u() { break (b, 2); } };
            x.write("x");
            x.set_status(y()); //~ late
        }
        "#,
    );
}
