//! Rule 3 for calls: pure names, closures that run at once, and unknown functions of what `&T` parameters hold.

use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::{Expr, ExprMethodCall, Type};

use crate::known::pure;

use super::literals::{is_conversion, iterates};
use super::names::{is_upper, peeled, place, segments};
use super::purity::{Checked, Purity, impure};
use super::scope::Binding;
use super::{Reason, Refusal};

impl<'a> Purity<'_, 'a> {
    pub(crate) fn method_call(&mut self, call: &'a ExprMethodCall) -> Checked {
        let (name, arguments) = (call.method.to_string(), call.args.len());
        let upper = matches!(peeled(&call.receiver), Expr::Path(path)
            if path.path.segments.last().is_some_and(|last| is_upper(&last.ident.to_string())));
        if upper || pure::is_impure(&name, arguments) {
            return Err(impure(format!("`{name}()`"), call.method.span()));
        }
        if pure::is_pure_method(&name, arguments) {
            self.pure(&call.receiver)?;
            return call.args.iter().try_for_each(|arg| self.argument(&name, call, arg));
        }
        if name == "unwrap" || name == "expect" {
            self.notes.may_panic.get_or_insert(call.method.span());
            self.pure(&call.receiver)?;
            return self.all(&call.args);
        }
        let inputs = std::iter::once(&*call.receiver).chain(&call.args);
        self.unknown_call(name, call.method.span(), inputs)
    }

    /// An argument of a pure method; a closure or function among them runs if the method runs it.
    fn argument(&mut self, name: &str, call: &'a ExprMethodCall, arg: &'a Expr) -> Checked {
        let at_once = pure::runs_closure(name) && !iterates(&call.receiver);
        match peeled(arg) {
            Expr::Closure(closure) if at_once => self.scoped(|pure| {
                closure.inputs.iter().for_each(|input| pure.bind(input));
                let conversions = std::mem::replace(&mut pure.conversions, false);
                let checked = pure.pure(&closure.body);
                pure.conversions = conversions;
                checked
            }),
            Expr::Path(path) if pure::runs_closure(name) => {
                let segments = segments(&path.path);
                let known = pure::is_pure_function(&segments) || is_conversion(&segments);
                let takes_value = matches!(name, "map_or") && std::ptr::eq(arg, &call.args[0]);
                match at_once && known || takes_value {
                    true => Ok(()),
                    false => Err(impure(format!("`{}`", segments.join("::")), arg.span())),
                }
            }
            _ => self.pure(arg),
        }
    }

    fn is_item(&self, segments: &[String]) -> bool {
        match segments {
            [name] => matches!(self.binding(name), Some(Binding::Item)),
            _ => true,
        }
    }

    pub(crate) fn call(&mut self, call: &'a syn::ExprCall) -> Checked {
        let Expr::Path(path) = peeled(&call.func) else { return Err(impure("this call", call.span())) };
        let segments = segments(&path.path);
        if pure::is_pure_function(&segments) {
            return self.all(&call.args);
        }
        let name = segments.last().cloned().unwrap_or_default();
        let item = path.qself.is_some() || self.is_item(&segments);
        if pure::is_impure(&name, call.args.len()) || !item {
            return Err(impure(format!("`{name}()`"), path.span()));
        }
        self.unknown_call(name, path.span(), call.args.iter())
    }

    /// A call of which nothing is known but that it gets only what `&T` parameters hold.
    fn unknown_call(&mut self, name: String, span: Span, inputs: impl Iterator<Item = &'a Expr>) -> Checked {
        let mut any = false;
        for input in inputs {
            any = true;
            let annotations = self.question.annotations;
            if annotations.denotes(input).is_some() {
                return Err(Refusal { reason: Reason::ReadsResponse, span: input.span() });
            }
            if !self.is_shared(input) {
                return Err(impure(format!("`{name}()`"), span));
            }
        }
        if !any || pure::sounds_impure(&name) {
            return Err(impure(format!("`{name}()`"), span));
        }
        self.notes.unknown_call.get_or_insert((name, span));
        Ok(())
    }

    /// Whether an expression is a parameter of type `&T`, or a field of one.
    pub(crate) fn is_shared(&self, expr: &Expr) -> bool {
        let inner = match peeled(expr) {
            Expr::Reference(reference) if reference.mutability.is_none() => &reference.expr,
            other => other,
        };
        let Some(place) = place(inner) else { return false };
        match self.binding(&place.root) {
            Some(Binding::SharedSelf) => true,
            Some(Binding::Parameter(Some(Type::Reference(ty)))) => ty.mutability.is_none(),
            _ => false,
        }
    }
}
