//! One row of a table: some names with one meaning.

use crate::effect::Effect;

use super::status::{informs, is_status};
use super::{Arity, Gives, Meaning, Sets, StateShape};

/// Names that mean the same, for a number of arguments.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row {
    pub(crate) names: &'static [&'static str],
    pub(crate) arity: Arity,
    effect: Effect,
    gives: Gives,
    sets: RowSets,
    state: StateShape,
    flags: u16,
    status_arg: Option<usize>,
    /// How many arguments besides a status it may have so that what it sets is known: its bodies.
    bodies: usize,
    /// The argument that is `true` where nothing follows.
    end: Option<usize>,
}

/// [`Sets`] as a constant.
#[derive(Clone, Copy, Debug)]
enum RowSets {
    NamedHeader,
    Headers(&'static [&'static str]),
    Cookies,
    Status,
    Answer,
    Unknown,
}

const LEAVES_UNKNOWN: u16 = 1;
const BUFFERS: u16 = 2;
const DEFERRED: u16 = 4;
const ERR_IS_LATE: u16 = 8;
const FAILS_AFTER_END: u16 = 16;
const SETS_UNKNOWN: u16 = 32;
const TOLERATED: u16 = 64;
const RENEWS: u16 = 128;
const ERR_UNDOES: u16 = 256;

impl Row {
    const fn new(names: &'static [&'static str], effect: Effect, gives: Gives, sets: RowSets) -> Row {
        Row {
            names,
            arity: Arity::Any,
            effect,
            gives,
            sets,
            state: StateShape::True,
            flags: 0,
            status_arg: None,
            bodies: 1,
            end: None,
        }
    }

    /// Sets the header that the first argument names.
    pub(crate) const fn header(names: &'static [&'static str]) -> Row {
        Row::new(names, Effect::Head, Gives::Response, RowSets::NamedHeader)
    }

    /// Removes a header; what it gives back is no response.
    pub(crate) const fn remove(names: &'static [&'static str]) -> Row {
        Row::new(names, Effect::Head, Gives::Nothing, RowSets::NamedHeader)
    }

    /// Sets certain headers.
    pub(crate) const fn headers(names: &'static [&'static str], headers: &'static [&'static str]) -> Row {
        Row::new(names, Effect::Head, Gives::Response, RowSets::Headers(headers))
    }

    pub(crate) const fn cookies(names: &'static [&'static str]) -> Row {
        Row::new(names, Effect::Head, Gives::Response, RowSets::Cookies)
    }

    pub(crate) const fn status(names: &'static [&'static str]) -> Row {
        let mut row = Row::new(names, Effect::Head, Gives::Response, RowSets::Status);
        row.status_arg = Some(0);
        row
    }

    /// Sets something of the head, not known what.
    pub(crate) const fn head(names: &'static [&'static str]) -> Row {
        Row::new(names, Effect::Head, Gives::Response, RowSets::Unknown)
    }

    pub(crate) const fn read(names: &'static [&'static str]) -> Row {
        Row::new(names, Effect::Read, Gives::Nothing, RowSets::Unknown)
    }

    pub(crate) const fn head_view(names: &'static [&'static str]) -> Row {
        Row::new(names, Effect::Read, Gives::HeadView, RowSets::Unknown)
    }

    pub(crate) const fn body_view(names: &'static [&'static str]) -> Row {
        Row::new(names, Effect::Read, Gives::BodyView, RowSets::Unknown)
    }

    pub(crate) const fn state(names: &'static [&'static str], shape: StateShape) -> Row {
        let mut row = Row::new(names, Effect::State, Gives::Nothing, RowSets::Unknown);
        row.state = shape;
        row
    }

    /// Sends the head. Without a certain place for the status, the head may be an argument as a whole.
    pub(crate) const fn commit(names: &'static [&'static str], status_arg: Option<usize>) -> Row {
        let mut row = Row::new(names, Effect::Commit, Gives::Nothing, RowSets::Answer);
        row.status_arg = status_arg;
        row.bodies = 0;
        row
    }

    pub(crate) const fn write(names: &'static [&'static str]) -> Row {
        Row::new(names, Effect::Write, Gives::Nothing, RowSets::Unknown)
    }

    pub(crate) const fn finish(names: &'static [&'static str]) -> Row {
        Row::new(names, Effect::Finish, Gives::Nothing, RowSets::Unknown)
    }

    /// Head, body and end in one.
    pub(crate) const fn send(names: &'static [&'static str]) -> Row {
        Row::new(names, Effect::Send, Gives::Nothing, RowSets::Answer)
    }

    pub(crate) const fn simple(names: &'static [&'static str], effect: Effect) -> Row {
        let gives = match effect {
            Effect::Inform | Effect::Hook | Effect::Reset => Gives::Response,
            _ => Gives::Nothing,
        };
        let sets = if matches!(effect, Effect::Upgrade) { RowSets::Answer } else { RowSets::Unknown };
        Row::new(names, effect, gives, sets)
    }

    /// Sends a header behind the body.
    pub(crate) const fn trailer(names: &'static [&'static str]) -> Row {
        Row::new(names, Effect::Trailer, Gives::Response, RowSets::NamedHeader)
    }

    pub(crate) const fn with(mut self, arity: Arity) -> Row {
        self.arity = arity;
        self
    }

    /// What the call's value gives access to.
    pub(crate) const fn gives(mut self, gives: Gives) -> Row {
        self.gives = gives;
        self
    }

    const fn flag(mut self, flag: u16) -> Row {
        self.flags |= flag;
        self
    }

    pub(crate) const fn leaves_unknown(self) -> Row {
        self.flag(LEAVES_UNKNOWN)
    }

    pub(crate) const fn buffers(self) -> Row {
        self.flag(BUFFERS)
    }

    pub(crate) const fn deferred(self) -> Row {
        self.flag(DEFERRED)
    }

    pub(crate) const fn err_is_late(self) -> Row {
        self.flag(ERR_IS_LATE)
    }

    pub(crate) const fn fails_after_end(self) -> Row {
        self.flag(FAILS_AFTER_END)
    }

    /// It sets more of the head than is known.
    pub(crate) const fn sets_unknown(self) -> Row {
        self.flag(SETS_UNKNOWN)
    }

    pub(crate) const fn tolerated(self) -> Row {
        self.flag(TOLERATED)
    }

    /// From here on another response is meant.
    pub(crate) const fn renews(self) -> Row {
        self.flag(RENEWS)
    }

    /// On its own `Err` nothing was sent.
    pub(crate) const fn err_undoes(self) -> Row {
        self.flag(ERR_UNDOES)
    }

    /// Where this argument is a literal `true`, nothing follows: a commit is the whole response, a write its end.
    pub(crate) const fn end(mut self, index: usize) -> Row {
        self.end = Some(index);
        self
    }

    /// The number of arguments besides a status that set nothing of the head.
    pub(crate) const fn bodies(mut self, bodies: usize) -> Row {
        self.bodies = bodies;
        self
    }

    /// Whether it speaks of calls with these arguments.
    pub(crate) fn admits(&self, args: &[&syn::Expr]) -> bool {
        self.arity.admits(args)
    }

    /// The meaning of a call with these arguments.
    pub(crate) fn meaning(&self, args: &[&syn::Expr]) -> Meaning {
        let has = |flag: u16| self.flags & flag != 0;
        let informs = self.informs(args);
        Meaning {
            effect: if informs { Effect::Inform } else { self.ended(args) },
            gives: if informs { Gives::Response } else { self.gives },
            sets: self.sets.known(),
            state: self.state,
            leaves_unknown: has(LEAVES_UNKNOWN),
            buffers: has(BUFFERS),
            deferred: has(DEFERRED),
            err_is_late: has(ERR_IS_LATE),
            fails_after_end: has(FAILS_AFTER_END),
            sets_known: !has(SETS_UNKNOWN) && self.sets_are_known(args),
            tolerated: has(TOLERATED),
            renews: has(RENEWS),
            err_undoes: has(ERR_UNDOES),
        }
    }

    fn ended(&self, args: &[&syn::Expr]) -> Effect {
        let ends = self.end.and_then(|at| args.get(at)).is_some_and(|flag| is_bool(flag, true));
        match self.effect {
            Effect::Commit if ends => Effect::Send,
            Effect::Write if ends => Effect::Finish,
            effect => effect,
        }
    }

    fn answers(&self) -> bool {
        matches!(self.effect, Effect::Commit | Effect::Send | Effect::Upgrade)
    }

    fn status_at(&self, args: &[&syn::Expr]) -> Option<usize> {
        let written = || args.iter().position(|arg| is_status(arg)).filter(|_| self.answers());
        self.status_arg.filter(|at| *at < args.len()).or_else(written)
    }

    fn sets_are_known(&self, args: &[&syn::Expr]) -> bool {
        let others = args.len() - usize::from(self.status_at(args).is_some());
        !self.answers() || others <= self.bodies
    }

    /// A head with a literal 1xx status is not the one that commits.
    fn informs(&self, args: &[&syn::Expr]) -> bool {
        let here = match self.status_arg {
            Some(at) => args.get(at).is_some_and(|status| informs(status)),
            None => args.iter().any(|arg| informs(arg)),
        };
        self.effect == Effect::Commit && here
    }
}

