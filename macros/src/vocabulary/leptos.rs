//! leptos: `ResponseOptions` of leptos_axum, read from 0.8.10; leptos_actix has the same names.
//!
//! In a resource that does not block, the status and the headers are lost without a word.

use super::{ByKind, Check, Gives, Row, Vocabulary, typed};

pub(crate) static LEPTOS: Vocabulary = Vocabulary {
    name: "leptos",
    read_from: "leptos_axum 0.8.10",
    types: &[typed("ResponseOptions", &["leptos_axum", "leptos_actix"], ByKind::Any)],
    rows: ROWS,
    check: Check::Tracker,
    answers_errors: false,
    sends_trailers: false,
    declared_trailers: false,
    handle: true,
    on_impl: false,
};

const ROWS: &[Row] = &[
    Row::header(&["insert_header", "append_header"]).gives(Gives::Nothing),
    Row::status(&["set_status"]).gives(Gives::Nothing),
    Row::head(&["overwrite"]).gives(Gives::Nothing),
];
