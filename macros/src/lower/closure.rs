//! Closures and async blocks, by how they run.
//!
//! | how | what is lowered |
//! |---|---|
//! | in place (called, awaited, given to a method that runs it there) | its body, once, on the outcome that it runs on |
//! | any number of times (iterators) | a loop around its body |
//! | a deferred body | its body behind a commit, on a side path that does not come back |
//! | later, holding the response exclusively | its body, run or not; a closure perhaps again |
//! | later, through a shared handle | its body in an unknown state, on a side path; what it commits is opaque from then on |
//!
//! `return` inside leaves only the closure or block, and `?` likewise.

use std::rc::Rc;

use syn::spanned::Spanned;
use syn::visit::Visit;
use syn::{Expr, ExprCall, ExprClosure};

use crate::annotations::{Operation, Via};
use crate::effect::Effect;
use crate::graph::Terminator;
use crate::handler::Tracked;
use crate::vocabulary::Sets;

use super::Lowerer;
use super::names::free_names;
use super::value::{Access, Body, Code, Kind, Value};

/// More bodies than this, beside two for each closure, are not lowered again: the call is opaque.
const MAX_RUNS: usize = 400;

impl<'a> Lowerer<'a> {
    /// A closure or async block as a value.
    pub(crate) fn code(&mut self, expr: &'a Expr) -> Value<'a> {
        if let Expr::Closure(closure) = expr {
            let own = crate::handler::closure_responses(closure, self.input.args);
            if let Some(tracked) = own.filter(|_| !self.names.followed.contains(&super::address(closure))) {
                return self.own_handler(expr, closure, tracked);
            }
        }
        Value { code: self.make_code(expr), ..Value::default() }
    }

    /// A closure with a response of its own: a handler, or one that a call gives a response that is tracked here.
    fn own_handler(&mut self, expr: &'a Expr, closure: &'a ExprClosure, tracked: Vec<Tracked>) -> Value<'a> {
        let given = self.beside.clone();
        match self.make_code(expr).filter(|_| given.is_some()) {
            Some(code) => self.run_with_any_of(&code, closure.inputs.len(), &given),
            None => self.out.handlers.push((closure, tracked)),
        }
        Value::default()
    }

    fn make_code(&mut self, expr: &'a Expr) -> Option<Code<'a>> {
        let body = match expr {
            Expr::Closure(closure) => Body::Closure(closure),
            Expr::Async(block) => Body::Async(block),
            _ => return None,
        };
        let names = free_names(self.input.macros, |free| free.visit_expr(expr));
        let names =
            names.into_iter().filter_map(|name| Some((name.clone(), self.env.lookup(&name)?))).collect();
        let code = Code { expr, body, names: Rc::new(names), args: Vec::new() };
        let captured = self.captured(&code);
        if !matches!(captured.kind, Kind::Nothing | Kind::Part) {
            let operation = Operation {
                responses: captured.of,
                effect: Effect::Opaque,
                via: Via::Unknown,
                name: "closure".to_owned(),
                span: expr.span(),
                header: None,
                sets: Sets::Unknown,
                sets_known: false,
            };
            self.out.annotations.set_operation(expr, operation);
        }
        self.made.push(code.clone());
        Some(code)
    }

    /// Code that nobody runs: nothing in it happens, but its attributes and the handlers in it count.
    pub(crate) fn uncalled(&mut self) {
        let mut next = 0;
        while let Some(code) = self.made.get(next).cloned() {
            next += 1;
            if !self.distinct.contains(&super::address(code.expr)) {
                self.end(Terminator::End);
                let value = self.run_once(&code);
                value.code.into_iter().for_each(|started| drop(self.run_once(&started)));
            }
        }
    }

    /// The responses that code captures.
    pub(crate) fn captured(&self, code: &Code<'a>) -> Access {
        code.names.iter().fold(Access::default(), |all, (_, var)| {
            let mut access = self.access(*var, "");
            if let Some(inner) = &self.var(*var).value.code {
                access = access.either(self.captured(inner));
            }
            access.of.retain(|response| !self.hooked.contains(response));
            if access.of.is_empty() { all } else { all.either(access) }
        })
    }

    /// Runs code in place, once; its value, with its outcome.
    pub(crate) fn run_once(&mut self, code: &Code<'a>) -> Value<'a> {
        self.run_with(code, Vec::new())
    }

    pub(crate) fn run_with(&mut self, code: &Code<'a>, args: Vec<Value<'a>>) -> Value<'a> {
        if let Body::Closure(closure) = code.body {
            if closure.asyncness.is_some() {
                return Value {
                    code: Some(Code { body: Body::Started(closure), args, ..code.clone() }),
                    ..Value::default()
                };
            }
        }
        self.runs += 1;
        self.distinct.insert(super::address(code.expr));
        let recurses = self.running.contains(&super::address(code.expr));
        if recurses || self.runs > MAX_RUNS + 2 * self.distinct.len() {
            let reached = args.iter().fold(self.captured(code), |all, arg| all.either(arg.access.clone()));
            self.opaque(&reached, code.expr, "this closure", code.expr.span());
            return Value::default();
        }
        let scope = self.env.scope();
        let beside = std::mem::take(&mut self.beside);
        let barrier = self.barrier.replace(code.expr);
        for (name, var) in code.names.iter() {
            self.env.point(name.clone(), *var);
        }
        let args = if code.args.is_empty() { args } else { code.args.clone() };
        self.running.push(super::address(code.expr));
        let value = self.enclosed(false, |lower| lower.body(code.body, args));
        self.running.pop();
        self.env.leave(scope);
        self.barrier = barrier;
        self.beside = beside;
        value
    }

    fn body(&mut self, body: Body<'a>, args: Vec<Value<'a>>) -> Value<'a> {
        match body {
            Body::Closure(closure) | Body::Started(closure) => {
                let scope = self.env.scope();
                let mut args = args.into_iter();
                for input in &closure.inputs {
                    self.bind(input, args.next().unwrap_or_default());
                }
                self.mark_tested(&closure.body);
                let value = self.expr(&closure.body);
                let value = self.survive(value);
                self.leave(scope);
                value
            }
            Body::Async(block) => self.block_value(&block.block),
        }
    }

    /// The body of a closure that is analysed as a handler of its own.
    pub(crate) fn closure_body(&mut self, closure: &'a ExprClosure) {
        self.exits.push(super::control::Exit::function());
        let value = self.expr(&closure.body);
        if let Some(code) = value.code {
            self.run_returned(&code);
        }
        self.exits.pop();
    }

    pub(crate) fn await_expr(&mut self, base: &'a Expr) -> Value<'a> {
        let value = self.expr(base);
        match value.code.clone() {
            Some(code) => self.run_once(&code),
            None => value,
        }
    }

    /// `(|| ..)()`, `f()`, `(async || ..)()`.
    pub(crate) fn call_code(&mut self, call: &'a ExprCall) -> Option<Value<'a>> {
        let callee = match &*call.func {
            Expr::Paren(_) | Expr::Closure(_) | Expr::Group(_) => self.read(&call.func),
            Expr::Path(path) => {
                let var = self.env.lookup(&path.path.get_ident()?.to_string())?;
                self.mention(var);
                self.var(var).value.clone()
            }
            _ => return None,
        };
        let code = callee.code?;
        if !matches!(code.body, Body::Closure(_)) {
            return None;
        }
        let args = call.args.iter().map(|arg| self.expr(arg)).collect();
        Some(self.run_with(&code, args))
    }
}
