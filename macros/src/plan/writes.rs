//! Which expressions in the stretch are writes on the response.

use syn::Expr;
use syn::visit::{self, Visit};

use crate::annotations::{Denotes, Operation};
use crate::effect::Effect;

use super::conversions::without_error_mapping;
use super::inside::{Kind, inside};
use super::names::{peeled, unborrowed};
use super::stretch::{Place, Walk};

impl<'a> Walk<'_, 'a> {
    /// Whether an expression is a write on the response, perhaps awaited, with its error mapped.
    pub(crate) fn is_write(&self, expr: &Expr) -> bool {
        match peeled(without_error_mapping(expr)) {
            Expr::Await(inner) => self.is_write(&inner.base),
            Expr::Macro(mac) => self.is_write_macro(&mac.mac),
            other => {
                let operation = self.question.annotations.operation(other);
                operation.is_some_and(|operation| is_write(operation) && self.is_ours(operation))
            }
        }
    }

    /// What the `?` or `.await` behind a write is.
    pub(crate) fn of_write(&self, expr: &Expr) -> Option<Place> {
        match peeled(without_error_mapping(expr)) {
            Expr::Await(inner) => self.of_write(&inner.base),
            other => {
                let commits =
                    |operation: &Operation| matches!(operation.effect, Effect::Commit | Effect::Send);
                let commit = self.question.annotations.operation(other).is_some_and(commits);
                self.is_write(other).then_some(if commit { Place::OfCommit } else { Place::OfWrite })
            }
        }
    }

    pub(crate) fn is_ours(&self, operation: &Operation) -> bool {
        operation.responses.contains(&self.question.response)
    }

    pub(crate) fn is_write_macro(&self, mac: &syn::Macro) -> bool {
        match inside(self.question, mac).kind {
            Kind::Write(target) => matches!(
                self.question.annotations.denotes(unborrowed(target)),
                Some(Denotes::Response(_) | Denotes::BodyView(_) | Denotes::Alias(_))
            ),
            _ => false,
        }
    }

    /// Whether a write happens anywhere in a block.
    pub(crate) fn writes_in_block(&self, block: &'a syn::Block) -> bool {
        let mut writes = Writes { walk: self, found: false };
        writes.visit_block(block);
        writes.found
    }

    pub(crate) fn writes_in(&self, expr: &'a Expr) -> bool {
        let mut writes = Writes { walk: self, found: false };
        writes.visit_expr(expr);
        writes.found
    }
}

struct Writes<'w, 'q, 'a> {
    walk: &'w Walk<'q, 'a>,
    found: bool,
}

impl<'a> Visit<'a> for Writes<'_, '_, 'a> {
    fn visit_expr(&mut self, expr: &'a Expr) {
        self.found |= self.walk.is_write(expr);
        visit::visit_expr(self, expr);
    }

    fn visit_macro(&mut self, mac: &'a syn::Macro) {
        self.found |= self.walk.is_write_macro(mac);
    }
}

pub(crate) fn is_write(operation: &Operation) -> bool {
    matches!(operation.effect, Effect::Write | Effect::Commit | Effect::Finish | Effect::Send)
}
