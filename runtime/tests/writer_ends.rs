//! How responses end on real connections: well, with an error, or because the client leaves.
#![cfg(feature = "hyper")]
#![allow(missing_docs)]
mod support;

use std::sync::Arc;

use headers_first::{BoxError, Error, ResponseWriter, service};
use http::Request;
use http_body_util::BodyExt;
use hyper::body::Incoming;
use tokio::sync::{Notify, mpsc};

use support::Protocol::{Http1, Http2};
use support::{chunk, get, raw, run, serve, text};

type Req = Request<Incoming>;
const CLOSE: &str = "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

async fn two_chunks(_: Req, res: &mut ResponseWriter) -> Result<(), Error> {
    res.insert_header("X-Kind", "test")?;
    res.write("one ").await?;
    res.write("two").await
}

#[test]
fn a_body_shorter_than_its_length_is_cut_off() {
    let handler = service(async |_: Req, res: &mut ResponseWriter| {
        res.insert_header("Content-Length", 40)?;
        res.write("one").await
    });
    let answer = run(async { raw(serve(Http1, handler).await, CLOSE).await });
    assert!(answer.ends_with("\r\n\r\none") && answer.contains("content-length: 40"), "{answer}");
}

#[test]
fn an_error_before_the_head_is_a_clean_500() {
    for protocol in [Http1, Http2] {
        run(async {
            let handler = service(async |_: Req, res: &mut ResponseWriter| {
                res.insert_header("X-Secret", "half built")?;
                Err::<(), BoxError>("the database password is wrong".into())
            });
            let response = get(protocol, serve(protocol, handler).await).await;
            assert_eq!(response.status(), 500);
            assert!(!response.headers().contains_key("x-secret"));
            assert_eq!(text(response).await, "Internal Server Error");
        });
    }
}

#[test]
fn a_panic_before_the_head_is_a_clean_500() {
    run(async {
        let handler =
            service(async |_: Req, _: &mut ResponseWriter| -> Result<(), Error> { panic!("on purpose") });
        assert_eq!(get(Http1, serve(Http1, handler).await).await.status(), 500);
    });
}

#[test]
fn an_error_after_the_head_cuts_http1_off() {
    let handler = service(async |_: Req, res: &mut ResponseWriter| {
        res.write("half").await?;
        Err::<(), BoxError>("no more".into())
    });
    let answer = run(async { raw(serve(Http1, handler).await, CLOSE).await });
    assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("4\r\nhalf\r\n"), "{answer}");
}

#[test]
fn an_error_after_an_unread_chunk_still_sends_the_head() {
    let handler = service(async |_: Req, res: &mut ResponseWriter| {
        {
            let mut write = core::pin::pin!(res.write("half"));
            std::future::poll_fn(|cx| std::task::Poll::Ready(write.as_mut().poll(cx).is_pending())).await;
        }
        Err::<(), BoxError>("no more".into())
    });
    let answer = run(async { raw(serve(Http1, handler).await, CLOSE).await });
    assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("4\r\nhalf\r\n"), "{answer}");
}

#[test]
fn a_panic_after_the_head_cuts_http1_off() {
    let handler = service(async |_: Req, res: &mut ResponseWriter| -> Result<(), Error> {
        res.write("half").await?;
        panic!("on purpose")
    });
    let answer = run(async { raw(serve(Http1, handler).await, CLOSE).await });
    assert!(answer.ends_with("4\r\nhalf\r\n"), "{answer}");
}

#[test]
fn an_abort_cuts_http1_off() {
    let handler = service(async |_: Req, res: &mut ResponseWriter| {
        res.write("half").await?;
        res.abort();
        Ok::<_, Error>(())
    });
    let answer = run(async { raw(serve(Http1, handler).await, CLOSE).await });
    assert!(answer.ends_with("4\r\nhalf\r\n"), "{answer}");
}

#[test]
fn an_error_after_the_head_resets_http2() {
    run(async {
        let read = Arc::new(Notify::new());
        let go = Arc::clone(&read);
        let handler = service(async move |_: Req, res: &mut ResponseWriter| {
            res.write("half").await?;
            go.notified().await;
            Err::<(), BoxError>("no more".into())
        });
        let mut body = get(Http2, serve(Http2, handler).await).await.into_body();
        assert_eq!(chunk(&mut body).await.unwrap(), "half");
        read.notify_one();
        assert!(body.frame().await.unwrap().is_err());
    });
}

