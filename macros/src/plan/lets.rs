//! Rule 2: the `let`s in the stretch that a moved statement needs.
//!
//! Such a `let` moves with it, into a block of their own, so it may bind nothing that anybody else uses; it may not be
//! one of several of which `#[cfg]` chooses; and its initialiser must follow all rules of the statement itself.

use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Expr, Local, Stmt};

use crate::annotations::Denotes;

use super::head_only::HeadOnly;
use super::names::{bound, is_conditional, peeled, root_place};
use super::scope::{Scope, is_wild};
use super::{LetProblem, Question, Reason, Refusal, uses, values};

fn refused(name: &str, problem: LetProblem, span: Span) -> Refusal {
    Refusal { reason: Reason::NeededLet { name: name.to_owned(), problem }, span }
}

/// The statement of the block whose `let` gives `name` its meaning in statement `at`.
pub(crate) fn binding(question: &Question<'_>, name: &str, at: usize) -> Option<usize> {
    (0..at).rev().find(|index| match &question.block.stmts[*index] {
        Stmt::Local(local) => bound(&local.pat).iter().any(|bound| bound == name),
        _ => false,
    })
}

/// The statements that move: the unit with all `let`s from `above` on that it needs, in order.
pub(crate) fn with_needed(question: &Question<'_>, above: usize) -> Result<Vec<usize>, Refusal> {
    let mut moving = question.unit.clone();
    let mut next = 0;
    while next < moving.len() {
        let at = moving[next];
        next += 1;
        for used in uses::of_statements(question, std::iter::once(&question.block.stmts[at])) {
            let name = &used.place.root;
            let Some(index) = binding(question, name, at).filter(|index| *index >= above) else { continue };
            if moving.contains(&index) {
                continue;
            }
            form(question, name, index)?;
            moving.push(index);
        }
    }
    moving.sort_unstable();
    Ok(moving)
}

/// What must be true of a needed `let` by itself.
fn form(question: &Question<'_>, name: &str, index: usize) -> Result<(), Refusal> {
    let Stmt::Local(local) = &question.block.stmts[index] else { return Ok(()) };
    let problem = match &local.init {
        Some(init) if values::simple_let(local) => {
            match values::is_plain_move(&init.expr) && !is_view(question, local) {
                true => LetProblem::Moves,
                false => return Ok(()),
            }
        }
        _ => LetProblem::Pattern,
    };
    Err(refused(name, problem, local.span()))
}

fn is_view(question: &Question<'_>, local: &Local) -> bool {
    local
        .init
        .as_ref()
        .is_some_and(|init| matches!(question.annotations.denotes(&init.expr), Some(Denotes::HeadView(_))))
}

/// Whether the statements bind something, so that they need a block of their own.
pub(crate) fn binds(question: &Question<'_>, moving: &[usize]) -> bool {
    moving
        .iter()
        .any(|index| matches!(&question.block.stmts[*index], Stmt::Local(local) if !is_wild(&local.pat)))
}

/// What must be true of all `let`s that move, with respect to what stays.
pub(crate) fn check(
    question: &Question<'_>,
    scope: &Scope<'_>,
    head: &HeadOnly<'_>,
    moving: &[usize],
) -> Result<(), Refusal> {
    for index in moving {
        let Stmt::Local(local) = &question.block.stmts[*index] else { continue };
        for name in bound(&local.pat) {
            if has_conditional(question, &name) {
                return Err(refused(&name, LetProblem::Cfg, local.span()));
            }
            if let Some(span) = used_elsewhere(question, moving, *index, &name) {
                return Err(refused(&name, LetProblem::UsedElsewhere, span));
            }
            if is_lent_to_local(question, scope, head, moving, &name) {
                return Err(refused(&name, LetProblem::Lent, local.span()));
            }
        }
    }
    Ok(())
}

/// Where a statement that stays uses what the `let` at `index` binds.
fn used_elsewhere(question: &Question<'_>, moving: &[usize], index: usize, name: &str) -> Option<Span> {
    for (at, stmt) in question.block.stmts.iter().enumerate().skip(index + 1) {
        if !moving.contains(&at) {
            let uses = uses::of_statements(question, std::iter::once(stmt));
            if let Some(used) = uses.into_iter().find(|used| used.place.root == name) {
                return Some(used.span);
            }
        }
        if matches!(stmt, Stmt::Local(local) if bound(&local.pat).iter().any(|bound| bound == name)) {
            return None;
        }
    }
    None
}

/// Whether a `let` of that name stands under `#[cfg]` anywhere in the function.
fn has_conditional(question: &Question<'_>, name: &str) -> bool {
    struct Lets<'n>(&'n str, bool);
    impl<'ast> Visit<'ast> for Lets<'_> {
        fn visit_stmt(&mut self, stmt: &'ast Stmt) {
            if let Stmt::Local(local) = stmt {
                self.1 |= is_conditional(stmt) && bound(&local.pat).iter().any(|bound| bound == self.0);
            }
            visit::visit_stmt(self, stmt);
        }
    }
    let mut lets = Lets(name, false);
    lets.visit_block(question.body);
    lets.1
}

/// `&v`, `v.as_str()` given to a response that is a local itself and may keep it beyond the block.
fn is_lent_to_local(
    question: &Question<'_>,
    scope: &Scope<'_>,
    head: &HeadOnly<'_>,
    moving: &[usize],
    name: &str,
) -> bool {
    let above = moving[0];
    if !head.places.iter().any(|place| scope.is_local(&place.root, above)) {
        return false;
    }
    let mut lends = Lends { name, found: false };
    moving.iter().for_each(|index| lends.visit_stmt(&question.block.stmts[*index]));
    lends.found
}

struct Lends<'n> {
    name: &'n str,
    found: bool,
}

impl<'ast> Visit<'ast> for Lends<'_> {
    fn visit_expr(&mut self, expr: &'ast Expr) {
        let args = match expr {
            Expr::MethodCall(call) => Some(&call.args),
            Expr::Call(call) => Some(&call.args),
            _ => None,
        };
        self.found |= args.is_some_and(|args| args.iter().any(|arg| is_lent(arg, self.name)));
        visit::visit_expr(self, expr);
    }
}

fn is_lent(arg: &Expr, name: &str) -> bool {
    const VIEWS: &[&str] =
        &["as_str", "as_bytes", "as_ref", "as_slice", "as_deref", "trim", "trim_start", "trim_end"];
    let lends = match peeled(arg) {
        Expr::Reference(_) => true,
        Expr::MethodCall(call) => VIEWS.iter().any(|view| call.method == *view),
        _ => false,
    };
    lends && root_place(arg).is_some_and(|place| place.root == name)
}
