//! quiche: `h3::Connection`, read from 0.30.0.
//!
//! The status is a field among the headers. `send_additional_headers` sends a trailer section or, behind an
//! informational head, another head; what its `is_trailer_section` says decides.

use super::{Arity, ByKind, Check, Gives, Row, Vocabulary, typed};

pub(crate) static QUICHE: Vocabulary = Vocabulary {
    name: "quiche",
    read_from: "quiche 0.30.0",
    types: &[typed("Connection", &["quiche"], ByKind::Reference)],
    rows: ROWS,
    check: Check::Tracker,
    answers_errors: false,
    sends_trailers: true,
    declared_trailers: false,
    handle: false,
    on_impl: false,
};

/// Where the headers stand, behind the connection and the stream.
const HEADERS: Option<usize> = Some(2);

const ROWS: &[Row] = &[
    // Another stream, another response.
    Row::read(&["poll"]).renews(),
    Row::read(&["recv_body", "recv_body_buf", "peer_settings_raw", "take_last_priority_update"]),
    Row::read(&["send_goaway", "dgram_enabled_by_peer", "extended_connect_enabled_by_peer"]),
    // `StreamBlocked`: nothing was sent, and the call is to be repeated.
    Row::commit(&["send_response"], HEADERS).end(3).err_undoes(),
    Row::commit(&["send_response_with_priority"], HEADERS).end(4).err_undoes(),
    Row::commit(&["send_additional_headers"], HEADERS).with(Arity::False(3)).end(4).err_undoes(),
    Row::commit(&["send_additional_headers_with_priority"], HEADERS)
        .with(Arity::False(4))
        .end(5)
        .err_undoes(),
    Row::trailer(&["send_additional_headers", "send_additional_headers_with_priority"]).gives(Gives::Nothing),
    Row::write(&["send_body", "send_body_zc"]).end(3),
];
