//! The builders of actix-web 4.18 (`HttpResponseBuilder`) and ntex 3.12 (`ResponseBuilder`).
//!
//! Behind `body`, `finish`, `json` and the like every setter does nothing in silence, and a second end panics.

use super::{ByKind, Check, Row, TypeRow, Vocabulary, typed};

pub(crate) static ACTIX: Vocabulary = Vocabulary {
    name: "actix",
    types: &[typed("HttpResponseBuilder", &["actix_web", "actix_http"], ByKind::Any)],
    rows: ROWS,
    check: Check::Tracker,
    answers_errors: true,
    sends_trailers: false,
    declared_trailers: false,
};

pub(crate) static NTEX: Vocabulary = Vocabulary {
    name: "ntex",
    types: NTEX_TYPES,
    rows: ROWS,
    check: Check::Tracker,
    answers_errors: true,
    sends_trailers: false,
    declared_trailers: false,
};

const NTEX_TYPES: &[TypeRow] = &[typed("ResponseBuilder", &["ntex"], ByKind::Any)];

const ROWS: &[Row] = &[
    Row::header(&["insert_header", "append_header", "set_header", "header"]),
    Row::headers(&["content_type"], &["content-type"]),
    Row::headers(&["content_length", "no_chunking"], &["content-length"]),
    Row::status(&["status"]),
    Row::cookies(&["cookie", "del_cookie"]),
    Row::head(&[
        "reason",
        "keep_alive",
        "force_close",
        "upgrade",
        "set_header_if_none",
        "if_some",
        "if_true",
    ]),
    Row::read(&["extensions", "extensions_mut"]),
    Row::send(&["streaming"]).deferred().fails_after_end(),
    Row::send(&["body", "message_body", "finish", "json", "take", "json2"]).fails_after_end(),
];
