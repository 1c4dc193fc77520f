//! From a late head operation to a decision: hoist it, or say which rule stops that.
//!
//! The caller (the driver in `check`) names the block, the statement that should move and where the response may still
//! be Open; this module answers with the statements to move and their new place, or with a [`Refusal`].

use proc_macro2::Span;

use crate::annotations::Annotations;

/// One question: may this statement (or unit of statements) of `block` move up?
pub(crate) struct Question<'a> {
    /// The whole function: its parameters and output decide what is stable and which exits are errors.
    pub(crate) signature: &'a syn::Signature,
    /// The body of the function that `block` is part of, for the declarations in sight.
    pub(crate) body: &'a syn::Block,
    /// The items around the function that are in sight (functions of the same `impl` or `mod`), may be empty.
    pub(crate) block: &'a syn::Block,
    /// The statements that should move, ascending: one statement, or the late uses of one head view.
    pub(crate) unit: Vec<usize>,
    /// The response whose head they set.
    pub(crate) response: usize,
    /// For each statement of `block` (and its end): whether this response is Open there on every path.
    pub(crate) open_before: &'a [bool],
    /// For each statement of `block` (and its end): whether this response may still be Open there on some path.
    pub(crate) may_be_open_before: &'a [bool],
    /// Statements of `block` that already moved up, with the statement that they now stand above.
    pub(crate) moved: &'a [(usize, usize)],
    pub(crate) annotations: &'a Annotations,
    /// The server is known to answer errors with a head of its own, so that a head set before an error is not seen.
    pub(crate) answers_errors: bool,
    /// `block` is (inside) the body of a closure or block of its own: `?` and `return` there do not leave the function.
    pub(crate) inner_function: Option<&'a syn::Expr>,
    /// `#[hoist]`: the user vouches for purity.
    pub(crate) vouched: bool,
}

/// Where the statements go: all of `statements` (with the `let`s they need), directly above statement `above`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Hoist {
    pub(crate) statements: Vec<usize>,
    pub(crate) above: usize,
    /// Whether the statements go into a block of their own, because a `let` moves with them.
    pub(crate) in_block: bool,
}

/// Why a statement stays, with the place that a message shows.
#[derive(Clone, Debug)]
pub(crate) struct Refusal {
    pub(crate) reason: Reason,
    pub(crate) span: Span,
}

/// The rules that stop a hoist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Reason {
    /// Rule 1: the value of `name` is not the same above the stretch.
    Changes { name: String },
}
