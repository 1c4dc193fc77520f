//! ngx: `http::Request`, read from 0.5.1. A header added behind `send_header` is lost without an error.

use super::{ByKind, Check, Effect, Row, Vocabulary, typed};

pub(crate) static NGX: Vocabulary = Vocabulary {
    name: "ngx",
    types: &[typed("Request", &["ngx"], ByKind::Reference)],
    rows: ROWS,
    // `request.as_ref().header_sent()` is a bit field of the C structure; a local flag asks less of the user.
    check: Check::Tracker,
    answers_errors: true,
    sends_trailers: false,
    declared_trailers: false,
};

const ROWS: &[Row] = &[
    Row::read(&[
        "pool",
        "connection",
        "get_module_ctx",
        "get_module_loc_conf",
        "headers_in_iterator",
        "headers_out_iterator",
        "path",
        "user_agent",
        "header_only",
        "method",
        "is_main",
        "unparsed_uri",
        "log",
        "as_ref",
        "headers_in",
        "headers_out",
        "add_header_in",
        "discard_request_body",
        "get_complex_value",
        "set_module_ctx",
    ]),
    Row::header(&["add_header_out"]),
    Row::status(&["set_status"]),
    Row::headers(&["set_content_length_n"], &["content-length"]),
    Row::headers(&["set_content_length_missing"], &["content-length"]),
    Row::commit(&["send_header"], None),
    Row::write(&["output_filter"]),
    Row::simple(&["internal_redirect", "named_location"], Effect::Opaque),
];
