//! Rule 4 for conversions: where a `?` may stand in a moved statement, and which values never make it leave.

use syn::Expr;
use syn::spanned::Spanned;

use crate::known::pure;

use super::names::{peeled, place, segments};
use super::plain;
use super::purity::{Checked, Purity, own_exit};

impl<'a> Purity<'_, 'a> {
    /// `?` is allowed on a conversion among the arguments of a head operation.
    pub(crate) fn question_mark(&mut self, expr: &'a Expr, inner: &'a Expr) -> Checked {
        let Some(values) = conversion(inner) else { return Err(own_exit("`?`", expr.span())) };
        if !self.conversions {
            return Err(own_exit("`?`", expr.span()));
        }
        if !values.iter().all(|value| self.never_fails(value)) {
            self.notes.can_fail.get_or_insert(expr.span());
        }
        let call = without_error_mapping(inner);
        self.pure(call)
    }

    /// Whether an operation that takes this value never fails because of it.
    pub(crate) fn never_fails(&self, expr: &Expr) -> bool {
        let known = |expr: &Expr| match place(expr) {
            Some(place) if place.fields.is_empty() && !self.inner.contains(&place.root) => {
                self.scope.never_fails(&place.root, self.at)
            }
            _ => false,
        };
        match peeled(expr) {
            Expr::Reference(reference) => self.never_fails(&reference.expr),
            Expr::MethodCall(call) if call.method == "to_string" || call.method == "clone" => {
                self.is_number(&call.receiver) || known(&call.receiver) && call.method == "clone"
            }
            other => plain::never_fails(other) || known(other),
        }
    }

    fn is_number(&self, expr: &Expr) -> bool {
        match place(expr) {
            Some(place) if place.fields.is_empty() && !self.inner.contains(&place.root) => {
                self.scope.is_number(&place.root, self.at)
            }
            _ => plain::is_number(expr),
        }
    }
}

/// What a fallible conversion converts, if the expression is one.
fn conversion(expr: &Expr) -> Option<Vec<&Expr>> {
    match peeled(without_error_mapping(expr)) {
        Expr::MethodCall(call) => {
            pure::is_fallible_conversion(&call.method.to_string()).then(|| vec![&*call.receiver])
        }
        Expr::Call(call) => match peeled(&call.func) {
            Expr::Path(path) => {
                let segments = segments(&path.path);
                let known =
                    segments.len() > 1 && segments.last().is_some_and(|n| pure::is_fallible_conversion(n));
                known.then(|| call.args.iter().collect())
            }
            _ => None,
        },
        _ => None,
    }
}

/// An expression without `map_err`, `context`, `with_context` behind it.
pub(crate) fn without_error_mapping(expr: &Expr) -> &Expr {
    match peeled(expr) {
        Expr::MethodCall(call)
            if ["map_err", "context", "with_context"].iter().any(|name| call.method == *name) =>
        {
            without_error_mapping(&call.receiver)
        }
        other => other,
    }
}
