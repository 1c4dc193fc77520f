//! How a response ends.
use core::mem;
use core::panic::Location;

use bytes::Bytes;
use http::header::{CONTENT_TYPE, ETAG, HeaderMap, HeaderValue, LAST_MODIFIED, LOCATION, TRAILER};
use http::{Response, StatusCode};

use super::channel::End;
use super::draft::content_length;
use super::error::{BoxError, Sent};
use super::head::final_status;
use super::{Error, ResponseWriter};

/// What ends a response without a call: its place is in this crate, and says nothing.
const RETURN: &str = "return";
const PLAIN_TEXT: HeaderValue = HeaderValue::from_static("text/plain; charset=utf-8");

impl ResponseWriter {
    /// Sends the whole body at once and ends the response, with its `Content-Length`.
    ///
    /// # Errors
    ///
    /// [`Error::Late`] when the head is out; [`Error::ContentLength`] when another length was declared.
    ///
    /// # Examples
    ///
    /// ```
    /// # let mut recorder = headers_first::testing::Recorder::new();
    /// # let res = recorder.writer();
    /// res.insert_header("Content-Type", "application/json")?;
    /// res.send(r#"{"ok":true}"#)?;
    /// assert_eq!(recorder.headers()["content-length"], "11");
    /// # Ok::<(), headers_first::Error>(())
    /// ```
    #[track_caller]
    pub fn send(&mut self, body: impl Into<Bytes>) -> Result<(), Error> {
        self.send_whole("send", body.into(), Location::caller())
    }

    /// Answers `303 See Other` with this `Location`, and ends the response.
    ///
    /// # Errors
    ///
    /// [`Error::Late`] when the head is out; [`Error::InvalidHeader`] when the location is no header value.
    ///
    /// # Examples
    ///
    /// ```
    /// # let mut recorder = headers_first::testing::Recorder::new();
    /// # let res = recorder.writer();
    /// res.redirect("/login")?;
    /// assert_eq!(recorder.status(), 303);
    /// assert_eq!(recorder.headers()["location"], "/login");
    /// # Ok::<(), headers_first::Error>(())
    /// ```
    #[track_caller]
    pub fn redirect<V: TryInto<HeaderValue>>(&mut self, location: V) -> Result<(), Error> {
        let at = Location::caller();
        let draft = self.open("redirect", None, at)?;
        let location = location.try_into().map_err(|_| Error::InvalidHeader)?;
        forget_body(&mut draft.parts.headers);
        draft.parts.headers.insert(LOCATION, location);
        draft.parts.status = StatusCode::SEE_OTHER;
        draft.buffer = None;
        self.send_whole("redirect", Bytes::new(), at)
    }

    /// Answers with this status and its name as plain text, and ends the response.
    ///
    /// Bytes that were held back and headers about them (`Content-*`, `ETag`, `Last-Modified`) are dropped. All other
    /// headers stay, such as `WWW-Authenticate` or `Retry-After`.
    ///
    /// # Errors
    ///
    /// [`Error::Late`] when the head is out; [`Error::InvalidStatus`] when it is no status to end with.
    ///
    /// # Examples
    ///
    /// ```
    /// # let mut recorder = headers_first::testing::Recorder::new();
    /// # let res = recorder.writer();
    /// res.send_error(404)?;
    /// assert_eq!(recorder.status(), 404);
    /// assert_eq!(recorder.body(), "Not Found");
    /// # Ok::<(), headers_first::Error>(())
    /// ```
    #[track_caller]
    pub fn send_error(&mut self, status: impl TryInto<StatusCode>) -> Result<(), Error> {
        let at = Location::caller();
        let draft = self.open("send_error", None, at)?;
        let status = final_status(status)?;
        forget_body(&mut draft.parts.headers);
        draft.parts.headers.insert(CONTENT_TYPE, PLAIN_TEXT);
        draft.parts.status = status;
        draft.buffer = None;
        let reason = status.canonical_reason().unwrap_or("Error");
        self.send_whole("send_error", Bytes::from_static(reason.as_bytes()), at)
    }

    /// Ends the response, with its trailers. Sends the head first if nothing was written.
    ///
    /// A handler that returns `Ok` need not call it, and a second call does nothing. The handler may go on afterwards,
    /// but only for as long as the client stays, and the client gets the end only when the handler returns: give
    /// what takes long and belongs to no response to a task of its own.
    ///
    /// # Errors
    ///
    /// [`Error::ContentLength`] when other than the declared number of bytes were written. Then the response is aborted,
    /// or the client gets a plain `500`, if the head is not out.
    #[track_caller]
    pub fn finish(&mut self) -> Result<(), Error> {
        self.finish_by("finish", Location::caller())
    }

