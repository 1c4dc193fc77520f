//! tower-cookies: `Cookies` and its signed and private jars, read from 0.11.0.
//!
//! In a stream of the body a cookie is lost without a word.

use super::{ByKind, Check, Gives, Row, Vocabulary, typed};

pub(crate) static TOWER_COOKIES: Vocabulary = Vocabulary {
    name: "tower_cookies",
    read_from: "tower-cookies 0.11.0",
    types: &[typed("Cookies", &["tower_cookies"], ByKind::Any)],
    rows: ROWS,
    check: Check::Tracker,
    answers_errors: false,
    sends_trailers: false,
    declared_trailers: false,
    handle: true,
    on_impl: false,
};

const ROWS: &[Row] = &[
    Row::read(&["get", "list"]),
    Row::read(&["signed", "private"]).gives(Gives::Response),
    Row::cookies(&["add", "remove"]).gives(Gives::Nothing),
];
