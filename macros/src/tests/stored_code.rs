//! Closures and blocks that are stored, chosen or returned, and responses that come out of loops and blocks.

use super::harness::{table, table_with};

#[test]
fn stored() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) {
            let ctx = Ctx { cb: || { res.write("x"); } };
            ctx.run();
            other.set_status(y());
        }

        fn f(res: &mut ResponseWriter) {
            let ctx = Ctx { cb: || { res.write("x"); res.set_status(y()); } }; //~ late
            ctx.run();
        }

        fn f(res: &mut ResponseWriter) {
            { let ctx = Ctx { cb: || { res.write("x"); } }; ctx.run(); }
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            { let all = [|| { res.write("x"); }]; run(all); }
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            { let all = vec![|| { res.write("x"); }]; run(all); }
            res.set_status(y()); //~ late
        }

        async fn f(res: &mut ResponseWriter) {
            join_all([async { res.write("x").await; }]).await;
            res.set_status(y()); //~ late
        }

        async fn f(res: &mut ResponseWriter) {
            join_all(vec![async { res.write("x").await; }]).await;
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            { let go = if a { Box::new(|| { res.write("x"); }) as Box<dyn FnMut()> } else { Box::new(|| {}) }; go(); }
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter, a: u8) {
            { let go: &mut dyn FnMut() = match a { 0 => &mut || { res.write("x"); }, _ => &mut || {} }; go(); }
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter, a: bool) -> BoxFuture<()> {
            if a { Box::pin(async move { res.write("x").await; res.set_status(y()); }) } else { Box::pin(async {}) } //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let go = || { res.write("x"); };
            other(1);
        }

        fn f(res: &mut ResponseWriter) {
            { let mut go = || { res.write("x"); }; helper(&mut go); }
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let pair = (|| { res.write("x"); }, 1);
            (pair.0)();
            other(1);
        }

        fn f(res: &mut ResponseWriter) {
            { let pair = (|| { res.write("x"); }, 1); run(pair); }
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) -> impl FnMut() {
            move || { res.write("x"); res.set_status(y()); } //~ late
        }
        "#,
    );
    table_with(
        "response = self.res",
        r#"
        fn f(&mut self) {
            self.cb = Box::new(|| { self.res.write("x"); });
            self.res.set_status(y()); //~ late
        }
        "#,
    );
}

#[test]
fn stored_responses() {
    table(
        r#"
        fn f(res: &mut ResponseWriter, slots: &mut [Slot]) {
            slots[0] = Some(res);
            work(slots);
            res.set_status(200); //~ check
        }

        fn f(res: &mut ResponseWriter, ctx: &mut Ctx) {
            ctx.out = (res, 1);
            res.set_status(200); //~ check
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            { let mut go: Box<dyn FnMut()> = Box::new(|| {}); if a { go = Box::new(|| { res.write("x"); }); } go(); }
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            { let go; go = || { res.write("x"); }; go(); }
            res.set_status(y()); //~ late
        }
        "#,
    );
}

#[test]
fn out_of_loops() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) {
            let r = loop { if a() { break &mut *res; } };
            r.write("x");
            r.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let r = 'a: { if a() { break 'a &mut *res; } return };
            r.write("x");
            r.set_status(y()); //~ late
        }

        fn f(a: &mut ResponseWriter, b: &mut ResponseWriter) {
            let r = 'a: { if a() { break 'a &mut *a; } &mut *b };
            r.write("x");
            a.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let r = (|| { if a() { return &mut *res; } &mut *res })();
            r.write("x");
            r.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let w = loop { break GzEncoder::new(&mut *res, fast()) };
            w.anything("x");
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let h = unsafe { res.headers_mut() };
            h.insert("A", "1");
            res.write("x");
        }
        "#,
    );
}

#[test]
fn lent_fields() {
    table_with(
        "response = self.res",
        r#"
        fn f(&mut self) {
            self.started = false;
            for x in xs() {
                if !self.started { self.res.insert_header("A", x); self.started = true; }
                render(&mut self.buf);
                self.res.write(x);
            }
        }

        fn f(&mut self) {
            self.started = false;
            let s = &mut self.started;
            if a() { self.res.write("x"); *s = true; }
            if !self.started { self.res.set_status(y()); } //~ late
        }

        fn f(&mut self) {
            self.state.started = false;
            let s = &mut self.state;
            if a() { self.res.write("x"); self.state.started = true; s.started = false; }
            if !self.state.started { self.res.set_status(y()); } //~ late
        }
        "#,
    );
}
