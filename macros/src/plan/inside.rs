//! What the rules need to know of a macro call: its arguments as expressions, and what it does besides evaluating them.

use syn::{Expr, Macro};

use crate::known::macros::KnownMacro;

use super::Question;

#[derive(Clone, Copy)]
pub(crate) enum Kind<'a> {
    /// `format!`, `matches!`: looks at its arguments.
    Format,
    /// `vec!`, `dbg!`: takes its arguments.
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
    /// `join!`, `try_join!`: awaits its arguments.
    Joins,
    /// `select!`: awaits, and runs one of its arms.
    Select,
    /// `pin!`: names what is now pinned.
    Pin,
    Unknown,
}

pub(crate) struct Inside<'a> {
    pub(crate) kind: Kind<'a>,
    pub(crate) args: Vec<&'a Expr>,
    /// Names that its format string captures.
    pub(crate) captures: Vec<String>,
    /// All of it, to walk.
    pub(crate) known: Option<&'a KnownMacro>,
}

/// Looks into one macro call.
pub(crate) fn inside<'a>(question: &Question<'a>, mac: &Macro) -> Inside<'a> {
    let Some(known) = question.macros.get(mac) else {
        return Inside { kind: Kind::Unknown, args: Vec::new(), captures: Vec::new(), known: None };
    };
    let kind = kind(known);
    let target = |expr: &Expr| matches!(kind, Kind::Write(target) if std::ptr::eq(target, expr));
    let args = known.exprs().into_iter().filter(|expr| !target(expr)).collect();
    Inside { kind, args, captures: known.mentions(), known: Some(known) }
}

fn kind(known: &KnownMacro) -> Kind<'_> {
    match known {
        KnownMacro::Write { target, .. } => Kind::Write(target),
        KnownMacro::Format(_) | KnownMacro::Matches { .. } => Kind::Format,
        KnownMacro::Vec { .. } | KnownMacro::Dbg { .. } => Kind::Values,
        KnownMacro::Bail(_) | KnownMacro::Ensure { .. } => Kind::Exits,
        KnownMacro::Diverges(_) => Kind::Diverges,
        KnownMacro::Assert { .. } | KnownMacro::AssertEq { .. } | KnownMacro::DebugAssert { .. } => {
            Kind::Asserts
        }
        KnownMacro::Log { .. } => Kind::Effect,
        KnownMacro::Join { .. } | KnownMacro::TryJoin { .. } => Kind::Joins,
        KnownMacro::Select { .. } => Kind::Select,
        KnownMacro::Pin { .. } => Kind::Pin,
        KnownMacro::Deferred { .. }
        | KnownMacro::Defer { .. }
        | KnownMacro::Local { .. }
        | KnownMacro::Opaque { .. } => Kind::Unknown,
    }
}
