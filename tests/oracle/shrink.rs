//! Makes a counter-example small: deletes statements and opens blocks while the failure stays the same.

use super::ast::{Expr, Handler, Stmt, StmtKind};
use super::judge::{Effort, Failure, judge};
use super::walk;

/// The smallest handler found that fails in the same way.
pub fn shrink(handler: &Handler, seed: u64, effort: Effort, failure: &Failure) -> (Handler, Failure) {
    let mut best = (handler.clone(), failure.clone());
    loop {
        let before = best.0.clone();
        let mut ids = Vec::new();
        walk::blocks(&mut best.0.body.clone(), &mut |stmt| ids.push(stmt.id));
        for id in ids.into_iter().rev() {
            let mut without = best.0.clone();
            walk::delete(&mut without.body, &|doomed| doomed == id);
            if !try_smaller(without, seed, effort, &mut best) {
                let mut opened = best.0.clone();
                open(&mut opened.body, id);
                try_smaller(opened, seed, effort, &mut best);
            }
        }
        if best.0 == before {
            return best;
        }
    }
}

fn try_smaller(smaller: Handler, seed: u64, effort: Effort, best: &mut (Handler, Failure)) -> bool {
    if smaller == best.0 {
        return false;
    }
    match judge(&smaller, seed, effort).failure {
        Some(failure) if failure.class == best.1.class => {
            *best = (smaller, failure);
            true
        }
        _ => false,
    }
}

/// Puts the statements of a block in its place.
fn open(block: &mut Vec<Stmt>, id: u32) {
    if let Some(at) = block.iter().position(|stmt| stmt.id == id) {
        if let StmtKind::Expr(expr, _) = &mut block[at].kind {
            if let Some(inner) = expr.block().map(std::mem::take) {
                block.splice(at..=at, inner);
            } else if let Expr::Match(_, arms) = expr {
                if let Some(inner) = arms.first_mut().and_then(|arm| arm.body.block()).map(std::mem::take) {
                    block.splice(at..=at, inner);
                }
            }
        }
        return;
    }
    for stmt in block {
        walk::nested(stmt, &mut |inner| open(inner, id));
    }
}
