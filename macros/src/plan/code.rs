//! Which closures and async blocks run where they stand, or where their name is called, so that what they do with the
//! response is no more than what is written in them.

use std::collections::{HashMap, HashSet};

use quote::ToTokens;
use syn::visit::{self, Visit};
use syn::{Block, Expr};

use crate::known::closures;

use super::names::{identifiers, peeled, plain_name};

/// The addresses of the closures and blocks in `block` that only run in place.
pub(crate) fn in_place(block: &Block) -> HashSet<usize> {
    let mut find = Find::default();
    find.visit_block(block);
    let mut found = find.found;
    for (name, code) in &find.named {
        let called = find.called.get(name).copied().unwrap_or(0);
        let declared = find.named.iter().filter(|(other, _)| other == name).count();
        if find.mentions.get(name).copied().unwrap_or(0) == called && declared == 1 {
            found.insert(*code);
        }
    }
    found
}

pub(crate) fn address(expr: &Expr) -> usize {
    std::ptr::from_ref(expr) as usize
}

#[derive(Default)]
struct Find {
    found: HashSet<usize>,
    /// Code that a `let` gives a name.
    named: Vec<(String, usize)>,
    /// How often a name is called or awaited, and how often it is mentioned at all.
    called: HashMap<String, usize>,
    mentions: HashMap<String, usize>,
}

impl Find {
    fn run(&mut self, expr: &Expr) {
        match peeled(expr) {
            code @ (Expr::Closure(_) | Expr::Async(_)) => {
                self.found.insert(address(code));
            }
            Expr::Path(path) => {
                if let Some(name) = path.path.get_ident() {
                    *self.called.entry(name.to_string()).or_default() += 1;
                }
            }
            _ => {}
        }
    }
}

impl<'ast> Visit<'ast> for Find {
    fn visit_local(&mut self, local: &'ast syn::Local) {
        if let (Some((name, _)), Some(init)) = (plain_name(&local.pat), &local.init) {
            if let code @ (Expr::Closure(_) | Expr::Async(_)) = peeled(&init.expr) {
                self.named.push((name, address(code)));
            }
        }
        visit::visit_local(self, local);
    }

    fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
        if closures::runs(&call.method.to_string(), call.args.len(), false).is_some() {
            call.args
                .iter()
                .filter(|arg| matches!(peeled(arg), Expr::Closure(_)))
                .for_each(|arg| self.run(arg));
        }
        visit::visit_expr_method_call(self, call);
    }

    fn visit_expr_call(&mut self, call: &'ast syn::ExprCall) {
        self.run(&call.func);
        visit::visit_expr_call(self, call);
    }

    fn visit_expr_await(&mut self, inner: &'ast syn::ExprAwait) {
        self.run(&inner.base);
        visit::visit_expr_await(self, inner);
    }

    fn visit_expr_path(&mut self, path: &'ast syn::ExprPath) {
        if let Some(name) = path.path.get_ident() {
            *self.mentions.entry(name.to_string()).or_default() += 1;
        }
    }

    fn visit_macro(&mut self, mac: &'ast syn::Macro) {
        let mut found = Vec::new();
        identifiers(mac.tokens.to_token_stream(), &mut found);
        for ident in found {
            *self.mentions.entry(ident.to_string()).or_default() += 1;
        }
    }
}
