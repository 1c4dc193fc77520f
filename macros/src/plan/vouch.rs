//! `#[hoist]`: what remains to be checked of an expression that is not known to be pure.

use syn::Expr;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};

use super::purity::{Checked, own_exit};
use super::{Question, Reason, Refusal};

/// The user vouches that it is pure; it must still stay in its place in the flow, and leave responses alone.
pub(crate) fn vouched<'a>(question: &Question<'a>, expr: &'a Expr) -> Checked {
    struct Ways<'q, 'a>(&'q Question<'a>, Checked);
    impl<'a> Visit<'a> for Ways<'_, 'a> {
        fn visit_expr(&mut self, expr: &'a Expr) {
            let annotations = self.0.annotations;
            let span = expr.span();
            let refused = match expr {
                _ if annotations.denotes(expr).is_some() || annotations.operation(expr).is_some() => {
                    Err(Refusal { reason: Reason::ReadsResponse, span })
                }
                Expr::Try(_) => Err(own_exit("`?`", span)),
                Expr::Await(_) => Err(own_exit("`.await`", span)),
                Expr::Return(_) => Err(own_exit("`return`", span)),
                Expr::Break(_) => Err(own_exit("`break`", span)),
                Expr::Continue(_) => Err(own_exit("`continue`", span)),
                _ => Ok(()),
            };
            match (&self.1, refused) {
                (Ok(()), Err(refusal)) => self.1 = Err(refusal),
                _ => visit::visit_expr(self, expr),
            }
        }
    }
    let mut ways = Ways(question, Ok(()));
    ways.visit_expr(expr);
    ways.1
}
