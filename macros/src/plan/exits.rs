//! Rules 4 and 5: leaving the function in the stretch, or by the moved statement itself.
//!
//! A way out of the stretch means that the original did not run the statement; moved up, it has run. That makes no
//! difference only where the response is lost anyway, which is so for an error that leaves a function of type `Result`
//! because a write failed, or because what a write was to send could not be had. Anything else may be a check that the
//! header depends on. A `?` of the moved statement in turn would skip what it moves over, so it moves only over writes
//! and `let`s that have no other effect.

use proc_macro2::Span;
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::{Block, Expr, Pat, ReturnType, Stmt, Type};

use crate::effect::Effect;

use super::head_only::HeadOnly;
use super::names::{bound, identifiers, peeled, place, plain_name};
use super::order;
use super::purity::{Notes, Purity};
use super::scope::{Scope, Stability};
use super::stretch::{At, Event, Place};
use super::{Question, Reason, Refusal};

type Checked = Result<(), Refusal>;

fn stop(reason: Reason, span: Span) -> Checked {
    Err(Refusal { reason, span })
}

/// Rule 5, for everything that happens in the stretch.
pub(crate) fn check(question: &Question<'_>, head: &HeadOnly<'_>, events: &[At]) -> Checked {
    let data = head.operations.iter().all(|op| order::is_plain_header(&order::keys(op)));
    let returns_result = errors_abort(question);
    for at in events {
        match &at.event {
            Event::Exit(what) => return stop(Reason::Exit { what }, at.span),
            Event::Check(name) => return stop(Reason::Check { what: format!("`{name}!`") }, at.span),
            Event::Macro(name) => return stop(Reason::UnknownMacro { name: name.clone() }, at.span),
            Event::Replaced => return stop(Reason::Replaced, at.span),
            Event::Operation { operation, .. } if operation.effect == Effect::Opaque => {
                return stop(Reason::Opaque { name: operation.name.clone() }, operation.span);
            }
            Event::ErrorExit(place) => {
                let harmless = match place {
                    Place::OfWrite | Place::OfCommit => true,
                    Place::Data | Place::Fills => data,
                    Place::Elsewhere => false,
                };
                if !harmless || !returns_result {
                    return stop(Reason::Check { what: "an error exit".to_owned() }, at.span);
                }
                still_open(question, at, *place)?;
            }
            Event::Await(place) => still_open(question, at, *place)?,
            _ => {}
        }
    }
    Ok(())
}

/// While the response may still be Open, whoever answers the error, or drops the future, would see the header.
fn still_open(question: &Question<'_>, at: &At, place: Place) -> Checked {
    let open =
        question.may_be_open_before[at.statement] && place != Place::OfWrite || place == Place::OfCommit;
    match open && !question.answers_errors {
        true => stop(Reason::StillOpen, at.span),
        false => Ok(()),
    }
}

/// Whether an error that leaves the code around the block ends the response.
fn errors_abort(question: &Question<'_>) -> bool {
    if let Some(closure) = question.handler {
        return question.inner_function.is_none() && ends_with_ok(&closure.body);
    }
    let inner = match question.inner_function {
        None => true,
        Some(inner) => is_whole_body(question.body, inner),
    };
    inner && matches!(&question.signature.output, ReturnType::Type(_, ty) if is_result(ty))
}

fn ends_with_ok(body: &Expr) -> bool {
    match peeled(body) {
        Expr::Block(block) => tail(&block.block).is_some_and(ends_with_ok),
        Expr::Async(block) => tail(&block.block).is_some_and(ends_with_ok),
        Expr::Call(call) => matches!(peeled(&call.func), Expr::Path(path) if path.path.is_ident("Ok")),
        _ => false,
    }
}

fn tail(block: &Block) -> Option<&Expr> {
    match block.stmts.last() {
        Some(Stmt::Expr(expr, None)) => Some(expr),
        _ => None,
    }
}

