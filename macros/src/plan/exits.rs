//! Rule 5: leaving the function in the stretch.
//!
//! A way out of the stretch means that the original did not run the statement; moved up, it has run. That makes no
//! difference only where the response is lost anyway, which is so for an error that leaves a function of type `Result`
//! because a write failed, or because what a write was to send could not be had. Anything else may be a check that the
//! header depends on.

use proc_macro2::Span;
use syn::{Expr, ReturnType, Type};

use crate::effect::Effect;

use super::head_only::HeadOnly;
use super::names::peeled;
use super::order;
use super::stretch::{At, Event, Place};
use super::whole_body::{is_value, is_whole_body, tail};
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
    let returns_result = match question.handler {
        Some(closure) => ends_with_ok(question.inner_function.unwrap_or(&closure.body)),
        None => matches!(&question.signature.output, ReturnType::Type(_, ty) if is_result(ty)),
    };
    returns_result && leaves_handler(question)
}

/// Whether a `?` in the block leaves the handler: the error of a closure or block inside may be looked at, and the
/// response go on.
pub(crate) fn leaves_handler(question: &Question<'_>) -> bool {
    match (question.inner_function, question.handler) {
        (None, _) => true,
        (Some(inner), Some(closure)) => is_value(&closure.body, inner),
        (Some(inner), None) => is_whole_body(question.body, inner),
    }
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
