//! Results that the user checks for lateness: `if res.insert_header(..).is_err() { .. }`, a `match`, a name that is only
//! tested, and views of the head that are taken out of an `Ok`. Whoever returns, or makes an error of it, passes it on.

use syn::visit::Visit;
use syn::{Expr, ExprIf, ExprMatch, Pat};

use super::Lowerer;
use super::expr::unwrapped;

impl<'a> Lowerer<'a> {
    pub(crate) fn note_if(&mut self, expr: &'a ExprIf) {
        let mut calls = Vec::new();
        self.tested_calls(&expr.cond, &mut calls);
        let handled = || {
            let otherwise = expr.else_branch.as_ref();
            !passes_on(|walk| walk.visit_block(&expr.then_branch))
                && !otherwise.is_some_and(|(_, branch)| passes_on(|walk| walk.visit_expr(branch)))
        };
        if !calls.is_empty() && handled() {
            self.self_checked.extend(calls);
        }
    }

    pub(crate) fn note_match(&mut self, expr: &'a ExprMatch) {
        let call = self.called(&expr.expr);
        let handled = || !expr.arms.iter().any(|arm| passes_on(|walk| walk.visit_expr(&arm.body)));
        if let Some(call) = call.filter(|_| handled()) {
            self.self_checked.insert(call);
        }
    }

    /// Now that all tests are known: which operations are checked by whom they belong to.
    pub(crate) fn settle_checked(&mut self) {
        for (site, origin) in self.out.graph.sites.iter_mut().zip(&self.out.origins) {
            site.self_checked &=
                origin.expr.is_some_and(|expr| self.self_checked.contains(&super::address(expr)));
        }
    }

    /// The calls whose result a condition tests.
    fn tested_calls(&self, condition: &Expr, calls: &mut Vec<usize>) {
        match unwrapped(condition) {
            Expr::Unary(inner) => self.tested_calls(&inner.expr, calls),
            Expr::Binary(inner) => {
                self.tested_calls(&inner.left, calls);
                self.tested_calls(&inner.right, calls);
            }
            Expr::MethodCall(call) if call.method == "is_err" || call.method == "is_ok" => {
                calls.extend(self.called(&call.receiver));
            }
            Expr::Let(inner) if !is_option(&inner.pat) => calls.extend(self.called(&inner.expr)),
            _ => {}
        }
    }

    /// The call that an expression is the result of, also through a name that nothing but this test mentions.
    fn called(&self, expr: &Expr) -> Option<usize> {
        match unwrapped(expr) {
            Expr::Reference(inner) => self.called(&inner.expr),
            Expr::Await(inner) => self.called(&inner.base),
            Expr::Path(path) => {
                let name = path.path.get_ident()?.to_string();
                let only = self.names.mentions.get(&name) == Some(&1);
                let made = self.env.lookup(&name).filter(|_| only).and_then(|var| self.built.get(&var))?;
                self.called(made)
            }
            Expr::MethodCall(_) | Expr::Call(_) => super::attrs::innermost_call(expr),
            _ => None,
        }
    }
}

fn is_option(pat: &Pat) -> bool {
    matches!(pat, Pat::TupleStruct(tuple) if tuple.path.is_ident("Some"))
}

/// Whether code returns, or makes an error of its own.
fn passes_on(walk: impl FnOnce(&mut PassesOn)) -> bool {
    let mut found = PassesOn(false);
    walk(&mut found);
    found.0
}

struct PassesOn(bool);

impl<'ast> Visit<'ast> for PassesOn {
    fn visit_expr_return(&mut self, _: &'ast syn::ExprReturn) {
        self.0 = true;
    }

    fn visit_expr_try(&mut self, _: &'ast syn::ExprTry) {
        self.0 = true;
    }

    fn visit_ident(&mut self, ident: &'ast proc_macro2::Ident) {
        self.0 |= ident == "Err" || ident == "bail";
    }
}
