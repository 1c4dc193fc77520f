//! Bodies as attributes leave them that are listed above ours: an error that leaves the code inside leaves the function,
//! so a write that fails is no obstacle. What keeps the error from doing so is one.

use super::harness::table;

#[test]
fn instrument() {
    table(
        "async fn f(res: &mut ResponseWriter) -> Result<(), E> {
            {}
            let span = tracing::span!(target: \"a\", tracing::Level::INFO, \"f\");
            let future = async move {
                let scrutinee = async move {
                    if false { let fake: Result<(), E> = loop {}; return fake; }
                    { res.write(1).await?; res.insert_header(\"A\", 1)?; Ok(()) } //~ hoist
                }.await;
                match scrutinee {
                    Ok(x) => { tracing::event!(target: \"a\", return = ?x); Ok(x) }
                    Err(e) => { tracing::event!(target: \"a\", error = %e); Err(e) }
                }
            };
            if !span.is_disabled() { Instrument::instrument(future, span).await } else { future.await }
        }

        async fn f(res: &mut ResponseWriter) -> Result<(), E> {
            let future = async move {
                match async move { res.write(1).await?; res.insert_header(\"A\", 1)?; Ok(()) }.await { //~ hoist
                    Ok(x) => Ok(x),
                    Err(e) => { tracing::event!(target: \"a\", error = %e); Err(e) }
                }
            };
            if on() { Instrument::instrument(future, span).await } else { future.await }
        }

        async fn f(res: &mut ResponseWriter) -> Result<(), E> {
            let future = async move {
                let x = async move { res.write(1).await?; res.insert_header(\"A\", 1)?; Ok(()) }.await; //~ hoist
                tracing::event!(target: \"a\", return = ?x);
                x
            };
            if on() { Instrument::instrument(future, span).await } else { future.await }
        }

        fn f(res: &mut ResponseWriter) -> Result<(), E> {
            let guard;
            if tracing::level_enabled!(LEVEL) { guard = span.enter(); }
            #[allow(clippy::redundant_closure_call)]
            match (move || { res.write(1)?; res.insert_header(\"A\", 1)?; Ok(()) })() { //~ hoist
                Ok(x) => Ok(x),
                Err(e) => { tracing::event!(target: \"a\", error = %e); Err(e) }
            }
        }",
    );
}

#[test]
fn runtimes_and_boxes() {
    table(
        "fn f(res: &mut ResponseWriter) -> Result<(), E> {
            let body = async { res.write(1).await?; res.insert_header(\"A\", 1)?; Ok(()) }; //~ hoist
            let body = { if false { let _: &dyn Future<Output = Result<(), E>> = &body; } body };
            #[allow(clippy::needless_return)]
            { use tokio::runtime::Builder; return Builder::new_current_thread().build().unwrap().block_on(body); }
        }

        fn f(res: &mut ResponseWriter) -> Pin<Box<dyn Future<Output = Result<(), E>> + Send>> {
            Box::pin(async move {
                let future = async move {
                    match async move { res.write(1).await?; res.insert_header(\"A\", 1)?; Ok(()) }.await { //~ hoist
                        Ok(x) => Ok(x),
                        Err(e) => Err(e),
                    }
                };
                if on() { Instrument::instrument(future, span).await } else { future.await }
            })
        }",
    );
}

#[test]
fn an_error_that_does_not_leave_the_function() {
    table(
        "async fn f(res: &mut ResponseWriter) -> Result<(), E> {
            match async { res.write(1).await?; res.insert_header(\"A\", 1)?; Ok(()) }.await { //~ late
                Ok(x) => Ok(x),
                Err(e) => { log(e); Ok(()) }
            }
        }

        async fn f(res: &mut ResponseWriter) -> Result<(), E> {
            let x = async { res.write(1).await?; res.insert_header(\"A\", 1)?; Ok(()) }.await; //~ late
            let x = Ok(());
            x
        }

        async fn f(res: &mut ResponseWriter) -> Result<(), E> {
            let x = async { res.write(1).await?; res.insert_header(\"A\", 1)?; Ok(()) }.await; //~ late
            if x.is_err() { return Ok(()); }
            x
        }

        async fn f(res: &mut ResponseWriter) -> Result<(), E> {
            let future = async { res.write(1).await?; res.insert_header(\"A\", 1)?; Ok(()) }; //~ late
            if on() { future.await } else { Ok(()) }
        }

        fn f(res: &mut ResponseWriter) -> Result<(), E> {
            let x = (|| { res.write(1)?; res.insert_header(\"A\", 1)?; Ok(()) })().unwrap_or_default(); //~ late
            Ok(x)
        }",
    );
}
