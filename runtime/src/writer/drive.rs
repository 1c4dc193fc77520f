//! The server's side up to the head: the handler is polled until it commits, returns or panics.
//!
//! One machine serves handlers that write everything and handlers that also return a response. After the head the
//! same handler goes on in [`ResponseBody`].
use core::any::Any;
use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use http::{HeaderMap, Response};

use super::body::ResponseBody;
use super::channel::{Channel, End};
use super::end::refused;
use super::error::BoxError;

/// How a handler's future ends.
pub(crate) enum Returned<B> {
    /// The writer has settled everything.
    Settled,
    /// The handler returned a response of its own.
    Response(Response<B>),
}

/// What the future of a handler may resolve to.
pub trait Outcome: Sized {
    /// The body of a response that the handler returns.
    type Body;
    /// What the service fails with instead of an answer.
    type Error;

    #[doc(hidden)]
    #[allow(private_interfaces, reason = "the trait cannot be named outside the crate")]
    fn returned(self) -> Result<Returned<Self::Body>, Self::Error>;

    #[doc(hidden)]
    #[allow(private_interfaces, reason = "the trait cannot be named outside the crate")]
    fn merge(response: Response<Self::Body>, channel: &Channel) -> Merged<Self::Body>;

    #[doc(hidden)]
    #[allow(private_interfaces, reason = "the trait cannot be named outside the crate")]
    fn after_commit(response: Response<Self::Body>, channel: &Channel);

    #[doc(hidden)]
    fn cause(error: Self::Error) -> BoxError;
}

/// A returned response under the head that the writer had built.
pub(crate) enum Merged<B> {
    /// Its own body, with the writer's trailers.
    Passed(Response<B>, Option<HeaderMap>),
    /// The response had no body of its own: what the writer held back is in the channel.
    Written(http::response::Parts),
    Refused,
}

/// A running handler.
pub(crate) struct Handler<F>(Pin<Box<F>>);

/// The handler panicked: its message. The panic hook has told the place.
pub(crate) struct Panicked(String);

impl<F: Future> Handler<F> {
    pub(crate) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Result<F::Output, Panicked>> {
        // A handler that panicked is dropped at once, so nobody sees the state that it left.
        match catch_unwind(AssertUnwindSafe(|| self.0.as_mut().poll(cx))) {
            Ok(poll) => poll.map(Ok),
            Err(payload) => Poll::Ready(Err(Panicked::new(&*payload))),
        }
    }
}

impl Panicked {
    pub(crate) fn new(payload: &(dyn Any + Send)) -> Self {
        let text = payload.downcast_ref::<&str>().copied();
        let text = text.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
        Panicked(text.unwrap_or("no message").to_owned())
    }
}

/// Resolves to a response as soon as its head is out; the handler goes on in the body.
#[must_use = "futures do nothing unless polled"]
pub struct ResponseFuture<F: Future<Output: Outcome>> {
    handler: Option<Handler<F>>,
    channel: Arc<Channel>,
    /// The body reads on what the writer sends.
    handed_over: bool,
    /// Returned before the commit, while the writer still lives somewhere.
    returned: Option<Response<<F::Output as Outcome>::Body>>,
}

/// The bodies that the handlers of `F` may return.
type BodyOf<F> = <<F as Future>::Output as Outcome>::Body;
type Answer<F> = Response<ResponseBody<F, BodyOf<F>>>;

impl<F: Future<Output: Outcome>> ResponseFuture<F> {
    pub(crate) fn new(handler: F, channel: Arc<Channel>) -> Self {
        ResponseFuture {
            handler: Some(Handler(Box::pin(handler))),
            channel,
            handed_over: false,
            returned: None,
        }
    }

    /// Lets the handler run; notes what it returns.
    fn run(&mut self, cx: &mut Context<'_>) -> Result<(), <F::Output as Outcome>::Error> {
        let Some(handler) = &mut self.handler else { return Ok(()) };
        let Poll::Ready(outcome) = handler.poll(cx) else { return Ok(()) };
        self.handler = None;
        match outcome {
            Err(panic) => panicked(panic, &self.channel),
            Ok(outcome) => match outcome.returned() {
                Ok(Returned::Settled) => {}
                Ok(Returned::Response(response)) => {
                    self.channel.reclaim();
                    // From here on a writer in another task answers for the end.
                    self.channel.lock().returned = true;
                    self.returned = Some(response);
                }
                Err(error) if self.channel.lock().committed => failed::<F::Output>(error, &self.channel),
                Err(error) => {
                    self.channel.close();
                    return Err(error);
                }
            },
        }
        Ok(())
    }

