//! Walks over a handler: deleting statements, and what names and writes occur where.

use std::collections::HashSet;

use super::ast::{Expr, Handler, Stmt, StmtKind};

/// Calls `see` on every expression of a block, outermost first.
pub fn exprs(block: &mut [Stmt], see: &mut dyn FnMut(&mut Expr)) {
    blocks(block, &mut |stmt| {
        for expr in own_exprs(&mut stmt.kind) {
            below(expr, see);
        }
    });
}

fn own_exprs(kind: &mut StmtKind) -> Vec<&mut Expr> {
    match kind {
        StmtKind::Let { init, .. } => init.iter_mut().collect(),
        StmtKind::Expr(expr, _) => vec![expr],
        StmtKind::Checked(inner) => own_exprs(&mut inner.kind),
    }
}

fn below(expr: &mut Expr, see: &mut dyn FnMut(&mut Expr)) {
    see(expr);
    for child in expr.children() {
        below(child, see);
    }
}

/// Calls `see` on every statement, also in nested blocks.
pub fn blocks(block: &mut [Stmt], see: &mut dyn FnMut(&mut Stmt)) {
    for stmt in block {
        see(stmt);
        nested(stmt, &mut |inner| blocks(inner, see));
    }
}

/// Numbers the statements in order.
pub fn numbered(mut handler: Handler) -> Handler {
    let mut last = 0;
    blocks(&mut handler.body, &mut |stmt| {
        last += 1;
        stmt.id = last;
    });
    handler
}

/// The blocks of a statement, one level down.
pub fn nested(stmt: &mut Stmt, see: &mut dyn FnMut(&mut Vec<Stmt>)) {
    if let StmtKind::Let { diverge: Some(diverge), .. } = &mut stmt.kind {
        see(diverge);
    }
    for expr in own_exprs(&mut stmt.kind) {
        nested_in(expr, see);
    }
}

fn nested_in(expr: &mut Expr, see: &mut dyn FnMut(&mut Vec<Stmt>)) {
    if let Some(block) = expr.block() {
        see(block);
    }
    for child in expr.children() {
        nested_in(child, see);
    }
}

/// Deletes statements; says whether there was one.
pub fn delete(block: &mut Vec<Stmt>, doomed: &dyn Fn(u32) -> bool) -> bool {
    let before = block.len();
    block.retain(|stmt| !doomed(stmt.id));
    let mut deleted = block.len() < before;
    for stmt in block {
        nested(stmt, &mut |inner| deleted |= delete(inner, doomed));
    }
    deleted
}

const WRITES: [&str; 9] =
    ["write", "write_all", "flush", "send", "send_error", "redirect", "write_head", "finish", "helper"];

fn is_write(expr: &Expr) -> bool {
    match expr {
        Expr::Method(_, name, _) | Expr::Call(name, _) => WRITES.contains(&&**name),
        _ => false,
    }
}

pub fn writes(block: &[Stmt]) -> bool {
    block.iter().any(|stmt| match &stmt.kind {
        StmtKind::Let { init, diverge, .. } => {
            init.as_ref().is_some_and(writes_in) || diverge.as_ref().is_some_and(|block| writes(block))
        }
        StmtKind::Expr(expr, _) => writes_in(expr),
        StmtKind::Checked(inner) => writes(std::slice::from_ref(inner)),
    })
}

pub fn writes_in(expr: &Expr) -> bool {
    use Expr::*;
    is_write(expr)
        || match expr {
            Binary(_, a, b) | Index(a, b) | Assign(_, a, b) => writes_in(a) || writes_in(b),
            Not(a) | Ref(_, a) | Deref(a) | Try(a) | Await(a) | Let(_, a) | Field(a, _) | Checked(a) => {
                writes_in(a)
            }
            Closure(_, a) => writes_in(a),
            Tuple(all) | Call(_, all) => all.iter().any(writes_in),
            Method(a, _, all) => writes_in(a) || all.iter().any(writes_in),
            If(a, then, b) => writes_in(a) || writes(then) || b.as_ref().is_some_and(|b| writes_in(b)),
            Match(a, arms) => writes_in(a) || arms.iter().any(|arm| writes_in(&arm.body)),
            While(_, a, block) | For(_, _, a, block) => writes_in(a) || writes(block),
            Loop(_, block) | Block(_, block) => writes(block),
            Async(a) => writes_in(a),
            Break(_, a) | Return(a) => a.as_ref().is_some_and(|a| writes_in(a)),
            Range(..) | Unit | Int(_) | Bool(_) | Str(_) | Var(_) | Format(_) | Continue(_) => false,
        }
}

