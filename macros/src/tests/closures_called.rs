//! Closures that the function calls itself, and those that run at an unknown later time.

use super::harness::table;

#[test]
fn called_here() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) {
            (|| res.set_status(200))();
            (|| { res.write("x"); })();
            (|| { res.set_status(y()); })(); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let mut send = |x| { res.write(x); };
            send(1);
            send(2);
        }

        fn f(res: &mut ResponseWriter) {
            let mut put = |x| { res.insert_header("A", x); }; //~ late
            put(1);
            put(2);
            res.write("x");
            put(3);
        }

        fn f(res: &mut ResponseWriter) {
            let send = |r: &mut Other| { r.write(1); };
            send(other());
            res.set_status(200);
        }

        fn f(res: &mut ResponseWriter) -> Result<()> {
            let parse = |x: &str| -> Result<u8> { let v = x.parse()?; Ok(v) };
            let v = parse("x")?;
            res.set_status(v);
            Ok(())
        }

        fn f(res: &mut ResponseWriter) -> Result<()> {
            let mut step = || -> Result<()> { check()?; res.write("x"); Ok(()) };
            if step().is_err() { res.set_status(500); }
            Ok(())
        }

        fn f(res: &mut ResponseWriter) -> Result<()> {
            let mut step = || -> Result<()> { res.write("x")?; check()?; Ok(()) };
            if step().is_err() { res.set_status(y()); } //~ late
            Ok(())
        }

        fn f(res: &mut ResponseWriter) {
            let r = catch_unwind(AssertUnwindSafe(|| { res.write("x"); }));
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let r = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| { res.set_status(200); }));
            res.write("x");
        }

        async fn f(res: &mut ResponseWriter) {
            let r = AssertUnwindSafe(async { res.write("x").await; }).catch_unwind().await;
            if r.is_err() { res.set_status(y()); } //~ late
        }

        async fn f(res: &mut ResponseWriter) {
            let send = async |x| { res.write(x).await; };
            send(1).await;
            res.set_status(y()); //~ late
        }

        async fn f(res: &mut ResponseWriter) {
            let send = async |x| { res.write(x).await; };
            res.set_status(200);
        }

        async fn f(res: &mut ResponseWriter) {
            (async || { res.write("x").await; })().await;
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let x = (|| { if a() { return 1; } res.write("x"); 2 })();
            if x == 1 { res.set_status(404); }
        }

        fn f(res: &mut ResponseWriter) {
            let send = move || { res.write("x"); };
            let send = send;
            send();
            other();
        }
        "#,
    );
}

#[test]
fn handed_away() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) {
            run(|| { res.write("x"); });
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            run(|| { res.set_status(200); });
            res.write("x");
        }

        fn f(res: &mut ResponseWriter) {
            run(|| { res.set_status(y()); res.write("x"); }); //~ late
        }

        async fn f(res: &mut ResponseWriter) {
            timeout(d, async { res.set_status(y()); res.write("x").await; }).await;
        }

        async fn f(res: &mut ResponseWriter) -> Result<()> {
            timeout(d, async { res.write("x").await?; Ok(()) }).await??;
            res.set_status(y()); //~ late
            Ok(())
        }

        async fn f(res: &mut ResponseWriter) {
            if timeout(d, work()).await.is_err() { res.send_error(504); return; }
            res.set_status(200);
        }

        fn f(res: &mut ResponseWriter) {
            span.in_scope(|| { res.write("x"); });
            res.set_status(y()); //~ late
        }

        fn f(res: ResponseWriter) {
            tokio::spawn(async move { res.set_status(200); res.write("x").await; });
        }

        fn f(res: ResponseWriter) {
            tokio::spawn(async move { res.write("x").await; res.set_status(y()); }); //~ late
        }

        fn f(res: Arc<Mutex<ResponseWriter>>) {
            let r = Arc::clone(&res);
            tokio::spawn(async move { r.lock().set_status(200); }); //~ check
        }

        fn f(res: Arc<Mutex<ResponseWriter>>) {
            let r = res.clone();
            res.lock().write("x");
            tokio::spawn(async move { r.lock().set_status(y()); }); //~ late
        }

        fn f(res: Arc<Mutex<ResponseWriter>>) {
            let r = res.clone();
            tokio::spawn(async move { r.lock().set_status(200); }); //~ check
            res.lock().set_status(200);
        }

        fn f(res: Rc<RefCell<ResponseWriter>>) {
            let r = res.clone();
            emitter.on("data", move |x| { r.borrow_mut().write(x); });
            res.borrow_mut().set_status(200); //~ check
        }

        fn f(res: Rc<RefCell<ResponseWriter>>) {
            res.borrow_mut().set_status(200);
            res.borrow_mut().write("x");
            res.borrow_mut().set_status(y()); //~ late
        }

        fn f(res: Rc<RefCell<ResponseWriter>>) {
            let r = res.clone();
            emitter.on("data", move |x| { if r.borrow().headers_sent() { return; } r.borrow_mut().set_status(x); });
        }
        "#,
    );
}

#[test]
fn returned() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) -> impl FnMut(&str) + '_ {
            move |s| { res.insert_header("A", s); res.write(s); } //~ late
        }

        fn f(res: &mut ResponseWriter) -> impl FnOnce(&str) + '_ {
            move |s| { res.insert_header("A", s); res.write(s); }
        }

        fn f(res: &mut ResponseWriter) -> Box<dyn FnMut(&str) + '_> {
            Box::new(move |s| { res.insert_header("A", s); res.write(s); }) //~ late
        }

        fn f(res: &mut ResponseWriter) -> Box<dyn FnOnce(&str) + '_> {
            return Box::new(move |s| { res.insert_header("A", s); res.write(s); });
        }

        fn f(res: &mut ResponseWriter) -> impl FnOnce(&str) + '_ {
            res.write("x");
            move |s| { res.insert_header("A", s); } //~ late
        }

        fn f(res: ResponseWriter) -> impl FnOnce() -> BoxFuture<()> {
            move || Box::pin(async move { res.write("x").await; res.insert_header("A", w()); }) //~ late
        }

        fn f(res: &mut ResponseWriter) -> impl FnMut(&str) + '_ {
            res.insert_header("A", "1");
            move |s| { res.write(s); }
        }
        "#,
    );
}
