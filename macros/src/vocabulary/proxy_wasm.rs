//! proxy-wasm: the response of an `HttpContext`, read from 0.2.5. The attribute stands on the `impl`.
//!
//! In a callback behind that of the headers, Envoy has sent the head: the host refuses, and the SDK panics.

use super::{ByKind, Check, Effect, Gives, Row, Vocabulary, typed};

pub(crate) static PROXY_WASM: Vocabulary = Vocabulary {
    name: "proxy_wasm",
    read_from: "proxy-wasm 0.2.5",
    types: &[typed("HttpContext", &["proxy_wasm"], ByKind::Reference)],
    rows: ROWS,
    check: Check::Tracker,
    answers_errors: false,
    sends_trailers: true,
    declared_trailers: false,
    handle: false,
    on_impl: true,
};

const ROWS: &[Row] = &[
    Row::read(&["get_http_response_headers", "get_http_response_headers_bytes", "get_http_response_header"]),
    Row::read(&["get_http_response_header_bytes", "get_http_response_body", "get_http_response_trailers"]),
    Row::read(&[
        "get_http_response_trailers_bytes",
        "get_http_response_trailer",
        "get_http_response_trailer_bytes",
    ]),
    Row::read(&["get_http_request_headers", "get_http_request_headers_bytes", "get_http_request_header"]),
    Row::read(&[
        "get_http_request_header_bytes",
        "get_http_request_body",
        "get_property",
        "get_current_time",
    ]),
    Row::head(&["set_http_response_headers", "set_http_response_headers_bytes"]).gives(Gives::Nothing),
    Row::header(&["set_http_response_header", "set_http_response_header_bytes"]).gives(Gives::Nothing),
    Row::header(&["add_http_response_header", "add_http_response_header_bytes"]).gives(Gives::Nothing),
    Row::remove(&["remove_http_response_header"]),
    Row::write(&["set_http_response_body"]),
    Row::trailer(&["set_http_response_trailers", "set_http_response_trailers_bytes"]).gives(Gives::Nothing),
    Row::trailer(&["set_http_response_trailer", "set_http_response_trailer_bytes"]).gives(Gives::Nothing),
    Row::trailer(&["add_http_response_trailer", "add_http_response_trailer_bytes"]).gives(Gives::Nothing),
    Row::trailer(&["remove_http_response_trailer"]).gives(Gives::Nothing),
    Row::send(&["send_http_response", "send_grpc_response"]).sets_unknown(),
    Row::simple(&["reset_http_response"], Effect::Abort),
];
