//! Scope guards, deferred bodies and shared handles as real handlers have them.

use super::harness::table;

#[test]
fn cases() {
    table(
        r#"
        fn f(res: &mut ResponseWriter, flag: bool) {
            let done = scopeguard::guard(false, |d| { if !d { res.insert_header("A", "1"); } }); //~ late
            res.write("x");
        }

        fn f(res: &mut ResponseWriter) {
            let mut res = scopeguard::guard(res, |res| { res.finish(); });
            res.insert_header("A", "1");
            res.write("x");
            res.insert_header("B", w()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let mut res = scopeguard::guard(res, |res| { res.finish(); });
            res.insert_header("A", "1");
            let res = ScopeGuard::into_inner(res);
            res.write("x");
            res.finish();
        }

        fn f(res: &mut ResponseWriter) -> Result<()> {
            defer! { metrics::count(); }
            res.write("x")?;
            res.insert_header("A", "1")?; //~ hoist
            Ok(())
        }

        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            for x in xs {
                defer! { log(); }
                if *x > 1 { continue; }
                res.append_header("A", x);
            }
            res.write("x");
        }

        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            'o: for x in xs {
                defer! { res.write("x"); }
                if *x > 1 { break 'o; }
                if *x > 2 { continue 'o; }
            }
            res.set_status(w()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let g = defer(|| { res.write("x"); });
            std::mem::forget(g);
            res.set_status(w());
        }

        async fn f(res: &mut ResponseWriter) {
            let stream = async_stream::stream! {
                yield "a";
            };
            res.insert_header("A", "1");
            res.stream_body(stream).await;
            res.insert_header("B", w()); //~ late
        }

        fn f(res: Arc<Mutex<ResponseWriter>>) -> Body {
            let r = res.clone();
            let s = stream! {
                r.lock().unwrap().insert_header("A", "1"); //~ late
                yield "a";
            };
            Body::from_stream(s)
        }

        fn f(res: Arc<Mutex<ResponseWriter>>) -> impl IntoResponse {
            let r = res.clone();
            res.lock().unwrap().insert_header("B", "1");
            Sse::new(rx.map(move |e| { r.lock().unwrap().append_trailer("A", "1"); Ok(e) }))
        }

        fn f(res: Arc<Mutex<ResponseWriter>>) -> impl IntoResponse {
            let r = res.clone();
            let events = rx.map(move |e| { r.lock().unwrap().set_status(201); Ok(e) }); //~ late
            let events = events.filter(|e| ok(e));
            Sse::new(events)
        }

        fn f(res: Arc<Mutex<ResponseWriter>>) {
            let r = res.clone();
            thread::spawn(move || { r.lock().unwrap().write("x"); });
            let g = res.lock().unwrap();
            g.insert_header("A", "1"); //~ check
        }

        fn f(res: Rc<RefCell<ResponseWriter>>) {
            let r = res.clone();
            button.on_click(move |_| { r.borrow_mut().write("x"); });
            res.borrow_mut().insert_header("A", "1"); //~ check
        }

        fn f(res: Rc<RefCell<ResponseWriter>>) {
            let r = res.clone();
            let cb = move || { r.borrow_mut().insert_header("B", "1"); };
            cb();
            res.borrow_mut().write("x");
        }

        async fn f(res: ResponseWriter) {
            tokio::spawn(async move {
                let mut res = res;
                res.insert_header("A", "1").unwrap();
                for r in rows() { res.write(r).await.unwrap(); }
                res.set_status(w()); //~ late
            });
        }

        async fn f(mut res: ResponseWriter) {
            let task = tokio::spawn(async move { res.write("x").await; res });
            let mut res = task.await.unwrap();
            log();
        }

        async fn f(res: &mut ResponseWriter) -> Result<()> {
            tokio::time::timeout(d, async {
                res.insert_header("A", "1")?;
                for r in rows() { res.write(r).await?; }
                Ok(())
            }).await?
        }

        async fn f(res: &mut ResponseWriter) -> Result<()> {
            let span = info_span!("x");
            async {
                res.write("a").await?;
                res.insert_header("A", "1")?; //~ hoist
                Ok(())
            }.instrument(span).await
        }

        async fn f(res: &mut ResponseWriter) {
            let _e = span.enter();
            span.in_scope(|| { res.write("x"); res.insert_header("A", w()); }); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            service(|req, out: &mut ResponseWriter| { out.write("a"); out.insert_header("B", w()); }); //~ late
            res.insert_header("A", "1");
            res.write("x");
        }

        fn f(res: &mut ResponseWriter) {
            with(res, |out: &mut ResponseWriter| { out.insert_header("B", "1"); }); //~ check
        }
        "#,
    );
}
