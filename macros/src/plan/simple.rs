//! Rules 3 and 4: what the moved statement may only move over if nothing else happens there.
//!
//! A `?` that can fail would skip what it moves over, and a call of an unknown function might notice it. Both move only
//! over writes with pure arguments, `let`s of pure values, and loops and branches made of these; what can panic moves
//! over no exit. A `?` in a closure or block of its own moves over no write at all: whoever looks at its error may go on
//! with the response, without what was skipped.

use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::{Block, Expr, Pat, Stmt};

use crate::effect::Effect;

use super::names::{bound, peeled, place};
use super::purity::{Checked, Notes, Purity};
use super::scope::{Scope, Stability};
use super::stretch::{At, Event};
use super::{Question, Reason, Refusal, exits};

fn stop(reason: Reason, span: Span) -> Checked {
    Err(Refusal { reason, span })
}

/// What the notes about the moved statement ask of the stretch (rules 3 and 4).
pub(crate) fn check_notes(
    question: &Question<'_>,
    scope: &Scope<'_>,
    notes: &Notes,
    stretch: &[usize],
    events: &[At],
) -> Checked {
    if let Some(span) = notes.may_panic.filter(|_| !question.vouched) {
        let leaves = |at: &&At| {
            matches!(at.event, Event::ErrorExit(_) | Event::Exit(_) | Event::Check(_) | Event::Diverges)
        };
        if events.iter().any(|at| leaves(&at)) {
            return stop(Reason::MayPanic, span);
        }
    }
    if notes.can_fail.is_none() && notes.unknown_call.is_none() {
        return Ok(());
    }
    let writes = notes.can_fail.is_none() || exits::leaves_handler(question);
    let first = stretch
        .iter()
        .find(|index| !is_simple(question, scope, &question.block.stmts[**index], **index, writes));
    let Some(first) = first else { return Ok(()) };
    let at = question.block.stmts[*first].span();
    match (&notes.can_fail, &notes.unknown_call) {
        _ if question.vouched && notes.can_fail.is_none() => Ok(()),
        (Some(_), _) => stop(Reason::CanFail, at),
        (None, Some((name, _))) => stop(Reason::UnknownCall { name: name.clone() }, at),
        (None, None) => Ok(()),
    }
}

/// A write with pure arguments, if it may be `writes`, a `let` of a pure value, or a loop or branch with a pure head and
/// nothing else inside.
fn is_simple<'a>(
    question: &Question<'a>,
    scope: &Scope<'a>,
    stmt: &'a Stmt,
    at: usize,
    writes: bool,
) -> bool {
    let mut simple = Simple { purity: Purity::new(question, scope, at), writes, plain: Vec::new() };
    simple.statement(stmt)
}

struct Simple<'q, 'a> {
    purity: Purity<'q, 'a>,
    /// Whether writes are simple.
    writes: bool,
    /// Names that a loop over literals binds.
    plain: Vec<String>,
}

