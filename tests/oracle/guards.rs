//! Writes that nobody reports although they may come after the end: those behind a guard that may know better.
//!
//! An `if` or `match`, in a loop or behind it, that looks at a variable from outside of the loop, changed in it, may be the
//! way in which the handler remembers that it has ended the response; so may an arm of a `match` in a loop, another arm of
//! which ends it. A head operation there gets a run-time check. A write does not:
//! a response that has ended says so itself.

use std::collections::HashSet;

use super::ast::{Expr, Handler, Pat, Stmt, StmtKind};
use super::loose::{tail, variable};
use super::walk;

/// The statements behind such a guard.
pub fn behind_guards(handler: &Handler) -> HashSet<u32> {
    let mut search = Search { changed: Vec::new(), over: HashSet::new(), found: HashSet::new() };
    search.block(&handler.body, false);
    search.found
}

struct Search {
    /// For each loop around what it changes.
    changed: Vec<HashSet<String>>,
    /// What loops in front changed.
    over: HashSet<String>,
    found: HashSet<u32>,
}

impl Search {
    fn block(&mut self, block: &[Stmt], behind: bool) {
        for stmt in block {
            if behind {
                self.found.insert(stmt.id);
            }
            match &stmt.kind {
                StmtKind::Let { init, diverge, .. } => {
                    init.iter().for_each(|init| self.expr(init, behind));
                    diverge.iter().for_each(|diverge| self.block(diverge, behind));
                }
                StmtKind::Expr(expr, _) => self.expr(expr, behind),
                StmtKind::Checked(inner) => self.block(std::slice::from_ref(inner), behind),
            }
        }
    }

    fn expr(&mut self, expr: &Expr, behind: bool) {
        match expr {
            Expr::If(cond, then, other) => {
                let inside = behind || self.knows(cond);
                self.expr(cond, behind);
                self.block(then, inside);
                other.iter().for_each(|other| self.expr(other, inside));
            }
            Expr::Match(on, arms) => {
                let inside = behind || self.knows(on);
                self.expr(on, behind);
                for (at, arm) in arms.iter().enumerate() {
                    let others = arms.iter().enumerate().filter(|(other, _)| *other != at);
                    let another_sends = others.clone().any(|(_, other)| walk::writes_in(&other.body));
                    let inside = inside || self.in_loop() && another_sends && !is_plain(&arm.pat);
                    arm.guard.iter().for_each(|guard| self.expr(guard, inside));
                    self.expr(&arm.body, inside);
                }
            }
            Expr::Loop(_, body) | Expr::While(_, _, body) | Expr::For(_, _, _, body) => {
                expr.parts(&mut |part| self.expr(part, behind));
                let changed = changed(|see| walk::each_in(expr, see), bound_in(body));
                self.repeated(changed, |search| search.block(body, behind));
            }
            Expr::Method(on, name, args) if name == "for_each" => {
                self.expr(on, behind);
                for arg in args {
                    let changed = changed(|see| walk::each_in(arg, see), HashSet::new());
                    self.repeated(changed, |search| search.expr(arg, behind));
                }
            }
            _ => {
                self.block(expr.statements(), behind);
                expr.parts(&mut |part| self.expr(part, behind));
            }
        }
    }

    fn repeated(&mut self, changed: HashSet<String>, inside: impl FnOnce(&mut Search)) {
        self.changed.push(changed);
        inside(self);
        self.over.extend(self.changed.pop().expect("pushed above"));
    }

    fn in_loop(&self) -> bool {
        !self.changed.is_empty()
    }

    fn knows(&self, cond: &Expr) -> bool {
        let mut names = Vec::new();
        walk::each_in(cond, &mut |part| names.extend(variable(part)));
        self.changed.iter().chain([&self.over]).any(|changed| names.iter().any(|name| changed.contains(name)))
    }
}

/// Arms for whatever is left, which know nothing.
fn is_plain(pat: &Pat) -> bool {
    match pat {
        Pat::Wild | Pat::Bind { .. } => true,
        Pat::Variant(name, _) => matches!(&**name, "Err" | "None"),
        _ => false,
    }
}

/// The names that a block binds.
fn bound_in(block: &[Stmt]) -> HashSet<String> {
    let mut names = HashSet::new();
    walk::statements(block, &mut |stmt| {
        if let StmtKind::Let { pat: Pat::Bind { name, .. }, .. } = &stmt.kind {
            names.insert(name.to_string());
        }
    });
    names
}

/// What expressions assign, lend or call something of that may change it, but for `own` names.
fn changed(each: impl FnOnce(&mut dyn FnMut(&Expr)), own: HashSet<String>) -> HashSet<String> {
    let mut names = HashSet::new();
    each(&mut |expr| match expr {
        Expr::Assign(_, target, _) | Expr::Ref(true, target) => names.extend(walk::names_in(target)),
        // What is handed on by value may be a reference that is lent.
        Expr::Call(_, args) => names.extend(args.iter().filter_map(variable)),
        Expr::Method(on, name, _) if !READS.contains(&&**name) => {
            if let Expr::Var(name) = &**on {
                names.insert(name.clone());
            }
        }
        other => names.extend(tail(other.statements()).and_then(variable)),
    });
    &names - &own
}

const READS: [&str; 14] = [
    "len",
    "is_empty",
    "is_some",
    "is_none",
    "is_ok",
    "is_err",
    "clone",
    "to_vec",
    "to_string",
    "as_str",
    "first",
    "iter",
    "get",
    "head_sent",
];
