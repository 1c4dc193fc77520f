//! Bodies that come from a reader or a file.
use core::future::Future;
use core::panic::Location;
use core::pin::pin;
use std::io;
use std::path::Path;

use bytes::BytesMut;
use http::header::CONTENT_LENGTH;
use tokio::io::{AsyncRead, AsyncReadExt};

use super::{Error, ResponseWriter, Write};

/// How much is read at once, in bytes.
const CHUNK: usize = 16 * 1024;

impl ResponseWriter {
    /// Copies everything that a reader has. Does not end the response.
    ///
    /// The head goes out with the first bytes, so that a reader that fails before leaves room for another answer.
    ///
    /// # Cancel safety
    ///
    /// Dropped half-way, what was written until then is sent, and the rest is not read.
    ///
    /// # Errors
    ///
    /// [`Error::Io`] when the reader fails, else as for [`write`](Self::write).
    ///
    /// # Examples
    ///
    /// ```
    /// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
    /// # let mut recorder = headers_first::testing::Recorder::new();
    /// # let res = recorder.writer();
    /// res.copy_from(&b"from a reader"[..]).await?;
    /// res.finish()?;
    /// assert_eq!(recorder.body(), "from a reader");
    /// # Ok::<(), headers_first::Error>(())
    /// # }).unwrap();
    /// ```
    #[track_caller]
    pub fn copy_from<R: AsyncRead>(&mut self, reader: R) -> impl Future<Output = Result<(), Error>> {
        let at = Location::caller();
        async move {
            let mut reader = pin!(reader);
            loop {
                let mut chunk = BytesMut::with_capacity(CHUNK);
                if reader.read_buf(&mut chunk).await.map_err(Error::Io)? == 0 {
                    return Ok(());
                }
                Write::chunk(self, chunk.freeze(), at).part_of("copy_from").await?;
            }
        }
    }

    /// Sends a file, with its `Content-Length`, and ends the response. Set its `Content-Type` before.
    ///
    /// The file is read in small parts by the threads that the runtime keeps for that. Nothing is said about ranges,
    /// conditions or types: a file server does that better.
    ///
    /// # Cancel safety
    ///
    /// Dropped half-way, what was written until then is sent, and the rest is not read.
    ///
    /// # Errors
    ///
    /// [`Error::Io`] when the file does not exist, is a directory or cannot be read; as long as nothing of it was
    /// sent, another answer is possible. [`Error::Late`] when the head is out. [`Error::ContentLength`] when the file
    /// got shorter meanwhile: then the response is aborted.
    ///
    /// # Examples
    ///
    /// ```
    /// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
    /// # let mut recorder = headers_first::testing::Recorder::new();
    /// # let res = recorder.writer();
    /// res.insert_header("Content-Type", "text/plain")?;
    /// if res.send_file("no/such/file").await.is_err() {
    ///     res.send_error(404)?;
    /// }
    /// assert_eq!(recorder.status(), 404);
    /// # Ok::<(), headers_first::Error>(())
    /// # }).unwrap();
    /// ```
    #[track_caller]
    pub fn send_file<P: AsRef<Path>>(&mut self, path: P) -> impl Future<Output = Result<(), Error>> {
        let at = Location::caller();
        async move {
            self.open("send_file", None, at)?;
            let (file, len) = open_file(path.as_ref()).await.map_err(Error::Io)?;
            let draft = self.open("send_file", None, at)?;
            draft.parts.headers.insert(CONTENT_LENGTH, len.into());
            let mut file = pin!(file.take(len));
            loop {
                let mut chunk = BytesMut::with_capacity(CHUNK);
                let read = file.read_buf(&mut chunk).await;
                if read.map_err(|error| self.unread(error))? == 0 {
                    return self.finish_by("send_file", at);
                }
                Write::chunk(self, chunk.freeze(), at).part_of("send_file").await?;
            }
        }
    }

    /// The file could not be read: without a byte sent there is no length to keep.
    fn unread(&mut self, error: io::Error) -> Error {
        if !self.head_sent() {
            self.draft.parts.headers.remove(CONTENT_LENGTH);
        }
        Error::Io(error)
    }
}

async fn open_file(path: &Path) -> io::Result<(tokio::fs::File, u64)> {
    let file = tokio::fs::File::open(path).await?;
    let metadata = file.metadata().await?;
    if metadata.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    Ok((file, metadata.len()))
}
