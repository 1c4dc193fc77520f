//! Control flow in the stretch: which code may not run, what is data for the body, what leaves.

use proc_macro2::Span;
use syn::Expr;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};

use super::names::peeled;
use super::stretch::{Event, Walk};

impl<'a> Walk<'_, 'a> {
    pub(crate) fn control(&mut self, expr: &'a Expr) {
        match expr {
            Expr::If(branch) => {
                let head_of_write =
                    matches!(&*branch.cond, Expr::Let(_)) && self.writes_in_block(&branch.then_branch);
                self.data(head_of_write, |walk| walk.visit_expr(&branch.cond));
                self.branch(|walk| walk.visit_block(&branch.then_branch));
                if let Some((_, otherwise)) = &branch.else_branch {
                    self.branch(|walk| walk.visit_expr(otherwise));
                }
            }
            Expr::Match(inner) => {
                let writes = inner.arms.iter().any(|arm| self.writes_in(&arm.body));
                self.data(writes, |walk| walk.visit_expr(&inner.expr));
                self.branch(|walk| inner.arms.iter().for_each(|arm| walk.visit_arm(arm)));
            }
            Expr::ForLoop(inner) => {
                let writes = self.writes_in_block(&inner.body);
                self.data(writes, |walk| walk.visit_expr(&inner.expr));
                self.looped(inner.label.as_ref(), true, |walk| walk.visit_block(&inner.body));
            }
            Expr::While(inner) => {
                let writes = matches!(&*inner.cond, Expr::Let(_)) && self.writes_in_block(&inner.body);
                self.looped(inner.label.as_ref(), true, |walk| {
                    walk.data(writes, |walk| walk.visit_expr(&inner.cond));
                    walk.visit_block(&inner.body);
                });
            }
            Expr::Loop(inner) => {
                self.looped(inner.label.as_ref(), true, |walk| walk.visit_block(&inner.body))
            }
            Expr::Break(inner) => {
                visit::visit_expr(self, expr);
                self.jump("`break`", inner.label.as_ref(), inner.break_token.span());
            }
            Expr::Continue(inner) => {
                self.jump("`continue`", inner.label.as_ref(), inner.continue_token.span())
            }
            Expr::Return(inner) => self.return_expr(expr, inner),
            Expr::Block(inner) if inner.label.is_some() => {
                self.looped(inner.label.as_ref(), false, |walk| walk.visit_block(&inner.block));
            }
            Expr::TryBlock(inner) => {
                self.tries += 1;
                self.branch(|walk| walk.visit_block(&inner.block));
                self.tries -= 1;
            }
            Expr::Binary(binary) if matches!(binary.op, syn::BinOp::And(_) | syn::BinOp::Or(_)) => {
                self.visit_expr(&binary.left);
                self.branch(|walk| walk.visit_expr(&binary.right));
            }
            _ => visit::visit_expr(self, expr),
        }
    }

    fn return_expr(&mut self, expr: &'a Expr, inner: &'a syn::ExprReturn) {
        visit::visit_expr(self, expr);
        if self.functions > 0 {
            return;
        }
        let is_err = matches!(inner.expr.as_deref().map(peeled), Some(Expr::Call(call))
            if matches!(peeled(&call.func), Expr::Path(path) if path.path.is_ident("Err")));
        let event = if is_err { Event::ErrorExit(self.place) } else { Event::Exit("`return`") };
        self.event(event, inner.return_token.span());
    }

    fn jump(&mut self, what: &'static str, label: Option<&syn::Lifetime>, span: Span) {
        let inside = match label {
            None => self.loops.iter().any(|around| around.is_loop),
            Some(label) => {
                self.loops.iter().any(|around| around.label.as_deref() == Some(&*label.ident.to_string()))
            }
        };
        if !inside && self.functions == 0 {
            self.event(Event::Exit(what), span);
        }
    }
}
