//! A response that is written step by step.
//!
//! Before the commit the writer owns the head as a [`Draft`]; the commit hands it to the [`Channel`], from which the
//! server takes first the head, then the chunks. All operations on the head are synchronous and remember their
//! caller, so that a late one can be reported with both places.
//!
//! Reading order: `draft` (the head), `channel` and `pipe` (between handler and server), `head`, `trailer`, `write`,
//! `io`, `copy`, `files`, `end` (the writer's methods), `drive`, `body` and `returned` (the server's side), `service`,
//! `layer`, `extract` (how a framework gets at it), `testing`.
#![cfg_attr(
    not(all(feature = "hyper", feature = "tower")),
    allow(dead_code, reason = "some of it serves one integration only")
)]

mod body;
mod channel;
mod copy;
mod draft;
mod drive;
mod end;
mod error;
#[cfg(feature = "axum")]
mod extract;
#[cfg(feature = "tokio")]
mod files;
mod head;
mod io;
#[cfg(feature = "tower")]
mod layer;
mod pipe;
mod request;
#[cfg(feature = "tower")]
mod returned;
#[cfg(any(feature = "hyper", feature = "tower"))]
mod service;
pub(crate) mod testing;
mod trailer;
mod write;

use core::fmt;
use core::mem;
use core::panic::Location;
use std::sync::Arc;

use http::response::Parts;
use http::{HeaderMap, HeaderName, StatusCode};

use self::channel::{Channel, Parting};
use self::draft::Draft;
use self::error::Sent;
pub(crate) use self::request::RequestHead;
use crate::{LateHeader, ResponseState, report};

pub use self::body::ResponseBody;
pub use self::drive::ResponseFuture;
pub use self::error::{BodyError, BoxError, Error};
#[cfg(feature = "axum")]
pub use self::extract::MissingStreamLayer;
pub use self::io::IoWriter;
#[cfg(feature = "tower")]
pub use self::layer::{StreamLayer, StreamService};
#[cfg(any(feature = "hyper", feature = "tower"))]
pub use self::service::{HandlerService, Start, service};
pub use self::write::Write;

/// A response that is written step by step: first its head, then its body in chunks.
///
/// The head goes out with the first [`write`](Self::write) or [`flush`](Self::flush), or when the handler returns.
/// After that a header would be lost, so every operation on the head returns [`Error::Late`], which shows both
/// places. A handler under [`#[headers_first]`](macro@crate::headers_first) learns that from the compiler.
///
/// A server makes the writer: [`service`](crate::service) for hyper, or a layer and an extractor for tower and axum.
/// In a test [`testing::Recorder`](crate::testing::Recorder) does.
///
/// # Ends, errors and cancellation
///
/// The body ends when the handler returns `Ok`, or at [`finish`](Self::finish). A handler that fails or panics before
/// the head is out leaves a plain error response to the client, with nothing of the head that was being built. If it
/// fails afterwards the response is aborted, so that nobody takes it for a complete one.
///
/// The handler is polled by the response's body: no task is spawned, and a client that leaves drops the handler at
/// its current `.await`. What must happen all the same belongs into a task of its own.
///
/// # Examples
///
/// ```
/// use headers_first::{Error, ResponseWriter, testing::Recorder};
///
/// async fn report(res: &mut ResponseWriter) -> Result<(), Error> {
///     res.insert_header("Content-Type", "text/csv")?;
///     res.write("day,visits\n").await?;
///     for (day, visits) in [("Monday", 42), ("Tuesday", 7)] {
///         res.write(format!("{day},{visits}\n")).await?;
///     }
///     res.finish()
/// }
///
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
/// let mut recorder = Recorder::new();
/// report(recorder.writer()).await.unwrap();
/// assert_eq!(recorder.headers()["content-type"], "text/csv");
/// assert_eq!(recorder.body(), "day,visits\nMonday,42\nTuesday,7\n");
/// recorder.assert_on_time();
/// # });
/// ```
#[must_use = "dropped, it sends nothing"]
pub struct ResponseWriter {
    /// Where the head was sent; the good path of every check asks this.
    sent: Option<Sent>,
    finished: bool,
    draft: Box<Draft>,
    /// What `status()` says after the commit.
    status: StatusCode,
    /// Bytes that a declared length still promises.
    remaining: Option<u64>,
    declared: Vec<HeaderName>,
    trailers: HeaderMap,
    /// The head as it was sent, for a recorder.
    recorded: Option<Box<Parts>>,
    channel: Arc<Channel>,
}

