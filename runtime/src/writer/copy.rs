//! Bodies that come from elsewhere.
use core::future::{Future, poll_fn};
use core::panic::Location;
use core::pin::pin;

use bytes::Buf;
use http::HeaderMap;
use http::header::{CONTENT_LENGTH, TRAILER};
use http_body::Body;

use super::error::BoxError;
use super::{Error, ResponseWriter, Write};

impl ResponseWriter {
    /// Copies a body, with its trailers, as a proxy does. Does not end the response.
    ///
    /// The head goes out with the first chunk, so that a body that fails before leaves room for another answer. A
    /// length that the body knows is declared for you. Trailers that may not follow a body are left out.
    ///
    /// # Cancel safety
    ///
    /// Dropped half-way, what was written until then is sent, and the rest is not read.
    ///
    /// # Errors
    ///
    /// [`Error::Upstream`] when the body fails, else as for [`write`](Self::write).
    ///
    /// # Examples
    ///
    /// ```
    /// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
    /// # let mut recorder = headers_first::testing::Recorder::new();
    /// # let res = recorder.writer();
    /// let body = http_body_util::Full::<bytes::Bytes>::from("from elsewhere");
    /// res.write_body(body).await?;
    /// res.finish()?;
    /// assert_eq!(recorder.body(), "from elsewhere");
    /// # Ok::<(), headers_first::Error>(())
    /// # }).unwrap();
    /// ```
    #[track_caller]
    pub fn write_body<B>(&mut self, body: B) -> impl Future<Output = Result<(), Error>>
    where
        B: Body,
        B::Error: Into<BoxError>,
    {
        let at = Location::caller();
        async move {
            let mut body = pin!(body);
            self.declare_length(body.size_hint().exact());
            while let Some(frame) = poll_fn(|cx| body.as_mut().poll_frame(cx)).await {
                match frame.map_err(|error| Error::Upstream(error.into()))?.into_data() {
                    Ok(mut data) => {
                        let chunk = data.copy_to_bytes(data.remaining());
                        Write::chunk(self, chunk, at).part_of("write_body").await?;
                    }
                    Err(frame) => self.copy_trailers(frame.into_trailers().unwrap_or_default())?,
                }
            }
            Ok(())
        }
    }

    /// Declares the length of what is about to be copied, if it can be and was not.
    fn declare_length(&mut self, length: Option<u64>) {
        if let (Some(length), false) = (length, self.head_sent()) {
            let headers = &mut self.draft.parts.headers;
            let stands = headers.contains_key(CONTENT_LENGTH) || headers.contains_key(TRAILER);
            if !stands && self.draft.buffer.is_none() {
                self.draft.set_length(length);
            }
        }
    }

    /// Adds the trailers that may be sent.
    fn copy_trailers(&mut self, trailers: HeaderMap) -> Result<(), Error> {
        let mut name = None;
        for (next, value) in trailers {
            name = next.or(name);
            match name.clone().map(|name| self.append_trailer(name, value)) {
                Some(Err(Error::InvalidHeader)) | None => {}
                Some(added) => drop(added?),
            }
        }
        Ok(())
    }
}
