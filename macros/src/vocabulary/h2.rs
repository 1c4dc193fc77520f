//! h2: `server::SendResponse` and the `SendStream` that it gives, read from 0.4.20.
//!
//! A second head, or an informational one behind it, is an `Err`.

use super::{ByKind, Check, Effect, Gives, Row, TypeRow, Vocabulary, typed};

pub(crate) static H2: Vocabulary = Vocabulary {
    name: "h2",
    read_from: "h2 0.4.20",
    types: TYPES,
    rows: ROWS,
    check: Check::Tracker,
    answers_errors: false,
    sends_trailers: true,
    declared_trailers: false,
    handle: false,
    on_impl: false,
};

const TYPES: &[TypeRow] =
    &[typed("SendResponse", &["h2"], ByKind::Any), typed("SendPushedResponse", &["h2"], ByKind::Any)];

const ROWS: &[Row] = &[
    Row::read(&["stream_id", "poll_reset", "push_request"]),
    Row::read(&["capacity", "reserve_capacity", "poll_capacity"]),
    Row::commit(&["send_response"], None).end(1).gives(Gives::BodyView).err_is_late(),
    Row::simple(&["send_informational"], Effect::Inform).gives(Gives::Nothing).err_is_late(),
    Row::write(&["send_data"]),
    Row::trailer(&["send_trailers"]).gives(Gives::Nothing),
    Row::simple(&["send_reset"], Effect::Abort),
];
