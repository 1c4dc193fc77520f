//! Rule 8: a response is not touched while something else borrows it.
//!
//! A `let` whose value is a view, an alias or a guard of the response, or code that captures it, is alive at the new
//! place if the stretch still uses its name. The statement then goes on up, above that `let`, if it stands in the same
//! block; one that was made around the block keeps the statement where it is.

use std::collections::HashSet;

use syn::visit::{self, Visit};
use syn::{Expr, Local, Pat, Stmt};

use crate::annotations::Denotes;

use super::head_only::HeadOnly;
use super::names::bound;
use super::scope::Scope;
use super::uses::Use;
use super::{Question, Reason, Refusal};

/// The view that is alive above `above` although the statement does not use it itself: where its `let` stands.
pub(crate) fn alive<'a>(
    question: &Question<'a>,
    scope: &Scope<'a>,
    head: &HeadOnly<'a>,
    above: usize,
    used: &[Use],
) -> Result<Option<usize>, Refusal> {
    let mut names: HashSet<&str> = used.iter().map(|used| used.place.root.as_str()).collect();
    names.retain(|name| head.places.iter().all(|place| place.root != *name));
    let held = |local: &'a Local| {
        let used = |pat: &Pat| bound(pat).into_iter().find(|name| names.contains(name.as_str()));
        parts(local).into_iter().find_map(|(pat, value)| used(pat).filter(|_| holds(question, value)))
    };
    let before = &question.block.stmts[..above];
    for (index, stmt) in before.iter().enumerate().rev() {
        if let Stmt::Local(local) = stmt {
            if held(local).is_some() {
                return Ok(Some(index));
            }
        }
    }
    let around = scope.before(0);
    for stmt in around.iter().rev() {
        let Stmt::Local(local) = stmt else { continue };
        if let Some(name) = held(local) {
            let span = syn::spanned::Spanned::span(local);
            return Err(Refusal { reason: Reason::ViewAlive { name }, span });
        }
    }
    Ok(None)
}

/// The patterns of a `let` with their values: `let (a, b) = (x, y)` is two of them.
fn parts(local: &Local) -> Vec<(&Pat, &Expr)> {
    let Some(init) = &local.init else { return Vec::new() };
    match (&local.pat, &*init.expr) {
        (Pat::Tuple(pats), Expr::Tuple(values))
            if !pats.elems.iter().any(|pat| matches!(pat, Pat::Rest(_))) =>
        {
            pats.elems.iter().zip(&values.elems).collect()
        }
        (pat, value) => vec![(pat, value)],
    }
}

/// Whether a value reaches the response.
fn holds<'a>(question: &Question<'a>, value: &'a Expr) -> bool {
    let mut reaches = Reaches { question, found: is_part(question, value) };
    reaches.visit_expr(value);
    reaches.found
}

/// Whether the value itself stands for the response, a view, or something that holds it.
fn is_part(question: &Question<'_>, expr: &Expr) -> bool {
    match question.annotations.denotes(expr) {
        Some(Denotes::Response(of) | Denotes::HeadView(of) | Denotes::BodyView(of) | Denotes::Alias(of)) => {
            of.contains(&question.response)
        }
        None => false,
    }
}

/// Code that captures the response, anywhere in an initialiser.
struct Reaches<'q, 'a> {
    question: &'q Question<'a>,
    found: bool,
}

impl<'a> Visit<'a> for Reaches<'_, 'a> {
    fn visit_expr(&mut self, expr: &'a Expr) {
        if matches!(expr, Expr::Closure(_) | Expr::Async(_)) {
            let operation = self.question.annotations.operation(expr);
            self.found |= operation.is_some_and(|op| op.responses.contains(&self.question.response));
        }
        visit::visit_expr(self, expr);
    }
}
