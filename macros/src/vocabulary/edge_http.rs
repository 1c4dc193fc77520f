//! edge-http: `io::server::Connection`, read from 0.8.0; embedded-svc 0.29 has the same names.
//!
//! A second head is `Err(InvalidState)`; esp-idf-svc panics.

use super::{ByKind, Check, Effect, Row, StateShape, Vocabulary, typed};

pub(crate) static EDGE_HTTP: Vocabulary = Vocabulary {
    name: "edge_http",
    read_from: "edge-http 0.8.0",
    types: &[typed("Connection", &["edge_http", "embedded_svc"], ByKind::Reference)],
    rows: ROWS,
    // `complete_err` answers an error before the head with an empty 500.
    check: Check::State { through: None, method: "is_response_initiated", shape: StateShape::True },
    answers_errors: true,
    sends_trailers: false,
    declared_trailers: false,
    handle: false,
    on_impl: false,
};

const ROWS: &[Row] = &[
    Row::state(&["is_response_initiated"], StateShape::True),
    Row::read(&["headers", "split", "read", "is_request_initiated", "is_ws_upgrade_request", "needs_close"]),
    Row::read(&["uri", "method", "header"]),
    Row::commit(&["initiate_response"], Some(0)).err_is_late(),
    Row::simple(&["initiate_ws_upgrade_response"], Effect::Upgrade).err_is_late(),
    Row::write(&["write", "write_all", "write_fmt", "flush"]),
    Row::finish(&["complete", "complete_err"]),
];
