//! What the lowering found out about the expressions of a function, for the stages that look at syntax again.
//!
//! Keys are the addresses of the syn nodes of the one borrowed function, so a lookup never confuses two equal
//! expressions. Arguments of macros are parsed into an arena that lives as long as the function.

use std::collections::{HashMap, HashSet};

use proc_macro2::Span;
use syn::Expr;

use crate::effect::Effect;
use crate::vocabulary::Sets;

/// Which tracked responses something belongs to, by index.
pub(crate) type Responses = Vec<usize>;

/// Through what an operation reaches the response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Via {
    /// A method on the response itself, or on what a head operation returned.
    Response,
    HeadView,
    BodyView,
    /// An unknown call, macro, closure or block that can reach it.
    Unknown,
}

/// One operation on a response, at the expression that performs it (a method call, call, macro or assignment).
#[derive(Clone, Debug)]
pub(crate) struct Operation {
    pub(crate) responses: Responses,
    pub(crate) effect: Effect,
    pub(crate) via: Via,
    /// The method, function or macro name as written.
    pub(crate) name: String,
    /// The span of that name: where errors point.
    pub(crate) span: Span,
    /// The literal name of the header, as written.
    pub(crate) header: Option<String>,
    pub(crate) sets: Sets,
    /// See `Meaning::sets_known`.
    pub(crate) sets_known: bool,
}

/// What an expression that is evaluated as a place or value stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Denotes {
    Response(Responses),
    HeadView(Responses),
    BodyView(Responses),
    /// Holds a response, or a part of it, in a way that is not followed in detail.
    Alias(Responses),
}

/// All that is known about the expressions of one function.
#[derive(Default)]
pub(crate) struct Annotations {
    operations: HashMap<usize, Operation>,
    denotes: HashMap<usize, Denotes>,
    /// Calls that do not come back.
    never: HashSet<usize>,
}

fn key(expr: &Expr) -> usize {
    std::ptr::from_ref(expr) as usize
}

impl Annotations {
    /// The operation that `expr` itself performs, not its parts.
    pub(crate) fn operation(&self, expr: &Expr) -> Option<&Operation> {
        self.operations.get(&key(expr))
    }

    /// What a path, field or method call stands for, if it has to do with a response.
    pub(crate) fn denotes(&self, expr: &Expr) -> Option<&Denotes> {
        self.denotes.get(&key(expr))
    }

    pub(crate) fn never_returns(&self, call: &Expr) -> bool {
        self.never.contains(&key(call))
    }

    pub(crate) fn set_never_returns(&mut self, call: &Expr) {
        self.never.insert(key(call));
    }

    pub(crate) fn set_operation(&mut self, expr: &Expr, operation: Operation) {
        self.operations.insert(key(expr), operation);
    }

    pub(crate) fn set_denotes(&mut self, expr: &Expr, denotes: Denotes) {
        self.denotes.insert(key(expr), denotes);
    }
}
