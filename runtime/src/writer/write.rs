//! Chunks of the body, each written when the server has room for it.
use core::future::Future;
use core::panic::Location;
use core::pin::Pin;
use core::task::{Context, Poll, ready};

use bytes::Bytes;

use super::draft::content_length;
use super::error::Sent;
use super::{Error, ResponseWriter};

impl ResponseWriter {
    /// Writes a chunk of the body; the first one sends the head.
    ///
    /// The future ends when the server has taken the chunk and asks for more, so that a slow client slows the
    /// handler down, and no more than one chunk waits in memory. The last bytes of a declared `Content-Length` leave
    /// when the handler returns.
    ///
    /// Bytes that live shorter than `'static` have to be copied: `Bytes::copy_from_slice(part)`.
    ///
    /// # Errors
    ///
    /// [`Error::Finished`] when the response has ended, [`Error::ContentLength`] when the chunk exceeds the declared
    /// length (nothing of it is sent), [`Error::Closed`] when the client has left.
    ///
    /// # Cancel safety
    ///
    /// Dropped before its first poll it has written nothing; dropped later, the chunk is sent all the same, once.
    ///
    /// # Examples
    ///
    /// ```
    /// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
    /// # let mut recorder = headers_first::testing::Recorder::new();
    /// # let res = recorder.writer();
    /// res.write("static text").await?;
    /// res.write(format!("{} rows", 3)).await?;
    /// res.write(vec![0_u8; 16]).await?;
    /// assert!(res.head_sent());
    /// # Ok::<(), headers_first::Error>(())
    /// # }).unwrap();
    /// ```
    #[track_caller]
    pub fn write(&mut self, chunk: impl Into<Bytes>) -> Write<'_> {
        Write::chunk(self, chunk.into(), Location::caller())
    }

    /// Sends the head at once, with what was held back, and waits until the server asks for more.
    ///
    /// # Errors
    ///
    /// [`Error::Closed`] when the client has left; [`Error::ContentLength`] when more was held back than declared.
    /// After the end it does nothing.
    ///
    /// # Cancel safety
    ///
    /// Dropped before its first poll it has sent nothing; dropped later, the head is sent all the same.
    ///
    /// # Examples
    ///
    /// ```
    /// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
    /// # let mut recorder = headers_first::testing::Recorder::new();
    /// # let res = recorder.writer();
    /// res.insert_header("Content-Type", "text/event-stream")?;
    /// res.flush().await?; // the client knows now that the stream is open
    /// assert!(res.head_sent());
    /// # Ok::<(), headers_first::Error>(())
    /// # }).unwrap();
    /// ```
    #[track_caller]
    pub fn flush(&mut self) -> Write<'_> {
        Write { start: Some(Start::Flush), number: 0, by: "flush", at: Location::caller(), writer: self }
    }

    /// Takes a chunk in: holds it back, or sends it. Returns the number to wait for, if any.
    pub(super) fn put_chunk(
        &mut self,
        chunk: Bytes,
        by: &'static str,
        at: &'static Location<'static>,
    ) -> Result<Option<u64>, Error> {
        self.admit(chunk.len() as u64)?;
        let chunk = match self.hold_back(chunk) {
            Ok(()) => return Ok(None),
            Err(chunk) => chunk,
        };
        if !self.head_sent() {
            self.commit(by, at);
            // A hook may have declared another length.
            self.admit(chunk.len() as u64)?;
        }
        if chunk.is_empty() {
            return Ok(Some(self.channel.last(Sent { at, by })));
        }
        self.count(chunk.len() as u64);
        Ok(Some(self.channel.push(chunk, Sent { at, by })))
    }

    /// Whether `len` more bytes may be written.
    pub(super) fn admit(&self, len: u64) -> Result<(), Error> {
        if self.finished {
            return Err(Error::Finished);
        }
        if self.channel.is_closed() {
            return Err(Error::Closed);
        }
        if self.missing().is_some_and(|missing| missing < i128::from(len)) {
            return Err(Error::ContentLength);
        }
        Ok(())
    }

    /// Notes that bytes of a declared length are used up.
    pub(super) fn count(&mut self, len: u64) {
        self.remaining = self.remaining.map(|left| left.saturating_sub(len));
    }

    /// How many bytes a declared length still asks for: less than none if more were held back than it allows.
    pub(super) fn missing(&self) -> Option<i128> {
        if self.head_sent() {
            return self.remaining.map(i128::from);
        }
        if self.channel.is_bodiless(self.status()) {
            return None;
        }
        let length = content_length(&self.draft.parts.headers)?;
        Some(i128::from(length) - self.draft.buffered() as i128)
    }

    /// Keeps a chunk in the buffer, if there is one and it has room.
    fn hold_back(&mut self, chunk: Bytes) -> Result<(), Bytes> {
        match &mut self.draft.buffer {
            Some(buffer) => buffer.keep(chunk),
            None => Err(chunk),
        }
    }

    fn put_flush(&mut self, at: &'static Location<'static>) -> Result<Option<u64>, Error> {
        if self.finished {
            return Ok(None);
        }
        self.admit(0)?;
        if !self.head_sent() {
            self.commit("flush", at);
        }
        Ok(Some(self.channel.last(Sent { at, by: "flush" })))
    }
}

/// A chunk on its way: the future of [`ResponseWriter::write`] and [`ResponseWriter::flush`].
///
/// It is `Send`, whatever was written. Nothing is written before its first poll.
#[must_use = "nothing is written until it is awaited"]
pub struct Write<'a> {
    writer: &'a mut ResponseWriter,
    start: Option<Start>,
    number: u64,
    by: &'static str,
    at: &'static Location<'static>,
}

impl<'a> Write<'a> {
    /// A chunk that is written on behalf of the caller at `at`.
    pub(super) fn chunk(
        writer: &'a mut ResponseWriter,
        chunk: Bytes,
        at: &'static Location<'static>,
    ) -> Self {
        Write { writer, start: Some(Start::Chunk(chunk)), number: 0, by: "write", at }
    }

    /// The same, as part of the operation `by`.
    pub(super) fn part_of(self, by: &'static str) -> Self {
        Write { by, ..self }
    }
}

/// What is to be done at the first poll.
enum Start {
    Chunk(Bytes),
    Flush,
}

impl Future for Write<'_> {
    type Output = Result<(), Error>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.get_mut();
        let number = match this.start.take() {
            Some(Start::Chunk(chunk)) => this.writer.put_chunk(chunk, this.by, this.at)?,
            Some(Start::Flush) => this.writer.put_flush(this.at)?,
            None => Some(this.number),
        };
        let Some(number) = number else { return Poll::Ready(Ok(())) };
        this.number = number;
        ready!(this.writer.channel.poll_acked(number, cx))?;
        Poll::Ready(Ok(()))
    }
}

impl core::fmt::Debug for Write<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Write").field("at", &format_args!("{}", self.at)).finish_non_exhaustive()
    }
}
