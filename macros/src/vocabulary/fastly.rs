//! fastly: `Response` until it is sent, `StreamingBody` afterwards, read from 0.13.2. A second `send_to_client` panics.

use super::{ByKind, Check, Row, TypeRow, Vocabulary, typed};

pub(crate) static FASTLY: Vocabulary = Vocabulary {
    name: "fastly",
    types: TYPES,
    rows: ROWS,
    check: Check::Tracker,
    answers_errors: true,
    sends_trailers: true,
    declared_trailers: false,
};

const TYPES: &[TypeRow] = &[typed("StreamingBody", &["fastly"], ByKind::Any)];

const ROWS: &[Row] = &[
    Row::read(&[
        "get_header",
        "get_status",
        "contains_header",
        "get_header_names",
        "get_header_all",
        "get_body_mut",
    ]),
    Row::header(&["set_header", "append_header", "with_header"]),
    Row::remove(&["remove_header"]),
    Row::status(&["set_status", "with_status"]),
    Row::headers(&["set_content_type", "with_content_type"], &["content-type"]),
    Row::send(&["send_to_client"]).fails_after_end(),
    Row::commit(&["stream_to_client"], None).fails_after_end(),
    Row::write(&["write", "write_all", "write_str", "write_bytes", "write_fmt", "flush", "append"]),
    Row::trailer(&["append_trailer"]),
    Row::finish(&["finish", "finish_with_trailers"]).fails_after_end(),
];
