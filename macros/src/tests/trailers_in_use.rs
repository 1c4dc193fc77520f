//! Declared trailers by literal, constant and value; what ends a declaration; informational heads.

use super::harness::{table, table_with};

#[test]
fn declared() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) -> Result<()> {
            res.insert_header("Trailer", "Server-Timing")?;
            for c in chunks() { res.write(c)?; }
            res.insert_header("Server-Timing", format!("total;dur={}", start.elapsed().as_millis()))?;
            Ok(())
        }

        fn f(res: &mut ResponseWriter) -> Result<()> {
            res.headers_mut()?.insert("Trailer", "X-Sum".parse()?);
            res.write("x")?;
            res.insert_header("X-Sum", y())?;
            Ok(())
        }

        fn f(res: &mut ResponseWriter) -> Result<()> {
            res.insert_header(TRAILER, "X-Sum")?;
            res.write("x")?;
            res.insert_header("X-Sum", y())?;
            Ok(())
        }

        fn f(res: &mut ResponseWriter) -> Result<()> {
            res.insert_header(header::TRAILER, "X-Sum")?;
            res.write("x")?;
            res.insert_header("X-Sum", y())?;
            Ok(())
        }

        fn f(res: &mut ResponseWriter) -> Result<()> {
            res.insert_header(http::header::TRAILER, HeaderValue::from_static("X-Sum"))?;
            res.write("x")?;
            res.insert_header("X-Sum", y())?;
            Ok(())
        }

        fn f(res: &mut ResponseWriter) -> Result<()> {
            res.insert_header("TRAILER", "x-sum ,X-B")?;
            res.write("x")?;
            res.insert_header("X-SUM", y())?;
            res.set_header("x-b", y())?;
            Ok(())
        }

        fn f(res: &mut ResponseWriter) -> Result<()> {
            res.insert_header("Trailer", "X-Sum")?;
            res.write("x")?;
            res.set_status(y())?; //~ late
            res.insert_header("X-Sums", y())?; //~ late
            Ok(())
        }

        fn f(res: &mut ResponseWriter, rows: &[Row]) -> Result<()> {
            res.insert_header("Trailer", "X-A")?;
            for row in rows { res.write(row)?; }
            if rows.len() > 3 { res.insert_header("X-A", y())?; }
            Ok(())
        }

        fn f(res: &mut ResponseWriter, rows: &[Row]) -> Result<()> {
            for row in rows {
                res.insert_header("Trailer", "X-A")?; //~ late
                res.write(row)?;
                res.insert_header("X-A", y())?;
            }
            Ok(())
        }

        fn f(res: &mut ResponseWriter, gz: bool) -> Result<()> {
            if gz { res.insert_header("Trailer", "X-A")?; } else { res.insert_header("Trailer", "X-A, X-B")?; }
            res.write("x")?;
            res.insert_header("X-A", y())?;
            res.insert_header("X-B", y())?; //~ late
            Ok(())
        }

        fn f(res: &mut ResponseWriter) -> Result<()> {
            res.insert_header("Trailer", "X-A")?;
            helper(res)?;
            res.insert_header("X-A", y())?;
            res.insert_header("X-B", y())?; //~ check
            Ok(())
        }
        "#,
    );
}

#[test]
fn not_declared() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) -> Result<()> {
            res.insert_header("Trailer", "X-Sum")?;
            res.write("x")?;
            res.headers_mut()?.insert("X-Sum", y()); //~ late
            Ok(())
        }

        fn f(res: &mut ResponseWriter) -> Result<()> {
            res.insert_header("Trailer", "X-Sum")?;
            res.remove_header("Trailer")?;
            res.write("x")?;
            res.insert_header("X-Sum", y())?; //~ late
            Ok(())
        }

        fn f(res: &mut ResponseWriter) -> Result<()> {
            res.insert_header("Trailer", "X-A")?;
            res.insert_header("Trailer", "X-B")?;
            res.write("x")?;
            res.insert_header("X-B", y())?;
            res.insert_header("X-A", y())?; //~ late
            Ok(())
        }

        fn f(res: &mut ResponseWriter) -> Result<()> {
            res.insert_header("Trailer", "X-A")?;
            res.reset()?;
            res.write("x")?;
            res.insert_header("X-A", y())?; //~ late
            Ok(())
        }

        fn f(a: &mut ResponseWriter, b: &mut ResponseWriter) -> Result<()> {
            a.insert_header("Trailer", "X-A")?;
            a.write("x")?; b.write("x")?;
            a.insert_header("X-A", y())?;
            b.insert_header("X-A", y())?; //~ late
            Ok(())
        }

        fn f(res: &mut ResponseWriter) -> Result<()> {
            res.insert_header("Trailer", "Set-Cookie, X-A")?;
            res.write("x")?;
            res.set_cookie(y())?; //~ late
            Ok(())
        }

        fn f(res: &mut ResponseWriter) -> Result<()> {
            res.insert_header("Trailer", "Content-Length")?;
            res.write("x")?;
            res.insert_header("Content-Length", y())?; //~ late
            Ok(())
        }
        "#,
    );
}

