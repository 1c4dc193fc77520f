//! The way from the body of a function down to one of its blocks, with the names that are bound on it.

use syn::visit::{self, Visit};
use syn::{Block, Expr, ExprLet, Item};

use super::names::bound;

/// One step from the body of the function down to a block.
#[derive(Clone)]
pub(crate) enum Frame<'a> {
    /// A statement of a block.
    Statements(&'a Block, usize),
    /// What a pattern binds.
    Names(Vec<String>),
}

/// The steps down to `target`, if `body` contains it as the function itself does, not in an argument of a macro.
pub(crate) fn down_to<'a>(body: &'a Block, target: &'a Block) -> Option<Vec<Frame<'a>>> {
    let mut trail = Trail { target, frames: Vec::new(), found: None };
    trail.visit_block(body);
    trail.found
}

struct Trail<'a> {
    target: &'a Block,
    frames: Vec<Frame<'a>>,
    found: Option<Vec<Frame<'a>>>,
}

impl<'a> Trail<'a> {
    fn within(&mut self, names: Vec<String>, walk: impl FnOnce(&mut Self)) {
        self.frames.push(Frame::Names(names));
        walk(self);
        self.frames.pop();
    }
}

impl<'a> Visit<'a> for Trail<'a> {
    fn visit_block(&mut self, block: &'a Block) {
        if self.found.is_some() {
            return;
        }
        if std::ptr::eq(block, self.target) {
            self.found = Some(self.frames.clone());
            return;
        }
        for (index, stmt) in block.stmts.iter().enumerate() {
            self.frames.push(Frame::Statements(block, index));
            self.visit_stmt(stmt);
            self.frames.pop();
        }
    }

    fn visit_arm(&mut self, arm: &'a syn::Arm) {
        self.within(bound(&arm.pat), |trail| visit::visit_arm(trail, arm));
    }

    fn visit_expr_for_loop(&mut self, inner: &'a syn::ExprForLoop) {
        self.visit_expr(&inner.expr);
        self.within(bound(&inner.pat), |trail| trail.visit_block(&inner.body));
    }

    fn visit_expr_closure(&mut self, closure: &'a syn::ExprClosure) {
        let names = closure.inputs.iter().flat_map(bound).collect();
        self.within(names, |trail| trail.visit_expr(&closure.body));
    }

    fn visit_expr_if(&mut self, inner: &'a syn::ExprIf) {
        self.visit_expr(&inner.cond);
        self.within(condition_names(&inner.cond), |trail| trail.visit_block(&inner.then_branch));
        if let Some((_, otherwise)) = &inner.else_branch {
            self.visit_expr(otherwise);
        }
    }

    fn visit_expr_while(&mut self, inner: &'a syn::ExprWhile) {
        self.visit_expr(&inner.cond);
        self.within(condition_names(&inner.cond), |trail| trail.visit_block(&inner.body));
    }

    fn visit_item(&mut self, _: &'a Item) {}
}

/// The names that the `let`s of a condition bind.
fn condition_names(cond: &Expr) -> Vec<String> {
    struct Lets(Vec<String>);
    impl<'ast> Visit<'ast> for Lets {
        fn visit_expr_let(&mut self, condition: &'ast ExprLet) {
            self.0.extend(bound(&condition.pat));
            visit::visit_expr_let(self, condition);
        }
        fn visit_expr_block(&mut self, _: &'ast syn::ExprBlock) {}
        fn visit_expr_closure(&mut self, _: &'ast syn::ExprClosure) {}
    }
    let mut lets = Lets(Vec::new());
    lets.visit_expr(cond);
    lets.0
}
