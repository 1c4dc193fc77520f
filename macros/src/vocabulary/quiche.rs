//! quiche: `h3::Connection`, read from 0.30. The status stands in the list of headers, so a head is never informational.

use super::{ByKind, Check, Effect, Row, Vocabulary, typed};

pub(crate) static QUICHE: Vocabulary = Vocabulary {
    name: "quiche",
    types: &[typed("Connection", &["quiche"], ByKind::Reference)],
    rows: ROWS,
    check: Check::Tracker,
    answers_errors: false,
    sends_trailers: true,
    declared_trailers: false,
};

const ROWS: &[Row] = &[
    Row::read(&["poll", "recv_body", "peer_settings_raw", "stats", "take_last_priority_update"]),
    Row::commit(&["send_response", "send_response_with_priority"], Some(2)),
    Row::write(&["send_body", "send_body_zc"]),
    Row::trailer(&["send_additional_headers", "send_additional_headers_with_priority"]),
    Row::simple(&["send_goaway"], Effect::Read),
];