impl RowSets {
    fn known(self) -> Sets {
        match self {
            RowSets::NamedHeader => Sets::NamedHeader,
            RowSets::Headers(headers) => Sets::Headers(headers),
            RowSets::Cookies => Sets::Cookies,
            RowSets::Status => Sets::Status,
            RowSets::Answer => Sets::Answer,
            RowSets::Unknown => Sets::Unknown,
        }
    }
}

impl Arity {
    fn admits(self, args: &[&syn::Expr]) -> bool {
        match self {
            Arity::Any => true,
            Arity::Exactly(number) => args.len() == number,
            Arity::AtLeast(number) => args.len() >= number,
            Arity::OneLiteral => args.len() == 1 && is_text(args[0]),
            Arity::Field => {
                args.len() == 2 && (is_text(args[0]) || is_constant(args[0]) && !is_status(args[0]))
            }
            Arity::False(at) => args.get(at).is_some_and(|arg| is_bool(arg, false)),
        }
    }
}

fn is_text(expr: &syn::Expr) -> bool {
    matches!(expr, syn::Expr::Lit(lit) if matches!(lit.lit, syn::Lit::Str(_)))
}

fn is_bool(expr: &syn::Expr, value: bool) -> bool {
    matches!(expr, syn::Expr::Lit(lit) if matches!(&lit.lit, syn::Lit::Bool(flag) if flag.value == value))
}

/// `CONTENT_TYPE`, `header::ETAG`.
fn is_constant(expr: &syn::Expr) -> bool {
    let syn::Expr::Path(path) = expr else { return false };
    path.path.segments.last().is_some_and(|last| {
        let name = last.ident.to_string();
        name.len() > 1 && name.chars().all(|c| c.is_ascii_uppercase() || c == '_' || c.is_ascii_digit())
    })
}
