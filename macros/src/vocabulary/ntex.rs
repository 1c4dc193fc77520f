//! The builder of ntex 3.12.3, `ResponseBuilder`: like that of actix-web, with some names of its own.

use super::{ByKind, Check, Row, Vocabulary, typed};

pub(crate) static NTEX: Vocabulary = Vocabulary {
    name: "ntex",
    read_from: "ntex 3.12.3",
    types: &[typed("ResponseBuilder", &["ntex"], ByKind::Any)],
    rows: ROWS,
    check: Check::Tracker,
    answers_errors: true,
    sends_trailers: false,
    declared_trailers: false,
    handle: false,
    on_impl: false,
};

const ROWS: &[Row] = &[
    Row::header(&["header", "set_header"]),
    Row::headers(&["content_type"], &["content-type"]),
    Row::headers(&["content_length"], &["content-length"]),
    Row::headers(&["upgrade"], &["upgrade", "connection"]),
    Row::status(&["status"]),
    Row::status(&["reason"]),
    Row::cookies(&["cookie", "del_cookie"]),
    Row::head(&["keep_alive", "force_close", "no_chunking"]),
    Row::read(&["extensions"]),
    Row::head_view(&["extensions_mut"]),
    Row::send(&["streaming"]).deferred().fails_after_end(),
    Row::send(&["body", "message_body", "json", "finish", "take"]).fails_after_end(),
];
