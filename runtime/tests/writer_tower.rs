//! The writer in tower stacks whose services can fail.
#![cfg(feature = "tower")]
#![allow(missing_docs)]
use bytes::Bytes;
use headers_first::{BoxError, Error, ResponseWriter, StreamLayer, service};
use http::{Request, Response, StatusCode};
use http_body::Body;
use http_body_util::{BodyExt, Empty, Full};
use tower::{Layer, Service, ServiceExt, service_fn};

fn run<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

fn writer(request: &mut Request<()>) -> ResponseWriter {
    ResponseWriter::take_from(request.extensions_mut()).unwrap()
}

#[test]
fn a_handler_is_a_tower_service() {
    run(async {
        let mut echo = service(async |req: Request<&'static str>, res: &mut ResponseWriter| {
            res.write(*req.body()).await
        });
        let response = echo.ready().await.unwrap().call(Request::new("hello")).await.unwrap();
        assert_eq!(response.into_body().collect().await.unwrap().to_bytes(), "hello");
    });
}

#[test]
fn the_types_of_a_handler_are_inferred() {
    run(async {
        let echo = service(async |req, res: &mut ResponseWriter| res.send(req.uri().path().to_owned()));
        let response = echo.oneshot(Request::get("/here").body(()).unwrap()).await.unwrap();
        assert_eq!(response.into_body().collect().await.unwrap().to_bytes(), "/here");
    });
}

#[test]
fn a_service_that_fails_before_the_head_fails() {
    let stack = StreamLayer::new().layer(service_fn(async |mut req: Request<()>| {
        let _res = writer(&mut req);
        Err::<Response<Empty<Bytes>>, BoxError>("down".into())
    }));
    let failure = run(stack.oneshot(Request::new(()))).unwrap_err();
    assert_eq!(failure.to_string(), "down");
}

#[test]
fn a_service_that_fails_after_the_head_fails_the_body() {
    let stack = StreamLayer::new().layer(service_fn(async |mut req: Request<()>| {
        let mut res = writer(&mut req);
        res.write("half").await?;
        Err::<Response<Empty<Bytes>>, BoxError>("down".into())
    }));
    let failure = run(async { stack.oneshot(Request::new(())).await.unwrap().into_body().collect().await });
    let failure = failure.unwrap_err().to_string();
    assert!(failure.starts_with("GET /: the handler failed after the head was sent at "), "{failure}");
    assert!(failure.ends_with("by `write`: down"), "{failure}");
}

#[test]
fn a_service_that_commits_and_fails_in_one_poll_fails_the_body() {
    let stack = StreamLayer::new().layer(service_fn(async |mut req: Request<()>| {
        writer(&mut req).send("all")?;
        Err::<Response<Empty<Bytes>>, BoxError>("down".into())
    }));
    let response = run(stack.oneshot(Request::new(()))).unwrap();
    assert_eq!(response.status(), 200);
}

#[test]
fn a_body_beside_what_was_held_back_is_refused() {
    let stack = StreamLayer::new().layer(service_fn(async |mut req: Request<()>| {
        let mut res = writer(&mut req);
        res.buffer(64)?;
        res.write("one body").await?;
        Ok::<_, Error>(Response::new(Full::new(Bytes::from_static(b"another"))))
    }));
    assert_eq!(run(stack.oneshot(Request::new(()))).unwrap().status(), 500);
}

#[test]
fn a_hook_that_panics_at_the_end_is_a_500() {
    let stack = StreamLayer::new().layer(service_fn(async |mut req: Request<()>| {
        writer(&mut req).on_commit(|_| panic!("on purpose"))?;
        Ok::<_, Error>(Response::new(Empty::<Bytes>::new()))
    }));
    assert_eq!(run(stack.oneshot(Request::new(()))).unwrap().status(), 500);
}

#[test]
fn hooks_see_what_the_handler_returned() {
    let stack = StreamLayer::new().layer(service_fn(async |mut req: Request<()>| {
        writer(&mut req).on_commit(|head| head.status = StatusCode::ACCEPTED)?;
        Ok::<_, Error>(Response::new(Empty::<Bytes>::new()))
    }));
    assert_eq!(run(stack.oneshot(Request::new(()))).unwrap().status(), 202);
}

#[test]
fn a_request_that_outlives_its_handler_does_not_hold_the_response() {
    run(async {
        let kept = std::sync::Arc::new(std::sync::Mutex::new(None));
        let keep = kept.clone();
        let stack = StreamLayer::new().layer(service_fn(move |req: Request<()>| {
            *keep.lock().unwrap() = Some(req);
            async { Ok::<_, Error>(Response::new(Empty::<Bytes>::new())) }
        }));
        assert_eq!(stack.oneshot(Request::new(())).await.unwrap().status(), 200);
    });
}

#[test]
fn a_dropped_response_closes_the_writer() {
    run(async {
        let (sender, receiver) = tokio::sync::oneshot::channel();
        let sender = std::sync::Mutex::new(Some(sender));
        let stack = StreamLayer::new().layer(service_fn(move |mut req: Request<()>| {
            let (mut res, sender) = (writer(&mut req), sender.lock().unwrap().take().unwrap());
            tokio::spawn(async move {
                res.write("one").await?;
                let _ = sender.send(res.write("two").await);
                Ok::<_, Error>(())
            });
            async { Ok::<_, Error>(Response::new(Empty::<Bytes>::new())) }
        }));
        let mut body = stack.oneshot(Request::new(())).await.unwrap().into_body();
        body.frame().await.unwrap().unwrap();
        drop(body);
        let closed = receiver.await;
        assert!(matches!(closed, Ok(Err(Error::Closed)) | Err(_)));
    });
}

/// A stack whose handler gives its writer away and returns at once.
fn given_away(
    writers: tokio::sync::mpsc::UnboundedSender<ResponseWriter>,
) -> impl Service<Request<()>, Response = Response<impl Body<Data = Bytes, Error: std::fmt::Debug>>, Error = Error>
{
    StreamLayer::new().layer(service_fn(move |mut req: Request<()>| {
        writers.send(writer(&mut req)).unwrap();
        async { Ok::<_, Error>(Response::new(Empty::<Bytes>::new())) }
    }))
}

async fn write_rows(mut res: ResponseWriter) -> Result<(), Error> {
    for row in 0..100 {
        res.write(format!("{row}\n")).await?;
    }
    res.finish()
}

#[test]
fn a_writer_beside_its_reader_in_one_task_gets_on() {
    run(async {
        let (sender, mut writers) = tokio::sync::mpsc::unbounded_channel();
        let response = given_away(sender).oneshot(Request::new(()));
        // The writer is polled first in each round, so that nobody but the body can tell it to go on.
        let write = async { write_rows(writers.recv().await.unwrap()).await };
        let read = async { response.await.unwrap().into_body().collect().await.unwrap().to_bytes() };
        let (written, body) = tokio::join!(biased; write, read);
        written.unwrap();
        assert_eq!(body.iter().filter(|byte| **byte == b'\n').count(), 100);
    });
}

#[test]
fn writers_on_other_threads_get_on() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).build().unwrap();
    runtime.block_on(async {
        for _ in 0..200 {
            let (sender, mut writers) = tokio::sync::mpsc::unbounded_channel();
            let response = given_away(sender).oneshot(Request::new(()));
            let written = tokio::spawn(async move { write_rows(writers.recv().await.unwrap()).await });
            let body = response.await.unwrap().into_body().collect().await.unwrap().to_bytes();
            written.await.unwrap().unwrap();
            assert_eq!(body.iter().filter(|byte| **byte == b'\n').count(), 100);
        }
    });
}
