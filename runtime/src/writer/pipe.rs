//! What stands under the channel's lock, and what moves in it without looking outside.
use core::panic::Location;
use core::task::{Context, Waker};
use std::collections::VecDeque;

use bytes::{Bytes, BytesMut};
use http::HeaderMap;
use http::response::Parts;

use super::draft::Draft;
use super::error::{BodyError, Places, Sent};
use crate::LateHeader;

/// How a response ends.
pub(crate) enum End {
    Done(Option<HeaderMap>),
    Failed(BodyError),
}

impl End {
    pub(crate) fn done(trailers: HeaderMap) -> Self {
        End::Done(Self::trailers(trailers))
    }

    pub(crate) fn trailers(trailers: HeaderMap) -> Option<HeaderMap> {
        if trailers.is_empty() { None } else { Some(trailers) }
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
    /// The last call that wrote or ended.
    pub(crate) last: Option<Sent>,
    /// The answer to HEAD, a 204 or a 304: what is written goes nowhere.
    pub(crate) bodiless: bool,
    pub(crate) end: Option<End>,
    /// A failure of this response was reported.
    pub(crate) reported: bool,
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
    pub(super) queue: VecDeque<Bytes>,
    /// What synchronous writers have written since the last chunk.
    pub(super) tail: BytesMut,
    pub(super) queued: u64,
    pub(super) taken: u64,
    pub(super) acked: u64,
    pub(super) asked: bool,
    pub(super) closed: bool,
    pub(super) writer: Option<Waker>,
    /// The writer was not woken, because the handler is polled next; it must be if it is not in there.
    pub(super) passed_over: bool,
    pub(super) reader: Option<Waker>,
}

impl Inner {
    pub(super) fn places(&self) -> Places {
        Places { sent: self.sent, last: self.last }
    }

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

    pub(super) fn wake_writer(&mut self) {
        if let Some(writer) = self.writer.take() {
            writer.wake();
        }
    }

    /// The next chunk for the server.
    ///
    /// A server that has all bytes of a declared length does not come back for the end, and drops the handler. So the
    /// last chunk stays until whoever writes is at the end, and for good if the response failed.
    pub(crate) fn take_chunk(&mut self, running: bool) -> Option<Bytes> {
        self.seal();
        let completes = self.unread == self.queue.front().map(|chunk| chunk.len() as u64);
        if completes && (running || !matches!(self.end, Some(End::Done(_)))) {
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
    pub(super) fn seal(&mut self) {
        if !self.tail.is_empty() {
            let chunk = self.tail.split().freeze();
            self.enqueue(chunk);
        }
    }

    pub(super) fn enqueue(&mut self, chunk: Bytes) {
        if !self.bodiless && !self.closed {
            self.queue.push_back(chunk);
        }
        self.queued += 1;
    }
}
