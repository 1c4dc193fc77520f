//! h2: `server::SendResponse` and the `SendStream` that it gives, read from 0.4.20.

use super::{ByKind, Check, Effect, Gives, Row, Vocabulary, typed};

pub(crate) static H2: Vocabulary = Vocabulary {
    name: "h2",
    types: &[typed("SendResponse", &["h2"], ByKind::Any)],
    rows: ROWS,
    check: Check::Tracker,
    answers_errors: false,
    sends_trailers: true,
    declared_trailers: false,
};

const ROWS: &[Row] = &[
    Row::read(&["stream_id", "capacity", "reserve_capacity", "poll_capacity", "poll_reset"]),
    Row::commit(&["send_response", "send_pushed_response"], None).gives(Gives::BodyView),
    Row::simple(&["send_informational"], Effect::Inform).err_is_late(),
    Row::write(&["send_data"]),
    Row::trailer(&["send_trailers"]),
    Row::simple(&["send_reset"], Effect::Abort),
    Row::simple(&["push_request"], Effect::Read),
];
