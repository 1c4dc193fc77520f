//! What passes between a writer and the body that the server reads: the head once, chunks, and an end.
//!
//! Both sides usually run in one task, because the body polls the handler; then nobody needs to be woken. A writer
//! that was given to another task works too. Chunks are numbered, which is how a write knows that the server took
//! its own chunk and asks for more: `acked` follows `taken` at the next request of the server.
use core::panic::Location;
use core::task::{Context, Poll, Waker};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::{BufMut, Bytes, BytesMut};
use http::HeaderMap;
use http::response::Parts;

use super::RequestHead;
use super::draft::Draft;
use super::error::{BodyError, BoxError, Error, Sent};
use crate::{LateHeader, ResponseState, report};

/// Shared by one writer and one body.
pub(crate) struct Channel {
    pub(crate) request: RequestHead,
    inner: Mutex<Inner>,
}

/// How a response ends.
pub(crate) enum End {
    Done(Option<HeaderMap>),
    Failed(BodyError),
}

impl End {
    pub(crate) fn done(trailers: HeaderMap) -> Self {
        End::Done(if trailers.is_empty() { None } else { Some(trailers) })
    }
}

/// What a dropped writer leaves behind.
pub(crate) struct Parting {
    /// The head, if it was not sent.
    pub(crate) draft: Option<Box<Draft>>,
    pub(crate) trailers: HeaderMap,
    /// Bytes of the declared length are missing.
    pub(crate) short: bool,
}

/// Everything that is under the lock.
#[derive(Default)]
pub(crate) struct Inner {
    /// The head, from the commit until the server has it.
    pub(crate) head: Option<Parts>,
    pub(crate) committed: bool,
    /// Ended without a head.
    pub(crate) refused: bool,
    pub(crate) sent: Option<Sent>,
    /// The answer to HEAD, a 204 or a 304: what is written goes nowhere.
    pub(crate) bodiless: bool,
    pub(crate) end: Option<End>,
    /// Bytes of the declared length that the server has not taken yet.
    pub(crate) unread: Option<u64>,
    /// What a writer that was dropped had not sent.
    pub(crate) parting: Option<Parting>,
    /// The handler has returned; a writer that still lives somewhere decides about the end.
    pub(crate) returned: bool,
    /// Where the layer was made that gave the writer to the handler.
    pub(crate) layer: Option<&'static Location<'static>>,
    /// The writer, as long as no handler took it from the layer.
    #[cfg(feature = "tower")]
    pub(crate) untaken: super::layer::Untaken,
    /// No server: every chunk counts as taken, and everything is kept.
    pub(crate) record: Option<Vec<LateHeader>>,
    queue: VecDeque<Bytes>,
    /// What synchronous writers have written since the last chunk.
    tail: BytesMut,
    queued: u64,
    taken: u64,
    acked: u64,
    asked: bool,
    closed: bool,
    writer: Option<Waker>,
    /// The writer was not woken, because the handler is polled next; it must be if it is not in there.
    passed_over: bool,
    reader: Option<Waker>,
}

impl Channel {
    pub(crate) fn new(request: RequestHead) -> Arc<Self> {
        Arc::new(Channel { request, inner: Mutex::default() })
    }

    pub(crate) fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Gives the head to the server.
    pub(crate) fn commit(&self, head: Parts, length: Option<u64>, bodiless: bool, sent: Sent) {
        let mut inner = self.lock();
        inner.head = Some(head);
        inner.sent = Some(sent);
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
        let Some(parting) = &mut inner.parting else { return };
        let short = parting.short.then_some("the body is shorter than its declared length");
        let end = match failed.or(short) {
            Some(what) => {
                let failure = BodyError::new(self.request.line(), what, inner.sent, None);
                report::failed(&failure);
                End::Failed(failure)
            }
            None => End::done(core::mem::take(&mut parting.trailers)),
        };
        inner.end.get_or_insert(end);
    }

