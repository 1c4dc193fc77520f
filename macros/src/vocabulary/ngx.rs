//! ngx: `http::Request`, read from 0.5.1.
//!
//! A header added behind `send_header` is lost without an error, and a status is lost but stands in the access log. An
//! error `Status` that the handler returns is answered by nginx with a page of its own.

use super::{ByKind, Check, Gives, Row, StateShape, Vocabulary, typed};

pub(crate) static NGX: Vocabulary = Vocabulary {
    name: "ngx",
    read_from: "ngx 0.5.1",
    types: &[typed("Request", &["ngx"], ByKind::Reference)],
    rows: ROWS,
    // A bit field of the C structure behind the request.
    check: Check::State { through: Some("as_ref"), method: "header_sent", shape: StateShape::NotZero },
    answers_errors: true,
    sends_trailers: false,
    declared_trailers: false,
    handle: false,
    on_impl: false,
};

const ROWS: &[Row] = &[
    Row::read(&["is_main", "pool", "upstream", "connection", "log", "get_module_ctx", "set_module_ctx"]),
    Row::read(&["get_complex_value", "discard_request_body", "user_agent", "header_only", "method", "path"]),
    Row::read(&["unparsed_uri", "headers_in_iterator", "headers_out_iterator", "add_header_in"]),
    Row::read(&["as_ref", "as_mut"]).gives(Gives::Response),
    Row::state(&["header_sent"], StateShape::NotZero),
    Row::header(&["add_header_out"]).gives(Gives::Nothing),
    Row::headers(&["set_content_length_n"], &["content-length"]).gives(Gives::Nothing),
    Row::status(&["set_status"]).gives(Gives::Nothing),
    Row::commit(&["send_header"], None),
    Row::write(&["output_filter"]),
    // Another location answers.
    Row::send(&["internal_redirect"]).sets_unknown(),
];
