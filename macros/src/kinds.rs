//! Long lists of syn's variants as one pattern.
//!
//! The matches that give every expression or pattern its meaning name each variant, so that one that syn adds is noticed
//! and decided on, and does not slip into a wildcard; what is to be noticed bears
//! `cfg_attr(headers_first_closed, deny(non_exhaustive_omitted_patterns))`, and `.ci/nightly` sets that. The wildcard that
//! syn's `#[non_exhaustive]` asks for stays, and is conservative: it serves users who get a newer syn.

/// `kinds!(Expr: Tuple Array)` is the pattern `Expr::Tuple(_) | Expr::Array(_)`.
macro_rules! kinds {
    ($of:ident: $($kind:ident)+) => { $($of::$kind(_))|+ };
}

pub(crate) use kinds;
