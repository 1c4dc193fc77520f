//! rocket: `&CookieJar`, read from 0.5.2. In a stream of the body a cookie is lost without a word.

use super::{ByKind, Check, Gives, Row, Vocabulary, typed};

pub(crate) static ROCKET: Vocabulary = Vocabulary {
    name: "rocket",
    read_from: "rocket 0.5.2",
    types: &[typed("CookieJar", &["rocket"], ByKind::Reference)],
    rows: ROWS,
    check: Check::Tracker,
    answers_errors: false,
    sends_trailers: false,
    declared_trailers: false,
    handle: true,
    on_impl: false,
};

const ROWS: &[Row] = &[
    Row::read(&["get", "get_private", "get_pending", "iter"]),
    Row::cookies(&["add", "add_private", "remove", "remove_private"]).gives(Gives::Nothing),
];
