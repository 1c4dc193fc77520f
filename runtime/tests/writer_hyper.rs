//! Handlers on real connections to a hyper server.
#![cfg(feature = "hyper")]
#![allow(missing_docs)]
mod support;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use headers_first::{Error, ResponseWriter, service};
use http::Request;
use http_body_util::{BodyExt, Empty};
use hyper::body::Incoming;
use tokio::sync::{Notify, mpsc};

use support::Protocol::{Http1, Http2};
use support::{chunk, get, raw, request, run, serve, text};

type Req = Request<Incoming>;
const CLOSE: &str = "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
const HEAD: &str = "HEAD / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

async fn two_chunks(_: Req, res: &mut ResponseWriter) -> Result<(), Error> {
    res.insert_header("X-Kind", "test")?;
    res.write("one ").await?;
    res.write("two").await
}

#[test]
fn chunks_arrive_under_the_head() {
    for protocol in [Http1, Http2] {
        run(async {
            let response = get(protocol, serve(protocol, service(two_chunks)).await).await;
            assert_eq!(response.headers()["x-kind"], "test");
            assert_eq!(text(response).await, "one two");
        });
    }
}

#[test]
fn a_stream_is_chunked_on_http1() {
    let answer = run(async { raw(serve(Http1, service(two_chunks)).await, CLOSE).await });
    assert!(answer.contains("transfer-encoding: chunked"), "{answer}");
    assert!(answer.ends_with("\r\n\r\n4\r\none \r\n3\r\ntwo\r\n0\r\n\r\n"), "{answer}");
}

#[test]
fn an_async_closure_may_lend_its_captures() {
    run(async {
        let text = String::from("from the outside");
        let handler = service(async move |_: Req, res: &mut ResponseWriter| {
            let part: &str = &text;
            res.write(part.to_owned()).await
        });
        let response = get(Http1, serve(Http1, handler).await).await;
        assert_eq!(support::text(response).await, "from the outside");
    });
}

#[test]
fn the_head_arrives_before_the_first_chunk() {
    for protocol in [Http1, Http2] {
        run(async {
            let seen = Arc::new(Notify::new());
            let go = Arc::clone(&seen);
            let handler = service(async move |_: Req, res: &mut ResponseWriter| {
                res.insert_header("X-Early", "yes")?;
                res.flush().await?;
                go.notified().await;
                res.write("late").await
            });
            let response = get(protocol, serve(protocol, handler).await).await;
            assert_eq!(response.headers()["x-early"], "yes");
            seen.notify_one();
            assert_eq!(text(response).await, "late");
        });
    }
}

#[test]
fn each_chunk_arrives_before_the_next_is_written() {
    for protocol in [Http1, Http2] {
        run(async {
            let (events, receiver) = mpsc::channel::<&str>(1);
            let receiver = tokio::sync::Mutex::new(receiver);
            let handler = service(async move |_: Req, res: &mut ResponseWriter| {
                res.flush().await?;
                while let Some(event) = receiver.lock().await.recv().await {
                    res.write(event).await?;
                }
                Ok::<_, Error>(())
            });
            let mut body = get(protocol, serve(protocol, handler).await).await.into_body();
            for event in ["a", "b", "c"] {
                events.send(event).await.unwrap();
                assert_eq!(chunk(&mut body).await.unwrap(), event);
            }
        });
    }
}

#[test]
fn a_whole_body_has_a_length() {
    let handler = service(async |_: Req, res: &mut ResponseWriter| res.send("hello"));
    let answer = run(async { raw(serve(Http1, handler).await, CLOSE).await });
    assert!(answer.contains("content-length: 5\r\n") && answer.ends_with("\r\n\r\nhello"), "{answer}");
}

#[test]
fn an_empty_response_has_length_zero() {
    let handler = service(async |_: Req, res: &mut ResponseWriter| res.set_status(202).map(drop));
    let answer = run(async { raw(serve(Http1, handler).await, CLOSE).await });
    assert!(answer.starts_with("HTTP/1.1 202") && answer.contains("content-length: 0\r\n"), "{answer}");
}

#[test]
fn a_declared_length_is_sent_and_nothing_is_chunked() {
    let handler = service(async |_: Req, res: &mut ResponseWriter| {
        res.insert_header("Content-Length", 6)?;
        res.write("one").await?;
        res.write("two").await
    });
    let answer = run(async { raw(serve(Http1, handler).await, CLOSE).await });
    assert!(!answer.contains("chunked") && answer.ends_with("\r\n\r\nonetwo"), "{answer}");
}

