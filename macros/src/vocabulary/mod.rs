//! The tables: for one type of response, which methods have which effect.
//!
//! One file per framework, each row with the crate and version whose published source it was read from. A table is
//! plain data; [`Table::lookup`] gives a call its [`Meaning`] by name and, only where a name both reads and sets, by the
//! number of arguments. Inline effects of the attribute stand on top of the table and match any number of arguments.

mod actix;
mod default;
mod edge_http;
mod fastly;
mod h2;
mod h3;
mod leptos;
mod ngx;
mod ntex;
mod pingora;
mod poem;
mod proxy_wasm;
mod quiche;
mod rocket;
mod row;
mod status;
mod table;
mod tower_cookies;
mod tower_sessions;
mod user;
mod uws;

use crate::effect::Effect;

pub(crate) use row::Row;
pub(crate) use table::Table;
pub(crate) use user::UserVocabulary;

/// The table of one framework.
pub(crate) struct Vocabulary {
    pub(crate) name: &'static str,
    /// The crate and version whose published source the rows were read from.
    #[cfg_attr(
        not(test),
        allow(dead_code, reason = "for readers; a test compares it with the header of the file")
    )]
    pub(crate) read_from: &'static str,
    pub(crate) types: &'static [TypeRow],
    pub(crate) rows: &'static [Row],
    pub(crate) check: Check,
    /// The server answers errors of a handler with a head of its own.
    pub(crate) answers_errors: bool,
    /// Trailers arrive.
    pub(crate) sends_trailers: bool,
    /// A header that a literal `Trailer` declared is a trailer afterwards.
    pub(crate) declared_trailers: bool,
    /// A shared handle, which is late only inside of a deferred body.
    pub(crate) handle: bool,
    /// The attribute stands on an `impl`, and the receiver is the response.
    pub(crate) on_impl: bool,
}

impl Vocabulary {
    /// Whether a call of this path makes a head apart from the response (`ResponseHeader::build(200, None)`).
    pub(crate) fn makes_head(&self, segments: &[String]) -> bool {
        let [.., owner, name] = segments else { return false };
        self.has_heads_apart() && (owner == pingora::HEAD || name == pingora::HEAD_MAKER)
    }

    /// Whether heads are values of their own, which the response gets later.
    pub(crate) fn has_heads_apart(&self) -> bool {
        self.name == pingora::PINGORA.name
    }

    /// Whether a field of the response is the response itself.
    pub(crate) fn is_same(&self, field: &str) -> bool {
        self.name == pingora::PINGORA.name && field == pingora::SAME_FIELD
    }
}

/// A type that is a response.
pub(crate) struct TypeRow {
    /// The last segment of its path.
    pub(crate) last: &'static str,
    /// Crates that it comes from, for types of the same name.
    pub(crate) paths: &'static [&'static str],
    pub(crate) by: ByKind,
}

/// How handlers get it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ByKind {
    Any,
    Reference,
    Value,
}

/// How a run-time check asks whether the head has gone.
pub(crate) enum Check {
    /// `ResponseState::head_sent`.
    HeadSent,
    /// A method of the response, perhaps behind another one.
    State { through: Option<&'static str>, method: &'static str, shape: StateShape },
    /// Nothing can tell but a local flag.
    Tracker,
}

const fn typed(last: &'static str, paths: &'static [&'static str], by: ByKind) -> TypeRow {
    TypeRow { last, paths, by }
}

/// All built-in vocabularies.
pub(crate) const BUILTIN: [&Vocabulary; 17] = [
    &default::DEFAULT,
    &pingora::PINGORA,
    &actix::ACTIX,
    &ntex::NTEX,
    &h3::H3,
    &h2::H2,
    &quiche::QUICHE,
    &ngx::NGX,
    &edge_http::EDGE_HTTP,
    &fastly::FASTLY,
    &uws::UWS,
    &proxy_wasm::PROXY_WASM,
    &rocket::ROCKET,
    &tower_cookies::TOWER_COOKIES,
    &tower_sessions::TOWER_SESSIONS,
    &poem::POEM,
    &leptos::LEPTOS,
];

/// The vocabulary of that name.
pub(crate) fn by_name(name: &str) -> Option<&'static Vocabulary> {
    BUILTIN.iter().find(|vocabulary| vocabulary.name == name).copied()
}

/// The one for `ResponseWriter` and home-made types of that shape.
pub(crate) fn default() -> &'static Vocabulary {
    &default::DEFAULT
}

/// How many arguments a row asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Arity {
    Any,
    Exactly(usize),
    AtLeast(usize),
    /// Exactly one argument, a string literal (`cookie("sid")` reads).
    OneLiteral,
    /// The name of a header, as a literal or a constant, and its value (`write_header("X", v)`).
    Field,
    /// A literal `false` at this index.
    False(usize),
}

/// What the value of the call gives access to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gives {
    /// Nothing of the response: a plain value.
    Nothing,
    /// The response itself again, perhaps in a `Result` or a future (`insert_header(..)?.insert_header(..)`).
    Response,
    /// A view of its head (`headers_mut()`).
    HeadView,
    /// A view of its body (`as_io_writer()`): every method on it writes.
    BodyView,
    /// A pair: what sends, which is the response, and what only receives (`split()`).
    Halves,
}

/// A part of the head that an operation sets; two operations commute if what they set is known and different.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Sets {
    /// The header named by the first argument (a literal is compared without case).
    NamedHeader,
    /// Exactly these headers, in lower case.
    Headers(&'static [&'static str]),
    /// `Set-Cookie`.
    Cookies,
    /// The status.
    Status,
    /// Status, `Location`, `ETag` and all `Content-*` headers, as a `send` does.
    Answer,
    /// Something of the head, not known what.
    Unknown,
}

/// How the value of a `state` method says that the head has gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum StateShape {
    /// `true` means sent.
    True,
    /// `Some(_)` means sent.
    Some,
    /// A number that is not 0 means sent.
    NotZero,
}

/// What one call on a response means.
#[derive(Clone, Debug)]
pub(crate) struct Meaning {
    pub(crate) effect: Effect,
    pub(crate) gives: Gives,
    /// What it sets of the head; only for head, commit, send and upgrade.
    pub(crate) sets: Sets,
    pub(crate) state: StateShape,
    /// A write after which it is not known whether the head has gone (`write_buffered`, `buffer(..)` then `write`).
    pub(crate) leaves_unknown: bool,
    /// From here on a `write` leaves the state unknown (`buffer(limit)`).
    pub(crate) buffers: bool,
    /// A closure or stream among its arguments is a deferred body.
    pub(crate) deferred: bool,
    /// From here on another response is meant (`poll` of a connection that serves many).
    pub(crate) renews: bool,
    /// On its own `Err` the response is as it was.
    pub(crate) err_undoes: bool,
    /// Its own `Err` means that it came too late.
    pub(crate) err_is_late: bool,
    /// A second time, or after the end, it fails instead of doing nothing (actix, ntex, h3, fastly).
    pub(crate) fails_after_end: bool,
    /// It has no argument besides a status and a body, or its row says all that it sets: a header may move over it.
    pub(crate) sets_known: bool,
    /// Late use is an idiom of that framework or harmless: never an error (pingora `set_keepalive`).
    pub(crate) tolerated: bool,
}