    /// Something happened that a client cannot be told of any more.
    pub(crate) fn failure(&self, what: &'static str, cause: Option<BoxError>) -> BodyError {
        BodyError::new(self.request.line(), what, self.lock().sent, cause)
    }

    /// Gives a chunk to the server; returns its number.
    pub(crate) fn push(&self, chunk: Bytes) -> u64 {
        let mut inner = self.lock();
        inner.seal();
        inner.enqueue(chunk);
        inner.wake_reader();
        inner.queued
    }

    /// Adds to the chunk that leaves when the handler next waits.
    pub(crate) fn extend(&self, bytes: &[u8]) {
        let mut inner = self.lock();
        inner.tail.put_slice(bytes);
        inner.wake_reader();
    }

    /// The number of the last chunk, whatever wrote it.
    pub(crate) fn last(&self) -> u64 {
        let mut inner = self.lock();
        inner.seal();
        inner.queued
    }

    pub(crate) fn is_closed(&self) -> bool {
        self.lock().closed
    }

    /// Ready when the server took the chunk of this number and asks for more, or has no reason to ask again.
    pub(crate) fn poll_acked(&self, number: u64, cx: &mut Context<'_>) -> Poll<Result<(), Error>> {
        let mut inner = self.lock();
        let acked = inner.asked && (inner.acked >= number || inner.unread == Some(inner.waiting()));
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

impl Inner {
    /// The server asks for a frame: acknowledges what it took before.
    pub(crate) fn ask(&mut self, cx: &Context<'_>) {
        self.asked = true;
        self.acked = self.taken;
        self.reader = None;
        let same_task = self.writer.as_ref().is_some_and(|writer| writer.will_wake(cx.waker()));
        self.passed_over = same_task;
        if !same_task {
            self.wake_writer();
        }
    }

    /// The handler was polled: a writer that waits elsewhere in the same task has not been.
    pub(crate) fn polled(&mut self) {
        if self.passed_over {
            self.passed_over = false;
            self.wake_writer();
        }
    }

    fn wake_writer(&mut self) {
        if let Some(writer) = self.writer.take() {
            writer.wake();
        }
    }

    /// The next chunk for the server.
    ///
    /// A server that has all bytes of a declared length does not come back for the end, and drops the handler. So the
    /// last chunk stays until the handler has returned, and for good if the response failed.
    pub(crate) fn take_chunk(&mut self, running: bool) -> Option<Bytes> {
        self.seal();
        let completes = self.unread == self.queue.front().map(|chunk| chunk.len() as u64);
        if completes && (running || matches!(self.end, Some(End::Failed(_)))) {
            return None;
        }
        let chunk = self.queue.pop_front()?;
        self.taken += 1;
        self.unread = self.unread.map(|left| left.saturating_sub(chunk.len() as u64));
        Some(chunk)
    }

    /// Nothing is left to take.
    pub(crate) fn is_drained(&self) -> bool {
        self.queue.is_empty() && self.tail.is_empty()
    }

    /// How many bytes wait to be taken.
    pub(crate) fn waiting(&self) -> u64 {
        let queue = self.queue.iter().map(Bytes::len).sum::<usize>();
        (queue + self.tail.len()) as u64
    }

    /// The chunks so far, for a recorder.
    pub(crate) fn chunks(&mut self) -> Vec<Bytes> {
        self.seal();
        self.queue.iter().cloned().collect()
    }

    /// The server waits for the writer.
    pub(crate) fn wait(&mut self, cx: &Context<'_>) {
        self.reader = Some(cx.waker().clone());
    }

    pub(crate) fn wake_reader(&mut self) {
        if let Some(reader) = self.reader.take() {
            reader.wake();
        }
    }

    /// What synchronous writers wrote becomes a chunk.
    fn seal(&mut self) {
        if !self.tail.is_empty() {
            let chunk = self.tail.split().freeze();
            self.enqueue(chunk);
        }
    }

    fn enqueue(&mut self, chunk: Bytes) {
        if !self.bodiless && !self.closed {
            self.queue.push_back(chunk);
        }
        self.queued += 1;
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
