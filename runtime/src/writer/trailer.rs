//! Fields that come after the body.
use core::panic::Location;

use http::header::TRAILER;
use http::{HeaderName, HeaderValue};

use super::draft::forbidden_in_trailers;
use super::{Error, ResponseWriter};

impl ResponseWriter {
    /// Announces a trailer in the head, as HTTP/1.1 needs it. From then on a header of that name that is inserted
    /// after the commit is sent as a trailer.
    ///
    /// # Errors
    ///
    /// [`Error::Late`] when the head is out; [`Error::InvalidHeader`] when the name is malformed, or one that may not
    /// follow the body: framing, routing, authentication, content, cookies and control (RFC 9110, section 6.5.1).
    ///
    /// # Examples
    ///
    /// ```
    /// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
    /// # let mut recorder = headers_first::testing::Recorder::new();
    /// # let res = recorder.writer();
    /// res.declare_trailer("X-Total")?;
    /// assert!(res.declare_trailer("Content-Length").is_err());
    /// res.write("a\nb\n").await?;
    /// res.append_trailer("X-Total", 2)?;
    /// res.finish()?;
    /// assert_eq!(recorder.trailers()["x-total"], "2");
    /// # Ok::<(), headers_first::Error>(())
    /// # }).unwrap();
    /// ```
    #[track_caller]
    pub fn declare_trailer<K: TryInto<HeaderName>>(&mut self, name: K) -> Result<&mut Self, Error> {
        let name = name.try_into().ok();
        let draft = self.open("declare_trailer", name.as_ref(), Location::caller())?;
        let name = name.filter(|name| !forbidden_in_trailers(name)).ok_or(Error::InvalidHeader)?;
        draft.parts.headers.append(TRAILER, HeaderValue::from(name));
        Ok(self)
    }

    /// Adds a trailer, which is sent after the body.
    ///
    /// On HTTP/1.1 the client only gets it if it was [declared](Self::declare_trailer) before the commit, the
    /// response has no `Content-Length`, and the request said `TE: trailers`; otherwise the server leaves it out.
    ///
    /// # Errors
    ///
    /// [`Error::Finished`] when the response has ended; [`Error::InvalidHeader`] when name or value are malformed, or
    /// the field may not follow the body.
    pub fn append_trailer<K, V>(&mut self, name: K, value: V) -> Result<&mut Self, Error>
    where
        K: TryInto<HeaderName>,
        V: TryInto<HeaderValue>,
    {
        if self.finished {
            return Err(Error::Finished);
        }
        let name = name.try_into().ok().filter(|name| !forbidden_in_trailers(name));
        let (name, value) = name.zip(value.try_into().ok()).ok_or(Error::InvalidHeader)?;
        let open = !self.head_sent();
        let trailers = if open { &mut self.draft.trailers } else { &mut self.trailers };
        trailers.append(name, value);
        Ok(self)
    }

    /// Lets a header that comes too late be sent as a trailer, if it can reach the client as one.
    pub(super) fn declare_late(&mut self, header: &str) -> bool {
        let Ok(name) = header.parse::<HeaderName>() else { return false };
        let reaches = self.channel.request.takes_trailers && !self.finished && !forbidden_in_trailers(&name);
        let declared = self.declared.contains(&name);
        if !reaches || (self.channel.request.http1 && !declared) {
            return false;
        }
        if !declared {
            self.declared.push(name);
        }
        true
    }
}
