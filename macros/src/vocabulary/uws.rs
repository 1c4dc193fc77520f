//! uwebsockets_rs: `HttpResponse`, read from 0.0.11. A late header lands in the chunk framing.

use super::{ByKind, Check, Effect, Row, TypeRow, Vocabulary, typed};

pub(crate) static UWS: Vocabulary = Vocabulary {
    name: "uws",
    types: TYPES,
    rows: ROWS,
    check: Check::Tracker,
    answers_errors: false,
    sends_trailers: false,
    declared_trailers: false,
};

const TYPES: &[TypeRow] = &[
    typed("HttpResponseSSL", &["uwebsockets_rs"], ByKind::Any),
    typed("HttpResponseStruct", &["uwebsockets_rs"], ByKind::Any),
];

const ROWS: &[Row] = &[
    // `has_responded` means ended, so it says nothing about the head.
    Row::read(&[
        "has_responded",
        "get_write_offset",
        "get_remote_address",
        "get_remote_address_as_text",
        "on_writable",
        "on_aborted",
        "on_data",
        "cork",
        "override_write_offset",
        "pause",
        "resume",
    ]),
    Row::header(&["write_header", "write_header_int"]),
    Row::status(&["write_status"]),
    Row::simple(&["write_continue"], Effect::Inform),
    Row::write(&["write"]),
    Row::finish(&["end", "try_end", "end_without_body"]),
    Row::simple(&["upgrade"], Effect::Upgrade),
];
