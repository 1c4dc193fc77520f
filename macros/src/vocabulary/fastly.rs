//! fastly: `Response` until it is sent, `StreamingBody` afterwards, read from 0.13.2.
//!
//! Setters behind the commit are refused by ownership, but a second `send_to_client` or `stream_to_client` panics.
//! `Response` is no evidence by its name: it is named with `response =` and this vocabulary.

use super::{ByKind, Check, Effect, Gives, Row, Vocabulary, typed};

pub(crate) static FASTLY: Vocabulary = Vocabulary {
    name: "fastly",
    read_from: "fastly 0.13.2",
    types: &[typed("StreamingBody", &["fastly"], ByKind::Any)],
    rows: ROWS,
    check: Check::Tracker,
    answers_errors: true,
    sends_trailers: true,
    declared_trailers: false,
    handle: false,
    on_impl: false,
};

const TYPE: &[&str] = &["content-type"];

const ROWS: &[Row] = &[
    Row::read(&[
        "get_header",
        "get_header_str",
        "get_header_str_lossy",
        "get_header_all",
        "get_header_all_str",
    ]),
    Row::read(&["get_headers", "get_header_names", "get_header_names_str", "contains_header", "get_status"]),
    Row::read(&[
        "get_version",
        "get_content_type",
        "get_content_length",
        "get_ttl",
        "get_age",
        "is_from_backend",
    ]),
    Row::read(&["get_backend", "get_backend_name", "get_backend_addr", "get_backend_request", "has_body"]),
    // The body is a part of the value until it is sent.
    Row::read(&["set_body", "append_body", "get_body_mut", "take_body", "take_body_str", "take_body_bytes"]),
    Row::read(&["with_body"]).gives(Gives::Response),
    Row::header(&["set_header", "append_header", "with_header", "with_set_header"]),
    Row::remove(&["remove_header", "remove_header_str", "remove_header_str_lossy"]),
    Row::headers(&["set_content_type", "with_content_type"], TYPE),
    Row::headers(
        &["set_body_text_plain", "set_body_text_html", "set_body_octet_stream", "set_body_json"],
        TYPE,
    ),
    Row::headers(
        &["with_body_text_plain", "with_body_text_html", "with_body_octet_stream", "with_body_json"],
        TYPE,
    ),
    Row::headers(&["set_body_form", "with_body_form"], TYPE),
    Row::status(&["set_status", "with_status"]),
    Row::head(&["set_version", "with_version", "set_framing_headers_mode", "with_framing_headers_mode"]),
    Row::head(&["set_http_keepalive_mode", "with_http_keepalive_mode"]),
    Row::send(&["send_to_client"]).fails_after_end(),
    Row::commit(&["stream_to_client"], None).fails_after_end().gives(Gives::BodyView),
    Row::write(&["write", "write_all", "write_str", "write_fmt", "write_vectored", "append", "flush"]),
    Row::trailer(&["append_trailer"]).gives(Gives::Nothing),
    Row::finish(&["finish", "finish_with_trailers"]).fails_after_end(),
    Row::simple(&["abandon"], Effect::Abort),
];
