//! What curl makes of the responses, as an HTTP client that shares no code with the server. Skipped without curl.
#![cfg(feature = "hyper")]
#![allow(missing_docs)]
mod support;

use std::net::SocketAddr;
use std::process::{Command, Output};

use headers_first::{BoxError, Error, ResponseWriter, service};
use http::Request;
use hyper::body::Incoming;

use support::Protocol::{Http1, Http2};
use support::{Protocol, run_on_threads, serve};

type Req = Request<Incoming>;

/// Runs curl on `/`; `None` if there is none.
async fn curl(protocol: Protocol, addr: SocketAddr) -> Option<Output> {
    let version = if protocol == Http1 { "--http1.1" } else { "--http2-prior-knowledge" };
    let mut curl = Command::new("curl");
    curl.args(["--silent", "--include", "--max-time", "20", "--noproxy", "*", version]);
    curl.arg(format!("http://{addr}/"));
    tokio::task::spawn_blocking(move || curl.output().ok()).await.unwrap()
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
