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
use syn::{Expr, ExprCall, ExprClosure, ExprMethodCall};

use crate::annotations::{Operation, Via};
use crate::effect::Effect;
use crate::graph::{ContextKind, FactId, Op, Refine, SiteId, Terminator, Test};
use crate::known::closures::{self, Runs};
use crate::vocabulary::Sets;

use super::names::free_names;
use super::operate::Act;
use super::value::{Access, Body, Code, Kind, Value};
use super::{Lowerer, edge};

/// More bodies than this are not lowered again: the call is opaque.
const MAX_RUNS: usize = 400;

impl<'a> Lowerer<'a> {
    /// A closure or async block as a value.
    pub(crate) fn code(&mut self, expr: &'a Expr) -> Value<'a> {
        if let Expr::Closure(closure) = expr {
            if let Some(tracked) = crate::handler::closure_responses(closure, self.input.args) {
                self.out.handlers.push((closure, tracked));
                return Value::default();
            }
        }
        let body = match expr {
            Expr::Closure(closure) => Body::Closure(closure),
            Expr::Async(block) => Body::Async(block),
            _ => return Value::default(),
        };
        let names = free_names(self.input.macros, |free| free.visit_expr(expr));
        let names =
            names.into_iter().filter_map(|name| Some((name.clone(), self.env.lookup(&name)?))).collect();
        let code = Code { expr, body, names: Rc::new(names) };
        let captured = self.captured(&code);
        if captured.is_some() {
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
        Value { code: Some(code), ..Value::default() }
    }

    /// The responses that code captures.
    fn captured(&self, code: &Code<'a>) -> Access {
        code.names.iter().fold(Access::default(), |all, (_, var)| {
            let mut access = self.access(*var, "");
            if let Some(inner) = &self.var(*var).value.code {
                access = access.either(self.captured(inner));
            }
            if matches!(access.kind, Kind::Part) { all } else { all.either(access) }
        })
    }

    /// Runs code in place, once; its value, with its outcome.
    pub(crate) fn run_once(&mut self, code: &Code<'a>) -> Value<'a> {
        self.run_with(code, Vec::new())
    }

    fn run_with(&mut self, code: &Code<'a>, args: Vec<Value<'a>>) -> Value<'a> {
        if let Body::Closure(closure) = code.body {
            if closure.asyncness.is_some() {
                return Value {
                    code: Some(Code { body: Body::Started(closure), ..code.clone() }),
                    ..Value::default()
                };
            }
        }
        self.runs += 1;
        if self.runs > MAX_RUNS {
            let captured = self.captured(code);
            self.opaque(&captured, code.expr, "this closure", code.expr.span());
            return Value::default();
        }
        let scope = self.env.scope();
        let barrier = self.barrier.replace(code.expr);
        for (name, var) in code.names.iter() {
            self.env.point(name.clone(), *var);
        }
        let value = self.enclosed(false, |lower| lower.body(code.body, args));
        self.env.leave(scope);
        self.barrier = barrier;
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
            self.run_once(&code);
        }
        self.exits.pop();
    }

    pub(crate) fn await_expr(&mut self, base: &'a Expr) -> Value<'a> {
        let value = self.expr(base);
        match value.code.clone() {
            Some(code) if super::expr::is_async_started(code.body) => self.run_once(&code),
            Some(code) => {
                self.run_later(&code);
                Value::default()
            }
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

    /// Runs the closures given to a method that is known to run them, by the outcome of its receiver.
    pub(crate) fn run_arguments(
        &mut self,
        call: &'a ExprMethodCall,
        receiver: &Value<'a>,
        args: &[Value<'a>],
    ) -> Option<Value<'a>> {
        if !args.iter().any(|arg| arg.code.is_some()) {
            return None;
        }
        let name = call.method.to_string();
        let iterates = self.iterates(&call.receiver);
        let runs = closures::runs(&name, args.len(), iterates)?;
        let code = |at: usize| args.get(at).and_then(|arg| arg.code.clone());
        let last = args.iter().rev().find_map(|arg| arg.code.clone())?;
        let item = Value::of(receiver.access.clone());
        Some(match runs {
            Runs::OnErr => self.run_on(receiver, Some(&last), None, &name, item),
            Runs::OnOk => self.run_on(receiver, None, Some(&last), &name, item),
            Runs::OneOfTwo => self.run_on(receiver, code(0).as_ref(), code(1).as_ref(), &name, item),
            Runs::OnTrue => self.run_if_true(receiver, &last),
            Runs::AtMostOnce => self.run_maybe(&last),
            Runs::Many => self.run_many(&last),
            Runs::Lazy => self.run_lazily(call, &last),
        })
    }

    /// Whether a chain is one of an iterator.
    fn iterates(&self, receiver: &Expr) -> bool {
        match receiver {
            Expr::MethodCall(call) => {
                closures::is_iterator_source(&call.method.to_string()) || self.iterates(&call.receiver)
            }
            Expr::Paren(paren) => matches!(&*paren.expr, Expr::Range(_)) || self.iterates(&paren.expr),
            Expr::Group(group) => self.iterates(&group.expr),
            Expr::Try(inner) => self.iterates(&inner.expr),
            Expr::Await(inner) => self.iterates(&inner.base),
            Expr::Range(_) => true,
            _ => false,
        }
    }

    /// One closure for each outcome of a result or option.
    fn run_on(
        &mut self,
        receiver: &Value<'a>,
        on_err: Option<&Code<'a>>,
        on_ok: Option<&Code<'a>>,
        name: &str,
        item: Value<'a>,
    ) -> Value<'a> {
        let (good, bad, after) = (self.block(), self.block(), self.block());
        let outcome = self.out.graph.fact(Vec::new());
        let when = |constant| -> Vec<Refine> {
            receiver.fact.map(|fact| Refine::Fact(fact, Test::Is(constant))).into_iter().collect()
        };
        self.switch(vec![edge(good, when(self.good)), edge(bad, when(self.bad))]);
        let mut access = Access::default();
        for (block, code, constant) in [(good, on_ok, self.good), (bad, on_err, self.bad)] {
            self.start(block);
            let value = code.map(|code| self.run_with(code, vec![item.clone()]));
            self.store_outcome(outcome, name, constant, value.as_ref());
            access = access.either(value.map(|value| value.access).unwrap_or_default());
            self.goto(after);
        }
        self.start(after);
        Value { fact: Some(outcome), ..Value::of(access) }
    }

    /// The outcome of `map`, `and_then`, `or_else` .. on one side.
    fn store_outcome(
        &mut self,
        outcome: FactId,
        name: &str,
        side: crate::graph::ConstId,
        value: Option<&Value<'a>>,
    ) {
        match (name, value) {
            ("and_then" | "or_else", Some(value)) => self.store(outcome, value),
            ("map_or" | "map_or_else" | "unwrap_or_else", Some(value)) => self.store(outcome, value),
            ("is_some_and" | "is_ok_and" | "is_none_or", Some(value)) => self.store(outcome, value),
            ("is_some_and" | "is_ok_and", None) => {
                let no = self.no;
                self.emit(Op::Set(outcome, no));
            }
            ("map_or" | "unwrap_or_else" | "filter", _) => self.emit(Op::Forget(outcome)),
            _ => self.emit(Op::Set(outcome, side)),
        }
    }

    fn run_if_true(&mut self, receiver: &Value<'a>, code: &Code<'a>) -> Value<'a> {
        let fact = receiver.fact;
        let outcome = self.out.graph.fact(Vec::new());
        let (yes, no, after) = (self.block(), self.block(), self.block());
        let when = |constant| -> Vec<Refine> {
            fact.map(|fact| Refine::Fact(fact, Test::Is(constant))).into_iter().collect()
        };
        self.switch(vec![edge(yes, when(self.yes)), edge(no, when(self.no))]);
        self.start(yes);
        self.run_once(code);
        let good = self.good;
        self.emit(Op::Set(outcome, good));
        self.goto(after);
        self.start(no);
        let bad = self.bad;
        self.emit(Op::Set(outcome, bad));
        self.goto(after);
        self.start(after);
        Self::fact_value(outcome)
    }

    fn run_maybe(&mut self, code: &Code<'a>) -> Value<'a> {
        let (runs, after) = (self.block(), self.block());
        self.fork(runs, after);
        self.start(runs);
        self.run_once(code);
        self.goto(after);
        self.start(after);
        Value::default()
    }

    /// Any number of times.
    pub(crate) fn run_many(&mut self, code: &Code<'a>) -> Value<'a> {
        let (header, body, after) = (self.block(), self.block(), self.block());
        self.goto(header);
        self.start(header);
        self.fork(body, after);
        self.start(body);
        self.watch_changes();
        self.within(ContextKind::Loop { changes: Vec::new() }, code.expr.span(), |lower| {
            let inside = lower.context;
            let value = lower.run_once(code);
            if let Some(code) = value.code {
                lower.run_once(&code);
            }
            let changes = lower.changed();
            lower.out.graph.contexts[inside.index()].kind = ContextKind::Loop { changes };
        });
        self.goto(header);
        self.start(after);
        Value::default()
    }

    /// A lazy adaptor runs its closure when the chain is consumed, which is looked up around it.
    fn run_lazily(&mut self, call: &'a ExprMethodCall, code: &Code<'a>) -> Value<'a> {
        if self.consumed.contains(&super::address(call)) {
            return self.run_many(code);
        }
        self.run_later(code);
        Value::default()
    }

    /// Code handed to something unknown runs at an unknown later time, if at all.
    pub(crate) fn run_later(&mut self, code: &Code<'a>) {
        let captured = self.captured(code);
        if !captured.is_some() {
            return self.run_unobserved(code);
        }
        if self.is_handle(&captured) { self.run_shared(code, &captured) } else { self.run_exclusively(code) }
    }

    /// Code that holds no response still may hold handlers of its own.
    fn run_unobserved(&mut self, code: &Code<'a>) {
        let after = self.block();
        let aside = self.block();
        self.fork(aside, after);
        self.start(aside);
        self.run_outliving(code, false);
        self.end(Terminator::End);
        self.start(after);
    }

    fn run_exclusively(&mut self, code: &Code<'a>) {
        let (header, body, after) = (self.block(), self.block(), self.block());
        self.goto(header);
        self.start(header);
        self.fork(body, after);
        self.start(body);
        self.run_outliving(code, false);
        let again = matches!(code.body, Body::Closure(_));
        self.goto(if again { header } else { after });
        self.start(after);
    }

    fn run_shared(&mut self, code: &Code<'a>, captured: &Access) {
        let (inside, after) = (self.block(), self.block());
        self.fork(inside, after);
        self.start(inside);
        let first = self.out.graph.sites.len();
        let act = Act::new(
            None,
            "a closure or block that runs later",
            code.expr.span(),
            Effect::Opaque,
            Via::Unknown,
        );
        self.act(&captured.of, &act);
        self.run_outliving(code, false);
        self.end(Terminator::End);
        self.start(after);
        for (site, response) in self.commits_since(first + captured.of.len()) {
            self.emit(Op::Escape(site, response));
        }
    }

    fn commits_since(&self, first: usize) -> Vec<(SiteId, usize)> {
        let sites = self.out.graph.sites.iter().enumerate().skip(first);
        sites
            .filter(|(_, site)| site.effect.commits() || site.effect == Effect::Opaque)
            .flat_map(|(at, _)| self.out.origins[at].responses.iter().map(move |r| (SiteId(at as u32), *r)))
            .collect()
    }

    /// A deferred body runs after the head has gone.
    pub(crate) fn run_deferred(&mut self, code: &Code<'a>, name: &str) {
        let captured = self.captured(code);
        let (inside, after) = (self.block(), self.block());
        self.fork(inside, after);
        self.start(inside);
        self.commit_for_deferred(&captured, code.expr, name);
        self.run_outliving(code, true);
        self.end(Terminator::End);
        self.start(after);
    }

    pub(crate) fn commit_for_deferred(&mut self, captured: &Access, at: &'a Expr, name: &str) {
        if captured.is_some() {
            let act = Act::new(None, name, at.span(), Effect::Write, Via::Unknown).silent();
            self.act(&captured.of, &act);
        }
    }

    fn run_outliving(&mut self, code: &Code<'a>, deferred: bool) {
        let outlives = std::mem::replace(&mut self.outlives, true);
        self.within(ContextKind::Later { deferred }, code.expr.span(), |lower| {
            let value = lower.run_once(code);
            if let Some(code) = value.code {
                lower.run_once(&code);
            }
        });
        self.outlives = outlives;
    }

    /// A block that runs at a time of its own.
    pub(crate) fn outliving_block(&mut self, span: proc_macro2::Span, block: &'a syn::Block) {
        let outlives = std::mem::replace(&mut self.outlives, true);
        self.within(ContextKind::Later { deferred: true }, span, |lower| {
            lower.enclosed(false, |lower| lower.block_value(block))
        });
        self.outlives = outlives;
    }

    /// Closures and blocks among the arguments of something unknown.
    pub(crate) fn hand_away_code(&mut self, args: &[Value<'a>]) {
        for arg in args {
            if let Some(code) = arg.code.clone() {
                self.run_later(&code);
            }
            self.hand_away_code(&arg.parts);
        }
    }
}