    /// Gives the response up: the client sees that it is incomplete, because the connection or stream is cut off.
    ///
    /// Before the head is out the client gets a plain `500 Internal Server Error` instead. After the end it does
    /// nothing.
    ///
    /// # Examples
    ///
    /// ```
    /// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
    /// # let mut recorder = headers_first::testing::Recorder::new();
    /// # let res = recorder.writer();
    /// res.write("half of the ").await?;
    /// res.abort();
    /// assert!(res.write("story").await.is_err());
    /// # Ok::<(), headers_first::Error>(())
    /// # }).unwrap();
    /// ```
    #[track_caller]
    pub fn abort(&mut self) {
        if !self.finished {
            self.fail("the response was aborted", None, Sent { at: Location::caller(), by: "abort" });
        }
    }

    /// The handler has returned: ends the response as its result says.
    #[track_caller]
    pub(super) fn close(&mut self, result: Result<(), BoxError>) {
        let at = Location::caller();
        match result {
            Ok(()) => drop(self.finish_by(RETURN, at)),
            Err(cause) => self.fail("the handler failed", Some(cause), Sent { at, by: RETURN }),
        }
    }

    pub(super) fn send_whole(
        &mut self,
        by: &'static str,
        body: Bytes,
        at: &'static Location<'static>,
    ) -> Result<(), Error> {
        let len = body.len() as u64;
        let head = self.channel.request.is_head();
        let draft = self.open(by, None, at)?;
        let held = draft.buffered() as u64;
        match content_length(&draft.parts.headers) {
            Some(declared) if !head && declared != held + len => return Err(Error::ContentLength),
            _ if !draft.has_trailers() => draft.set_length(held + len),
            _ => {}
        }
        self.commit(by, at);
        if !body.is_empty() && self.admit(len).is_ok() {
            self.count(len);
            self.channel.push(body, Sent { at, by });
        }
        self.finish_by(by, at)
    }

    pub(super) fn finish_by(
        &mut self,
        by: &'static str,
        at: &'static Location<'static>,
    ) -> Result<(), Error> {
        if self.finished {
            return Ok(());
        }
        if self.missing().is_some_and(|missing| missing != 0) {
            self.fail("the body does not have its declared length", None, Sent { at, by });
            return Err(Error::ContentLength);
        }
        if !self.head_sent() {
            if self.draft.buffer.is_some() && !self.draft.has_trailers() {
                let held = self.draft.buffered() as u64;
                self.draft.set_length(held);
            }
            self.commit(by, at);
        }
        self.finished = true;
        self.channel.end(End::done(mem::take(&mut self.trailers)));
        Ok(())
    }

    /// Nothing more can be sent: a plain error response if nothing has been, else an aborted one.
    fn fail(&mut self, what: &'static str, cause: Option<BoxError>, by: Sent) {
        if by.by != RETURN {
            self.channel.lock().last = Some(by);
        }
        let quiet = what == "the response was aborted";
        let failure = self.channel.failure(what, cause);
        if !quiet {
            self.channel.report(&failure);
        }
        if self.finished {
            return;
        }
        self.finished = true;
        if self.head_sent() {
            return self.channel.end(End::Failed(failure));
        }
        self.sent = Some(Sent { by: "abort", ..by });
        self.status = StatusCode::INTERNAL_SERVER_ERROR;
        self.recorded = Some(Box::new(refused().into_parts().0));
        self.channel.refuse();
    }
}

/// What a client gets when nothing else can be said: nothing of what was being built, and nothing internal.
pub(super) fn refused() -> Response<Bytes> {
    let mut response = Response::new(Bytes::from_static(b"Internal Server Error"));
    *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
    response.headers_mut().insert(CONTENT_TYPE, PLAIN_TEXT);
    response
}

/// Removes what describes a body that is not going to be sent.
fn forget_body(headers: &mut HeaderMap) {
    let names = headers.keys().filter(|name| name.as_str().starts_with("content-"));
    for name in names.cloned().collect::<Vec<_>>() {
        if name != http::header::CONTENT_SECURITY_POLICY {
            headers.remove(name);
        }
    }
    [ETAG, LAST_MODIFIED, TRAILER].into_iter().for_each(|name| drop(headers.remove(name)));
}