#[test]
fn a_body_longer_than_its_length_is_never_sent() {
    let handler = service(async |_: Req, res: &mut ResponseWriter| {
        res.insert_header("Content-Length", 4)?;
        res.write("one").await?;
        assert!(matches!(res.write("two").await, Err(Error::ContentLength)));
        res.write("!").await
    });
    let answer = run(async { raw(serve(Http1, handler).await, CLOSE).await });
    assert!(answer.ends_with("\r\n\r\none!"), "{answer}");
}

#[test]
fn head_gets_the_head_of_a_stream() {
    let answer = run(async { raw(serve(Http1, service(two_chunks)).await, HEAD).await });
    assert!(answer.contains("x-kind: test\r\n") && answer.ends_with("\r\n\r\n"), "{answer}");
}

#[test]
fn head_gets_the_length_of_the_body() {
    let handler = service(async |_: Req, res: &mut ResponseWriter| res.send("hello"));
    let answer = run(async { raw(serve(Http1, handler).await, HEAD).await });
    assert!(answer.contains("content-length: 5\r\n") && answer.ends_with("\r\n\r\n"), "{answer}");
}

#[test]
fn statuses_without_a_body_drop_the_handler_at_the_commit() {
    for status in [204, 304] {
        let after = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&after);
        let handler = service(async move |_: Req, res: &mut ResponseWriter| {
            res.set_status(status)?;
            res.write("not sent").await?;
            count.fetch_add(1, Ordering::Relaxed);
            Ok::<_, Error>(())
        });
        let answer = run(async { raw(serve(Http1, handler).await, CLOSE).await });
        assert!(answer.ends_with("\r\n\r\n") && !answer.contains("chunked"), "{answer}");
        assert_eq!(after.load(Ordering::Relaxed), 0);
    }
}

#[test]
fn a_client_that_stops_reading_stops_the_handler() {
    const CHUNK: usize = 64 * 1024;
    const CHUNKS: usize = 4096;
    for protocol in [Http1, Http2] {
        run(async {
            let written = Arc::new(AtomicUsize::new(0));
            let count = Arc::clone(&written);
            let handler = service(async move |_: Req, res: &mut ResponseWriter| {
                for _ in 0..CHUNKS {
                    res.write(vec![0; CHUNK]).await?;
                    count.fetch_add(1, Ordering::Relaxed);
                }
                Ok::<_, Error>(())
            });
            let response = get(protocol, serve(protocol, handler).await).await;
            for _ in 0..10_000 {
                tokio::task::yield_now().await;
            }
            // The buffers of two sockets and of the server are all that fills up.
            let stalled = written.load(Ordering::Relaxed);
            assert!(stalled < CHUNKS / 4, "{stalled} chunks of 64 KiB for a client that reads none");
            assert_eq!(response.into_body().collect().await.unwrap().to_bytes().len(), CHUNKS * CHUNK);
        });
    }
}

#[test]
fn trailers_follow_on_http2() {
    run(async {
        let handler = service(async |_: Req, res: &mut ResponseWriter| {
            res.write("a\nb\n").await?;
            res.append_trailer("X-Total", 2).map(drop)
        });
        let response = get(Http2, serve(Http2, handler).await).await;
        let collected = response.into_body().collect().await.unwrap();
        assert_eq!(collected.trailers().unwrap()["x-total"], "2");
    });
}

#[test]
fn declared_trailers_follow_on_http1_if_the_client_takes_them() {
    let handler = service(async |_: Req, res: &mut ResponseWriter| {
        res.declare_trailer("X-Total")?;
        res.write("a\nb\n").await?;
        res.insert_header("X-Total", 2).map(drop)
    });
    let ask = "GET / HTTP/1.1\r\nHost: a\r\nTE: trailers\r\nConnection: close\r\n\r\n";
    let answer = run(async { raw(serve(Http1, handler).await, ask).await });
    assert!(answer.ends_with("a\nb\n\r\n0\r\nx-total: 2\r\n\r\n"), "{answer}");
}

#[test]
fn synchronous_writes_leave_when_the_handler_waits() {
    run(async {
        let seen = Arc::new(Notify::new());
        let go = Arc::clone(&seen);
        let handler = service(async move |_: Req, res: &mut ResponseWriter| {
            use std::io::Write;
            write!(res.as_io_writer(), "in {} parts", 2).map_err(|_| Error::Finished)?;
            go.notified().await;
            Ok::<_, Error>(())
        });
        let mut body = get(Http1, serve(Http1, handler).await).await.into_body();
        assert_eq!(chunk(&mut body).await.unwrap(), "in 2 parts");
        seen.notify_one();
    });
}

#[test]
fn head_requests_on_http2_have_no_body() {
    run(async {
        let addr = serve(Http2, service(two_chunks)).await;
        let head = Request::head(format!("http://{addr}/")).body(Empty::new()).unwrap();
        assert_eq!(text(request(Http2, addr, head).await).await, "");
    });
}
