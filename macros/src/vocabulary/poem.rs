//! poem: `&CookieJar` and its signed and private jars, read from 3.1.12.
//!
//! In a stream of the body a cookie is lost without a word.

use super::{ByKind, Check, Gives, Row, Vocabulary, typed};

pub(crate) static POEM: Vocabulary = Vocabulary {
    name: "poem",
    read_from: "poem 3.1.12",
    types: &[typed("CookieJar", &["poem"], ByKind::Reference)],
    rows: ROWS,
    check: Check::Tracker,
    answers_errors: false,
    sends_trailers: false,
    declared_trailers: false,
    handle: true,
    on_impl: false,
};

const ROWS: &[Row] = &[
    Row::read(&["get", "get_ignore_ascii_case", "with_cookies"]),
    Row::read(&["signed", "private", "signed_with_key", "private_with_key"]).gives(Gives::Response),
    Row::cookies(&["add", "remove", "reset_delta"]).gives(Gives::Nothing),
];
