//! References that share a variable: `let r = &counter; r.hit();` may change `counter`, whose value can have interior
//! mutability.

use syn::visit::{self, Visit};
use syn::{Expr, Local, Stmt};

use super::names::bound;

/// The variables that are made from a shared reference to one of `names`, or from its clone, and from those in turn.
pub(crate) fn sharing<'a>(name: &str, stmts: impl Iterator<Item = &'a Stmt>) -> Vec<String> {
    let mut shares = Shares { names: vec![name.to_owned()] };
    stmts.for_each(|stmt| shares.visit_stmt(stmt));
    shares.names.split_off(1)
}

struct Shares {
    names: Vec<String>,
}

impl<'ast> Visit<'ast> for Shares {
    fn visit_local(&mut self, local: &'ast Local) {
        let mut lent = Lent { names: &self.names, found: false };
        if let Some(init) = &local.init {
            lent.visit_expr(&init.expr);
            lent.found |= root(&init.expr).is_some_and(|root| self.names[1..].contains(&root));
        }
        if lent.found {
            self.names.extend(bound(&local.pat));
        }
        visit::visit_local(self, local);
    }
}

/// Whether `&name` or `name.clone()` stands somewhere.
struct Lent<'n> {
    names: &'n [String],
    found: bool,
}

impl<'ast> Visit<'ast> for Lent<'_> {
    fn visit_expr(&mut self, expr: &'ast Expr) {
        let lent = match expr {
            Expr::Reference(reference) => root(&reference.expr),
            Expr::MethodCall(call) if call.method == "clone" => root(&call.receiver),
            _ => None,
        };
        self.found |= lent.is_some_and(|root| self.names.contains(&root));
        visit::visit_expr(self, expr);
    }
}

/// The variable that a place begins with.
fn root(expr: &Expr) -> Option<String> {
    match expr {
        Expr::Path(path) => path.path.get_ident().map(ToString::to_string),
        Expr::Field(field) => root(&field.base),
        Expr::Index(index) => root(&index.expr),
        Expr::Paren(inner) => root(&inner.expr),
        Expr::Unary(inner) => root(&inner.expr),
        _ => None,
    }
}
