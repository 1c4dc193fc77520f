//! Bodies from readers and files, and bodies that are copied.
#![cfg(all(feature = "tokio", feature = "hyper"))]
#![allow(missing_docs)]
mod support;

use std::path::PathBuf;

use bytes::Bytes;
use headers_first::testing::Recorder;
use headers_first::{Error, ResponseWriter, service};
use http::{HeaderMap, HeaderValue, Request};
use http_body::Frame;
use http_body_util::{BodyExt, StreamBody};
use hyper::body::Incoming;

use support::Protocol::{Http1, Http2};
use support::{get, raw, run, serve, text};

type Req = Request<Incoming>;
const CLOSE: &str = "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

fn this_file() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/writer_files.rs")
}

#[test]
fn a_file_is_sent_with_its_length() {
    let handler = service(async |_: Req, res: &mut ResponseWriter| res.send_file(this_file()).await);
    let answer = run(async { raw(serve(Http1, handler).await, CLOSE).await });
    let file = std::fs::read_to_string(this_file()).unwrap();
    assert!(answer.contains(&format!("content-length: {}\r\n", file.len())), "{answer}");
    assert!(answer.ends_with(&format!("\r\n\r\n{file}")));
}

#[test]
fn a_missing_file_leaves_the_head_open() {
    run(async {
        let handler =
            service(async |_: Req, res: &mut ResponseWriter| match res.send_file("/no/such/file").await {
                Err(Error::Io(_)) => res.send_error(404),
                other => other,
            });
        let response = get(Http1, serve(Http1, handler).await).await;
        assert_eq!((response.status().as_u16(), text(response).await), (404, "Not Found".into()));
    });
}

#[test]
fn a_directory_is_no_file() {
    let mut recorder = Recorder::new();
    let sent = run(recorder.writer().send_file(env!("CARGO_MANIFEST_DIR")));
    assert!(matches!(sent, Err(Error::Io(_))));
}

#[test]
fn a_reader_is_copied() {
    let large = vec![7; 100_000];
    let mut recorder = Recorder::new();
    run(recorder.writer().copy_from(&large[..])).unwrap();
    assert_eq!(recorder.body(), large);
}

fn upstream(
    end: Result<Frame<Bytes>, &'static str>,
) -> impl http_body::Body<Data = Bytes, Error = &'static str> {
    let frames = [Ok(Frame::data(Bytes::from_static(b"from "))), Ok(Frame::data("above".into())), end];
    StreamBody::new(tokio_stream_iter(frames))
}

/// A stream of what an array holds.
fn tokio_stream_iter<T: Unpin, const N: usize>(items: [T; N]) -> impl futures_core::Stream<Item = T> {
    struct Items<I>(I);
    impl<I: Iterator + Unpin> futures_core::Stream for Items<I> {
        type Item = I::Item;
        fn poll_next(
            mut self: std::pin::Pin<&mut Self>,
            _: &mut std::task::Context<'_>,
        ) -> std::task::Poll<Option<I::Item>> {
            std::task::Poll::Ready(self.0.next())
        }
    }
    Items(items.into_iter())
}

fn trailers(name: &'static str) -> Result<Frame<Bytes>, &'static str> {
    let mut fields = HeaderMap::new();
    fields.append(name, HeaderValue::from_static("1"));
    fields.append(name, HeaderValue::from_static("2"));
    Ok(Frame::trailers(fields))
}

#[test]
fn a_body_is_copied_with_its_trailers() {
    run(async {
        let handler = service(async |_: Req, res: &mut ResponseWriter| {
            res.write_body(upstream(trailers("x-sum"))).await
        });
        let response = get(Http2, serve(Http2, handler).await).await;
        let collected = response.into_body().collect().await.unwrap();
        let sums = collected.trailers().unwrap().get_all("x-sum").iter().cloned().collect::<Vec<_>>();
        assert_eq!(sums, ["1", "2"]);
        assert_eq!(collected.to_bytes(), "from above");
    });
}

#[test]
fn trailers_that_may_not_follow_are_left_out() {
    let mut recorder = Recorder::new();
    run(recorder.writer().write_body(upstream(trailers("content-length")))).unwrap();
    assert!(recorder.trailers().is_empty());
}

#[test]
fn a_body_that_fails_cuts_the_response_off() {
    let handler = service(async |_: Req, res: &mut ResponseWriter| {
        res.write_body(upstream(Err("the backend died"))).await
    });
    let answer = run(async { raw(serve(Http1, handler).await, CLOSE).await });
    assert!(answer.ends_with("5\r\nabove\r\n"), "{answer}");
}

#[test]
fn a_body_of_known_length_declares_it() {
    let mut recorder = Recorder::new();
    let body = http_body_util::Full::<Bytes>::from("twelve bytes");
    run(recorder.writer().write_body(body)).unwrap();
    assert_eq!(recorder.headers()["content-length"], "12");
}
