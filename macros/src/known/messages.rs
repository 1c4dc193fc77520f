//! Methods of messages that are built apart: requests of clients, responses of `http`.
//!
//! They put in what they get and give back what they were called on, so that a chain of them works on that, and not on the
//! response that a value among their arguments comes from.

const FILLS: &[&str] = &[
    "header",
    "headers",
    "insert_header",
    "append_header",
    "content_type",
    "status",
    "version",
    "method",
    "uri",
    "extension",
    "bearer_auth",
    "basic_auth",
    "query",
    "form",
    "json",
    "body",
];

/// Whether a method fills in such a message.
pub(crate) fn fills(name: &str) -> bool {
    FILLS.contains(&name)
}
