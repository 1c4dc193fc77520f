//! A framework that brings the attribute along, with a vocabulary of its own.

#[doc(hidden)]
pub mod __private {
    pub use headers_first;
}

pub use headers_first::{ResponseState, headers_first};

/// A response of the framework.
#[derive(Default)]
pub struct Response {
    started: bool,
}

impl ResponseState for Response {
    fn head_sent(&self) -> bool {
        self.started
    }
}

impl Response {
    /// Sets a field of the head.
    pub fn put(&mut self, _: &str) {}

    /// Writes a part of the body.
    pub fn push(&mut self, _: &str) {
        self.started = true;
    }
}

headers_first::vocabulary! {
    pub web for Response { head: put; write: push }
}