/// Sees every statement, also in nested blocks.
pub fn statements(block: &[Stmt], see: &mut dyn FnMut(&Stmt)) {
    for stmt in block {
        see(stmt);
        match &stmt.kind {
            StmtKind::Let { init, diverge, .. } => {
                init.iter().for_each(|init| statements_in(init, see));
                diverge.iter().for_each(|diverge| statements(diverge, see));
            }
            StmtKind::Expr(expr, _) => statements_in(expr, see),
            StmtKind::Checked(inner) => statements(std::slice::from_ref(inner), see),
        }
    }
}

fn statements_in(expr: &Expr, see: &mut dyn FnMut(&Stmt)) {
    statements(expr.statements(), see);
    expr.parts(&mut |part| statements_in(part, see));
}

/// Sees every expression of some statements, also in nested blocks, outermost first.
pub fn each(block: &[Stmt], see: &mut dyn FnMut(&Expr)) {
    for stmt in block {
        match &stmt.kind {
            StmtKind::Let { init, diverge, .. } => {
                init.iter().for_each(|init| each_in(init, see));
                diverge.iter().for_each(|diverge| each(diverge, see));
            }
            StmtKind::Expr(expr, _) => each_in(expr, see),
            StmtKind::Checked(inner) => each(std::slice::from_ref(inner), see),
        }
    }
}

/// Sees an expression and every one below it.
pub fn each_in(expr: &Expr, see: &mut dyn FnMut(&Expr)) {
    see(expr);
    each(expr.statements(), see);
    expr.parts(&mut |part| each_in(part, see));
}

/// The names that occur in the arguments of writes.
pub fn written_names(block: &[Stmt]) -> HashSet<String> {
    let mut names = HashSet::new();
    each(block, &mut |expr| {
        let Expr::Method(_, _, args) = expr else { return };
        if is_write(expr) {
            for arg in args {
                each_in(arg, &mut |part| match part {
                    Expr::Var(name) => drop(names.insert(name.clone())),
                    Expr::Format(text) => names.extend(captures(text)),
                    _ => {}
                });
            }
        }
    });
    names
}

/// The names in a format string.
pub fn captures(text: &str) -> impl Iterator<Item = String> {
    text.split(['{', '}']).skip(1).step_by(2).map(str::to_owned)
}

fn outside_blocks(expr: &Expr, see: &mut dyn FnMut(&Expr)) {
    see(expr);
    expr.parts(&mut |part| outside_blocks(part, see));
}

/// The variables in a statement, in the order of the text.
pub fn names_of(stmt: &Stmt) -> Vec<String> {
    let mut names = Vec::new();
    each(std::slice::from_ref(stmt), &mut |expr| names.extend(variable(expr)));
    names
}

pub fn names_in(expr: &Expr) -> Vec<String> {
    let mut names = Vec::new();
    outside_blocks(expr, &mut |expr| names.extend(variable(expr)));
    names
}

fn variable(expr: &Expr) -> Option<String> {
    match expr {
        Expr::Var(name) => Some(name.clone()),
        _ => None,
    }
}

/// Whether something in a block may leave it.
pub fn leaves(block: &[Stmt]) -> bool {
    let mut found = false;
    each(block, &mut |expr| found |= is_exit(expr));
    found
}

pub fn leaves_in(expr: &Expr) -> bool {
    let mut found = false;
    each_in(expr, &mut |expr| found |= is_exit(expr));
    found
}

fn is_exit(expr: &Expr) -> bool {
    matches!(expr, Expr::Return(_) | Expr::Try(_) | Expr::Break(..) | Expr::Continue(_))
}
