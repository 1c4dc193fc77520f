//! Closures given to a method that runs them: on which outcome of its receiver, and how often.

use syn::spanned::Spanned;
use syn::{Expr, ExprMethodCall};

use crate::graph::{ContextKind, FactId, Op, Refine, Test};
use crate::known::closures::{self, Runs};

use super::expr::unwrapped;
use super::value::{Access, Code, Value};
use super::{Lowerer, edge};

impl<'a> Lowerer<'a> {
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
        let iterates = self.consumed.contains(&super::address(call)) || self.iterates(&call.receiver);
        let runs = closures::runs(&name, args.len(), iterates)?;
        let code = |at: usize| args.get(at).and_then(|arg| arg.code.clone());
        let last = args.iter().rev().find_map(|arg| arg.code.clone())?;
        let item = Self::item(receiver);
        Some(match runs {
            Runs::OnErr => self.run_on(receiver, Some(&last), None, &name, item),
            Runs::OnOk => self.run_on(receiver, None, Some(&last), &name, item),
            Runs::OneOfTwo => self.run_on(receiver, code(0).as_ref(), code(1).as_ref(), &name, item),
            Runs::OnTrue => self.run_if_true(receiver, Some(&last)),
            Runs::AtMostOnce => self.run_maybe(&last),
            Runs::Many => self.run_many(&last, item),
            Runs::Lazy => self.run_lazily(call, &last, item),
        })
    }

    /// `block_on(async {..})` runs its block, `catch_unwind(|| ..)` its closure, as far as it gets.
    pub(crate) fn run_here(&mut self, name: &str, args: &[Value<'a>]) -> Option<Value<'a>> {
        let [Value { code: Some(code), .. }] = args else { return None };
        match name {
            "block_on" => Some(self.run_once(code)),
            "catch_unwind" => Some(self.run_until_panic(code)),
            _ => None,
        }
    }

    fn run_until_panic(&mut self, code: &Code<'a>) -> Value<'a> {
        let (runs, panics, after) = (self.block(), self.block(), self.block());
        let outcome = self.out.graph.fact(Vec::new());
        self.fork(runs, panics);
        self.start(runs);
        self.run_once(code);
        self.emit(Op::Forget(outcome));
        self.goto(after);
        self.start(panics);
        self.emit(Op::Set(outcome, self.bad));
        self.goto(after);
        self.start(after);
        Self::fact_value(outcome)
    }

    /// What is inside an option, result or iterator.
    fn item(receiver: &Value<'a>) -> Value<'a> {
        Value::of(receiver.access.inside())
    }

    /// Whether a chain is one of an iterator.
    fn iterates(&self, receiver: &Expr) -> bool {
        match unwrapped(receiver) {
            Expr::MethodCall(call) => {
                closures::is_iterator_source(&call.method.to_string()) || self.iterates(&call.receiver)
            }
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
        let told = self.settle(receiver);
        let when = |constant| -> Vec<Refine> {
            told.map(|fact| Refine::Fact(fact, Test::Is(constant))).into_iter().collect()
        };
        self.switch(vec![edge(good, when(self.good)), edge(bad, when(self.bad))]);
        let mut access = Access::default();
        for (block, code, constant) in [(good, on_ok, self.good), (bad, on_err, self.bad)] {
            self.start(block);
            let value = code.map(|code| self.run_with(code, vec![item.clone()]));
            self.store_outcome(outcome, name, constant, value.as_ref());
            access = access.either(value.map(|value| value.reach()).unwrap_or_default());
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

    /// `then(|| ..)`, and `then_some(..)` without code.
    pub(crate) fn run_if_true(&mut self, receiver: &Value<'a>, code: Option<&Code<'a>>) -> Value<'a> {
        let fact = self.settle(receiver);
        let outcome = self.out.graph.fact(Vec::new());
        let (yes, no, after) = (self.block(), self.block(), self.block());
        let when = |constant| -> Vec<Refine> {
            fact.map(|fact| Refine::Fact(fact, Test::Is(constant))).into_iter().collect()
        };
        self.switch(vec![edge(yes, when(self.yes)), edge(no, when(self.no))]);
        self.start(yes);
        code.map(|code| self.run_once(code));
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
    pub(crate) fn run_many(&mut self, code: &Code<'a>, item: Value<'a>) -> Value<'a> {
        let (header, body, after) = (self.block(), self.block(), self.block());
        self.goto(header);
        self.start(header);
        self.fork(body, after);
        self.start(body);
        self.watch_changes();
        self.within(ContextKind::Loop { changes: Vec::new() }, code.expr.span(), |lower| {
            let inside = lower.context;
            let value = lower.run_with(code, vec![item]);
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
    fn run_lazily(&mut self, call: &'a ExprMethodCall, code: &Code<'a>, item: Value<'a>) -> Value<'a> {
        if self.consumed.contains(&super::address(call)) {
            return self.run_many(code, item);
        }
        self.run_later(code);
        Value::default()
    }
}
