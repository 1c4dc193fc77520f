//! What `late = trailer` sends, over real connections: a helper that cannot be seen into has sent the head.
#![cfg(feature = "hyper")]
#![allow(missing_docs)]
mod support;

use headers_first::{Error, ResponseWriter, headers_first, service};
use http::Request;
use http_body_util::BodyExt;
use hyper::body::Incoming;

use support::Protocol::{Http1, Http2};
use support::{get, raw, run, serve};

type Req = Request<Incoming>;

/// Reads the rows from somewhere, and writes them.
async fn rows(res: &mut ResponseWriter) -> Result<(), Error> {
    res.write("a\nb\n").await
}

#[headers_first(late = trailer)]
async fn export(_req: Req, res: &mut ResponseWriter) -> Result<(), Error> {
    res.declare_trailer("X-Total")?;
    rows(res).await?;
    res.insert_header("X-Total", 2)?;
    res.insert_header("X-Undeclared", 3)?;
    res.insert_header("Set-Cookie", "a=b")?;
    Ok(())
}

/// The answer on HTTP/1.1 to a request with this line in its head.
fn answer(line: &str) -> String {
    let ask = format!("GET / HTTP/1.1\r\nHost: a\r\n{line}Connection: close\r\n\r\n");
    run(async { raw(serve(Http1, service(export)).await, &ask).await })
}

#[test]
fn http2_gets_each_late_header_that_may_follow() {
    run(async {
        let response = get(Http2, serve(Http2, service(export)).await).await;
        let trailers = response.into_body().collect().await.unwrap().trailers().unwrap().clone();
        assert_eq!(
            (&trailers["x-total"], &trailers["x-undeclared"]),
            (&"2".parse().unwrap(), &"3".parse().unwrap())
        );
        assert!(!trailers.contains_key("set-cookie"));
    });
}

#[test]
fn http1_gets_the_declared_one_if_it_asks() {
    let answer = answer("TE: trailers\r\n");
    assert!(answer.ends_with("a\nb\n\r\n0\r\nx-total: 2\r\n\r\n"), "{answer}");
}

#[test]
fn http1_gets_none_if_it_does_not_ask() {
    let answer = answer("");
    assert!(answer.ends_with("a\nb\n\r\n0\r\n\r\n"), "{answer}");
}
