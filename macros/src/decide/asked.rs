//! The response that an operation works on, as an expression that a check can evaluate once more.

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::Expr;

use crate::annotations::{Annotations, Denotes};
use crate::known::wrappers;

use super::Decider;

impl Decider<'_, '_> {
    /// The response that an operation works on, as an expression that can be asked again.
    pub(super) fn base(&self, operation: &Expr) -> Option<TokenStream> {
        let start = match operation {
            Expr::MethodCall(call) => &*call.receiver,
            Expr::Assign(assign) => &*assign.left,
            Expr::Binary(binary) => &*binary.left,
            Expr::Call(call) => self.argument(call)?,
            _ => return None,
        };
        self.peel(start)
    }

    /// The argument through which a function works on the response.
    fn argument<'c>(&self, call: &'c syn::ExprCall) -> Option<&'c Expr> {
        let denotes = |arg: &Expr| self.subject.lowered.annotations.denotes(arg);
        let itself = |arg: &&Expr| !matches!(denotes(arg), None | Some(Denotes::Alias(_)));
        let some = |arg: &&Expr| denotes(arg).is_some();
        let found = call.args.iter().find(itself).or_else(|| call.args.iter().find(some));
        found.or_else(|| call.args.first())
    }

    /// The response by its name. It means what the user's own tokens mean, also where another macro handed them over.
    fn named(&self) -> Option<TokenStream> {
        let tokens: TokenStream = self.response_name().parse().ok()?;
        let span = Span::call_site().resolved_at(self.subject.tracked[self.response].span);
        let spanned = tokens.into_iter().map(|mut token| {
            token.set_span(span);
            token
        });
        Some(spanned.collect())
    }

    fn peel(&self, expr: &Expr) -> Option<TokenStream> {
        let annotations = &self.subject.lowered.annotations;
        let own = annotations.operation(expr).is_some();
        match expr {
            Expr::Paren(inner) => self.peel(&inner.expr),
            Expr::Group(inner) => self.peel(&inner.expr),
            Expr::Try(inner) => self.peel(&inner.expr),
            Expr::Await(inner) => self.peel(&inner.base),
            Expr::Reference(inner) => self.peel(&inner.expr),
            Expr::Cast(inner) => self.peel(&inner.expr),
            Expr::Unary(inner) => self.peel(&inner.expr),
            Expr::MethodCall(call)
                if own || !matches!(annotations.denotes(expr), Some(Denotes::Response(_))) =>
            {
                self.peel(&call.receiver)
            }
            Expr::MethodCall(call)
                if ["unwrap", "expect", "ok"].contains(&call.method.to_string().as_str()) =>
            {
                match self.peel(&call.receiver) {
                    Some(inner) if holds_operation(annotations, &call.receiver) => Some(inner),
                    _ => Some(quote!(#expr)),
                }
            }
            Expr::Field(field)
                if !matches!(annotations.denotes(expr), Some(Denotes::Response(_) | Denotes::Alias(_))) =>
            {
                self.peel(&field.base)
            }
            Expr::Path(_) if matches!(annotations.denotes(expr), Some(Denotes::HeadView(_))) => self.named(),
            other => self.again(other),
        }
    }

    /// An expression that is evaluated once more, if that does nothing a second time; else the response that it got.
    fn again(&self, expr: &Expr) -> Option<TokenStream> {
        match expr {
            Expr::Path(_) | Expr::Field(_) => Some(quote!(#expr)),
            Expr::Call(call) => self.given(call.args.iter()),
            Expr::MethodCall(call) if can_repeat(expr) => Some(quote!(#call)),
            Expr::MethodCall(call) => self.given([&*call.receiver].into_iter().chain(&call.args)),
            other if can_repeat(other) => Some(quote!((#other))),
            _ => None,
        }
    }

    fn given<'e>(&self, mut parts: impl Iterator<Item = &'e Expr>) -> Option<TokenStream> {
        let holds = |part: &&Expr| {
            let part = without_reference(part);
            matches!(self.subject.lowered.annotations.denotes(part), Some(Denotes::Response(of)) if *of == [self.response])
        };
        self.peel(parts.find(holds)?)
    }
}

fn holds_operation(annotations: &Annotations, expr: &Expr) -> bool {
    annotations.operation(expr).is_some()
        || match expr {
            Expr::MethodCall(call) => holds_operation(annotations, &call.receiver),
            Expr::Try(inner) => holds_operation(annotations, &inner.expr),
            Expr::Await(inner) => holds_operation(annotations, &inner.base),
            Expr::Paren(inner) => holds_operation(annotations, &inner.expr),
            _ => false,
        }
}

fn without_reference(expr: &Expr) -> &Expr {
    match expr {
        Expr::Paren(inner) => without_reference(&inner.expr),
        Expr::Group(inner) => without_reference(&inner.expr),
        Expr::Reference(inner) => without_reference(&inner.expr),
        Expr::Unary(inner) => without_reference(&inner.expr),
        other => other,
    }
}

/// Whether evaluating it twice is the same as once: places, literals, choices between them, and methods that only give
/// access to what is inside.
fn can_repeat(expr: &Expr) -> bool {
    match expr {
        Expr::Path(_) | Expr::Lit(_) => true,
        Expr::Field(inner) => can_repeat(&inner.base),
        Expr::Index(inner) => can_repeat(&inner.expr) && can_repeat(&inner.index),
        Expr::Paren(inner) => can_repeat(&inner.expr),
        Expr::Group(inner) => can_repeat(&inner.expr),
        Expr::Reference(inner) => can_repeat(&inner.expr),
        Expr::Unary(inner) => can_repeat(&inner.expr),
        Expr::Try(inner) => can_repeat(&inner.expr),
        Expr::Await(inner) => can_repeat(&inner.base),
        Expr::MethodCall(call) => {
            let name = call.method.to_string();
            let gives_access = name != "take" && wrappers::is_pass_through(&name);
            (gives_access || ["unwrap", "expect"].contains(&name.as_str()))
                && can_repeat(&call.receiver)
                && call.args.iter().all(can_repeat)
        }
        Expr::Block(inner) => block_can_repeat(&inner.block),
        Expr::Unsafe(inner) => block_can_repeat(&inner.block),
        Expr::If(choice) => {
            let other = choice.else_branch.as_ref().is_none_or(|(_, expr)| can_repeat(expr));
            can_repeat(&choice.cond) && block_can_repeat(&choice.then_branch) && other
        }
        _ => false,
    }
}

fn block_can_repeat(block: &syn::Block) -> bool {
    matches!(block.stmts.as_slice(), [syn::Stmt::Expr(expr, None)] if can_repeat(expr))
}
