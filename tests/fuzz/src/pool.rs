//! What the changes choose from: the parts of an item, numbered in the order of the walk.

use syn::visit::{self, Visit};
use syn::visit_mut::{self, VisitMut};
use syn::{Block, Expr, Item, Pat, Stmt};

/// Copies of all parts.
#[derive(Default)]
pub struct Pool {
    pub exprs: Vec<Expr>,
    pub stmts: Vec<Stmt>,
    pub pats: Vec<Pat>,
    pub blocks: usize,
}

impl Pool {
    pub fn of(item: &Item) -> Pool {
        let mut pool = Pool::default();
        pool.visit_item(item);
        pool
    }
}

impl<'ast> Visit<'ast> for Pool {
    fn visit_expr(&mut self, expr: &'ast Expr) {
        self.exprs.push(expr.clone());
        visit::visit_expr(self, expr);
    }

    fn visit_stmt(&mut self, stmt: &'ast Stmt) {
        self.stmts.push(stmt.clone());
        visit::visit_stmt(self, stmt);
    }

    fn visit_pat(&mut self, pat: &'ast Pat) {
        self.pats.push(pat.clone());
        visit::visit_pat(self, pat);
    }

    fn visit_block(&mut self, block: &'ast Block) {
        self.blocks += 1;
        visit::visit_block(self, block);
    }
}

/// A change to the part with one number.
pub enum Change<'a> {
    Expr(&'a mut dyn FnMut(&mut Expr)),
    Pat(&'a mut dyn FnMut(&mut Pat)),
    Block(&'a mut dyn FnMut(&mut Block)),
}

/// Walks to the part with a number and changes it.
pub struct At<'a> {
    pub number: usize,
    pub change: Change<'a>,
}

impl At<'_> {
    fn here(&mut self) -> bool {
        let here = self.number == 0;
        self.number = self.number.wrapping_sub(1);
        here
    }
}

impl VisitMut for At<'_> {
    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        if matches!(self.change, Change::Expr(_)) && self.here() {
            if let Change::Expr(change) = &mut self.change {
                return change(expr);
            }
        }
        visit_mut::visit_expr_mut(self, expr);
    }

    fn visit_pat_mut(&mut self, pat: &mut Pat) {
        if matches!(self.change, Change::Pat(_)) && self.here() {
            if let Change::Pat(change) = &mut self.change {
                return change(pat);
            }
        }
        visit_mut::visit_pat_mut(self, pat);
    }

    fn visit_block_mut(&mut self, block: &mut Block) {
        if matches!(self.change, Change::Block(_)) && self.here() {
            if let Change::Block(change) = &mut self.change {
                return change(block);
            }
        }
        visit_mut::visit_block_mut(self, block);
    }
}