    /// The response, if there is one yet.
    fn answer(&mut self, cx: &Context<'_>) -> Option<Answer<F>> {
        let channel = Arc::clone(&self.channel);
        let mut inner = channel.lock();
        // The head of an empty body is all that a server asks for: it stays until whoever writes is at the end.
        let writing = self.handler.is_some() || (inner.end.is_none() && inner.parting.is_none());
        let empty = inner.unread == Some(0);
        if inner.refused || (empty && matches!(inner.end, Some(End::Failed(_)))) {
            drop(inner);
            channel.close();
            return Some(refusal());
        }
        if let Some(head) = inner.head.take_if(|_| !empty || !writing) {
            let bodiless = inner.bodiless;
            drop(inner);
            return Some(self.written(head, bodiless));
        }
        if let Some(response) = self.returned.take_if(|_| inner.parting.is_some()) {
            drop(inner);
            return Some(self.returned(response));
        }
        inner.wait(cx);
        None
    }

    /// The handler committed: its body goes on with it.
    fn written(&mut self, head: http::response::Parts, bodiless: bool) -> Answer<F> {
        if let Some(response) = self.returned.take() {
            F::Output::after_commit(response, &self.channel);
        }
        let body = if bodiless {
            self.channel.close();
            ResponseBody::absent()
        } else {
            self.handed_over = true;
            ResponseBody::written(self.handler.take(), Arc::clone(&self.channel))
        };
        Response::from_parts(head, body)
    }

    /// The handler returned a response before any commit.
    fn returned(&mut self, response: Response<BodyOf<F>>) -> Answer<F> {
        match F::Output::merge(response, &self.channel) {
            Merged::Passed(response, trailers) => response.map(|body| ResponseBody::passed(body, trailers)),
            Merged::Written(head) => {
                self.handed_over = true;
                Response::from_parts(head, ResponseBody::written(None, Arc::clone(&self.channel)))
            }
            Merged::Refused => refusal(),
        }
    }
}

/// A request that is given up before its head: nobody will read what a writer in another task sends.
impl<F: Future<Output: Outcome>> Drop for ResponseFuture<F> {
    fn drop(&mut self) {
        if !self.handed_over {
            self.channel.close();
        }
    }
}

/// The handler is pinned in a box of its own, and a returned body is only moved.
impl<F: Future<Output: Outcome>> Unpin for ResponseFuture<F> {}

impl<F: Future<Output: Outcome>> Future for ResponseFuture<F> {
    type Output = Result<Answer<F>, <F::Output as Outcome>::Error>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.get_mut();
        this.run(cx)?;
        match this.answer(cx) {
            Some(response) => Poll::Ready(Ok(response)),
            None => Poll::Pending,
        }
    }
}

impl<F: Future<Output: Outcome>> core::fmt::Debug for ResponseFuture<F> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("ResponseFuture").field("running", &self.handler.is_some()).finish_non_exhaustive()
    }
}

/// The handler failed after the commit.
pub(crate) fn failed<O: Outcome>(error: O::Error, channel: &Channel) {
    let failure = channel.failure("the handler failed", Some(O::cause(error)));
    channel.report(&failure);
    channel.end(End::Failed(failure));
}

/// The handler panicked: an error response if that is still possible, else the response is cut off.
pub(crate) fn panicked(panic: Panicked, channel: &Channel) {
    let failure = channel.failure("the handler panicked", Some(panic.0.into()));
    channel.report(&failure);
    let committed = channel.lock().committed;
    if committed {
        channel.end(End::Failed(failure));
    } else {
        channel.refuse();
    }
}

fn refusal<F, B>() -> Response<ResponseBody<F, B>> {
    refused().map(ResponseBody::plain)
}
