//! One row of a table: some names with one meaning.

use crate::effect::Effect;

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
    /// How many arguments besides a status and a body it may have so that what it sets is known.
    plain_arguments: usize,
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
const WRITER_ONLY: u16 = 128;

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
            plain_arguments: 2,
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

    /// Sends the head; with a status among its arguments, a literal 1xx one informs.
    pub(crate) const fn commit(names: &'static [&'static str], status_arg: Option<usize>) -> Row {
        let mut row = Row::new(names, Effect::Commit, Gives::Nothing, RowSets::Answer);
        row.status_arg = status_arg;
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

    /// Only on the `ResponseWriter` of the run-time crate and types of that name.
    pub(crate) const fn writer_only(self) -> Row {
        self.flag(WRITER_ONLY)
    }

    /// The number of arguments that are a status or a body.
    pub(crate) const fn plain(mut self, arguments: usize) -> Row {
        self.plain_arguments = arguments;
        self
    }

    pub(crate) fn fits(&self, name: &str, args: &[&syn::Expr], type_last: &str) -> bool {
        let writer = self.flags & WRITER_ONLY == 0 || type_last == "ResponseWriter";
        writer && self.names.contains(&name) && self.arity.admits(args)
    }

    /// The meaning of a call with these arguments.
    pub(crate) fn meaning(&self, args: &[&syn::Expr]) -> Meaning {
        let has = |flag: u16| self.flags & flag != 0;
        let informs = self.effect == Effect::Commit
            && self.status_arg.and_then(|at| args.get(at)).is_some_and(|status| is_informational(status));
        let answers = matches!(self.effect, Effect::Commit | Effect::Send | Effect::Upgrade);
        Meaning {
            effect: if informs { Effect::Inform } else { self.effect },
            gives: if informs { Gives::Response } else { self.gives },
            sets: self.sets.known(),
            state: self.state,
            leaves_unknown: has(LEAVES_UNKNOWN),
            buffers: has(BUFFERS),
            deferred: has(DEFERRED),
            err_is_late: has(ERR_IS_LATE),
            fails_after_end: has(FAILS_AFTER_END),
            sets_known: !has(SETS_UNKNOWN) && !(answers && args.len() > self.plain_arguments),
            tolerated: has(TOLERATED),
            status_arg: self.status_arg,
        }
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
        }
    }
}

fn is_text(expr: &syn::Expr) -> bool {
    matches!(expr, syn::Expr::Lit(lit) if matches!(lit.lit, syn::Lit::Str(_)))
}

/// A literal 1xx status other than 101, as a number, a constant, or in a constructor.
fn is_informational(expr: &syn::Expr) -> bool {
    match expr {
        syn::Expr::Lit(lit) => match &lit.lit {
            syn::Lit::Int(number) => {
                number.base10_parse::<u16>().is_ok_and(|code| (100..200).contains(&code) && code != 101)
            }
            _ => false,
        },
        syn::Expr::Path(path) => path.path.segments.last().is_some_and(|last| {
            ["CONTINUE", "PROCESSING", "EARLY_HINTS"].iter().any(|name| last.ident == name)
        }),
        syn::Expr::Call(call) => call.args.first().is_some_and(is_informational),
        syn::Expr::MethodCall(call) => {
            is_informational(&call.receiver) || call.args.first().is_some_and(is_informational)
        }
        syn::Expr::Reference(inner) => is_informational(&inner.expr),
        syn::Expr::Paren(inner) => is_informational(&inner.expr),
        syn::Expr::Try(inner) => is_informational(&inner.expr),
        _ => false,
    }
}
