//! Which names the code still mentions that may run after a point of a handler. Others make no difference any more.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::ast::{Expr, Handler, Stmt, StmtKind};

type Names = Rc<HashSet<String>>;

/// By the addresses of statements and of the bodies of closures.
#[derive(Debug, Default)]
pub struct Live {
    after: HashMap<usize, Names>,
    /// What closures and blocks mention.
    inside: HashMap<usize, Names>,
}

impl Live {
    pub fn of(handler: &Handler) -> Live {
        let mut live = Live::default();
        live.block(&handler.body, &Names::default());
        live
    }

    /// Whether a name may matter when this statement comes next.
    pub fn at(&self, next: usize, name: &str) -> bool {
        self.after.get(&next).is_none_or(|names| names.contains(name))
    }

    pub fn inside(&self, body: usize, name: &str) -> bool {
        self.inside.get(&body).is_none_or(|names| names.contains(name))
    }

    fn block(&mut self, block: &[Stmt], later: &Names) {
        let mut later = later.clone();
        for stmt in block.iter().rev() {
            let mut names = (*later).clone();
            mentioned(stmt, &mut names);
            later = Rc::new(names);
            self.after.insert(std::ptr::from_ref(stmt).addr(), later.clone());
            // Within a statement, all of it may still run.
            self.stmt(&stmt.kind, &later);
        }
    }

    fn stmt(&mut self, kind: &StmtKind, later: &Names) {
        match kind {
            StmtKind::Let { init, diverge, .. } => {
                init.iter().for_each(|init| self.expr(init, later));
                diverge.iter().for_each(|diverge| self.block(diverge, later));
            }
            StmtKind::Expr(expr, _) => self.expr(expr, later),
            StmtKind::Checked(inner) => self.stmt(&inner.kind, later),
        }
    }

    fn expr(&mut self, expr: &Expr, later: &Names) {
        if let Expr::Closure(_, body) | Expr::Async(body) = expr {
            let mut names = HashSet::new();
            mentioned_in(body, &mut names);
            let names = Rc::new(names);
            self.inside.insert(Rc::as_ptr(body).addr(), names.clone());
            return self.expr(body, &names);
        }
        self.block(expr.statements(), later);
        expr.parts(&mut |part| self.expr(part, later));
    }
}

fn mentioned(stmt: &Stmt, names: &mut HashSet<String>) {
    match &stmt.kind {
        StmtKind::Let { init, diverge, .. } => {
            init.iter().for_each(|init| mentioned_in(init, names));
            diverge.iter().flatten().for_each(|stmt| mentioned(stmt, names));
        }
        StmtKind::Expr(expr, _) => mentioned_in(expr, names),
        StmtKind::Checked(inner) => mentioned(inner, names),
    }
}

fn mentioned_in(expr: &Expr, names: &mut HashSet<String>) {
    match expr {
        // What is only written to is not used.
        Expr::Method(on, name, args) if name == "push" && matches!(**on, Expr::Var(_)) => {
            return args.iter().for_each(|arg| mentioned_in(arg, names));
        }
        Expr::Assign(_, to, value) if matches!(**to, Expr::Var(_)) => return mentioned_in(value, names),
        Expr::Var(name) => drop(names.insert(name.clone())),
        Expr::Call(name, _) => drop(names.insert(name.clone())),
        Expr::Format(text) => names.extend(captures(text).map(str::to_owned)),
        _ => {}
    }
    expr.statements().iter().for_each(|stmt| mentioned(stmt, names));
    expr.parts(&mut |part| mentioned_in(part, names));
}

/// The names in a format string.
pub fn captures(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split(['{', '}']).skip(1).step_by(2);
    parts.map(|part| part.split(':').next().unwrap_or(part))
}
