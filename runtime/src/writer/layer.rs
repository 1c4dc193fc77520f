//! A layer that lets the handlers of a tower stack write their response step by step.
//!
//! The layer puts a writer into the request. A handler that takes it out and commits is served from the writer; its
//! own return value then only says how the response ends. Until the commit the return value is the response, and the
//! writer adds to it: see `returned`.
use core::panic::Location;
use core::task::{Context, Poll};
use std::sync::{Arc, Mutex, PoisonError, Weak};

use http::{Extensions, Request, Response};
use http_body::Body;

use super::drive::ResponseFuture;
use super::error::BoxError;
use super::{RequestHead, ResponseBody, ResponseWriter};

/// A layer whose handlers can take a [`ResponseWriter`] from the request.
///
/// It belongs directly around the handler, inside of all layers that look at the response: in axum
/// `get(export.layer(StreamLayer::new()))`.
///
/// If the handler returns before the head is out, what it returns is the response: a success keeps its body under the
/// status and the headers of the writer, and anything else is sent as it is. After that a success without a body ends
/// the response, and anything else aborts it; headers on it are reported as late. A writer that was given to another
/// task keeps the response open until it is finished or dropped.
///
/// # Errors
///
/// The service fails as the handler does, as long as the head is not out.
///
/// # Examples
///
/// ```
/// use headers_first::{ResponseWriter, StreamLayer};
/// use http::{Request, Response};
/// use http_body_util::{BodyExt, Empty};
/// use tower::{Layer, Service, service_fn};
///
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
/// let handler = service_fn(async |mut req: Request<()>| {
///     let mut res = ResponseWriter::take_from(req.extensions_mut()).expect("inside of the layer");
///     res.write("step by ").await?;
///     res.write("step").await?;
///     Ok::<_, headers_first::Error>(Response::new(Empty::<&[u8]>::new()))
/// });
/// let response = StreamLayer::new().layer(handler).call(Request::new(())).await.unwrap();
/// assert_eq!(response.into_body().collect().await.unwrap().to_bytes(), "step by step");
/// # });
/// ```
#[derive(Clone, Copy, Debug)]
pub struct StreamLayer {
    at: &'static Location<'static>,
}

impl StreamLayer {
    /// The layer. Reports of headers that a handler returned too late point to the place of this call.
    #[must_use]
    #[track_caller]
    pub fn new() -> Self {
        StreamLayer { at: Location::caller() }
    }
}

impl Default for StreamLayer {
    #[track_caller]
    fn default() -> Self {
        Self::new()
    }
}

impl<S> tower_layer::Layer<S> for StreamLayer {
    type Service = StreamService<S>;

    fn layer(&self, inner: S) -> StreamService<S> {
        StreamService { inner, at: self.at }
    }
}

/// A service whose handlers can take a [`ResponseWriter`] from the request: see [`StreamLayer`].
#[derive(Clone, Copy, Debug)]
pub struct StreamService<S> {
    inner: S,
    at: &'static Location<'static>,
}

/// The writer on its way to the handler, who takes it once.
#[derive(Clone)]
struct Slot(Arc<Mutex<Option<ResponseWriter>>>);

/// The layer's own view of that.
#[derive(Default)]
pub(crate) struct Untaken(Weak<Mutex<Option<ResponseWriter>>>);

impl Untaken {
    /// Drops the writer if no handler took it.
    pub(crate) fn drop_writer(self) {
        let Some(slot) = self.0.upgrade() else { return };
        let writer = slot.lock().unwrap_or_else(PoisonError::into_inner).take();
        drop(writer);
    }
}

impl ResponseWriter {
    /// Takes the writer that a [`StreamLayer`] put into a request; `None` without the layer, or the second time.
    pub fn take_from(extensions: &mut Extensions) -> Option<ResponseWriter> {
        let slot = extensions.remove::<Slot>()?;
        slot.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl<S, B, R> tower_service::Service<Request<B>> for StreamService<S>
where
    S: tower_service::Service<Request<B>, Response = Response<R>, Error: Into<BoxError>>,
    R: Body<Error: Into<BoxError>>,
{
    type Response = Response<ResponseBody<S::Future, R>>;
    type Error = S::Error;
    type Future = ResponseFuture<S::Future>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, mut request: Request<B>) -> Self::Future {
        let (writer, channel) = ResponseWriter::new(RequestHead::new(&request));
        let slot = Slot(Arc::new(Mutex::new(Some(writer))));
        {
            let mut inner = channel.lock();
            inner.layer = Some(self.at);
            inner.untaken = Untaken(Arc::downgrade(&slot.0));
        }
        request.extensions_mut().insert(slot);
        ResponseFuture::new(self.inner.call(request), channel)
    }
}
