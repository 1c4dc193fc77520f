//! The operations on the head. Each of them fails once the head is out, and says where that happened.
use core::panic::Location;

use http::header::{CONTENT_LENGTH, HeaderMap, HeaderName};
use http::response::Parts;
use http::{Extensions, HeaderValue, StatusCode};

use super::draft::{Buffer, Draft, forbidden_in_trailers, length_value};
use super::{Error, ResponseWriter};

impl ResponseWriter {
    /// The status that the response has, or will have if nothing changes it.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        if self.head_sent() { self.status } else { self.draft.parts.status }
    }

    /// The headers that are going to be sent; `None` once they are.
    ///
    /// # Examples
    ///
    /// ```
    /// # let mut recorder = headers_first::testing::Recorder::new();
    /// # let res = recorder.writer();
    /// res.insert_header("X-Total", 3)?;
    /// assert_eq!(res.headers().unwrap()["x-total"], "3");
    /// # Ok::<(), headers_first::Error>(())
    /// ```
    #[must_use]
    pub fn headers(&self) -> Option<&HeaderMap> {
        if self.head_sent() { None } else { Some(&self.draft.parts.headers) }
    }

    /// The headers that are going to be sent, to be changed at will.
    ///
    /// # Errors
    ///
    /// [`Error::Late`] when the head is out.
    #[track_caller]
    pub fn headers_mut(&mut self) -> Result<&mut HeaderMap, Error> {
        Ok(&mut self.open("headers_mut", None, Location::caller())?.parts.headers)
    }

    /// Values that go to the layers of the server together with the head, and not to the client.
    ///
    /// # Errors
    ///
    /// [`Error::Late`] when the head is out.
    #[track_caller]
    pub fn extensions_mut(&mut self) -> Result<&mut Extensions, Error> {
        Ok(&mut self.open("extensions_mut", None, Location::caller())?.parts.extensions)
    }

    /// Sets the status.
    ///
    /// # Errors
    ///
    /// [`Error::Late`] when the head is out; [`Error::InvalidStatus`] when it is out of range or informational (1xx),
    /// which no response can end with.
    ///
    /// # Examples
    ///
    /// ```
    /// # let mut recorder = headers_first::testing::Recorder::new();
    /// # let res = recorder.writer();
    /// res.set_status(404)?.insert_header("Content-Type", "text/plain")?;
    /// assert_eq!(res.status(), 404);
    /// assert!(res.set_status(103).is_err());
    /// # Ok::<(), headers_first::Error>(())
    /// ```
    #[track_caller]
    pub fn set_status(&mut self, status: impl TryInto<StatusCode>) -> Result<&mut Self, Error> {
        let draft = self.open("set_status", None, Location::caller())?;
        draft.parts.status = final_status(status)?;
        draft.status_set = true;
        Ok(self)
    }

    /// Sets a header, in place of any of the same name.
    ///
    /// After the commit a header that `Trailer` declared is sent as a trailer instead.
    ///
    /// # Errors
    ///
    /// [`Error::Late`] when the head is out; [`Error::InvalidHeader`] when the name or value is malformed. A value
    /// never gets to end its line: line breaks in it are malformed.
    ///
    /// # Examples
    ///
    /// ```
    /// # let mut recorder = headers_first::testing::Recorder::new();
    /// # let res = recorder.writer();
    /// res.insert_header("Content-Type", "text/csv")?.insert_header("X-Total", 3)?;
    /// assert!(res.insert_header("X-Name", "a\r\nSet-Cookie: b").is_err());
    /// # Ok::<(), headers_first::Error>(())
    /// ```
    #[track_caller]
    pub fn insert_header<K, V>(&mut self, name: K, value: V) -> Result<&mut Self, Error>
    where
        K: TryInto<HeaderName>,
        V: TryInto<HeaderValue>,
    {
        self.put("insert_header", name.try_into().ok(), value.try_into().ok(), Location::caller())
    }

    /// Adds a header beside any of the same name, as for `Set-Cookie`.
    ///
    /// After the commit a header that `Trailer` declared is sent as a trailer instead.
    ///
    /// # Errors
    ///
    /// As for [`insert_header`](Self::insert_header).
    ///
    /// # Examples
    ///
    /// ```
    /// # let mut recorder = headers_first::testing::Recorder::new();
    /// # let res = recorder.writer();
    /// res.append_header("Set-Cookie", "a=1")?.append_header("Set-Cookie", "b=2")?;
    /// assert_eq!(res.headers().unwrap().get_all("set-cookie").iter().count(), 2);
    /// # Ok::<(), headers_first::Error>(())
    /// ```
    #[track_caller]
    pub fn append_header<K, V>(&mut self, name: K, value: V) -> Result<&mut Self, Error>
    where
        K: TryInto<HeaderName>,
        V: TryInto<HeaderValue>,
    {
        self.put("append_header", name.try_into().ok(), value.try_into().ok(), Location::caller())
    }

    /// Removes all headers of a name; returns the first of them.
    ///
    /// # Errors
    ///
    /// [`Error::Late`] when the head is out; [`Error::InvalidHeader`] when the name is malformed.
    #[track_caller]
    pub fn remove_header<K: TryInto<HeaderName>>(&mut self, name: K) -> Result<Option<HeaderValue>, Error> {
        let name = name.try_into().ok();
        let draft = self.open("remove_header", name.as_ref(), Location::caller())?;
        Ok(draft.parts.headers.remove(name.ok_or(Error::InvalidHeader)?))
    }

    /// Starts over: forgets status, headers, extensions, hooks, trailers and the bytes that
    /// [`buffer`](Self::buffer) held back. The limit of the buffer stays.
    ///
    /// # Errors
    ///
    /// [`Error::Late`] when the head is out.
    ///
    /// # Examples
    ///
    /// ```
    /// # let mut recorder = headers_first::testing::Recorder::new();
    /// # let res = recorder.writer();
    /// res.insert_header("ETag", "\"1\"")?;
    /// res.reset()?.set_status(500)?;
    /// assert!(res.headers().unwrap().is_empty());
    /// # Ok::<(), headers_first::Error>(())
    /// ```
    #[track_caller]
    pub fn reset(&mut self) -> Result<&mut Self, Error> {
        let draft = self.open("reset", None, Location::caller())?;
        let buffer = draft.buffer.take().map(|buffer| Buffer::new(buffer.limit));
        *draft = Draft { buffer, ..Draft::default() };
        Ok(self)
    }

    /// Calls `hook` with the head just before it goes out, whatever sends it.
    ///
    /// Of several hooks the last one runs first. A hook may change the head and cannot write; a 1xx status that it
    /// sets is ignored. If it panics, the handler does.
    ///
    /// # Errors
    ///
    /// [`Error::Late`] when the head is out.
    ///
    /// # Examples
    ///
    /// ```
    /// use http::HeaderValue;
    /// # let mut recorder = headers_first::testing::Recorder::new();
    /// # let res = recorder.writer();
    ///
    /// res.on_commit(|head| {
    ///     head.headers.insert("x-served-by", HeaderValue::from_static("b7"));
    /// })?;
    /// res.send("done")?;
    /// # assert_eq!(recorder.headers()["x-served-by"], "b7");
    /// # Ok::<(), headers_first::Error>(())
    /// ```
    #[track_caller]
    pub fn on_commit(
        &mut self,
        hook: impl FnOnce(&mut Parts) + Send + Sync + 'static,
    ) -> Result<&mut Self, Error> {
        self.open("on_commit", None, Location::caller())?.hooks.push(Box::new(hook));
        Ok(self)
    }

    /// Holds back up to `limit` bytes of the body, and keeps the head open for as long.
    ///
    /// A response that ends within the limit gets a `Content-Length`. A [`flush`](Self::flush) sends what is held
    /// back. A later call changes the limit.
    ///
    /// # Errors
    ///
    /// [`Error::Late`] when the head is out.
    ///
    /// # Examples
    ///
    /// ```
    /// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
    /// # let mut recorder = headers_first::testing::Recorder::new();
    /// # let res = recorder.writer();
    /// res.buffer(4096)?;
    /// res.write("<h1>Hello</h1>").await?;
    /// res.insert_header("Content-Type", "text/html")?;
    /// res.finish()?;
    /// assert_eq!(recorder.headers()["content-length"], "14");
    /// # Ok::<(), headers_first::Error>(())
    /// # }).unwrap();
    /// ```
    #[track_caller]
    pub fn buffer(&mut self, limit: usize) -> Result<&mut Self, Error> {
        let draft = self.open("buffer", None, Location::caller())?;
        draft.buffer.get_or_insert_with(Buffer::default).limit = limit;
        Ok(self)
    }

    /// The head, if it can still change.
    pub(super) fn open(
        &mut self,
        by: &'static str,
        header: Option<&HeaderName>,
        at: &'static Location<'static>,
    ) -> Result<&mut Draft, Error> {
        if self.head_sent() { Err(self.late(by, header.cloned(), at)) } else { Ok(&mut *self.draft) }
    }

    /// Inserts or appends, in the head or, once that is out, in the trailers if they were declared.
    fn put(
        &mut self,
        by: &'static str,
        name: Option<HeaderName>,
        value: Option<HeaderValue>,
        at: &'static Location<'static>,
    ) -> Result<&mut Self, Error> {
        let trailer = self.head_sent() && !self.finished;
        let trailer = trailer && name.as_ref().is_some_and(|name| self.declared.contains(name));
        if self.head_sent() && !trailer {
            return Err(self.late(by, name, at));
        }
        let (name, value) = name.zip(value).ok_or(Error::InvalidHeader)?;
        let map = if trailer { &mut self.trailers } else { &mut self.draft.parts.headers };
        check_place(map, by, &name, &value, trailer)?;
        if by == "append_header" {
            map.append(name, value)
        } else {
            map.insert(name, value).is_some()
        };
        Ok(self)
    }
}

/// A length must be a number and stand once; a trailer must be a field that can come after the body.
fn check_place(
    map: &HeaderMap,
    by: &str,
    name: &HeaderName,
    value: &HeaderValue,
    trailer: bool,
) -> Result<(), Error> {
    let second = by == "append_header" && map.contains_key(name);
    let bad_length = name == CONTENT_LENGTH && (second || length_value(value).is_none());
    if bad_length || (trailer && forbidden_in_trailers(name)) {
        return Err(Error::InvalidHeader);
    }
    Ok(())
}

/// A status that a response can end with.
pub(super) fn final_status(status: impl TryInto<StatusCode>) -> Result<StatusCode, Error> {
    match status.try_into() {
        Ok(status) if !status.is_informational() => Ok(status),
        _ => Err(Error::InvalidStatus),
    }
}
