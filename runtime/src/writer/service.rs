//! A handler as a service.
use core::convert::Infallible;
use core::future::Future;
use std::sync::Arc;

use bytes::Bytes;
use http::{Request, Response};
use http_body::{Body, Frame, SizeHint};

use super::channel::Channel;
use super::drive::{Merged, Outcome, ResponseFuture, Returned};
use super::error::BoxError;
use super::{RequestHead, ResponseBody, ResponseWriter};

/// Makes a service of a handler that writes its response step by step.
///
/// The handler gets the request and the [`ResponseWriter`]; async closures, also with captures that they lend, and
/// async functions will do. Its future is polled by the response's body: no task is spawned, and a client that leaves
/// drops it.
///
/// # Errors
///
/// A handler that fails or panics before the head is out is answered with a plain `500`; afterwards the response is
/// aborted. Either way the error is reported through the features `tracing` or `log`, or on standard error.
///
/// # Examples
///
/// ```
/// use headers_first::{Error, ResponseWriter, service};
/// use http::Request;
///
/// async fn hello<B>(req: Request<B>, res: &mut ResponseWriter) -> Result<(), Error> {
///     res.insert_header("Content-Type", "text/plain")?;
///     res.write(format!("You asked for {}\n", req.uri().path())).await?;
///     res.write("That is all.\n").await
/// }
///
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
/// use http_body_util::BodyExt;
/// # #[cfg(feature = "hyper")]
/// use hyper::service::Service;
/// # #[cfg(not(feature = "hyper"))]
/// # use tower::Service;
///
/// # #[allow(unused_mut)]
/// let mut hello = service(hello);
/// let response = hello.call(Request::get("/shelf").body(()).unwrap()).await.unwrap();
/// let body = response.into_body().collect().await.unwrap().to_bytes();
/// assert_eq!(body, "You asked for /shelf\nThat is all.\n");
/// # });
/// ```
///
/// On a connection it is given to hyper as it is: `http1::Builder::new().serve_connection(io, hello.clone())`.
pub fn service<H, B, E>(
    handler: H,
) -> HandlerService<impl Start<B, Future = impl Future<Output = Settled>> + Clone>
where
    H: AsyncFn(Request<B>, &mut ResponseWriter) -> Result<(), E>,
    E: Into<BoxError>,
{
    let handler = Arc::new(handler);
    HandlerService {
        start: move |request: Request<B>, mut writer: ResponseWriter| {
            let handler = Arc::clone(&handler);
            async move {
                let result = handler(request, &mut writer).await.map_err(Into::into);
                writer.close(result);
                Settled(())
            }
        },
    }
}

/// A handler as a service: see [`service`]. Cloning it is cheap.
#[derive(Clone)]
pub struct HandlerService<S> {
    start: S,
}

/// Starts a handler on one request. Implemented for what [`service`] makes of a handler.
pub trait Start<B> {
    /// The running handler.
    type Future: Future<Output = Settled>;

    /// Starts the handler.
    fn start(&self, request: Request<B>, writer: ResponseWriter) -> Self::Future;
}

impl<S, B, F> Start<B> for S
where
    S: Fn(Request<B>, ResponseWriter) -> F,
    F: Future<Output = Settled>,
{
    type Future = F;

    fn start(&self, request: Request<B>, writer: ResponseWriter) -> F {
        self(request, writer)
    }
}

/// The handler has returned, and its writer knows how.
#[derive(Debug)]
pub struct Settled(());

/// The body that such a handler could return, which there is none of.
#[derive(Debug)]
pub enum Never {}

impl<S> HandlerService<S> {
    pub(super) fn respond<B>(&self, request: Request<B>) -> ResponseFuture<S::Future>
    where
        S: Start<B>,
    {
        let (writer, channel) = ResponseWriter::new(RequestHead::new(&request));
        ResponseFuture::new(self.start.start(request, writer), channel)
    }
}

#[cfg(feature = "hyper")]
impl<S: Start<B>, B> hyper::service::Service<Request<B>> for HandlerService<S> {
    type Response = Response<ResponseBody<S::Future, Never>>;
    type Error = Infallible;
    type Future = ResponseFuture<S::Future>;

    fn call(&self, request: Request<B>) -> Self::Future {
        self.respond(request)
    }
}

#[cfg(feature = "tower")]
impl<S: Start<B>, B> tower_service::Service<Request<B>> for HandlerService<S> {
    type Response = Response<ResponseBody<S::Future, Never>>;
    type Error = Infallible;
    type Future = ResponseFuture<S::Future>;

    fn poll_ready(&mut self, _: &mut core::task::Context<'_>) -> core::task::Poll<Result<(), Infallible>> {
        core::task::Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<B>) -> Self::Future {
        self.respond(request)
    }
}

impl<S> core::fmt::Debug for HandlerService<S> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("HandlerService").finish_non_exhaustive()
    }
}

#[allow(private_interfaces, reason = "the trait cannot be named outside the crate")]
impl Outcome for Settled {
    type Body = Never;
    type Error = Infallible;

    fn returned(self) -> Result<Returned<Never>, Infallible> {
        Ok(Returned::Settled)
    }

    fn merge(response: Response<Never>, _: &Channel) -> Merged<Never> {
        match *response.body() {}
    }

    fn after_commit(response: Response<Never>, _: &Channel) {
        match *response.body() {}
    }

    fn cause(error: Infallible) -> BoxError {
        match error {}
    }
}

impl Body for Never {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        self: core::pin::Pin<&mut Self>,
        _: &mut core::task::Context<'_>,
    ) -> core::task::Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        match *self {}
    }

    fn is_end_stream(&self) -> bool {
        match *self {}
    }

    fn size_hint(&self) -> SizeHint {
        match *self {}
    }
}
