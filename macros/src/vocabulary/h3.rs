//! h3: `server::RequestStream`, read from 0.0.8.
//!
//! A second head reaches the client as a trailer and its status vanishes; with data behind it the connection breaks.

use super::{ByKind, Check, Effect, Gives, Row, Vocabulary, typed};

pub(crate) static H3: Vocabulary = Vocabulary {
    name: "h3",
    read_from: "h3 0.0.8",
    types: &[typed("RequestStream", &["h3"], ByKind::Any)],
    rows: ROWS,
    check: Check::Tracker,
    answers_errors: false,
    sends_trailers: true,
    declared_trailers: false,
    handle: false,
    on_impl: false,
};

const ROWS: &[Row] = &[
    Row::read(&[
        "id",
        "send_id",
        "recv_data",
        "recv_trailers",
        "poll_recv_data",
        "poll_recv_trailers",
        "stop_sending",
    ]),
    Row::read(&["split"]).gives(Gives::Halves),
    Row::commit(&["send_response"], None),
    Row::write(&["send_data"]).fails_after_end(),
    Row::trailer(&["send_trailers"]).fails_after_end().gives(Gives::Nothing),
    Row::finish(&["finish"]).fails_after_end(),
    Row::simple(&["stop_stream"], Effect::Abort),
];
