//! What passes between a writer and the body that the server reads: the head once, chunks, and an end.
//!
//! Both sides usually run in one task, because the body polls the handler; then nobody needs to be woken. A writer
//! that was given to another task works too. Chunks are numbered, which is how a write knows that the server took
//! its own chunk and asks for more: `acked` follows `taken` at the next request of the server.
use core::panic::Location;
use core::task::{Context, Poll};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::{BufMut, Bytes};
use http::StatusCode;
use http::response::Parts;

use super::RequestHead;
use super::error::{BodyError, BoxError, Error, Sent};
pub(crate) use super::pipe::{End, Inner, Parting};
use crate::{ResponseState, report};

/// Shared by one writer and one body.
pub(crate) struct Channel {
    pub(crate) request: RequestHead,
    inner: Mutex<Inner>,
}

impl Channel {
    pub(crate) fn new(request: RequestHead) -> Arc<Self> {
        Arc::new(Channel { request, inner: Mutex::default() })
    }

    pub(crate) fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether a response with this status has no body: to HEAD, 204 and 304.
    pub(crate) fn is_bodiless(&self, status: StatusCode) -> bool {
        self.request.is_head() || [StatusCode::NO_CONTENT, StatusCode::NOT_MODIFIED].contains(&status)
    }

    /// Gives the head to the server.
    pub(crate) fn commit(&self, head: Parts, length: Option<u64>, bodiless: bool, sent: Sent) {
        let mut inner = self.lock();
        inner.head = Some(head);
        inner.sent = Some(sent);
        inner.last = Some(sent);
        inner.committed = true;
        inner.bodiless = bodiless;
        inner.unread = length;
        inner.wake_reader();
    }

    /// Ends the response, unless it has an end.
    pub(crate) fn end(&self, end: End) {
        let mut inner = self.lock();
        inner.end.get_or_insert(end);
        inner.wake_reader();
    }

    /// Ends a response that has no head yet: the client gets a plain error.
    pub(crate) fn refuse(&self) {
        let mut inner = self.lock();
        inner.committed = true;
        inner.refused = true;
        inner.wake_reader();
    }

    /// The writer is dropped; it leaves what it had not sent.
    pub(crate) fn release(&self, parting: Parting) {
        let mut inner = self.lock();
        inner.parting = Some(parting);
        if inner.returned && inner.committed {
            self.conclude(&mut inner, Some("the writer was dropped without an end"));
        }
        inner.wake_reader();
    }

    /// The handler has returned without an error, after the commit.
    pub(crate) fn finish_returned(&self) {
        let mut inner = self.lock();
        inner.returned = true;
        self.conclude(&mut inner, None);
    }

    /// Ends a response whose writer is gone: as a failure if `failed` says so or bytes are missing.
    fn conclude(&self, inner: &mut Inner, failed: Option<&'static str>) {
        let Some(parting) = inner.parting.as_mut().filter(|_| inner.end.is_none()) else { return };
        let short = parting.short.then_some("the body is shorter than its declared length");
        let end = match failed.or(short) {
            Some(what) => {
                let failure = BodyError::new(self.request.line(), what, inner.places(), None);
                if !core::mem::replace(&mut inner.reported, true) {
                    report::failed(&failure);
                }
                End::Failed(failure)
            }
            None => End::done(core::mem::take(&mut parting.trailers)),
        };
        inner.end = Some(end);
    }

    /// Something happened that a client cannot be told of any more.
    pub(crate) fn failure(&self, what: &'static str, cause: Option<BoxError>) -> BodyError {
        BodyError::new(self.request.line(), what, self.lock().places(), cause)
    }

    /// Reports a failure, unless another one was reported that it probably comes from.
    pub(crate) fn report(&self, failure: &BodyError) {
        let before = core::mem::replace(&mut self.lock().reported, true);
        if !before {
            report::failed(failure);
        }
    }

    /// Gives a chunk to the server; returns its number.
    pub(crate) fn push(&self, chunk: Bytes, by: Sent) -> u64 {
        let mut inner = self.lock();
        inner.last = Some(by);
        inner.seal();
        inner.enqueue(chunk);
        inner.wake_reader();
        inner.queued
    }

    /// Adds to the chunk that leaves when the handler next waits.
    pub(crate) fn extend(&self, bytes: &[u8], by: Sent) {
        let mut inner = self.lock();
        inner.last = Some(by);
        inner.tail.put_slice(bytes);
        inner.wake_reader();
    }

    /// The number of the last chunk, whatever wrote it.
    pub(crate) fn last(&self, by: Sent) -> u64 {
        let mut inner = self.lock();
        inner.last = Some(by);
        inner.seal();
        inner.queued
    }

    pub(crate) fn is_closed(&self) -> bool {
        self.lock().closed
    }

    /// Ready when the server took the chunk of this number and asks for more, or has no reason to ask again.
    pub(crate) fn poll_acked(&self, number: u64, cx: &mut Context<'_>) -> Poll<Result<(), Error>> {
        let mut inner = self.lock();
        let complete = inner.unread == Some(inner.waiting());
        let acked = (inner.asked && (inner.acked >= number || complete)) || inner.unread == Some(0);
        inner.passed_over = false;
        if acked || inner.record.is_some() {
            inner.writer = None;
            return Poll::Ready(Ok(()));
        }
        if inner.closed {
            return Poll::Ready(Err(Error::Closed));
        }
        match &mut inner.writer {
            Some(waker) => waker.clone_from(cx.waker()),
            none => *none = Some(cx.waker().clone()),
        }
        Poll::Pending
    }

    /// The handler has returned: a writer that it never took is dropped.
    pub(crate) fn reclaim(&self) {
        #[cfg(feature = "tower")]
        {
            let untaken = core::mem::take(&mut self.lock().untaken);
            untaken.drop_writer();
        }
    }

    /// The server reads no more.
    pub(crate) fn close(&self) {
        let mut inner = self.lock();
        inner.closed = true;
        inner.queue.clear();
        if let Some(writer) = inner.writer.take() {
            drop(inner);
            writer.wake();
        }
    }
}

impl ResponseState for Channel {
    fn head_sent(&self) -> bool {
        self.lock().committed
    }

    fn sent_at(&self) -> Option<&'static Location<'static>> {
        self.lock().sent.map(|sent| sent.at)
    }

    fn sent_by(&self) -> Option<&'static str> {
        self.lock().sent.map(|sent| sent.by)
    }

    fn request(&self) -> Option<Arc<str>> {
        Some(self.request.line().into())
    }
}
