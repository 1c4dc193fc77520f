//! Requests that are given up before their head, while the writer lives on in another task: it must learn of it, and
//! not wait for ever for a server that will never ask.
#![cfg(feature = "tower")]
#![allow(missing_docs)]
use std::time::Duration;

use bytes::Bytes;
use headers_first::{BoxError, Error, ResponseWriter, StreamLayer};
use http::{Request, Response};
use http_body_util::Empty;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tower::{Layer, Service, ServiceExt, service_fn};

type Answer = Result<Response<Empty<Bytes>>, BoxError>;

fn run<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

/// A service that gives its writer away, and goes on with `handler`.
fn given_away<F: Future<Output = Answer>>(
    handler: impl Fn() -> F + Clone,
) -> (impl Service<Request<()>, Error = BoxError, Response: Sized>, UnboundedReceiver<ResponseWriter>) {
    let (sender, writers) = unbounded_channel();
    let stack = StreamLayer::new().layer(service_fn(move |mut req: Request<()>| {
        sender.send(ResponseWriter::take_from(req.extensions_mut()).unwrap()).unwrap();
        handler()
    }));
    (stack, writers)
}

/// What a writer gets that nobody reads.
async fn write(mut res: ResponseWriter) -> Result<(), Error> {
    let limit = Duration::from_secs(5);
    tokio::time::timeout(limit, res.write("x")).await.expect("the writer waits for a server that is gone")
}

#[test]
fn a_request_that_is_dropped_closes_its_writer() {
    run(async {
        let (stack, mut writers) = given_away(std::future::pending::<Answer>);
        let _ = tokio::time::timeout(Duration::from_millis(5), stack.oneshot(Request::new(()))).await;
        assert!(matches!(write(writers.recv().await.unwrap()).await, Err(Error::Closed)));
    });
}

#[test]
fn a_write_that_waits_learns_of_it() {
    run(async {
        let (stack, mut writers) = given_away(std::future::pending::<Answer>);
        let mut response = Box::pin(stack.oneshot(Request::new(())));
        let polled =
            std::future::poll_fn(|cx| std::task::Poll::Ready(response.as_mut().poll(cx).is_pending()));
        assert!(polled.await);
        let writing = tokio::spawn(write(writers.recv().await.unwrap()));
        tokio::task::yield_now().await;
        drop(response);
        assert!(matches!(writing.await.unwrap(), Err(Error::Closed)));
    });
}

#[test]
fn a_handler_that_fails_closes_its_writer() {
    run(async {
        let (stack, mut writers) = given_away(async || Err("down".into()));
        assert!(stack.oneshot(Request::new(())).await.is_err());
        assert!(matches!(write(writers.recv().await.unwrap()).await, Err(Error::Closed)));
    });
}

#[test]
fn a_handler_that_panics_closes_its_writer() {
    run(async {
        let (stack, mut writers) = given_away(async || -> Answer { panic!("on purpose") });
        assert!(stack.oneshot(Request::new(())).await.is_ok());
        assert!(matches!(write(writers.recv().await.unwrap()).await, Err(Error::Closed)));
    });
}
