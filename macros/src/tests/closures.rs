//! Closures and async blocks, by how they run.

use super::harness::{case_with, cases};

#[test]
fn on_one_outcome() {
    cases(&[
        r#"fn f(res: &mut ResponseWriter, x: Option<u8>) -> Result<()> {
            let x = x.ok_or_else(|| { res.send_error(404); Error })?;
            res.set_status(200);
            Ok(())
        }"#,
        r#"fn f(res: &mut ResponseWriter, x: Result<u8>) -> Result<()> {
            let x = x.map_err(|e| { res.send_error(500); e })?;
            res.set_status(200);
            Ok(())
        }"#,
        r#"fn f(res: &mut ResponseWriter, x: Option<u8>) {
            let x = x.unwrap_or_else(|| { res.write("x"); 0 });
            res.set_status(x); //~ late
        }"#,
        r#"fn f(res: &mut ResponseWriter, x: Option<u8>) {
            x.map(|v| res.write("x"));
            if x.is_none() { res.set_status(404); }
        }"#,
        r#"fn f(res: &mut ResponseWriter, x: Result<u8>) {
            match x.map_err(|e| res.send_error(500)) {
                Ok(v) => { res.set_status(200); }
                Err(e) => {}
            }
        }"#,
    ]);
}

#[test]
fn any_number_of_times() {
    cases(&[
        r#"fn f(res: &mut ResponseWriter, xs: &[u8]) {
            xs.iter().for_each(|x| { res.write(x); });
            res.set_status(y()); //~ late
        }"#,
        r#"fn f(res: &mut ResponseWriter, xs: &[u8]) {
            xs.iter().for_each(|x| {
                res.insert_header("A", x); //~ late
                res.write(x);
            });
        }"#,
        r#"fn f(res: &mut ResponseWriter, xs: &[u8]) {
            let n: Vec<u8> = xs.iter().map(|x| res.write(x)).collect();
            res.set_status(n); //~ late
        }"#,
    ]);
}

#[test]
fn once_and_by_name() {
    cases(&[
        r#"fn f(res: &mut ResponseWriter) {
            (|| { res.write("x"); })();
            res.set_status(y()); //~ late
        }"#,
        r#"fn f(res: &mut ResponseWriter) {
            let mut go = |x| { res.write(x); };
            res2();
            go("x");
            res.set_status(y()); //~ late
        }"#,
        r#"fn f(res: &mut ResponseWriter) {
            let mut go = |x| { res.set_status(x); };
            go(1);
            res.write("x");
        }"#,
        r#"async fn f(res: &mut ResponseWriter) -> Result<()> {
            async { res.write("x").await?; Ok(()) }.await?;
            res.set_status(y()); //~ late
            Ok(())
        }"#,
        r#"async fn f(res: &mut ResponseWriter) -> Result<()> {
            let r = async { if bad() { return Err(E); } res.send("x"); Ok(()) }.await;
            if r.is_err() { res.set_status(500); }
            Ok(())
        }"#,
        r#"async fn f(res: &mut ResponseWriter) {
            let body = async move { res.write("x").await; };
            let body = body.instrument(span);
            body.await;
        }"#,
        r#"fn f(res: &mut ResponseWriter) -> Pin<Box<dyn Future>> {
            Box::pin(async move {
                res.write("x").await;
                res.set_status(y()); //~ late
            })
        }"#,
    ]);
}

#[test]
fn return_leaves_only_the_closure() {
    cases(&[r#"fn f(res: &mut ResponseWriter) {
            let x = (|| { if a() { res.send("x"); return 1; } 2 })();
            res.write(x); //~ end
        }"#]);
}

#[test]
fn later() {
    cases(&[
        r#"async fn f(res: &mut ResponseWriter) {
            timeout(d, async { res.write("x").await }).await;
            res.set_status(y()); //~ late
        }"#,
        r#"async fn f(res: &mut ResponseWriter) {
            span.in_scope(|| { res.set_status(1); });
            res.write("x").await;
        }"#,
        r#"fn f(res: Arc<ResponseWriter>) {
            let other = res.clone();
            spawn(async move { other.set_status(1); }); //~ check
        }"#,
        r#"fn f(res: Arc<ResponseWriter>) {
            let other = res.clone();
            spawn(async move { other.write("x"); });
            res.set_status(1); //~ check
        }"#,
        r#"fn f(res: Arc<ResponseWriter>) {
            let other = res.clone();
            spawn(async move { log(other.headers()); });
            res.set_status(1);
        }"#,
    ]);
}

#[test]
fn handlers_of_their_own() {
    cases(&[r#"fn main() {
            serve(service(async |req, res: &mut ResponseWriter| {
                res.write("x").await?;
                res.insert_header("A", y()); //~ late
                Ok(())
            }));
        }"#]);
    case_with(
        "response = out",
        r#"fn f(x: u8) {
            run(|out: &mut Out| { out.write("x"); out.insert_header("A", y()); }); //~ late
        }"#,
    );
}

#[test]
fn deferred_bodies() {
    cases(&[r#"fn f(res: &mut ResponseWriter) {
            res.on_commit(|head| { head.insert_header("A", "1"); });
            res.write("x");
        }"#]);
    case_with(
        "response = cookies, head(add)",
        r#"fn f(cookies: &CookieJar) -> Body {
            cookies.add(1);
            Body::from_stream(stream_of(move || {
                1
            }))
        }"#,
    );
}
