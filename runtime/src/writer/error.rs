//! What can go wrong on a response: the caller's errors, and the one that ends a body.
use core::error::Error as StdError;
use core::fmt;
use core::panic::Location;
use std::io;

use crate::LateHeader;

/// Any error that a handler may return.
pub type BoxError = Box<dyn StdError + Send + Sync>;

/// Why an operation on a [`ResponseWriter`](crate::ResponseWriter) had no effect.
///
/// # Examples
///
/// ```
/// use headers_first::{Error, testing::Recorder};
///
/// let mut recorder = Recorder::new();
/// let refused = recorder.writer().insert_header("X-Name", "two\r\nlines");
/// assert!(matches!(refused, Err(Error::InvalidHeader)));
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// It needed the head, and the head was sent already.
    Late(LateHeader),
    /// A header name or value is malformed, or the header may not stand where it was put.
    InvalidHeader,
    /// Not a status that a response can end with: out of range, or informational (1xx).
    InvalidStatus,
    /// More bytes than the declared `Content-Length`, or fewer when the response ended.
    ContentLength,
    /// The response has ended already.
    Finished,
    /// The client has left, or the server has given up the response.
    Closed,
    /// The body that was being copied failed.
    Upstream(BoxError),
    /// The file or reader that was being copied failed.
    Io(io::Error),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Late(late) => late.fmt(f),
            Error::InvalidHeader => f.write_str("malformed or misplaced header"),
            Error::InvalidStatus => f.write_str("not a status that a response can end with"),
            Error::ContentLength => f.write_str("the body does not have the declared content length"),
            Error::Finished => f.write_str("the response has already ended"),
            Error::Closed => f.write_str("the client has left"),
            Error::Upstream(_) => f.write_str("the body being copied failed"),
            Error::Io(_) => f.write_str("the source being copied failed"),
        }
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Error::Late(late) => Some(late),
            Error::Upstream(source) => Some(&**source),
            Error::Io(source) => Some(source),
            _ => None,
        }
    }
}

impl From<LateHeader> for Error {
    fn from(late: LateHeader) -> Self {
        Error::Late(late)
    }
}

impl From<Error> for io::Error {
    fn from(error: Error) -> Self {
        let kind = match error {
            Error::Io(error) => return error,
            Error::InvalidHeader | Error::InvalidStatus => io::ErrorKind::InvalidInput,
            Error::Closed => io::ErrorKind::BrokenPipe,
            _ => io::ErrorKind::Other,
        };
        io::Error::new(kind, error)
    }
}

/// Why a response body ended before its end: the handler failed after the head was sent.
///
/// A server that gets this error from a body aborts the response, so that nobody takes it for a complete one. The
/// handler's own error is the [`source`](StdError::source).
#[derive(Debug)]
pub struct BodyError {
    request: String,
    what: &'static str,
    places: Places,
    cause: Option<BoxError>,
}

/// Where a response that failed had got to.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Places {
    /// What sent the head.
    pub(crate) sent: Option<Sent>,
    /// The last call that wrote to the response or ended it.
    pub(crate) last: Option<Sent>,
}

/// A call: where it stands, and what it is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sent {
    pub(crate) at: &'static Location<'static>,
    pub(crate) by: &'static str,
}

impl BodyError {
    /// `what` happened to the answer to `request`.
    pub(crate) fn new(request: String, what: &'static str, places: Places, cause: Option<BoxError>) -> Self {
        BodyError { request, what, places, cause }
    }

    /// The body that a handler returned failed by itself.
    pub(crate) fn passed(cause: BoxError) -> Self {
        BodyError::new(String::new(), "the body failed", Places::default(), Some(cause))
    }

    /// Method and path of the request that was answered, such as `"GET /export"`; empty for a body that the handler
    /// did not write.
    #[must_use]
    pub fn request(&self) -> &str {
        &self.request
    }

    /// Where the head was sent; `None` if it was not.
    #[must_use]
    pub fn sent_at(&self) -> Option<&'static Location<'static>> {
        self.places.sent.map(|sent| sent.at)
    }

    /// The last call that wrote to the response or ended it, which the failure came after.
    #[must_use]
    pub fn last_at(&self) -> Option<&'static Location<'static>> {
        self.places.last.map(|last| last.at)
    }
}

impl fmt::Display for BodyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.request.is_empty() {
            write!(f, "{}: ", self.request)?;
        }
        f.write_str(self.what)?;
        if let Some(sent) = self.places.sent {
            write!(f, " after the head was sent at {} by `{}`", sent.at, sent.by)?;
        }
        if let Some(last) = self.places.last.filter(|last| Some(last.at) != self.sent_at()) {
            write!(f, ", last used at {} by `{}`", last.at, last.by)?;
        }
        match &self.cause {
            Some(cause) => write!(f, ": {cause}"),
            None => Ok(()),
        }
    }
}

impl StdError for BodyError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.cause.as_deref().map(|cause| cause as _)
    }
}
