//! proxy-wasm: the response of an `HttpContext`, read from 0.2.5. The attribute stands on the `impl`.

use super::{ByKind, Check, Row, Vocabulary, typed};

pub(crate) static PROXY_WASM: Vocabulary = Vocabulary {
    name: "proxy_wasm",
    types: &[typed("HttpContext", &["proxy_wasm"], ByKind::Reference)],
    rows: ROWS,
    check: Check::Tracker,
    answers_errors: false,
    sends_trailers: true,
    declared_trailers: false,
};

const ROWS: &[Row] = &[
    Row::read(&[
        "get_http_response_headers",
        "get_http_response_header",
        "get_http_response_body",
        "get_property",
    ]),
    Row::header(&[
        "set_http_response_header",
        "set_http_response_header_bytes",
        "add_http_response_header",
        "add_http_response_header_bytes",
    ]),
    Row::head(&["set_http_response_headers", "set_http_response_headers_bytes"]),
    Row::send(&["send_http_response"]).sets_unknown(),
    Row::write(&["set_http_response_body"]),
    Row::trailer(&["set_http_response_trailer", "add_http_response_trailer", "set_http_response_trailers"]),
];