/// Whether an async block is what the function returns: `Box::pin(async move { .. })`, or one that a `let` names and
/// the value of the function awaits, as attributes listed above this one leave it.
fn is_whole_body(body: &Block, inner: &Expr) -> bool {
    let Some(value) = tail(body) else { return false };
    let named = body.stmts.iter().find_map(|stmt| match stmt {
        Stmt::Local(local) => local
            .init
            .as_ref()
            .filter(|init| std::ptr::eq(peeled(&init.expr), inner))
            .and_then(|_| plain_name(&local.pat)),
        _ => None,
    });
    if let Some((name, _)) = named {
        let only_lets = body.stmts.iter().rev().skip(1).all(|stmt| matches!(stmt, Stmt::Local(_)));
        return only_lets && !matches!(value, Expr::Try(_)) && mentions(value, &name);
    }
    let value = match peeled(value) {
        Expr::Call(call) if call.args.len() == 1 => peeled(&call.args[0]),
        other => other,
    };
    std::ptr::eq(value, inner)
}

fn mentions(expr: &Expr, name: &str) -> bool {
    let mut found = Vec::new();
    identifiers(expr.to_token_stream(), &mut found);
    found.iter().any(|ident| ident == name)
}

/// A type whose name ends in `Result`, or the `Output` of the future it is.
fn is_result(ty: &Type) -> bool {
    match ty {
        Type::Path(path) => {
            let Some(last) = path.path.segments.last() else { return false };
            last.ident.to_string().ends_with("Result") || output(&last.arguments).is_some_and(is_result)
        }
        Type::ImplTrait(bounds) => bounds.bounds.iter().any(bound_is_result),
        Type::TraitObject(bounds) => bounds.bounds.iter().any(bound_is_result),
        Type::Group(group) => is_result(&group.elem),
        Type::Paren(paren) => is_result(&paren.elem),
        _ => false,
    }
}

fn bound_is_result(bound: &syn::TypeParamBound) -> bool {
    match bound {
        syn::TypeParamBound::Trait(bound) => bound
            .path
            .segments
            .last()
            .is_some_and(|last| last.ident == "Future" && output(&last.arguments).is_some_and(is_result)),
        _ => false,
    }
}

/// `Output = T`, or the one argument of `Pin`, `Box`, `BoxFuture`.
fn output(arguments: &syn::PathArguments) -> Option<&Type> {
    let syn::PathArguments::AngleBracketed(list) = arguments else { return None };
    list.args.iter().rev().find_map(|arg| match arg {
        syn::GenericArgument::AssocType(assoc) if assoc.ident == "Output" => Some(&assoc.ty),
        syn::GenericArgument::Type(ty) => Some(ty),
        _ => None,
    })
}

/// What the notes about the moved statement ask of the stretch (rules 3 and 4).
pub(crate) fn check_notes(
    question: &Question<'_>,
    scope: &Scope<'_>,
    notes: &Notes,
    stretch: &[usize],
    events: &[At],
) -> Checked {
    if let Some(span) = notes.may_panic {
        let leaves = |at: &&At| {
            matches!(at.event, Event::ErrorExit(_) | Event::Exit(_) | Event::Check(_) | Event::Diverges)
        };
        if events.iter().any(|at| leaves(&at)) {
            return stop(Reason::MayPanic, span);
        }
    }
    let first =
        stretch.iter().find(|index| !is_simple(question, scope, &question.block.stmts[**index], **index));
    let Some(first) = first else { return Ok(()) };
    let at = question.block.stmts[*first].span();
    match (&notes.can_fail, &notes.unknown_call) {
        _ if question.vouched && notes.can_fail.is_none() => Ok(()),
        (Some(_), _) => stop(Reason::CanFail, at),
        (None, Some((name, _))) => stop(Reason::UnknownCall { name: name.clone() }, at),
        (None, None) => Ok(()),
    }
}

/// A write with pure arguments, a `let` of a pure value, or a loop or branch with a pure head and nothing else inside.
fn is_simple<'a>(question: &Question<'a>, scope: &Scope<'a>, stmt: &'a Stmt, at: usize) -> bool {
    let mut simple = Simple { purity: Purity::new(question, scope, at), plain: Vec::new() };
    simple.statement(stmt)
}

struct Simple<'q, 'a> {
    purity: Purity<'q, 'a>,
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
                        self.is_view(&call.receiver) && call.args.iter().all(|arg| self.argument(arg))
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
                annotations.denotes(super::names::unborrowed(target)).is_some()
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