#[test]
fn informational() {
    table_with(
        "vocabulary = pingora",
        r#"
        async fn f(session: &mut Session) -> Result<()> {
            session.write_response_header(Box::new(early()), false).await?;
            session.write_response_header(Box::new(late()), false).await?; //~ second
            Ok(())
        }
        "#,
    );
    table(
        r#"
        fn f(res: &mut ResponseWriter) {
            res.write_head(103);
            res.insert_header("A", "1");
            res.write_head(200);
        }

        fn f(res: &mut ResponseWriter) {
            for _ in 0..3 { res.write_head(103); }
            res.write_head(200);
            res.write_head(103); //~ late
        }

        fn f(res: &mut ResponseWriter, code: u16) {
            if code == 103 { res.write_head(code); }
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            res.write_head(StatusCode::CONTINUE);
            res.write_head(StatusCode::PROCESSING);
            res.set_status(200);
            res.write_head(StatusCode::OK);
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            res.write_head(http::StatusCode::EARLY_HINTS);
            res.set_status(200);
        }

        fn f(res: &mut ResponseWriter) {
            const HINTS: u16 = 103;
            res.write_head(HINTS);
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            res.write_head(if hint() { 103 } else { 200 });
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            res.write_head(StatusCode::from_u16(103).unwrap());
            res.set_status(y());
        }

        fn f(res: &mut ResponseWriter) {
            res.write_head(103u16);
            res.set_status(200);
            res.write_head(101u16);
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            res.send_headers(103, hints());
            res.send_headers(200, head());
            res.send_headers(200, head()); //~ second
        }
        "#,
    );
    table_with(
        "vocabulary = h3",
        r#"
        async fn f(stream: &mut RequestStream<S, B>) -> Result<()> {
            let hints = Response::builder().status(103).body(()).unwrap();
            stream.send_response(hints).await?;
            stream.send_response(Response::builder().status(200).body(()).unwrap()).await?;
            stream.send_data(b"x").await?;
            stream.send_trailers(t).await?;
            stream.finish().await?;
            Ok(())
        }

        async fn f(stream: &mut RequestStream<S, B>) -> Result<()> {
            stream.send_data(b"x").await?;
            stream.send_response(Response::new(())).await?; //~ second
            Ok(())
        }
        "#,
    );
}

#[test]
fn after_the_body() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) -> Result<()> {
            res.declare_trailer("X-A")?;
            res.write("x")?;
            res.append_trailer("X-A", y())?;
            res.append_trailer("X-C", y())?;
            res.declare_trailer("X-B")?; //~ late
            Ok(())
        }

        fn f(res: &mut ResponseWriter) -> Result<()> {
            res.send("x")?;
            res.declare_trailer("X-B")?; //~ hoist
            res.append_trailer("X-A", y())?; //~ end
            Ok(())
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            res.set_cookie("a", "b"); //~ hoist
        }

        fn f(res: &mut ResponseWriter) {
            res.add_cookie(Cookie::new("a", "b"));
            res.write("x");
            res.add_cookie(Cookie::new("c", y())); //~ late
            res.remove_cookie("a"); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            res.cookies.add(Cookie::new("a", "b")); //~ hoist
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            res.cookies().add(Cookie::new("a", "b"));
        }

        fn f(res: &mut ResponseWriter) -> Result<()> {
            res.insert_header("Trailer", "X-A")?;
            res.write("x")?;
            res.insert_header("X-A", "1")?;
            Ok(())
        }
        "#,
    );
}