impl<'a> Simple<'_, 'a> {
    fn pure(&mut self, expr: &'a Expr) -> bool {
        self.purity.pure(expr).is_ok() && self.purity.notes.unknown_call.is_none()
    }

    /// An argument: by value only if it is a plain value.
    fn argument(&mut self, expr: &'a Expr) -> bool {
        if let Some(place) = place(expr) {
            if place.fields.is_empty() && self.plain.contains(&place.root) {
                return true;
            }
            let own = self.purity.inner.contains(&place.root);
            let stable = self.purity.scope.stability(&place.root, self.purity.at);
            return !own && place.fields.is_empty() && stable == Stability::Stable && self.pure(expr);
        }
        self.pure(expr)
    }

    fn block(&mut self, block: &'a Block) -> bool {
        let scope = self.purity.inner.len();
        let simple = block.stmts.iter().all(|stmt| self.statement(stmt));
        self.purity.inner.truncate(scope);
        simple
    }

    fn statement(&mut self, stmt: &'a Stmt) -> bool {
        match stmt {
            Stmt::Local(local) => {
                let Some(init) = local.init.as_ref().filter(|init| init.diverge.is_none()) else {
                    return false;
                };
                if matches!(local.pat, Pat::Wild(_)) && self.write(&init.expr) {
                    return true;
                }
                let simple = self.argument(&init.expr);
                self.purity.bind(&local.pat);
                simple
            }
            Stmt::Expr(expr, _) => self.effect(expr),
            Stmt::Macro(mac) => self.write_macro(&mac.mac),
            Stmt::Item(_) => true,
        }
    }

    fn effect(&mut self, expr: &'a Expr) -> bool {
        let scope = self.purity.inner.len();
        let simple = match peeled(expr) {
            Expr::If(branch) => {
                let then = self.condition(&branch.cond) && self.block(&branch.then_branch);
                self.purity.inner.truncate(scope);
                then && branch.else_branch.as_ref().is_none_or(|(_, otherwise)| self.effect(otherwise))
            }
            Expr::Match(inner) => self.pure(&inner.expr) && inner.arms.iter().all(|arm| self.arm(arm)),
            Expr::ForLoop(inner) => {
                let head = self.pure(&inner.expr);
                self.purity.bind(&inner.pat);
                let outer = self.plain.len();
                if gives_plain(&inner.expr) {
                    self.plain.extend(bound(&inner.pat));
                }
                let simple = head && self.block(&inner.body);
                self.plain.truncate(outer);
                simple
            }
            Expr::Block(inner) => self.block(&inner.block),
            Expr::Tuple(tuple) => tuple.elems.is_empty(),
            other => self.write(other),
        };
        self.purity.inner.truncate(scope);
        simple
    }

    fn condition(&mut self, cond: &'a Expr) -> bool {
        self.purity.condition(cond).is_ok() && self.purity.notes.unknown_call.is_none()
    }

    fn arm(&mut self, arm: &'a syn::Arm) -> bool {
        let scope = self.purity.inner.len();
        let simple = self.purity.guard(&arm.pat).is_ok() && self.effect(&arm.body);
        self.purity.inner.truncate(scope);
        simple
    }

    /// `res.write(..).await?` and its like.
    fn write(&mut self, expr: &'a Expr) -> bool {
        match peeled(expr) {
            Expr::Try(inner) => self.write(&inner.expr),
            Expr::Await(inner) => self.write(&inner.base),
            Expr::Macro(mac) => self.write_macro(&mac.mac),
            Expr::MethodCall(call) => {
                let operation = self.purity.question.annotations.operation(peeled(expr));
                match operation {
                    Some(operation) if operation.effect == Effect::Write => {
                        self.writes
                            && self.is_view(&call.receiver)
                            && call.args.iter().all(|arg| self.argument(arg))
                    }
                    Some(_) => false,
                    None => {
                        ["ok", "unwrap", "expect", "map_err", "context"]
                            .iter()
                            .any(|name| call.method == *name)
                            && self.write(&call.receiver)
                            && call.args.iter().all(|arg| self.mapping(arg))
                    }
                }
            }
            _ => false,
        }
    }

    /// The response, or what a call without arguments gives of it.
    fn is_view(&self, receiver: &Expr) -> bool {
        let annotations = self.purity.question.annotations;
        place(receiver).is_some()
            || annotations.denotes(receiver).is_some()
                && matches!(peeled(receiver), Expr::MethodCall(call) if call.args.is_empty())
    }

    /// What makes another error of one.
    fn mapping(&mut self, arg: &'a Expr) -> bool {
        match peeled(arg) {
            Expr::Path(_) | Expr::Lit(_) => true,
            Expr::Closure(closure) => {
                let scope = self.purity.inner.len();
                closure.inputs.iter().for_each(|input| self.purity.bind(input));
                let pure = match peeled(&closure.body) {
                    Expr::Call(call) if is_variant(&call.func) => {
                        call.args.iter().all(|arg| matches!(peeled(arg), Expr::Path(_)) || self.pure(arg))
                    }
                    body => self.pure(body),
                };
                self.purity.inner.truncate(scope);
                pure
            }
            _ => false,
        }
    }

    fn write_macro(&mut self, mac: &'a syn::Macro) -> bool {
        let inside = super::inside::inside(self.purity.question, mac);
        match inside.kind {
            super::inside::Kind::Write(target) => {
                let annotations = self.purity.question.annotations;
                self.writes
                    && annotations.denotes(super::names::unborrowed(target)).is_some()
                    && inside.args.iter().all(|arg| self.pure(arg))
            }
            _ => false,
        }
    }
}

/// Whether what an expression iterates are plain values.
fn gives_plain(source: &Expr) -> bool {
    match peeled(source) {
        Expr::Range(_) => true,
        Expr::Array(array) => array.elems.iter().all(|elem| matches!(peeled(elem), Expr::Lit(_))),
        Expr::Reference(inner) => gives_plain(&inner.expr),
        Expr::MethodCall(call) => {
            ["chars", "bytes", "lines", "split_whitespace"].iter().any(|name| call.method == *name)
                || call.method == "iter" && gives_plain(&call.receiver)
        }
        _ => false,
    }
}

/// A tuple struct or a variant: functions are written in lower case.
fn is_variant(function: &Expr) -> bool {
    let Expr::Path(path) = peeled(function) else { return false };
    path.path.segments.last().is_some_and(|last| last.ident.to_string().starts_with(char::is_uppercase))
}
