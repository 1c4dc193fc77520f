//! The tail expression of a block is its value and never moves; a `for`, an `if` without `else` and an `if` or `match`
//! whose branches end without a value are no tail expressions in this sense.

use syn::{Block, Expr, Stmt};

/// Whether a statement at the end of a block is the block's value.
pub(crate) fn is_tail(block: &Block, index: usize) -> bool {
    index + 1 == block.stmts.len() && matches!(&block.stmts[index], Stmt::Expr(expr, None) if !is_unit(expr))
}

/// Whether an expression without `;` certainly has the type `()`.
fn is_unit(expr: &Expr) -> bool {
    match expr {
        Expr::ForLoop(_) | Expr::While(_) | Expr::Assign(_) => true,
        Expr::If(branch) => match &branch.else_branch {
            None => true,
            Some((_, otherwise)) => ends_without_value(&branch.then_branch) || is_unit(otherwise),
        },
        Expr::Match(inner) => inner.arms.iter().any(|arm| is_unit(&arm.body)),
        Expr::Block(block) => ends_without_value(&block.block),
        Expr::Tuple(tuple) => tuple.elems.is_empty(),
        _ => false,
    }
}

fn ends_without_value(block: &Block) -> bool {
    match block.stmts.last() {
        None => true,
        Some(Stmt::Expr(expr, None)) => is_unit(expr),
        Some(Stmt::Expr(_, Some(_)) | Stmt::Local(_) | Stmt::Item(_)) => true,
        Some(Stmt::Macro(mac)) => mac.semi_token.is_some(),
    }
}
