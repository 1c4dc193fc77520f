//! The body as a synchronous writer, for templates, csv and serde.
use core::fmt;
use core::panic::Location;
use std::io;

use super::error::Sent;
use super::{Error, ResponseWriter};

impl ResponseWriter {
    /// The body as an [`io::Write`] and [`fmt::Write`], for code that cannot wait.
    ///
    /// The first byte sends the head. What is written leaves when the handler next waits for anything; nothing slows
    /// the handler down until then, so put a [`flush`](Self::flush) or [`write`](Self::write) between large parts.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::io::Write;
    /// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
    /// # let mut recorder = headers_first::testing::Recorder::new();
    /// # let res = recorder.writer();
    ///
    /// for row in 1..=3 {
    ///     writeln!(res.as_io_writer(), "row {row}")?;
    /// }
    /// res.flush().await?;
    /// assert_eq!(recorder.body(), "row 1\nrow 2\nrow 3\n");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// # }).unwrap();
    /// ```
    #[track_caller]
    pub fn as_io_writer(&mut self) -> IoWriter<'_> {
        IoWriter { at: Location::caller(), writer: self }
    }

    /// Takes bytes in without waiting.
    fn put_bytes(&mut self, bytes: &[u8], at: &'static Location<'static>) -> Result<(), Error> {
        if self.head_sent() {
            self.admit(bytes.len() as u64)?;
            self.count(bytes.len() as u64);
            self.channel.extend(bytes, Sent { at, by: "as_io_writer" });
            return Ok(());
        }
        let chunk = bytes::Bytes::copy_from_slice(bytes);
        self.put_chunk(chunk, "as_io_writer", at).map(drop)
    }
}

/// The body of a response as a synchronous writer: see [`ResponseWriter::as_io_writer`].
///
/// Flushing it does nothing: what was written leaves when the handler next waits.
#[derive(Debug)]
pub struct IoWriter<'a> {
    writer: &'a mut ResponseWriter,
    at: &'static Location<'static>,
}

impl io::Write for IoWriter<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if !bytes.is_empty() {
            self.writer.put_bytes(bytes, self.at)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl fmt::Write for IoWriter<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        io::Write::write_all(self, text.as_bytes()).map_err(|_| fmt::Error)
    }
}