impl ResponseWriter {
    /// A writer that answers `request`, and the channel that its server reads from.
    pub(crate) fn new(request: RequestHead) -> (Self, Arc<Channel>) {
        let channel = Channel::new(request);
        let writer = ResponseWriter {
            sent: None,
            finished: false,
            draft: Box::default(),
            status: StatusCode::OK,
            remaining: None,
            declared: Vec::new(),
            trailers: HeaderMap::new(),
            recorded: None,
            channel: Arc::clone(&channel),
        };
        (writer, channel)
    }

    /// Whether the head is out, so that nothing on it can change any more.
    ///
    /// # Examples
    ///
    /// ```
    /// # let mut recorder = headers_first::testing::Recorder::new();
    /// # let res = recorder.writer();
    /// assert!(!res.head_sent());
    /// res.send("done").unwrap();
    /// assert!(res.head_sent());
    /// ```
    #[must_use]
    #[inline]
    pub fn head_sent(&self) -> bool {
        self.sent.is_some()
    }

    /// Where in the program the head was sent; `None` before that.
    ///
    /// # Examples
    ///
    /// ```
    /// # let mut recorder = headers_first::testing::Recorder::new();
    /// # let res = recorder.writer();
    /// assert_eq!(res.sent_at(), None);
    /// res.send("done").unwrap();
    /// assert_eq!(res.sent_at().unwrap().line(), line!() - 1);
    /// ```
    #[must_use]
    pub fn sent_at(&self) -> Option<&'static Location<'static>> {
        self.sent.map(|sent| sent.at)
    }

    /// Reports an operation on the head that came too late.
    fn late(&self, by: &'static str, header: Option<HeaderName>, at: &'static Location<'static>) -> Error {
        let late = LateHeader::given(self, by, header, at);
        self.on_late(&late);
        report::returned(&late);
        Error::Late(late)
    }

    /// Sends the head, and the bytes that were held back with it.
    fn commit(&mut self, by: &'static str, at: &'static Location<'static>) {
        let mut draft = mem::take(&mut *self.draft);
        draft.settle();
        if !self.channel.request.http1 {
            draft.forget_connection();
        }
        draft.forget_exceeded_length();
        let bodiless = self.channel.is_bodiless(draft.parts.status);
        let length = draft::content_length(&draft.parts.headers);
        self.status = draft.parts.status;
        self.remaining = length.filter(|_| !bodiless);
        self.declared = draft::declared(&draft.parts.headers);
        self.trailers = mem::take(&mut draft.trailers);
        self.sent = Some(Sent { at, by });
        let buffer = draft.buffer.take().unwrap_or_default();
        if self.channel.lock().record.is_some() {
            self.recorded = Some(Box::new(draft.parts.clone()));
        }
        self.channel.commit(draft.parts, self.remaining, bodiless, Sent { at, by });
        self.count(buffer.len as u64);
        if let Some(chunk) = buffer.into_chunk() {
            self.channel.push(chunk, Sent { at, by });
        }
    }
}

impl ResponseState for ResponseWriter {
    #[inline]
    fn head_sent(&self) -> bool {
        self.sent.is_some()
    }

    fn sent_at(&self) -> Option<&'static Location<'static>> {
        self.sent.map(|sent| sent.at)
    }

    fn sent_by(&self) -> Option<&'static str> {
        self.sent.map(|sent| sent.by)
    }

    fn request(&self) -> Option<Arc<str>> {
        Some(self.channel.request.line().into())
    }

    fn accept_trailer(&mut self, header: &str) -> bool {
        self.declare_late(header)
    }

    fn on_late(&self, late: &LateHeader) {
        if let Some(record) = &mut self.channel.lock().record {
            record.push(late.clone());
        }
    }
}

impl Drop for ResponseWriter {
    fn drop(&mut self) {
        let draft = if self.sent.is_none() { Some(mem::take(&mut self.draft)) } else { None };
        let trailers = mem::take(&mut self.trailers);
        let short = self.remaining.is_some_and(|left| left > 0);
        self.channel.release(Parting { draft, trailers, short });
    }
}

impl fmt::Debug for ResponseWriter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_struct("ResponseWriter");
        out.field("request", &self.channel.request.line()).field("status", &self.status());
        match self.sent {
            Some(sent) => out.field("sent", &format_args!("{} by `{}`", sent.at, sent.by)),
            None => out.field("headers", &self.draft.parts.headers),
        };
        out.field("finished", &self.finished).finish_non_exhaustive()
    }
}
