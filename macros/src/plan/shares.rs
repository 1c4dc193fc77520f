//! References that share a variable: `let r = &counter; r.hit();` may change `counter`, and `counter.hit()` what `r` shows,
//! because the value can have interior mutability.
//!
//! A `let` shares what it takes a reference to or clones, and what its value is read out of by methods that hand on
//! references (`first`, `get`, `iter`, `as_ref`). Who shares with whom is followed in both directions, through names alone.

use syn::visit::{self, Visit};
use syn::{Expr, Local, Stmt};

use crate::known::pure;

use super::names::{bound, peeled};
use super::plain::is_plain_let;

/// The variables that share something with `name`: made from it, from what it is made from, and so on. What `is_fixed`
/// says does not change, whoever holds it, is not among them.
pub(crate) fn sharing<'a>(
    name: &str,
    stmts: impl Iterator<Item = &'a Stmt>,
    is_fixed: impl Fn(&str) -> bool,
) -> Vec<String> {
    let mut links = Links(Vec::new());
    stmts.for_each(|stmt| links.visit_stmt(stmt));
    let mut names = vec![name.to_owned()];
    loop {
        let known = names.len();
        for Link { made, of } in &links.0 {
            let touches = |side: &[String]| side.iter().any(|name| names.contains(name));
            let (above, below) = (touches(of), touches(made));
            let new: Vec<String> = match (above, below) {
                (true, false) => made.clone(),
                (false, true) => of.iter().filter(|name| !is_fixed(name)).cloned().collect(),
                _ => continue,
            };
            names.extend(new);
        }
        if names.len() == known {
            return names.split_off(1);
        }
    }
}

/// One `let`: what it binds, and what that shares.
struct Link {
    made: Vec<String>,
    of: Vec<String>,
}

struct Links(Vec<Link>);

impl<'ast> Visit<'ast> for Links {
    fn visit_local(&mut self, local: &'ast Local) {
        if let Some(init) = local.init.as_ref().filter(|_| !is_plain_let(local)) {
            let mut lent = Lent { names: Vec::new() };
            lent.visit_expr(&init.expr);
            lent.value(&init.expr);
            if !lent.names.is_empty() {
                self.0.push(Link { made: bound(&local.pat), of: lent.names });
            }
        }
        visit::visit_local(self, local);
    }
}

/// The variables that a value holds references to.
struct Lent {
    names: Vec<String>,
}

impl Lent {
    /// What a value is, or is read out of.
    fn value(&mut self, expr: &Expr) {
        match peeled(expr) {
            Expr::Try(inner) => self.value(&inner.expr),
            Expr::Tuple(tuple) => tuple.elems.iter().for_each(|part| self.value(part)),
            Expr::Array(array) => array.elems.iter().for_each(|part| self.value(part)),
            Expr::Struct(literal) => literal.fields.iter().for_each(|field| self.value(&field.expr)),
            Expr::Call(call) => call.args.iter().for_each(|arg| self.value(arg)),
            Expr::MethodCall(call) if pure::hands_on(&call.method.to_string()) => self.value(&call.receiver),
            value => self.names.extend(root(value)),
        }
    }
}

impl Visit<'_> for Lent {
    fn visit_expr(&mut self, expr: &Expr) {
        match expr {
            Expr::Reference(reference) => self.names.extend(root(&reference.expr)),
            Expr::MethodCall(call) if call.method == "clone" => self.names.extend(root(&call.receiver)),
            _ => {}
        }
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
