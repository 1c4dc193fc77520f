//! A first walk over the function: which names are captured, lent or cloned anywhere in it.
//!
//! By name and not by binding, so that the answer errs on the side of keeping no facts.

use std::collections::{HashMap, HashSet};

use syn::visit::{self, Visit};
use syn::{Expr, ExprAsync, ExprClosure, ExprMethodCall, ExprReference, Macro, Pat, PatIdent};

use crate::known::macros::Macros;
use crate::known::wrappers;

use super::expr::unwrapped;
use super::{Input, Root};

/// Names by what happens to them somewhere in the function.
#[derive(Default)]
pub(crate) struct Names {
    /// Given a status by a method, or assigned.
    pub(crate) restatused: HashSet<String>,
    /// Whose outcome is looked at: by `?`, a `match`, `let`, `is_err()`.
    pub(crate) tested: HashSet<String>,
    /// Used in a closure or async block that does not bind them itself.
    pub(crate) captured: HashSet<String>,
    /// Lent by `&mut` or `ref mut`: a variable with the fields behind it.
    lent: HashMap<String, Vec<String>>,
    /// Cloned by `.clone()` or `Arc::clone(&x)`.
    pub(crate) cloned: HashSet<String>,
    /// The receiver of some method.
    pub(crate) called: HashSet<String>,
    /// How often a name is mentioned as a value.
    pub(crate) mentions: HashMap<String, usize>,
    /// Nested functions that never return.
    pub(crate) never: HashSet<String>,
    /// Closures bound to a name that is called, by address.
    pub(crate) followed: HashSet<usize>,
    bound: Vec<(String, usize)>,
    called_functions: HashSet<String>,
    /// Functions, types and constants that the body declares itself.
    pub(crate) items: HashSet<String>,
}

impl Names {
    /// The outcome of what a name holds is looked at.
    fn test(&mut self, expr: &Expr) {
        match unwrapped(expr) {
            Expr::Await(inner) => self.test(&inner.base),
            Expr::Tuple(tuple) => tuple.elems.iter().for_each(|elem| self.test(elem)),
            other => self.tested.extend(root(other)),
        }
    }

    pub(crate) fn of(input: Input<'_>) -> Names {
        let mut walk = Walk { names: Names::default(), macros: input.macros };
        match input.body {
            Root::Function(block) => walk.visit_block(block),
            Root::Closure(closure) => walk.visit_expr(&closure.body),
        }
        walk.names.follow();
        walk.names
    }

    fn lend(&mut self, place: &Expr) {
        if let Some(name) = root(place) {
            let path = fields(place).unwrap_or_default().join(".");
            self.lent.entry(name).or_default().push(path);
        }
    }

    /// Whether a place, a part of it or what it is a part of is lent somewhere.
    pub(crate) fn is_lent(&self, name: &str, path: &str) -> bool {
        let below = |a: &str, b: &str| {
            b.is_empty() || a.strip_prefix(b).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        self.lent.get(name).is_some_and(|lent| lent.iter().any(|l| below(l, path) || below(path, l)))
    }

    fn follow(&mut self) {
        let called = self.bound.iter().filter(|(name, _)| self.called_functions.contains(name));
        self.followed = called.map(|(_, closure)| *closure).collect();
    }
}

struct Walk<'m> {
    names: Names,
    macros: &'m Macros,
}

impl Walk<'_> {
    fn capture(&mut self, walk: impl FnOnce(&mut Free<'_>)) {
        let mut free = Free { used: HashSet::new(), bound: HashSet::new(), macros: self.macros };
        walk(&mut free);
        self.names.captured.extend(free.used.difference(&free.bound).cloned());
    }
}

impl Walk<'_> {
    /// `mem::take(&mut flag)` lends it for no longer than the call.
    fn visit_taken(&mut self, call: &syn::ExprCall) {
        for arg in &call.args {
            match arg {
                Expr::Reference(lent) => self.visit_expr(&lent.expr),
                other => self.visit_expr(other),
            }
        }
    }
}