#[test]
fn a_client_that_leaves_drops_the_handler() {
    struct Told(mpsc::UnboundedSender<()>);
    impl Drop for Told {
        fn drop(&mut self) {
            let _ = self.0.send(());
        }
    }
    for protocol in [Http1, Http2] {
        run(async {
            let (sender, mut dropped) = mpsc::unbounded_channel();
            let handler = service(async move |_: Req, res: &mut ResponseWriter| {
                let _told = Told(sender.clone());
                loop {
                    res.write("again and again").await?;
                    tokio::task::yield_now().await;
                }
                #[allow(unreachable_code)]
                Ok::<_, Error>(())
            });
            let mut body = get(protocol, serve(protocol, handler).await).await.into_body();
            chunk(&mut body).await.unwrap();
            drop(body);
            dropped.recv().await.unwrap();
        });
    }
}

#[test]
fn a_connection_is_used_again_after_a_normal_end() {
    let two = "GET / HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    let answer = run(async { raw(serve(Http1, service(two_chunks)).await, two).await });
    assert_eq!(answer.matches("HTTP/1.1 200").count(), 2);
}

#[test]
fn a_connection_is_used_again_after_a_length_and_after_a_clean_error() {
    let handler = service(async |req: Req, res: &mut ResponseWriter| match req.uri().path() {
        "/length" => {
            res.insert_header("Content-Length", 6)?;
            res.write("one").await?;
            res.write("two").await.map_err(BoxError::from)
        }
        _ => Err("before the head".into()),
    });
    let ask = |path: &str| format!("GET {path} HTTP/1.1\r\nHost: a\r\n\r\n");
    let three = [ask("/length"), ask("/error"), CLOSE.to_owned()].concat();
    let answer = run(async { raw(serve(Http1, handler).await, &three).await });
    assert_eq!(answer.matches("HTTP/1.1 200").count(), 1, "{answer}");
    assert_eq!(answer.matches("HTTP/1.1 500").count(), 2, "{answer}");
}

#[test]
fn a_connection_is_not_used_again_after_an_abort() {
    let handler = service(async |_: Req, res: &mut ResponseWriter| {
        res.write("half").await?;
        res.abort();
        Ok::<_, Error>(())
    });
    let two = "GET / HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n";
    let answer = run(async { raw(serve(Http1, handler).await, two).await });
    assert_eq!(answer.matches("HTTP/1.1 200").count(), 1);
}

#[test]
fn the_handler_goes_on_after_the_end() {
    for protocol in [Http1, Http2] {
        run(async {
            let (sender, mut done) = mpsc::unbounded_channel();
            let handler = service(async move |_: Req, res: &mut ResponseWriter| {
                res.send("hello")?;
                tokio::task::yield_now().await;
                sender.send(()).unwrap();
                Ok::<_, Error>(())
            });
            assert_eq!(text(get(protocol, serve(protocol, handler).await).await).await, "hello");
            done.try_recv().unwrap();
        });
    }
}

#[test]
fn the_handler_goes_on_after_an_end_without_a_body() {
    for protocol in [Http1, Http2] {
        run(async {
            let (sender, mut done) = mpsc::unbounded_channel();
            let handler = service(async move |_: Req, res: &mut ResponseWriter| {
                res.redirect("/elsewhere")?;
                tokio::task::yield_now().await;
                sender.send(()).unwrap();
                Ok::<_, Error>(())
            });
            assert_eq!(get(protocol, serve(protocol, handler).await).await.status(), 303);
            done.try_recv().unwrap();
        });
    }
}

#[test]
fn a_failure_without_a_body_shows() {
    for protocol in [Http1, Http2] {
        run(async {
            let handler = service(async |_: Req, res: &mut ResponseWriter| {
                res.insert_header("Content-Length", 0)?;
                res.flush().await?;
                Err::<(), BoxError>("it was all wrong".into())
            });
            assert_eq!(get(protocol, serve(protocol, handler).await).await.status(), 500);
        });
    }
}

#[test]
fn the_handler_goes_on_after_the_last_byte_of_a_declared_length() {
    run(async {
        let (sender, mut done) = mpsc::unbounded_channel();
        let handler = service(async move |_: Req, res: &mut ResponseWriter| {
            res.insert_header("Content-Length", 6)?;
            res.write("one").await?;
            res.write("two").await?;
            sender.send(()).unwrap();
            Ok::<_, Error>(())
        });
        assert_eq!(text(get(Http1, serve(Http1, handler).await).await).await, "onetwo");
        done.try_recv().unwrap();
    });
}

#[test]
fn a_failure_after_the_last_byte_of_a_declared_length_shows() {
    let handler = service(async |_: Req, res: &mut ResponseWriter| {
        res.insert_header("Content-Length", 6)?;
        res.write("one").await?;
        res.write("two").await?;
        Err::<(), BoxError>("it was all wrong".into())
    });
    let answer = run(async { raw(serve(Http1, handler).await, CLOSE).await });
    assert!(answer.ends_with("\r\n\r\none"), "{answer}");
}
