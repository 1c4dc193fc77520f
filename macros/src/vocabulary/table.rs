//! One vocabulary with what the attribute adds on top, and the look-up of a call.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::effect::Effect;

use super::row::Row;
use super::status::is_status;
use super::user::UserVocabulary;
use super::{BUILTIN, Gives, Meaning, Sets, StateShape, Vocabulary};

/// The names that one response understands.
pub(crate) struct Table {
    base: &'static Vocabulary,
    rows: &'static Index,
    inline: Vec<(Effect, String)>,
    views: Vec<(Gives, String)>,
    user: Option<UserVocabulary>,
}

/// The rows of a vocabulary by name, in its order: a table has hundreds of names, and a look-up asks for one.
type Index = HashMap<&'static str, Vec<&'static Row>>;

/// Made once in a process, for the vocabularies that it meets.
fn index(of: &'static Vocabulary) -> &'static Index {
    static INDICES: [OnceLock<Index>; BUILTIN.len()] = [const { OnceLock::new() }; BUILTIN.len()];
    let at = BUILTIN.iter().position(|vocabulary| vocabulary.name == of.name).unwrap_or_default();
    INDICES[at].get_or_init(|| {
        let mut rows = Index::new();
        for (name, row) in of.rows.iter().flat_map(|row| row.names.iter().map(move |name| (*name, row))) {
            rows.entry(name).or_default().push(row);
        }
        rows
    })
}

impl Table {
    pub(crate) fn new(base: &'static Vocabulary) -> Table {
        Table { base, rows: index(base), inline: Vec::new(), views: Vec::new(), user: None }
    }

    /// Adds a method by its effect; it matches any number of arguments.
    pub(crate) fn inline(&mut self, effect: Effect, name: String) {
        self.inline.push((effect, name));
    }

    pub(crate) fn head_view(&mut self, name: String) {
        self.views.push((Gives::HeadView, name));
    }

    pub(crate) fn body_view(&mut self, name: String) {
        self.views.push((Gives::BodyView, name));
    }

    pub(crate) fn user(&mut self, user: UserVocabulary) {
        self.user = Some(user);
    }

    pub(crate) fn vocabulary(&self) -> &'static Vocabulary {
        self.base
    }

    /// What a method means on this response; `type_last` is the last segment of its type.
    pub(crate) fn lookup(&self, name: &str, args: &[&syn::Expr], type_last: &str) -> Option<Meaning> {
        if let Some((gives, _)) = self.views.iter().find(|(_, view)| view == name) {
            return Some(plain(Effect::Read, *gives, name, args));
        }
        if let Some((effect, _)) = self.inline.iter().find(|(_, inline)| inline == name) {
            return Some(plain(*effect, gives(*effect, name), name, args));
        }
        if let Some(user) = &self.user {
            return user_meaning(user, name, args);
        }
        let row = self.rows.get(name)?.iter().find(|row| row.admits(args))?;
        let mut meaning = row.meaning(args);
        let fails_late = meaning.effect.needs_open() || meaning.gives == Gives::HeadView;
        meaning.err_is_late |= type_last == "ResponseWriter" && fails_late;
        Some(meaning)
    }

    /// A `state` method that the attribute or a vocabulary of the user's own declares.
    pub(crate) fn declared_state(&self) -> Option<(&str, StateShape)> {
        let inline = self.inline.iter().find(|(effect, _)| *effect == Effect::State);
        let inline = inline.map(|(_, name)| (name.as_str(), StateShape::True));
        inline.or_else(|| self.user.as_ref().and_then(UserVocabulary::state))
    }

    /// Whether a header that a literal `Trailer` declared is a trailer afterwards.
    pub(crate) fn declares_trailers(&self, type_last: &str) -> bool {
        type_last == "ResponseWriter" || self.base.declared_trailers
    }

    /// Whether the server answers errors with a head of its own, so that one that was being built is not seen.
    pub(crate) fn answers_errors(&self, type_last: &str) -> bool {
        type_last == "ResponseWriter" || self.base.answers_errors
    }
}

/// What a user's vocabulary says; the methods of `std::io::Write` and `std::fmt::Write` need no row.
fn user_meaning(user: &UserVocabulary, name: &str, args: &[&syn::Expr]) -> Option<Meaning> {
    let Some(row) = user.row(name, args.len()) else {
        let io = ["write", "write_all", "write_str", "write_char", "write_fmt", "write_vectored", "flush"];
        return io.contains(&name).then(|| plain(Effect::Write, Gives::Nothing, name, args));
    };
    let gives = row.view.unwrap_or_else(|| gives(row.effect, name));
    Some(Meaning { state: row.shape, ..plain(row.effect, gives, name, args) })
}

fn gives(effect: Effect, name: &str) -> Gives {
    match effect {
        Effect::Head if is_removal(name) => Gives::Nothing,
        Effect::Head | Effect::Inform | Effect::Hook | Effect::Reset => Gives::Response,
        _ => Gives::Nothing,
    }
}

fn is_removal(name: &str) -> bool {
    ["remove", "delete", "unset", "clear"].iter().any(|verb| name.starts_with(verb))
}

/// The meaning of a method of which only the effect is known. Of a commit or send the last argument is the body.
fn plain(effect: Effect, gives: Gives, name: &str, args: &[&syn::Expr]) -> Meaning {
    let answers = matches!(effect, Effect::Commit | Effect::Send | Effect::Upgrade);
    let status_arg = args.iter().position(|arg| is_status(arg)).filter(|_| answers);
    let others = args.len() - usize::from(status_arg.is_some());
    Meaning {
        effect,
        gives,
        sets: plain_sets(effect, name, args),
        state: StateShape::True,
        leaves_unknown: false,
        buffers: false,
        deferred: false,
        renews: false,
        err_undoes: false,
        err_is_late: false,
        fails_after_end: false,
        sets_known: !answers || others <= 1,
        tolerated: false,
    }
}

/// Of several arguments the first names a header, but not of what makes cookies.
fn plain_sets(effect: Effect, name: &str, args: &[&syn::Expr]) -> Sets {
    match effect {
        Effect::Commit | Effect::Send | Effect::Upgrade => Sets::Answer,
        Effect::Trailer => Sets::NamedHeader,
        Effect::Head if args.len() > 1 && !name.contains("cookie") => Sets::NamedHeader,
        _ => Sets::Unknown,
    }
}
