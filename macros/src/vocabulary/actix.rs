//! The builder of actix-web 4.18.1, `HttpResponseBuilder`.
//!
//! Behind `body`, `finish`, `json` and the like every setter does nothing in silence, and a second end panics.

use super::{ByKind, Check, Row, Vocabulary, typed};

pub(crate) static ACTIX: Vocabulary = Vocabulary {
    name: "actix",
    read_from: "actix-web 4.18.1",
    types: &[typed("HttpResponseBuilder", &["actix_web", "actix_http"], ByKind::Any)],
    rows: ROWS,
    check: Check::Tracker,
    answers_errors: true,
    sends_trailers: false,
    declared_trailers: false,
    handle: false,
    on_impl: false,
};

const ROWS: &[Row] = &[
    Row::header(&["insert_header", "append_header", "set_header", "header"]),
    Row::headers(&["content_type"], &["content-type"]),
    Row::headers(&["no_chunking"], &["content-length", "transfer-encoding"]),
    Row::headers(&["upgrade"], &["upgrade", "connection"]),
    Row::status(&["status"]),
    Row::status(&["reason"]),
    Row::cookies(&["cookie"]),
    Row::head(&["keep_alive", "force_close"]),
    Row::read(&["extensions"]),
    Row::head_view(&["extensions_mut"]),
    Row::send(&["streaming"]).deferred().fails_after_end(),
    // `take` moves everything out into another builder.
    Row::send(&["body", "message_body", "json", "finish", "take"]).fails_after_end(),
];
