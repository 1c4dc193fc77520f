//! Blocks and statements.

use syn::{Block, Expr, Local, Stmt, StmtMacro};

use crate::graph::Op;

use super::value::Value;
use super::{Lowerer, Statement, StatementId, address};

impl<'a> Lowerer<'a> {
    pub(crate) fn function_body(&mut self, block: &'a Block) {
        self.exits.push(super::control::Exit::function());
        let value = self.block_value(block);
        if let Some(code) = value.code {
            self.run_returned(&code);
        }
        self.exits.pop();
    }

    /// A block with a scope of its own.
    pub(crate) fn block_value(&mut self, block: &'a Block) -> Value<'a> {
        let scope = self.env.scope();
        let value = self.statements(block);
        let value = self.survive(value);
        self.leave(scope);
        value
    }

    fn statements(&mut self, block: &'a Block) -> Value<'a> {
        let marks: Vec<_> = (0..=block.stmts.len()).map(|_| self.out.graph.mark()).collect();
        self.out.marks.entry(address(block)).or_default().push(marks.clone());
        let mut value = Value::default();
        for (index, stmt) in block.stmts.iter().enumerate() {
            self.emit(Op::Mark(marks[index]));
            let outer = (self.statement, self.barrier, self.effect_on);
            self.enter_statement(block, index, stmt);
            value = self.statement(stmt);
            (self.statement, self.barrier, self.effect_on) = outer;
        }
        self.emit(Op::Mark(marks[block.stmts.len()]));
        value
    }

    fn enter_statement(&mut self, block: &'a Block, index: usize, stmt: &'a Stmt) {
        let id = StatementId(self.out.statements.len() as u32);
        let attrs = self.statement_attributes(stmt, id);
        self.out.statements.push(Statement {
            block,
            index,
            parent: self.statement,
            barrier: self.barrier,
            outlives: self.outlives,
            hoist: attrs.hoist,
            late: attrs.late,
        });
        self.effect_on = super::attrs::called_in(stmt).zip(attrs.effect);
        self.statement = Some(id);
        self.barrier = None;
    }

    fn statement(&mut self, stmt: &'a Stmt) -> Value<'a> {
        let inside = self.effect_on.filter(|(at, _)| *at == super::attrs::WHOLE).map(|(_, effect)| effect);
        let outer = self.effect_inside;
        self.effect_inside = inside.or(outer);
        let value = self.if_configured(attributes(stmt), |lower| lower.plain_statement(stmt));
        self.effect_inside = outer;
        value
    }

    fn plain_statement(&mut self, stmt: &'a Stmt) -> Value<'a> {
        match stmt {
            Stmt::Local(local) => {
                self.local(local);
                Value::default()
            }
            Stmt::Item(_) => Value::default(),
            Stmt::Expr(expr, semi) => {
                let value = self.expr(expr);
                if semi.is_none() {
                    return value;
                }
                self.drop_unbound(&value);
                Value::default()
            }
            Stmt::Macro(StmtMacro { mac, semi_token, .. }) => {
                let value = self.mac(mac, None);
                if semi_token.is_some() { Value::default() } else { value }
            }
        }
    }

    fn local(&mut self, local: &'a Local) {
        let Some(init) = &local.init else {
            self.bind(&local.pat, Value::default());
            return;
        };
        if self.binds_what_is_tested(&local.pat) || init.diverge.is_some() {
            self.mark_tested(&init.expr);
        }
        match &init.diverge {
            None => {
                let value = self.expr(&init.expr);
                self.initializer = Some(&init.expr);
                self.bind(&local.pat, value);
                self.initializer = None;
            }
            Some((_, otherwise)) => {
                let value = self.read(&init.expr);
                let value = self.with_fact(&init.expr, value);
                self.let_else(&local.pat, value, otherwise);
            }
        }
    }

    fn let_else(&mut self, pat: &'a syn::Pat, value: Value<'a>, otherwise: &'a Expr) {
        let says = self.match_says(&value, pat);
        let (matched, not) = (self.block(), self.block());
        self.switch(says.edges(matched, not));
        self.start(not);
        let span = syn::spanned::Spanned::span(otherwise);
        let test = self.test();
        let kind =
            crate::graph::ContextKind::Branch { test, side: "else", reads: Vec::new(), of_loop: false };
        self.within(kind, span, |lower| lower.expr(otherwise));
        self.end(crate::graph::Terminator::End);
        self.start(matched);
        self.bind(pat, value);
    }

    fn binds_what_is_tested(&self, pat: &syn::Pat) -> bool {
        match pat {
            syn::Pat::Ident(ident) => {
                let name = ident.ident.to_string();
                self.names.tested.contains(&name)
            }
            syn::Pat::Type(typed) => self.binds_what_is_tested(&typed.pat),
            _ => false,
        }
    }
}

/// The outer attributes of a statement.
pub(crate) fn attributes(stmt: &Stmt) -> &[syn::Attribute] {
    match stmt {
        Stmt::Local(local) => &local.attrs,
        Stmt::Macro(mac) => &mac.attrs,
        Stmt::Expr(expr, _) => super::expr::attributes(super::attrs::leftmost(expr)),
        Stmt::Item(_) => &[],
    }
}
