//! tower-sessions: `Session`, read from tower-sessions-core 0.15.0.
//!
//! In a stream of the body a change is `Ok(())`, but no cookie is set and nothing is saved.

use super::{ByKind, Check, Gives, Row, Vocabulary, typed};

pub(crate) static TOWER_SESSIONS: Vocabulary = Vocabulary {
    name: "tower_sessions",
    read_from: "tower-sessions-core 0.15.0",
    types: &[typed("Session", &["tower_sessions", "tower_sessions_core"], ByKind::Value)],
    rows: ROWS,
    check: Check::Tracker,
    answers_errors: false,
    sends_trailers: false,
    declared_trailers: false,
    handle: true,
    on_impl: false,
};

const ROWS: &[Row] = &[
    Row::read(&[
        "get",
        "get_value",
        "id",
        "expiry",
        "expiry_date",
        "expiry_age",
        "is_empty",
        "is_modified",
        "load",
    ]),
    Row::cookies(&[
        "insert",
        "insert_value",
        "remove",
        "remove_value",
        "clear",
        "flush",
        "delete",
        "cycle_id",
    ])
    .gives(Gives::Nothing),
    Row::cookies(&["save", "set_expiry"]).gives(Gives::Nothing),
];
