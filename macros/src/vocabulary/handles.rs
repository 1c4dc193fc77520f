//! Shared handles of cookies, sessions and response options, which are late only inside of a deferred body: rocket 0.5.2,
//! tower-cookies 0.11, tower-sessions 0.15, poem 3.1.12 and leptos_axum 0.8.10.

use super::{ByKind, Check, Row, Vocabulary, typed};

const fn handle(name: &'static str, types: &'static [super::TypeRow], rows: &'static [Row]) -> Vocabulary {
    Vocabulary {
        name,
        types,
        rows,
        check: Check::Tracker,
        answers_errors: false,
        sends_trailers: false,
        declared_trailers: false,
    }
}

pub(crate) static ROCKET: Vocabulary = handle(
    "rocket",
    &[typed("CookieJar", &["rocket"], ByKind::Reference)],
    &[
        Row::read(&["get", "get_private", "get_pending", "iter"]),
        Row::cookies(&["add", "add_private", "remove", "remove_private"]),
    ],
);

pub(crate) static TOWER_COOKIES: Vocabulary = handle(
    "tower_cookies",
    &[typed("Cookies", &["tower_cookies"], ByKind::Any)],
    &[
        Row::read(&["get", "list"]),
        Row::read(&["signed", "private"]).gives(super::Gives::Response),
        Row::cookies(&["add", "remove"]),
    ],
);

pub(crate) static TOWER_SESSIONS: Vocabulary = handle(
    "tower_sessions",
    &[typed("Session", &["tower_sessions", "tower_sessions_core"], ByKind::Value)],
    &[
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
            "save",
            "set_expiry",
        ])
        .gives(super::Gives::Nothing),
    ],
);

pub(crate) static POEM: Vocabulary = handle(
    "poem",
    &[typed("CookieJar", &["poem"], ByKind::Reference)],
    &[
        Row::read(&["get"]),
        Row::read(&["signed", "private", "signed_with_key", "private_with_key"])
            .gives(super::Gives::Response),
        Row::cookies(&["add", "remove", "reset_delta"]),
    ],
);

pub(crate) static LEPTOS: Vocabulary = handle(
    "leptos",
    &[typed("ResponseOptions", &["leptos_axum", "leptos_actix"], ByKind::Any)],
    &[
        Row::header(&["insert_header", "append_header"]),
        Row::status(&["set_status"]),
        Row::head(&["overwrite"]),
    ],
);
