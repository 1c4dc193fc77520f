//! The server's side after the head: a body that polls the handler whenever the server asks for more.
use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll, ready};
use std::sync::Arc;

use bytes::{Buf, Bytes};
use http::HeaderMap;
use http_body::{Body, Frame, SizeHint};

use super::channel::{Channel, End, Inner};
use super::drive::{Handler, Outcome, Returned, failed, panicked};
use super::error::{BodyError, BoxError};

/// The body of a response that a handler writes. The handler runs in it, and is dropped with it.
pub struct ResponseBody<F, B>(Kind<F, B>);

enum Kind<F, B> {
    /// Written step by step, by a handler that may have returned already.
    Written(Written<F>),
    /// The body of a response that the handler returned, and the trailers that the writer adds to it.
    Passed(Pin<Box<B>>, Option<HeaderMap>),
    /// Known as a whole.
    Plain(Bytes),
    /// Left out, which says nothing about its length.
    Absent,
}

struct Written<F> {
    handler: Option<Handler<F>>,
    channel: Arc<Channel>,
    /// The server has had time to send what it got before the error.
    paused: bool,
}

impl<F, B> ResponseBody<F, B> {
    pub(super) fn plain(bytes: Bytes) -> Self {
        ResponseBody(Kind::Plain(bytes))
    }

    pub(super) fn absent() -> Self {
        ResponseBody(Kind::Absent)
    }

    pub(super) fn passed(body: B, trailers: Option<HeaderMap>) -> Self {
        ResponseBody(Kind::Passed(Box::pin(body), trailers))
    }

    pub(super) fn written(handler: Option<Handler<F>>, channel: Arc<Channel>) -> Self {
        ResponseBody(Kind::Written(Written { handler, channel, paused: false }))
    }
}

impl<F: Future<Output: Outcome>> Written<F> {
    fn poll_frame(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        let mut inner = self.channel.lock();
        inner.ask(cx);
        if let Some(chunk) = inner.take_chunk(self.handler.is_some()) {
            return Poll::Ready(Some(Ok(Frame::data(chunk))));
        }
        drop(inner);
        self.run(cx);
        let channel = Arc::clone(&self.channel);
        let mut inner = channel.lock();
        inner.polled();
        if let Some(chunk) = inner.take_chunk(self.handler.is_some()) {
            return Poll::Ready(Some(Ok(Frame::data(chunk))));
        }
        match inner.end {
            Some(_) if self.handler.is_none() => self.end(&mut inner, cx),
            // A failure does not wait for a handler that goes on.
            Some(End::Failed(_)) => self.end(&mut inner, cx),
            _ => {
                inner.wait(cx);
                Poll::Pending
            }
        }
    }

    /// Lets the handler go on.
    fn run(&mut self, cx: &mut Context<'_>) {
        let Some(handler) = &mut self.handler else { return };
        let Poll::Ready(outcome) = handler.poll(cx) else { return };
        self.handler = None;
        match outcome.map(Outcome::returned) {
            Err(panic) => panicked(panic, &self.channel),
            Ok(Ok(Returned::Settled)) => {}
            Ok(Ok(Returned::Response(response))) => F::Output::after_commit(response, &self.channel),
            Ok(Err(error)) => failed::<F::Output>(error, &self.channel),
        }
    }

    /// Nothing is left but the end: trailers, a plain end, or an error.
    ///
    /// A server that gets an error right after a chunk may forget what it has not sent yet, the head included
    /// (hyper's HTTP/1 does): it gets one pause to send that.
    fn end(&mut self, inner: &mut Inner, cx: &Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        match &mut inner.end {
            Some(End::Failed(_)) if !self.paused => {
                self.paused = true;
                cx.waker().wake_by_ref();
                Poll::Pending
            }
            Some(End::Done(trailers)) => {
                Poll::Ready(trailers.take().map(|fields| Ok(Frame::trailers(fields))))
            }
            end => match end.replace(End::Done(None)) {
                Some(End::Failed(error)) => Poll::Ready(Some(Err(error))),
                _ => Poll::Ready(None),
            },
        }
    }
}

impl<F> Written<F> {
    /// The handler has returned, all is taken, and no trailer follows.
    fn is_done(&self, inner: &Inner) -> bool {
        self.handler.is_none() && inner.is_drained() && matches!(inner.end, Some(End::Done(None)))
    }

    fn size_hint(&self) -> SizeHint {
        let inner = self.channel.lock();
        let ended = self.handler.is_none() && matches!(inner.end, Some(End::Done(None)));
        match inner.unread {
            _ if ended => SizeHint::with_exact(inner.waiting()),
            Some(unread) => SizeHint::with_exact(unread),
            None => SizeHint::default(),
        }
    }
}

impl<F> Drop for Written<F> {
    fn drop(&mut self) {
        self.channel.close();
    }
}

impl<F, B> Body for ResponseBody<F, B>
where
    F: Future<Output: Outcome>,
    B: Body<Error: Into<BoxError>>,
{
    type Data = Bytes;
    type Error = BodyError;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        match &mut self.get_mut().0 {
            Kind::Written(written) => written.poll_frame(cx),
            Kind::Passed(body, trailers) => match ready!(body.as_mut().poll_frame(cx)) {
                Some(frame) => Poll::Ready(Some(pass(frame, trailers))),
                None => Poll::Ready(trailers.take().map(|fields| Ok(Frame::trailers(fields)))),
            },
            Kind::Absent => Poll::Ready(None),
            Kind::Plain(bytes) if bytes.is_empty() => Poll::Ready(None),
            Kind::Plain(bytes) => Poll::Ready(Some(Ok(Frame::data(core::mem::take(bytes))))),
        }
    }

    fn is_end_stream(&self) -> bool {
        match &self.0 {
            Kind::Written(written) => written.is_done(&written.channel.lock()),
            Kind::Passed(body, trailers) => body.is_end_stream() && trailers.is_none(),
            Kind::Plain(bytes) => bytes.is_empty(),
            Kind::Absent => true,
        }
    }

    fn size_hint(&self) -> SizeHint {
        match &self.0 {
            Kind::Written(written) => written.size_hint(),
            // A known length would be declared, and HTTP/1.1 has no trailers after that.
            Kind::Passed(_, Some(_)) => SizeHint::default(),
            Kind::Passed(body, None) => body.size_hint(),
            Kind::Plain(bytes) => SizeHint::with_exact(bytes.len() as u64),
            Kind::Absent => SizeHint::default(),
        }
    }
}

/// An empty body, as layers need one that answer by themselves.
impl<F, B> Default for ResponseBody<F, B> {
    fn default() -> Self {
        ResponseBody::plain(Bytes::new())
    }
}

/// A frame of a body that is passed on.
fn pass<D: Buf, E: Into<BoxError>>(
    frame: Result<Frame<D>, E>,
    more: &mut Option<HeaderMap>,
) -> Result<Frame<Bytes>, BodyError> {
    let mut frame = frame.map_err(|error| BodyError::passed(error.into()))?;
    if let Some(trailers) = frame.trailers_mut() {
        trailers.extend(more.take().unwrap_or_default());
    }
    Ok(frame.map_data(|mut data| data.copy_to_bytes(data.remaining())))
}

impl<F, B> core::fmt::Debug for ResponseBody<F, B> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let kind = match &self.0 {
            Kind::Written(_) => "written",
            Kind::Passed(..) => "passed",
            Kind::Plain(_) => "plain",
            Kind::Absent => "absent",
        };
        f.debug_tuple("ResponseBody").field(&kind).finish()
    }
}