impl<'ast> Visit<'ast> for Walk<'_> {
    fn visit_expr_closure(&mut self, closure: &'ast ExprClosure) {
        self.capture(|free| free.visit_expr_closure(closure));
        visit::visit_expr_closure(self, closure);
    }

    fn visit_expr_async(&mut self, block: &'ast ExprAsync) {
        self.capture(|free| free.visit_block(&block.block));
        visit::visit_expr_async(self, block);
    }

    fn visit_expr_path(&mut self, path: &'ast syn::ExprPath) {
        if let Some(ident) = path.path.get_ident() {
            *self.names.mentions.entry(ident.to_string()).or_default() += 1;
        }
    }

    fn visit_expr_raw_addr(&mut self, raw: &'ast syn::ExprRawAddr) {
        self.names.lend(&raw.expr);
        visit::visit_expr_raw_addr(self, raw);
    }

    fn visit_expr_reference(&mut self, reference: &'ast ExprReference) {
        if reference.mutability.is_some() {
            self.names.lend(&reference.expr);
        }
        visit::visit_expr_reference(self, reference);
    }

    fn visit_expr_try(&mut self, tried: &'ast syn::ExprTry) {
        self.names.test(&tried.expr);
        visit::visit_expr_try(self, tried);
    }

    fn visit_expr_match(&mut self, matched: &'ast syn::ExprMatch) {
        self.names.test(&matched.expr);
        if matched.arms.iter().any(|arm| lends(&arm.pat)) {
            self.names.lend(&matched.expr);
        }
        visit::visit_expr_match(self, matched);
    }

    fn visit_local(&mut self, local: &'ast syn::Local) {
        if let Some(init) = local.init.as_ref().filter(|init| init.diverge.is_some()) {
            self.names.test(&init.expr);
        }
        if let (Pat::Ident(name), Some(init)) = (&local.pat, &local.init) {
            if let Expr::Closure(closure) = &*init.expr {
                self.names.bound.push((name.ident.to_string(), super::address(closure)));
            }
        }
        if let Some(init) = local.init.as_ref().filter(|_| lends(&local.pat)) {
            self.names.lend(&init.expr);
        }
        visit::visit_local(self, local);
    }

    fn visit_expr_let(&mut self, condition: &'ast syn::ExprLet) {
        self.names.test(&condition.expr);
        if lends(&condition.pat) {
            self.names.lend(&condition.expr);
        }
        visit::visit_expr_let(self, condition);
    }

    fn visit_expr_assign(&mut self, assign: &'ast syn::ExprAssign) {
        self.names.restatused.extend(root(&assign.left));
        visit::visit_expr_assign(self, assign);
    }

    fn visit_expr_method_call(&mut self, call: &'ast ExprMethodCall) {
        let method = call.method.to_string();
        if method.contains("status") && !call.args.is_empty() {
            self.names.restatused.extend(root(&call.receiver));
        }
        let tests =
            ["is_ok", "is_err", "is_some", "is_none", "unwrap_or", "unwrap_or_else", "unwrap_or_default"];
        if tests.contains(&method.as_str()) || wrappers::passes_outcome(&method) {
            self.names.test(&call.receiver);
        }
        if let Some(name) = root(&call.receiver) {
            if call.method == "clone" {
                self.names.cloned.extend(spelled(&call.receiver));
            }
            self.names.called.insert(name);
        }
        visit::visit_expr_method_call(self, call);
    }

    fn visit_expr_call(&mut self, call: &'ast syn::ExprCall) {
        if let Expr::Path(path) = &*call.func {
            let segments: Vec<String> = path.path.segments.iter().map(|s| s.ident.to_string()).collect();
            if super::taken::takes_memory(&segments) {
                return self.visit_taken(call);
            }
            self.names.called_functions.extend(path.path.get_ident().map(ToString::to_string));
            if path.path.segments.last().is_some_and(|last| last.ident == "clone") {
                self.names.cloned.extend(call.args.first().and_then(spelled));
            }
        }
        visit::visit_expr_call(self, call);
    }

    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        if let syn::ReturnType::Type(_, ty) = &item.sig.output {
            if matches!(**ty, syn::Type::Never(_)) {
                self.names.never.insert(item.sig.ident.to_string());
            }
        }
        self.names.items.insert(item.sig.ident.to_string());
    }

    fn visit_macro(&mut self, mac: &'ast Macro) {
        if let Some(known) = self.macros.get(mac) {
            known.visit(self);
        }
    }

    fn visit_item(&mut self, item: &'ast syn::Item) {
        // The body of a nested item is another function; only what it declares matters.
        if let syn::Item::Fn(item) = item {
            self.visit_item_fn(item);
        }
    }
}

