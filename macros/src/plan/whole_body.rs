//! Whether a piece of code is what the function returns, as attributes that are listed above this one leave it.
//!
//! `#[async_trait]` leaves `Box::pin(async move { .. })`; `#[instrument]` a `let` with the future, awaited on both branches
//! of an `if`, with `err` and `ret` a `match` that logs and hands the result on, and a closure called at once where the
//! function is not async; `#[tokio::main]` a `block_on(..)` behind a second `let`. An error that leaves such code leaves
//! the function.

use syn::{Block, Expr, Pat, Stmt};

use crate::known::wrappers;

use super::names::{bound, peeled, plain_name};

/// What a name or an expression holds of the code.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Holds {
    /// Code that runs when it is awaited.
    Future,
    /// What it returned.
    Outcome,
}

/// Whether the value of a body is that of the code in it.
pub(crate) fn is_whole_body(body: &Block, code: &Expr) -> bool {
    Search { code, names: Vec::new() }.block(body).is_some()
}

/// Whether the value of an expression is that of the code in it.
pub(crate) fn is_value(value: &Expr, code: &Expr) -> bool {
    Search { code, names: Vec::new() }.expr(value).is_some()
}

/// The value of a block, also behind a `return`.
pub(crate) fn tail(block: &Block) -> Option<&Expr> {
    match block.stmts.last()? {
        Stmt::Expr(Expr::Return(inner), _) => inner.expr.as_deref(),
        Stmt::Expr(expr, None) => Some(expr),
        _ => None,
    }
}

struct Search<'a> {
    code: &'a Expr,
    names: Vec<(String, Holds)>,
}

impl Search<'_> {
    fn block(&mut self, block: &Block) -> Option<Holds> {
        let outer = self.names.len();
        let value = tail(block)?;
        let (_, before) = block.stmts.split_last()?;
        let found = before.iter().all(|stmt| self.statement(stmt)).then(|| self.expr(value)).flatten();
        self.names.truncate(outer);
        found
    }

    /// Whether the code, if it has run, is still what counts behind a statement.
    fn statement(&mut self, stmt: &Stmt) -> bool {
        let ran = self.names.iter().any(|(_, holds)| *holds == Holds::Outcome);
        match stmt {
            Stmt::Local(local) => {
                let holds = local.init.as_ref().and_then(|init| self.expr(&init.expr));
                let plain = plain_name(&local.pat);
                self.names.retain(|(name, _)| !bound(&local.pat).contains(name));
                self.names.extend(plain.zip(holds).map(|((name, _), holds)| (name, holds)));
                !ran
            }
            Stmt::Item(_) | Stmt::Macro(_) => true,
            Stmt::Expr(expr, _) => !ran || matches!(peeled(expr), Expr::Macro(_)),
        }
    }

    fn expr(&mut self, expr: &Expr) -> Option<Holds> {
        let expr = peeled(expr);
        match expr {
            Expr::Async(_) if std::ptr::eq(expr, peeled(self.code)) => Some(Holds::Future),
            Expr::Async(block) => {
                self.block(&block.block).filter(|holds| *holds == Holds::Outcome).map(|_| Holds::Future)
            }
            Expr::Path(path) => {
                let name = path.path.get_ident()?.to_string();
                self.names.iter().rev().find(|(known, _)| *known == name).map(|(_, holds)| *holds)
            }
            Expr::Await(inner) => self.run(&inner.base),
            Expr::Block(block) => self.block(&block.block),
            Expr::If(branch) => {
                let (_, otherwise) = branch.else_branch.as_ref()?;
                let then = self.block(&branch.then_branch)?;
                (self.expr(otherwise)? == then).then_some(then)
            }
            Expr::Match(inner) => {
                let keeps = inner.arms.iter().all(keeps_the_error);
                self.expr(&inner.expr).filter(|holds| *holds == Holds::Outcome && keeps)
            }
            Expr::Call(call) => self.call(call),
            Expr::MethodCall(call) if call.method == "block_on" && call.args.len() == 1 => {
                self.run(&call.args[0])
            }
            Expr::MethodCall(call) if wrappers::keeps_code(&call.method.to_string()) => {
                self.expr(&call.receiver)
            }
            _ => None,
        }
    }

    fn run(&mut self, future: &Expr) -> Option<Holds> {
        self.expr(future).filter(|holds| *holds == Holds::Future).map(|_| Holds::Outcome)
    }

    /// `(move || ..)()`, `Box::pin(..)`, `Instrument::instrument(.., span)`.
    fn call(&mut self, call: &syn::ExprCall) -> Option<Holds> {
        let function = peeled(&call.func);
        if matches!(function, Expr::Closure(_)) {
            return std::ptr::eq(function, peeled(self.code)).then_some(Holds::Outcome);
        }
        let Expr::Path(path) = function else { return None };
        let keeps =
            call.args.len() == 1 || wrappers::keeps_code(&path.path.segments.last()?.ident.to_string());
        self.expr(call.args.first()?).filter(|holds| *holds == Holds::Future && keeps)
    }
}

/// An arm for `Ok`, or one whose value is an `Err(..)`.
fn keeps_the_error(arm: &syn::Arm) -> bool {
    let ok = matches!(&arm.pat, Pat::TupleStruct(tuple) if tuple.path.is_ident("Ok"));
    ok || is_err(&arm.body)
}

fn is_err(value: &Expr) -> bool {
    match peeled(value) {
        Expr::Block(block) => tail(&block.block).is_some_and(is_err),
        Expr::Call(call) => matches!(peeled(&call.func), Expr::Path(path) if path.path.is_ident("Err")),
        _ => false,
    }
}
