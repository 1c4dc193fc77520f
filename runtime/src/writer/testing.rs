//! A response in memory, for tests of handlers.
use bytes::Bytes;
use http::header::{CONTENT_LENGTH, HeaderMap};
use http::response::Parts;
use http::{Request, StatusCode};

use super::channel::End;
use super::draft::declared;
use super::end::refused;
use super::{Error, RequestHead, ResponseWriter};
use crate::LateHeader;

/// Records what a handler writes: the head, the chunks, the trailers, and every attempt that came too late.
///
/// It is as strict as a server: what is late on a connection is late here, a body longer or shorter than its
/// `Content-Length` fails, nothing can be written after the end, trailers that the protocol would drop are not there,
/// and of a response that was given up before its head only the plain `500` is left. Only the client is missing: each
/// write is done at once.
///
/// A handler that returns is not enough for an end: call [`finish`](Self::finish), as a server does.
///
/// # Examples
///
/// ```
/// use headers_first::{Error, ResponseWriter, testing::Recorder};
///
/// async fn list(res: &mut ResponseWriter) -> Result<(), Error> {
///     res.write("a\n").await?;
///     let _ = res.insert_header("X-Total", 1); // too late
///     res.write("b\n").await
/// }
///
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
/// let mut recorder = Recorder::new();
/// list(recorder.writer()).await.unwrap();
/// assert_eq!(recorder.status(), 200);
/// assert_eq!(recorder.body(), "a\nb\n");
/// assert_eq!(recorder.chunks().len(), 2);
/// assert_eq!(recorder.late()[0].header(), Some("x-total"));
/// # });
/// ```
#[derive(Debug)]
pub struct Recorder {
    writer: ResponseWriter,
}

impl Recorder {
    /// Records the answer to `GET /`, from a client that takes trailers.
    #[must_use]
    pub fn new() -> Self {
        let mut request = Request::new(());
        *request.version_mut() = http::Version::HTTP_2;
        Self::for_request(&request)
    }

    /// Records the answer to this request; a `HEAD` request gets no body.
    #[must_use]
    pub fn for_request<B>(request: &Request<B>) -> Self {
        let (writer, channel) = ResponseWriter::new(RequestHead::new(request));
        channel.lock().record = Some(Vec::new());
        Recorder { writer }
    }

    /// The response, to be given to the handler.
    pub fn writer(&mut self) -> &mut ResponseWriter {
        &mut self.writer
    }

    /// Does what a server does when the handler has returned `Ok`: sends the head if nothing was written, and ends
    /// the response.
    ///
    /// # Errors
    ///
    /// [`Error::ContentLength`] when fewer bytes were written than declared.
    #[track_caller]
    pub fn finish(&mut self) -> Result<(), Error> {
        self.writer.finish()
    }

    /// The status that was sent, or would be now.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.writer.status()
    }

    /// The headers that were sent, or would be now.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.head().headers
    }

    /// The chunks of the body as they leave. Those that are held back are shown one by one, and leave together.
    #[must_use]
    pub fn chunks(&self) -> Vec<Bytes> {
        let mut inner = self.writer.channel.lock();
        match &self.writer.draft.buffer {
            _ if inner.refused && self.writer.channel.request.is_head() => Vec::new(),
            _ if inner.refused => vec![refused().into_body()],
            Some(buffer) => buffer.chunks.clone(),
            None => inner.chunks(),
        }
    }

    /// The whole body.
    #[must_use]
    pub fn body(&self) -> Bytes {
        self.chunks().concat().into()
    }

    /// The trailers that reach the client, or would now. On HTTP/1.1 these are the declared ones, of a response
    /// without a `Content-Length`, to a client that said `TE: trailers`.
    #[must_use]
    pub fn trailers(&self) -> HeaderMap {
        let request = &self.writer.channel.request;
        let inner = self.writer.channel.lock();
        let trailers = match &inner.end {
            _ if inner.refused => None,
            Some(End::Done(trailers)) => trailers.as_ref(),
            Some(End::Failed(_)) => None,
            None if self.writer.head_sent() => Some(&self.writer.trailers),
            None => Some(&self.writer.draft.trailers),
        };
        let framed = request.http1 && self.headers().contains_key(CONTENT_LENGTH);
        if !request.takes_trailers || framed || self.writer.channel.is_bodiless(self.status()) {
            return HeaderMap::new();
        }
        let mut trailers = trailers.cloned().unwrap_or_default();
        if request.http1 {
            let declared = declared(self.headers());
            let undeclared = trailers.keys().filter(|name| !declared.contains(name));
            undeclared.cloned().collect::<Vec<_>>().iter().for_each(|name| drop(trailers.remove(name)));
        }
        trailers
    }

    /// Whether the response was given up, so that its client would see that it is incomplete.
    #[must_use]
    pub fn is_aborted(&self) -> bool {
        let inner = self.writer.channel.lock();
        inner.refused || matches!(inner.end, Some(End::Failed(_)))
    }

    /// Every operation on the head that came too late, in order.
    #[must_use]
    pub fn late(&self) -> Vec<LateHeader> {
        self.writer.channel.lock().record.clone().unwrap_or_default()
    }

    /// Checks that no operation came too late.
    ///
    /// # Panics
    ///
    /// If one did; the message shows each of them with both places.
    #[track_caller]
    pub fn assert_on_time(&self) {
        let late = self.late();
        assert!(late.is_empty(), "{}", late.iter().map(|late| format!("\n{late}")).collect::<String>());
    }

    /// The head as it was sent, or as it stands.
    fn head(&self) -> &Parts {
        self.writer.recorded.as_deref().unwrap_or(&self.writer.draft.parts)
    }
}

impl Default for Recorder {
    fn default() -> Self {
        Self::new()
    }
}
