//! edge-http: `io::server::Connection`, read from 0.8. A second head is `Err(InvalidState)`; esp-idf-svc panics.

use super::{ByKind, Check, Effect, Row, StateShape, Vocabulary, typed};

pub(crate) static EDGE_HTTP: Vocabulary = Vocabulary {
    name: "edge_http",
    types: &[typed("Connection", &["edge_http", "embedded_svc"], ByKind::Reference)],
    rows: ROWS,
    check: Check::State { method: "is_response_initiated", shape: StateShape::True },
    answers_errors: true,
    sends_trailers: false,
    declared_trailers: false,
};

const ROWS: &[Row] = &[
    Row::read(&[
        "headers",
        "is_request_initiated",
        "split",
        "read",
        "raw_connection",
        "uri",
        "method",
        "header",
    ]),
    Row::state(&["is_response_initiated"], StateShape::True),
    Row::commit(&["initiate_response"], Some(0)).err_is_late(),
    Row::simple(&["initiate_ws_upgrade_response"], Effect::Upgrade),
    Row::write(&["write", "write_all", "flush", "write_fmt"]),
    Row::finish(&["complete"]),
    Row::finish(&["complete_err"]),
];
