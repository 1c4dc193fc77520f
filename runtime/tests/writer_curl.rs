//! What curl makes of the responses, as an HTTP client that shares no code with the server. Where there is no curl these
//! tests say so, and fail in CI.
#![cfg(feature = "hyper")]
#![allow(missing_docs)]
mod support;

use std::net::SocketAddr;
use std::process::{Command, Output};

use headers_first::{BoxError, Error, ResponseWriter, service};
use http::Request;
use hyper::body::Incoming;

use support::Protocol::{Http1, Http2};
use support::{Protocol, not_run, run_on_threads, serve};

type Req = Request<Incoming>;

/// Runs curl on `/`; `None` if there is none.
async fn curl(protocol: Protocol, addr: SocketAddr) -> Option<Output> {
    curl_with(protocol, addr, &[]).await
}

/// The same with more arguments.
async fn curl_with(protocol: Protocol, addr: SocketAddr, args: &'static [&str]) -> Option<Output> {
    let version = if protocol == Http1 { "--http1.1" } else { "--http2-prior-knowledge" };
    let mut curl = Command::new("curl");
    curl.args(["--silent", "--include", "--max-time", "20", "--noproxy", "*", version]);
    curl.args(args).arg(format!("http://{addr}/"));
    match tokio::task::spawn_blocking(move || curl.output()).await.unwrap() {
        Ok(output) => Some(output),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            not_run(std::thread::current().name().unwrap_or("a test"), "curl");
            None
        }
        Err(error) => panic!("curl does not start: {error}"),
    }
}

#[test]
fn curl_reads_a_stream() {
    for protocol in [Http1, Http2] {
        run_on_threads(async {
            let handler = service(async |_: Req, res: &mut ResponseWriter| {
                res.insert_header("X-Kind", "test")?;
                res.write("one ").await?;
                res.write("two").await
            });
            let Some(output) = curl(protocol, serve(protocol, handler).await).await else { return };
            let answer = String::from_utf8(output.stdout).unwrap();
            assert!(output.status.success() && answer.contains("x-kind: test"), "{answer}");
            assert!(answer.ends_with("\r\n\r\none two"), "{answer}");
        });
    }
}

#[test]
fn curl_sees_an_aborted_response_as_incomplete() {
    // Transfer closed with outstanding data; a stream that was reset.
    for (protocol, code) in [(Http1, 18), (Http2, 92)] {
        run_on_threads(async {
            let handler = service(async |_: Req, res: &mut ResponseWriter| {
                res.write("half").await?;
                Err::<(), BoxError>("no more".into())
            });
            let Some(output) = curl(protocol, serve(protocol, handler).await).await else { return };
            assert_eq!(output.status.code(), Some(code));
        });
    }
}

#[test]
fn curl_sees_a_short_body_as_incomplete() {
    run_on_threads(async {
        let handler = service(async |_: Req, res: &mut ResponseWriter| {
            res.insert_header("Content-Length", 40)?;
            res.write("half").await
        });
        let Some(output) = curl(Http1, serve(Http1, handler).await).await else { return };
        assert_eq!(output.status.code(), Some(18));
    });
}

#[test]
fn curl_sees_a_clean_error() {
    for protocol in [Http1, Http2] {
        run_on_threads(async {
            let handler = service(async |_: Req, res: &mut ResponseWriter| {
                res.insert_header("X-Secret", "half built")?;
                Err::<(), Error>(Error::Closed)
            });
            let Some(output) = curl(protocol, serve(protocol, handler).await).await else { return };
            let answer = String::from_utf8(output.stdout).unwrap();
            assert!(answer.contains(" 500") && !answer.contains("x-secret"), "{answer}");
        });
    }
}

#[test]
fn curl_reads_a_head_alone() {
    for protocol in [Http1, Http2] {
        run_on_threads(async {
            let handler = service(async |_: Req, res: &mut ResponseWriter| res.send("hello"));
            let addr = serve(protocol, handler).await;
            let Some(output) = curl_with(protocol, addr, &["--head"]).await else { return };
            let answer = String::from_utf8(output.stdout).unwrap();
            assert!(output.status.success() && answer.contains("content-length: 5\r\n"), "{answer}");
            assert!(answer.ends_with("\r\n\r\n"), "{answer}");
        });
    }
}

#[test]
fn curl_reads_trailers() {
    for protocol in [Http1, Http2] {
        run_on_threads(async {
            let handler = service(async |_: Req, res: &mut ResponseWriter| {
                res.declare_trailer("X-Total")?;
                res.write("a\nb\n").await?;
                res.append_trailer("X-Total", 2).map(drop)
            });
            let addr = serve(protocol, handler).await;
            let args = &["--header", "TE: trailers", "--write-out", "[%header{x-total}]"];
            let Some(output) = curl_with(protocol, addr, args).await else { return };
            let answer = String::from_utf8(output.stdout).unwrap();
            assert!(output.status.success() && answer.contains("x-total: 2"), "{answer}");
        });
    }
}