/// The names that code uses without binding them.
pub(crate) fn free_names(macros: &Macros, walk: impl FnOnce(&mut Free<'_>)) -> Vec<String> {
    let mut free = Free { used: HashSet::new(), bound: HashSet::new(), macros };
    walk(&mut free);
    let mut names: Vec<String> = free.used.into_iter().collect();
    names.sort_unstable();
    names
}

/// Collects the names that are used as values and those that patterns bind.
pub(crate) struct Free<'m> {
    used: HashSet<String>,
    bound: HashSet<String>,
    macros: &'m Macros,
}

impl<'ast> Visit<'ast> for Free<'_> {
    fn visit_expr_path(&mut self, path: &'ast syn::ExprPath) {
        if let Some(ident) = path.path.get_ident() {
            self.used.insert(ident.to_string());
        }
    }

    fn visit_pat_ident(&mut self, ident: &'ast PatIdent) {
        self.bound.insert(ident.ident.to_string());
        visit::visit_pat_ident(self, ident);
    }

    fn visit_macro(&mut self, mac: &'ast Macro) {
        if let Some(known) = self.macros.get(mac) {
            self.used.extend(known.mentions());
            known.visit(self);
        }
    }

    fn visit_item(&mut self, _: &'ast syn::Item) {}
}

/// A variable with the fields behind it, as they are written.
fn spelled(place: &Expr) -> Option<String> {
    match place {
        Expr::Reference(inner) => spelled(&inner.expr),
        _ => {
            let mut names = fields(place)?;
            names.insert(0, root(place)?);
            Some(names.join("."))
        }
    }
}

/// The fields of a place behind its variable, as far as it has nothing but fields.
fn fields(expr: &Expr) -> Option<Vec<String>> {
    match unwrapped(expr) {
        Expr::Path(_) => Some(Vec::new()),
        Expr::Field(field) => {
            let mut fields = fields(&field.base)?;
            fields.push(super::expr::member(&field.member));
            Some(fields)
        }
        _ => None,
    }
}

/// The variable at the root of a place, as a name.
pub(crate) fn root(expr: &Expr) -> Option<String> {
    match unwrapped(expr) {
        Expr::Path(path) => path.path.get_ident().map(ToString::to_string),
        Expr::Field(field) => root(&field.base),
        Expr::Index(index) => root(&index.expr),
        Expr::Reference(reference) => root(&reference.expr),
        Expr::Unary(unary) => root(&unary.expr),
        _ => None,
    }
}

/// Whether a pattern binds something by `ref mut`.
fn lends(pat: &Pat) -> bool {
    struct Lends(bool);
    impl<'ast> Visit<'ast> for Lends {
        fn visit_pat_ident(&mut self, ident: &'ast PatIdent) {
            self.0 |= ident.by_ref.is_some() && ident.mutability.is_some();
            visit::visit_pat_ident(self, ident);
        }
    }
    let mut lends = Lends(false);
    lends.visit_pat(pat);
    lends.0
}
