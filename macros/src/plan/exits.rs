//! Rule 5: leaving the function in the stretch.
//!
//! A way out of the stretch means that the original did not run the statement; moved up, it has run. That makes no
//! difference only where the response is lost anyway, which is so for an error that leaves a function of type `Result`
//! because a write failed, or because what a write was to send could not be had. Anything else may be a check that the
//! header depends on.

use proc_macro2::Span;
use syn::{Block, Expr, ReturnType, Stmt, Type};

use crate::effect::Effect;
use crate::known::wrappers;

use super::head_only::HeadOnly;
use super::names::{peeled, plain_name};
use super::order;
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
        return match question.inner_function {
            None => ends_with_ok(&closure.body),
            Some(inner) => is_value(&closure.body, inner) && ends_with_ok(inner),
        };
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
        Expr::Call(call) => matches!(peeled(&call.func), Expr::Path(path)
            if path.path.segments.last().is_some_and(|last| last.ident == "Ok")),
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
    if !matches!(inner, Expr::Async(_)) {
        return false;
    }
    let named = body.stmts.iter().find_map(|stmt| match stmt {
        Stmt::Local(local) => {
            let init = local.init.as_ref().filter(|init| std::ptr::eq(peeled(&init.expr), inner));
            init.and_then(|_| plain_name(&local.pat))
        }
        _ => None,
    });
    if let Some((name, _)) = named {
        return body.stmts.iter().rev().skip(1).all(is_preparation) && awaits(value, &name);
    }
    is_value(value, inner)
}

/// Whether an async block is the value of an expression, also boxed or instrumented.
fn is_value(value: &Expr, inner: &Expr) -> bool {
    match peeled(value) {
        Expr::Async(_) => std::ptr::eq(peeled(value), inner),
        Expr::Block(block) => tail(&block.block).is_some_and(|value| is_value(value, inner)),
        Expr::Call(call) if call.args.len() == 1 => is_value(&call.args[0], inner),
        Expr::MethodCall(call) if wrappers::keeps_code(&call.method.to_string()) => {
            is_value(&call.receiver, inner)
        }
        _ => false,
    }
}

/// What such an attribute puts in front: `let`s, items, macros that log, an empty block.
fn is_preparation(stmt: &Stmt) -> bool {
    match stmt {
        Stmt::Local(_) | Stmt::Item(_) | Stmt::Macro(_) => true,
        Stmt::Expr(Expr::Block(block), _) => block.block.stmts.is_empty(),
        Stmt::Expr(expr, _) => matches!(expr, Expr::Macro(_)),
    }
}

/// Whether an expression only awaits the future of that name, on each of its branches.
fn awaits(expr: &Expr, name: &str) -> bool {
    match peeled(expr) {
        Expr::Await(inner) => is_future(&inner.base, name),
        Expr::If(branch) => {
            let then = tail(&branch.then_branch).is_some_and(|value| awaits(value, name));
            then && branch.else_branch.as_ref().is_some_and(|(_, otherwise)| awaits(otherwise, name))
        }
        Expr::Block(block) => tail(&block.block).is_some_and(|value| awaits(value, name)),
        Expr::MethodCall(call) => {
            call.method == "block_on" && call.args.first().is_some_and(|arg| is_future(arg, name))
        }
        _ => false,
    }
}

fn is_future(expr: &Expr, name: &str) -> bool {
    match peeled(expr) {
        Expr::Path(path) => path.path.is_ident(name),
        Expr::MethodCall(call) => call.method == "instrument" && is_future(&call.receiver, name),
        Expr::Call(call) => {
            let instruments = matches!(peeled(&call.func), Expr::Path(path)
                if path.path.segments.last().is_some_and(|last| last.ident == "instrument"));
            instruments && call.args.first().is_some_and(|arg| is_future(arg, name))
        }
        _ => false,
    }
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
