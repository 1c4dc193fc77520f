//! h3: `server::RequestStream`, read from 0.0.8.
//!
//! A second head reaches the client as a trailer and its status vanishes; with data behind it the connection breaks.

use super::{ByKind, Check, Effect, Row, Vocabulary, typed};

pub(crate) static H3: Vocabulary = Vocabulary {
    name: "h3",
    types: &[typed("RequestStream", &["h3"], ByKind::Any)],
    rows: ROWS,
    check: Check::Tracker,
    answers_errors: false,
    sends_trailers: true,
    declared_trailers: false,
};

const ROWS: &[Row] = &[
    Row::read(&["id", "recv_data", "recv_trailers", "poll_recv_data", "stop_sending"]),
    Row::commit(&["send_response"], None),
    Row::write(&["send_data"]).fails_after_end(),
    Row::trailer(&["send_trailers"]),
    Row::finish(&["finish"]).fails_after_end(),
    Row::simple(&["stop_stream"], Effect::Abort),
];
