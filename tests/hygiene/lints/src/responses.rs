//! A response that can tell, and one that cannot.

use headers_first::ResponseState;

/// A response.
#[derive(Debug, Default)]
pub struct Response {
    started: bool,
}

/// Lines of a body.
pub type Lines = [String];

impl ResponseState for Response {
    fn head_sent(&self) -> bool {
        self.started
    }
}

impl Response {
    /// Sets the status.
    ///
    /// # Errors
    ///
    /// If it is none.
    pub fn set_status(&mut self, status: u16) -> Result<&mut Self, u16> {
        if status < 100 { Err(status) } else { Ok(self) }
    }

    /// Sets a field.
    pub fn set_header(&mut self, _: &str, _: &str) {}

    /// Writes.
    pub fn write(&mut self, _: &str) {
        self.started = true;
    }
}

/// A response that cannot tell.
#[derive(Debug, Default)]
pub struct Stream;

impl Stream {
    /// Sends the head.
    pub fn send_response(&mut self, _: u16) {}
}

/// Does something.
pub fn helper(_: &mut Response) {}

/// Does something.
#[must_use]
pub fn pick() -> bool {
    std::env::args().count() > 1
}
