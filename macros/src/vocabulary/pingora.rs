//! pingora: `Session` of pingora-proxy and `ServerSession`/`HttpSession` of pingora-core, read from 0.9.1.
//!
//! A second head is `Ok(())` with a log line, edits behind `*_ref` are lost in silence; trailers are dropped on h1.

use super::{Arity, ByKind, Check, Effect, Gives, Row, StateShape, TypeRow, Vocabulary, typed};

pub(crate) static PINGORA: Vocabulary = Vocabulary {
    name: "pingora",
    types: TYPES,
    rows: ROWS,
    check: Check::State { method: "response_written", shape: StateShape::Some },
    // `fail_to_proxy` answers an error before the head with a response of its own.
    answers_errors: true,
    sends_trailers: false,
    declared_trailers: false,
};

const TYPES: &[TypeRow] = &[
    typed("Session", &["pingora", "pingora_proxy"], ByKind::Reference),
    typed("ServerSession", &["pingora", "pingora_core"], ByKind::Any),
    typed("HttpSession", &["pingora", "pingora_core"], ByKind::Any),
];

const ROWS: &[Row] = &[
    Row::read(&[
        "body_bytes_sent",
        "body_bytes_read",
        "req_header",
        "request_summary",
        "client_addr",
        "server_addr",
        "get_header",
        "get_header_bytes",
        "is_http2",
        "digest",
        "read_request_body",
        "read_request",
        "read_body_or_idle",
        "request_header",
        "get_keepalive",
        "req_header_mut",
        "read_body_bytes",
        "drain_request_body",
        "is_body_done",
        "is_body_empty",
        "get_retry_buffer",
        "enable_retry_buffering",
        "retry_buffer_truncated",
        "upgraded_once",
    ]),
    Row::state(&["response_written"], StateShape::Some),
    Row::head(&["set_keepalive", "set_read_timeout", "set_write_timeout", "set_min_send_rate"])
        .tolerated()
        .gives(Gives::Nothing),
    Row::commit(&["write_response_header", "write_response_header_ref"], None),
    Row::write(&["write_response_body"]),
    Row::finish(&["finish_body", "finish"]),
    Row::send(&["respond_error", "respond_error_with_body", "write_error_response"]).bodies(2),
    Row::trailer(&["write_response_trailers"]).with(Arity::Any),
    Row::simple(&["shutdown"], Effect::Abort),
    Row::simple(&["as_downstream_mut", "as_mut", "as_downstream"], Effect::Read).gives(Gives::Response),
];
