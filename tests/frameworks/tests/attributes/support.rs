//! Runs a handler on a recorder.

use std::pin::Pin;

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, Request, Response};
use http_body_util::BodyExt;
use tower::{Layer, Service, service_fn};

use headers_first::testing::Recorder;
use headers_first::{Error, ResponseWriter, StreamLayer};

/// What a handler returns, for a response that it borrows.
pub type Answer<'a> = Pin<Box<dyn Future<Output = Result<(), Error>> + 'a>>;

pub fn block_on<F: Future>(future: F) -> F::Output {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

/// What a client receives of a handler.
#[track_caller]
pub fn record(handler: impl for<'a> FnOnce(&'a mut ResponseWriter) -> Answer<'a>) -> Recorder {
    let mut recorder = Recorder::new();
    block_on(handler(recorder.writer())).unwrap();
    recorder.finish().unwrap();
    recorder
}

/// Checks that a header was set in time, and that the body is there.
#[track_caller]
pub fn arrives(handler: impl for<'a> FnOnce(&'a mut ResponseWriter) -> Answer<'a>) {
    let recorder = record(handler);
    recorder.assert_on_time();
    assert_eq!(recorder.headers()["x-kind"], "test");
    assert_eq!(recorder.body(), "one two");
}

/// The headers and the body that a client receives of a handler that owns its response.
pub fn served(handler: impl AsyncFn(ResponseWriter) -> Result<(), Error>) -> (HeaderMap, Bytes) {
    block_on(async {
        let inner = service_fn(async |mut request: Request<()>| {
            handler(ResponseWriter::take_from(request.extensions_mut()).unwrap()).await?;
            Ok::<_, Error>(Response::new(Body::empty()))
        });
        let response = StreamLayer::new().layer(inner).call(Request::new(())).await.unwrap();
        let (head, body) = response.into_parts();
        (head.headers, body.collect().await.unwrap().to_bytes())
    })
}
