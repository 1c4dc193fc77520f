//! More of closures by how they run: chains that end in `?`, streams, retries, and what only looks like a run.

use super::harness::table;

#[test]
fn chains() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) -> Result<()> {
            let id = path.get("id").and_then(|s| s.parse().ok()).ok_or_else(|| { res.send_error(400); Error })?;
            res.set_status(200);
            Ok(())
        }

        fn f(res: &mut ResponseWriter) -> Result<()> {
            let id = path.get("id").filter(|s| !s.is_empty()).map(|s| s.to_owned()).ok_or(Error)?;
            res.insert_header("A", id);
            Ok(())
        }

        fn f(res: &mut ResponseWriter) -> Result<()> {
            let v = body.get("v").map(|v| { res.insert_header("A", v); v }).ok_or(Error)?;
            res.write(v);
            Ok(())
        }

        fn f(res: &mut ResponseWriter) -> Result<()> {
            let v = body.split(",").map(|v| { res.write(v); v }).last().ok_or(Error)?;
            res.set_status(y()); //~ late
            Ok(())
        }

        async fn f(res: &mut ResponseWriter) -> Result<()> {
            let user = find().await.map_err(|e| { tracing::error!(%e); e })?.ok_or_else(|| { res.send_error(404); Error })?;
            res.set_status(200)?;
            Ok(())
        }

        async fn f(res: &mut ResponseWriter) -> Result<()> {
            let data = match find().await.inspect_err(|e| log(e)) { Ok(d) => d, Err(_) => return res.send_error(500) };
            res.send(data)
        }

        fn f(res: &mut ResponseWriter) {
            let Some(x) = load().ok().filter(|x| x.ok()).or_else(|| { res.send_error(404); None }) else { return };
            res.set_status(200);
        }

        fn f(res: &mut ResponseWriter) {
            load().ok().map(|x| res.send(x)).unwrap_or_else(|| res.send_error(404));
        }

        fn f(res: &mut ResponseWriter) -> Result<()> {
            load().map(|x| res.send(x)).unwrap_or_else(|e| res.send_error(500))
        }

        fn f(res: &mut ResponseWriter) {
            if load().is_ok_and(|x| res.write(x).is_ok()) { return; }
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            let x = a.then(|| res.write("x")).ok_or(Error);
            if x.is_err() { res.set_status(404); }
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            (!a).then(|| res.write("x"));
            if a { res.set_status(200); }
        }

        async fn f(res: &mut ResponseWriter) -> Result<()> {
            retry(|| async { load().await }).await.map_err(|e| { res.send_error(503); e })?;
            res.set_status(200)?;
            Ok(())
        }

        async fn f(res: &mut ResponseWriter, s: Stream) -> Result<()> {
            s.map_err(Error::from).try_for_each(|c| async { res.write(c).await }).await?;
            res.insert_header("A", y())?; //~ late
            Ok(())
        }

        async fn f(res: &mut ResponseWriter, s: Stream) -> Result<()> {
            let all: Vec<u8> = s.map_ok(|c| c.len()).try_collect().await?;
            res.insert_header("A", all.len())?;
            res.write("x").await?;
            Ok(())
        }

        fn f(res: &mut ResponseWriter, xs: &mut Vec<u8>) {
            xs.sort_by(|a, b| a.cmp(b));
            xs.retain(|x| *x > 1);
            xs.dedup_by_key(|x| *x);
            res.set_status(200);
            res.write("x");
        }
        "#,
    );
}
