//! Code that runs later through a shared handle, and code that holds the response for itself.

use super::harness::table;

#[test]
fn through_a_handle() {
    table(
        r#"
        fn f(res: Arc<ResponseWriter>, a: bool) {
            if a { res.write("x"); }
            let r = res.clone();
            spawn(async move { r.set_status(y()); }); //~ check
        }

        fn f(res: Arc<ResponseWriter>, a: bool) {
            res.write("x");
            let r = res.clone();
            spawn(async move { r.set_status(y()); }); //~ late
        }

        fn f(res: Arc<ResponseWriter>) {
            let r = res.clone();
            spawn(async move { r.write("x"); r.set_status(y()); }); //~ late
        }

        fn f(res: Arc<ResponseWriter>) {
            let r = res.clone();
            spawn(async move { r.set_status(y()); }); //~ check
            res.set_status(200);
            res.insert_header("A", "1");
        }

        fn f(res: Arc<ResponseWriter>) {
            let r = res.clone();
            spawn(async move { r.send("x"); }); //~ check
            res.set_status(200); //~ check
        }

        fn f(res: Arc<ResponseWriter>) {
            let r = res.clone();
            spawn(async move { if !r.headers_sent() { r.set_status(200); } });
        }

        fn f(res: Arc<ResponseWriter>) {
            let r = res.clone();
            spawn(async move { helper(&r); });
            res.set_status(200); //~ check
        }

        fn f(res: Arc<ResponseWriter>) {
            let r = res.clone();
            spawn(async move { log(r.status()); });
            res.set_status(200);
        }

        fn f(res: Rc<RefCell<ResponseWriter>>) {
            let r = res.clone();
            let on_data = move |x| { r.borrow_mut().write(x); };
            stream.on("data", on_data);
            res.borrow_mut().set_status(200); //~ check
        }

        fn f(res: Rc<RefCell<ResponseWriter>>) {
            let r = Rc::clone(&res);
            let go = move || { r.borrow_mut().set_status(200); };
            go();
            res.borrow_mut().write("x");
        }

        fn f(res: Rc<RefCell<ResponseWriter>>) {
            let r = Rc::clone(&res);
            let go = move || { r.borrow_mut().set_status(y()); }; //~ late
            res.borrow_mut().write("x");
            go();
        }
        "#,
    );
}

#[test]
fn references() {
    table(
        r#"
        fn f(res: &ResponseWriter) {
            helper(&*res);
            res.set_status(200); //~ check
        }

        fn f(res: &ResponseWriter) {
            helper(res);
            res.set_status(200); //~ check
        }

        fn f(res: &ResponseWriter) {
            res.write("x");
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let r = &*res;
            helper(r);
            res.set_status(200);
        }

        fn f(mut res: ResponseWriter) {
            helper(&mut res);
            res.set_status(200); //~ check
        }

        fn f(mut res: ResponseWriter) {
            let all = [&res];
            show(&all);
            res.set_status(200);
        }

        fn f(res: &mut ResponseWriter) {
            show(Page { res: &*res });
            show((&*res, 1));
            show(Some(&*res));
            res.set_status(200);
        }

        fn f(res: &Mutex<ResponseWriter>) {
            helper(res);
            res.lock().set_status(200); //~ check
        }

        fn f(res: &mut Box<ResponseWriter>) {
            helper(&res);
            res.set_status(200);
        }
        "#,
    );
}

#[test]
fn parts_of_a_response() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) {
            res.write("x");
            res.inner().insert_header("A", y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            let parts = res.parts();
            parts.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            res.parts().write("x");
            res.set_status(200); //~ check
        }

        fn f(res: &mut ResponseWriter) {
            let n = res.status();
            n.write("x");
            res.set_status(200);
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            res.inner.base.append_header("A", y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            res.inner.write("x");
            res.set_status(200);
        }

        fn f(res: &mut ResponseWriter) {
            let o = Some(&mut *res);
            if let Some(r) = o { r.write("x"); }
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let o = Some(res);
            o.unwrap().write("x");
            other();
        }

        fn f(res: &mut ResponseWriter) {
            Write::write_all(res, b"x");
            ResponseExt::set_status(res, y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            <ResponseWriter as Write>::write(res, b"x");
            ResponseWriter::set_status(res, y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            Table::header(res, "x");
            res.set_status(200); //~ check
        }

        fn f(res: &mut ResponseWriter) {
            httpapi::write(res);
            res.set_status(200); //~ check
        }

        fn f(res: &mut ResponseWriter, next: Next) {
            next.serve(res);
            res.set_status(200); //~ check
        }

        fn f(res: &mut ResponseWriter) {
            send(res);
            res.set_status(200); //~ check
        }

        fn f(&self, res: &mut ResponseWriter) {
            Self::render(res);
            res.set_status(200); //~ check
        }

        fn f(res: &mut ResponseWriter) {
            page.render(&mut *res, 1);
            res.set_status(200); //~ check
        }

        fn f(res: &mut ResponseWriter) {
            res.frobnicate();
            res.set_status(200); //~ check
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            res.frobnicate();
            res.finish();
        }
        "#,
    );
}
