//! Aliases: reborrows, structs and tuples that hold the response, choices, clones, escapes.

use super::harness::table;

#[test]
fn reborrows() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) {
            let r = &mut *res;
            r.write("x");
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let r = &mut *res;
            let q = &mut *r;
            q.write("x");
            r.set_status(y()); //~ late
        }

        fn f(mut res: ResponseWriter) {
            let r = &mut res;
            r.set_status(200);
            r.write("x");
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let r = res;
            r.write("x");
            r.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let r: &mut ResponseWriter = res;
            r.write("x");
            r.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let ref mut r = *res;
            r.write("x");
            r.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let w = res.by_ref();
            w.write("x");
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let r;
            r = &mut *res;
            r.write("x");
            r.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let mut r = &mut *res;
            r.set_status(200);
            r = other();
            r.write("x");
        }

        fn f(res: &mut ResponseWriter) {
            (*res).write("x");
            (&mut *res).set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let r = { log(); &mut *res };
            r.write("x");
            r.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let r = Pin::new(&mut *res);
            r.write("x");
            r.set_status(y()); //~ late
        }
        "#,
    );
}

#[test]
fn holders() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) {
            let mut ctx = Ctx { res, user: 1 };
            ctx.res.write("x");
            ctx.res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let mut ctx = Ctx::new(res);
            ctx.render();
            ctx.res.set_status(y()); //~ check
        }

        fn f(res: &mut ResponseWriter) {
            let mut ctx = Ctx(res, 1);
            ctx.0.write("x");
            ctx.0.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let mut ctx = (1, res);
            ctx.1.write("x");
            ctx.1.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let (r, n) = (&mut *res, 1);
            r.write("x");
            res.set_status(y()); //~ late
        }

        fn f(a: &mut ResponseWriter, b: &mut ResponseWriter) {
            let (x, z) = (a, b);
            x.write("x");
            z.set_status(y());
        }

        fn f(a: &mut ResponseWriter, b: &mut ResponseWriter) {
            let pair = (a, b);
            pair.0.write("x");
            pair.1.set_status(y());
            pair.0.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let Ctx { res, .. } = Ctx { res, user: 1 };
            res.write("x");
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let ctx = Ctx { out: res };
            let Ctx { out } = ctx;
            out.write("x");
            out.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let cell = RefCell::new(res);
            cell.borrow_mut().write("x");
            cell.borrow_mut().set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let cell = Mutex::new(res);
            cell.lock().unwrap().set_status(200);
            cell.lock().unwrap().write("x");
        }

        fn f(res: &mut ResponseWriter) {
            let all = vec![&mut *res];
            helper(all);
            res.set_status(y()); //~ check
        }

        fn f(res: &mut ResponseWriter) {
            let b = Box::new(res);
            b.write("x");
            b.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let ctx = Ctx { res };
            drop(ctx);
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
            a.set_status(y()); //~ late
            b.set_status(y()); //~ late
        }

        fn f(a: &mut ResponseWriter, b: &mut ResponseWriter, x: bool) {
            let r = if x { &mut *a } else { &mut *b };
            r.set_status(200);
            a.write("x");
            b.write("x");
        }

        fn f(a: &mut ResponseWriter, b: &mut ResponseWriter, x: bool) {
            a.write("x");
            let r = match x { true => &mut *a, false => &mut *b };
            r.set_status(y()); //~ late
        }

        fn f(a: &mut ResponseWriter, b: &mut ResponseWriter) {
            b.write("x");
            a.set_status(200);
            a.write("x");
        }

        fn f(a: &mut ResponseWriter, b: &mut ResponseWriter, x: bool) {
            let r = if x { &mut *a } else { return };
            r.write("x");
            b.set_status(200);
            a.set_status(y()); //~ late
        }
        "#,
    );
}

#[test]
fn shared_handles() {
    table(
        r#"
        fn f(res: Arc<ResponseWriter>) {
            let other = Arc::clone(&res);
            other.write("x");
            res.set_status(y()); //~ late
        }

        fn f(res: ResponseWriter) {
            let other = res.clone();
            other.write("x");
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            log(&*res);
            inspect(&res);
            res.set_status(200);
        }

        fn f(mut res: ResponseWriter) {
            log(&res);
            res.set_status(200);
        }

        fn f(res: Arc<Mutex<ResponseWriter>>) {
            log(&res);
            res.lock().set_status(200); //~ check
        }

        fn f(res: ResponseWriter) {
            log(&res);
            res.write("x");
            res.set_status(y()); //~ late
        }

        fn f(res: ResponseWriter) {
            log(&res);
            res.set_status(200); //~ check
            res.write("x");
        }

        fn f(res: &mut ResponseWriter) {
            registry.store(res);
            work();
            res.set_status(200); //~ check
        }

        fn f(res: Arc<ResponseWriter>) {
            tx.send(res.clone());
            res.set_status(200); //~ check
        }

        fn f(&mut self, res: Arc<ResponseWriter>) {
            self.res = res.clone();
            self.work();
            res.set_status(200); //~ check
        }

        fn f(res: Rc<RefCell<ResponseWriter>>) {
            let mut r = res.borrow_mut();
            r.write("x");
            r.set_status(y()); //~ late
        }
        "#,
    );
}
