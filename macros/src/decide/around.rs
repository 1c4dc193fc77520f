//! What led to an operation, as far as its remedy depends on it: the value whose `Err` it answers, and what ran before.

use syn::visit::{self, Visit};
use syn::{Block, Expr, ExprIf, Pat};

use crate::lower::address;

/// The value that failed where an operation stands.
#[derive(Clone, Copy)]
pub(super) struct Failed<'a> {
    pub(super) value: &'a Expr,
    /// `None` or anything else, not certainly an error.
    pub(super) perhaps: bool,
}

/// The innermost value whose `Err` or `None` leads to an expression.
pub(super) fn failed<'a>(body: &'a Block, operation: &Expr) -> Option<Failed<'a>> {
    let mut find = Find { target: address(operation), failed: None, found: None };
    find.visit_block(body);
    find.found.flatten()
}

/// Whether an expression stands within another one.
pub(super) fn holds(outer: &Expr, inner: &Expr) -> bool {
    let mut find = Find { target: address(inner), failed: None, found: None };
    find.visit_expr(outer);
    find.found.is_some()
}

/// Whether a call hands on to whatever comes next: `next.run(req)`, `self.inner.call(req)`, `next(req)`.
pub(super) fn hands_on(call: &Expr) -> bool {
    const NEXT: [&str; 6] = ["next", "inner", "handler", "service", "endpoint", "upstream"];
    let last = match call {
        Expr::MethodCall(call) => match &*call.receiver {
            Expr::Path(path) => path.path.get_ident().map(ToString::to_string),
            Expr::Field(field) => match &field.member {
                syn::Member::Named(name) => Some(name.to_string()),
                syn::Member::Unnamed(_) => None,
            },
            _ => None,
        },
        Expr::Call(call) => match &*call.func {
            Expr::Path(path) => path.path.segments.last().map(|last| last.ident.to_string()),
            _ => None,
        },
        _ => None,
    };
    last.is_some_and(|name| NEXT.contains(&name.as_str()))
}

struct Find<'a> {
    target: usize,
    failed: Option<Failed<'a>>,
    found: Option<Option<Failed<'a>>>,
}

impl<'a> Find<'a> {
    fn under(&mut self, value: Option<&'a Expr>, perhaps: bool, visit: impl FnOnce(&mut Self)) {
        let outer = self.failed;
        self.failed = value.map(|value| Failed { value, perhaps }).or(outer);
        visit(self);
        self.failed = outer;
    }
}

impl<'a> Visit<'a> for Find<'a> {
    fn visit_expr(&mut self, expr: &'a Expr) {
        if address(expr) == self.target {
            self.found = Some(self.failed);
        }
        if self.found.is_none() {
            visit::visit_expr(self, expr);
        }
    }

    fn visit_expr_if(&mut self, branch: &'a ExprIf) {
        self.visit_expr(&branch.cond);
        let (then, otherwise) = tested(&branch.cond);
        self.under(then, false, |find| find.visit_block(&branch.then_branch));
        if let Some((_, branch)) = &branch.else_branch {
            self.under(otherwise, false, |find| find.visit_expr(branch));
        }
    }

    fn visit_expr_match(&mut self, matched: &'a syn::ExprMatch) {
        self.visit_expr(&matched.expr);
        for arm in &matched.arms {
            let kind = fails(&arm.pat);
            self.under(kind.map(|_| &*matched.expr), kind == Some(false), |find| find.visit_arm(arm));
        }
    }

    fn visit_local(&mut self, local: &'a syn::Local) {
        let Some(init) = &local.init else { return };
        self.visit_expr(&init.expr);
        if let Some((_, otherwise)) = &init.diverge {
            self.under(Some(&init.expr), false, |find| find.visit_expr(otherwise));
        }
    }

    fn visit_expr_method_call(&mut self, call: &'a syn::ExprMethodCall) {
        const ON_ERR: [&str; 5] = ["map_err", "or_else", "unwrap_or_else", "inspect_err", "ok_or_else"];
        self.visit_expr(&call.receiver);
        let failed = ON_ERR.iter().any(|name| call.method == name).then_some(&*call.receiver);
        self.under(failed, false, |find| call.args.iter().for_each(|arg| find.visit_expr(arg)));
    }
}

/// The value that failed on the two sides of a condition.
fn tested(condition: &Expr) -> (Option<&Expr>, Option<&Expr>) {
    match condition {
        Expr::Paren(inner) => tested(&inner.expr),
        Expr::Unary(inner) if matches!(inner.op, syn::UnOp::Not(_)) => {
            let (then, otherwise) = tested(&inner.expr);
            (otherwise, then)
        }
        Expr::Let(inner) => match &*inner.pat {
            Pat::TupleStruct(tuple) if names(&tuple.path, &["Err"]) => (Some(&inner.expr), None),
            Pat::TupleStruct(tuple) if names(&tuple.path, &["Ok", "Some"]) => (None, Some(&inner.expr)),
            _ => (None, None),
        },
        Expr::MethodCall(call) if call.method == "is_err" => (Some(&call.receiver), None),
        Expr::MethodCall(call) if call.method == "is_ok" => (None, Some(&call.receiver)),
        _ => (None, None),
    }
}

/// Whether an arm is one for failures, certainly (`Err`) or perhaps (`None`, `_`).
fn fails(pat: &Pat) -> Option<bool> {
    match pat {
        Pat::TupleStruct(tuple) if names(&tuple.path, &["Err"]) => Some(true),
        Pat::Wild(_) => Some(false),
        Pat::Ident(ident) if ident.ident == "None" => Some(false),
        Pat::Path(path) if names(&path.path, &["None"]) => Some(false),
        Pat::Guard(guarded) => fails(&guarded.pat),
        Pat::Or(or) => or.cases.iter().filter_map(fails).next(),
        _ => None,
    }
}

fn names(path: &syn::Path, any: &[&str]) -> bool {
    path.segments.last().is_some_and(|last| any.iter().any(|name| last.ident == name))
}
