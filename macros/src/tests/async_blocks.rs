//! Async blocks: awaited in place, bound and awaited later, joined, selected, and what other attributes leave.

use super::harness::table;

#[test]
fn in_place() {
    table(
        r#"
        async fn f(res: &mut ResponseWriter) {
            async { res.set_status(200); }.await;
            async { res.write("x").await; }.await;
            async { res.set_status(y()); }.await; //~ late
        }

        async fn f(res: &mut ResponseWriter) -> Result<()> {
            let out: Result<()> = async { check()?; res.write("x").await?; Ok(()) }.await;
            if let Err(e) = out { res.set_status(y()); } //~ late
            Ok(())
        }

        async fn f(res: &mut ResponseWriter) -> Result<()> {
            let out: Result<()> = async { check()?; res.send("x").unwrap(); Ok(()) }.await;
            if let Err(e) = out { res.set_status(500); }
            Ok(())
        }

        async fn f(res: &mut ResponseWriter) {
            let work = async { res.write("x").await; };
            other().await;
            work.await;
            res.set_status(y()); //~ late
        }

        async fn f(res: &mut ResponseWriter) {
            let work = async move { res.write("x").await; };
            let work = work.boxed();
            let work = Box::pin(work);
            work.await;
        }

        async fn f(res: &mut ResponseWriter) {
            let work = async { res.write("x").await; res.set_status(y()); }; //~ late
            pin!(work);
            work.await;
        }

        async fn f(res: &mut ResponseWriter) {
            let work = pin!(async { res.write("x").await; });
            work.await;
            res.set_status(y()); //~ late
        }

        async fn f(res: &mut ResponseWriter) {
            async { return; }.await;
            async { if a() { return; } res.write("x").await; }.await;
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            block_on(async { res.write("x").await; });
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            rt.block_on(async { res.set_status(200); });
            res.write("x");
        }

        fn f(res: &mut ResponseWriter) -> Result<()> {
            let out = rt.block_on(async { if a() { return Err(1); } res.send("x").unwrap(); Ok(()) });
            if out.is_err() { res.set_status(500); }
            Ok(())
        }
        "#,
    );
}

#[test]
fn what_attributes_above_leave() {
    table(
        r#"
        async fn f(res: &mut ResponseWriter) -> Result<()> {
            let __tracing_instrument_future = async move {
                res.write("x").await?;
                res.set_status(y()); //~ late
                Ok(())
            };
            if !__tracing_attr_span.is_disabled() {
                tracing::Instrument::instrument(__tracing_instrument_future, __tracing_attr_span).await
            } else {
                __tracing_instrument_future.await
            }
        }

        async fn f(res: &mut ResponseWriter) -> Result<()> {
            let f = async move { res.set_status(200)?; res.write("x").await?; Ok(()) };
            if !span.is_disabled() { tracing::Instrument::instrument(f, span).await } else { f.await }
        }

        fn f(res: &mut ResponseWriter) {
            let body = async { res.set_status(200); res.write("x").await; };
            let body = { if false { let body: () = body.await; return body; } body };
            return tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("x").block_on(body);
        }

        fn f(res: &mut ResponseWriter) {
            let body = async { res.write("x").await; res.set_status(y()); }; //~ late
            #[allow(clippy::expect_used)]
            {
                return tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("x").block_on(body);
            }
        }

        fn f<'a>(&'a self, res: &'a mut ResponseWriter) -> Pin<Box<dyn Future<Output = Result<()>> + Send + 'a>> {
            Box::pin(async move {
                if let ::core::option::Option::Some(__ret) = ::core::option::Option::None::<Result<()>> {
                    #[allow(unreachable_code)]
                    return __ret;
                }
                let __self = self;
                let res = res;
                let __ret: Result<()> = {
                    res.write("x").await?;
                    res.set_status(y())?; //~ late
                    Ok(())
                };
                #[allow(unreachable_code)]
                __ret
            })
        }

        fn f<'a>(&'a self, res: &'a mut ResponseWriter) -> Pin<Box<dyn Future<Output = Result<()>> + Send + 'a>> {
            Box::pin(async move {
                let res = res;
                let __ret: Result<()> = { res.set_status(200)?; res.write("x").await?; Ok(()) };
                __ret
            })
        }

        fn f(res: &mut ResponseWriter) -> impl Future<Output = ()> {
            async move { res.set_status(200); res.write("x").await; }
        }

        fn f(res: &mut ResponseWriter) -> impl Future<Output = ()> {
            async move { res.write("x").await; res.set_status(y()); } //~ late
        }

        fn f(res: &mut ResponseWriter) -> impl Future<Output = ()> {
            return async move { res.write("x").await; res.set_status(y()); }; //~ late
        }

        fn f(res: &mut ResponseWriter) -> BoxFuture<()> {
            async move { res.write("x").await; res.set_status(y()); }.boxed() //~ late
        }
        "#,
    );
}

#[test]
fn select_and_join() {
    table(
        r#"
        async fn f(res: &mut ResponseWriter) {
            tokio::select! {
                _ = cancelled() => { res.set_status(499); }
                x = load() => { res.write(x).await; }
            }
        }

        async fn f(res: &mut ResponseWriter) {
            tokio::select! {
                _ = cancelled() => { return; }
                x = load() => { res.write(x).await; }
            }
            res.set_status(y()); //~ late
        }

        async fn f(res: &mut ResponseWriter) {
            tokio::select! {
                _ = cancelled() => { res.set_status(y()); } //~ late
                x = res.write("x") => { }
            }
        }

        async fn f(res: &mut ResponseWriter) {
            loop {
                tokio::select! {
                    biased;
                    _ = tick.tick() => { res.set_status(y()); } //~ late
                    Some(x) = rx.recv(), if open => { res.write(x).await; }
                    else => break,
                }
            }
        }

        async fn f(res: &mut ResponseWriter) {
            tokio::select! {
                _ = cancelled() => {}
                _ = async { res.set_status(200); res.write("x").await; } => {}
            }
            res.set_status(y()); //~ late
        }

        async fn f(res: &mut ResponseWriter) {
            let (a, b) = tokio::join!(load(), store());
            res.set_status(200);
            res.write(a).await;
        }

        async fn f(res: &mut ResponseWriter) {
            tokio::join!(async { res.write("x").await; }, other());
            res.set_status(y()); //~ late
        }

        async fn f(res: &mut ResponseWriter) {
            tokio::join!(async { res.set_status(200); }, other());
            res.write("x").await;
        }

        async fn f(res: &mut ResponseWriter) -> Result<()> {
            let (a, b) = tokio::try_join!(load(), store())?;
            res.set_status(200);
            res.write(a).await;
            Ok(())
        }

        async fn f(res: &mut ResponseWriter) {
            futures::join!(async { res.write("x").await; res.set_status(y()); }, other()); //~ late
        }
        "#,
    );
}
