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
    /// Logging: looks at its arguments, gives no value.
    Effect,
    /// `assert!`: looks at its arguments, may panic.
    Asserts,
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
    let kind = match known {
        KnownMacro::Write { target, .. } => Kind::Write(target),
        KnownMacro::Format(_) | KnownMacro::Matches { .. } => Kind::Format,
        KnownMacro::Vec { .. } => Kind::Values,
        KnownMacro::Bail(_) | KnownMacro::Ensure { .. } => Kind::Exits,
        KnownMacro::Diverges(_) => Kind::Diverges,
        KnownMacro::Assert { .. }
        | KnownMacro::AssertEq { .. }
        | KnownMacro::DebugAssert { .. }
        | KnownMacro::Dbg { .. }
        | KnownMacro::Log { .. } => Kind::Effect,
        KnownMacro::Select { .. }
        | KnownMacro::Join { .. }
        | KnownMacro::TryJoin { .. }
        | KnownMacro::Deferred { .. }
        | KnownMacro::Defer { .. }
        | KnownMacro::Pin { .. }
        | KnownMacro::Local { .. }
        | KnownMacro::Opaque { .. } => Kind::Unknown,
    };
    let target = |expr: &Expr| matches!(kind, Kind::Write(target) if std::ptr::eq(target, expr));
    let args = known.exprs().into_iter().filter(|expr| !target(expr)).collect();
    Inside { kind, args, captures: known.captures() }
}
