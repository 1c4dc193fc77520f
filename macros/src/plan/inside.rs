//! What the rules need to know of a macro call: its arguments as expressions, and what it does besides evaluating them.

use syn::{Expr, Macro};

use crate::known::macros::KnownMacro;

use super::Question;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind<'a> {
    /// `format!`, `matches!`, `concat!`: looks at its arguments and gives a value.
    Format,
    /// `vec!`: takes its arguments.
    Values,
    /// `write!(target, ..)`.
    Write(&'a Expr),
    /// `assert!`, logging: looks at its arguments, gives no value, may panic.
    Effect,
    /// `bail!`, `ensure!`: leaves the function.
    Exits,
    /// `panic!`, `todo!`.
    Diverges,
    Unknown,
}

pub(crate) struct Inside<'a> {
    pub(crate) kind: Kind<'a>,
    pub(crate) args: Vec<&'a Expr>,
    /// Names that its format string captures.
    pub(crate) captures: Vec<String>,
}

/// Looks into one macro call.
pub(crate) fn inside<'a>(question: &Question<'a>, mac: &Macro) -> Inside<'a> {
    let Some(known) = question.macros.get(mac) else { return Inside { kind: Kind::Unknown, args: Vec::new(), captures: Vec::new() } };
    let mut captures = Vec::new();
    let kind = match known {
        KnownMacro::Write { target, format } => { super::names::captured(&format.literal, &mut captures); Kind::Write(&**target) }
        KnownMacro::Format(f) => { super::names::captured(&f.literal, &mut captures); Kind::Format }
        KnownMacro::Vec(_) => Kind::Values,
        KnownMacro::Exprs("bail", _) => Kind::Exits,
        KnownMacro::Exprs("panic", _) => Kind::Diverges,
        KnownMacro::Exprs(..) => Kind::Effect,
        KnownMacro::Local { .. } => Kind::Unknown,
    };
    let args = crate::known::macros::exprs(known).into_iter().filter(|e| !matches!(kind, Kind::Write(t) if std::ptr::eq(t, *e))).collect();
    Inside { kind, args, captures }
}
