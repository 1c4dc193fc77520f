//! uwebsockets_rs: `HttpResponseStruct` and its aliases, read from 0.0.11.
//!
//! A late header lands in the framing of the chunks. `HttpResponse` is no evidence by its name (actix-web has one that
//! buffers): it is named with `response =` and this vocabulary.

use super::{ByKind, Check, Effect, Gives, Row, TypeRow, Vocabulary, typed};

pub(crate) static UWS: Vocabulary = Vocabulary {
    name: "uws",
    read_from: "uwebsockets_rs 0.0.11",
    types: TYPES,
    rows: ROWS,
    check: Check::Tracker,
    answers_errors: false,
    sends_trailers: false,
    declared_trailers: false,
    handle: false,
    on_impl: false,
};

const TYPES: &[TypeRow] = &[
    typed("HttpResponseStruct", &["uwebsockets_rs"], ByKind::Any),
    typed("HttpResponseSSL", &["uwebsockets_rs"], ByKind::Any),
];

const ROWS: &[Row] = &[
    // `has_responded` says that the response has ended, nothing about the head.
    Row::read(&[
        "has_responded",
        "get_write_offset",
        "override_write_offset",
        "get_native",
        "pause",
        "resume",
    ]),
    Row::read(&[
        "get_remote_address",
        "get_remote_address_as_text",
        "on_data",
        "on_writable",
        "on_aborted",
        "cork",
    ]),
    Row::header(&["write_header", "write_header_int"]).gives(Gives::Nothing),
    Row::status(&["write_status"]).gives(Gives::Nothing),
    Row::simple(&["write_continue"], Effect::Inform).gives(Gives::Nothing),
    Row::write(&["write"]),
    Row::finish(&["end", "try_end", "end_without_body"]),
    Row::simple(&["upgrade"], Effect::Upgrade),
];
