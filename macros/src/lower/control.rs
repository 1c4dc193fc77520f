//! Control flow: `if`, `match`, `return`, `?` and what they lead to.

use syn::spanned::Spanned;
use syn::{Expr, ExprIf, ExprMatch};

use crate::graph::{BlockId, ContextKind, FactId, Terminator};
use crate::vocabulary::StateShape;

use super::arm::is_plain;
use super::expr::unwrapped;
use super::value::{Access, Value};
use super::{Lowerer, edge};

/// What `return` and `?` lead to.
pub(crate) struct Exit {
    scope: usize,
    /// `?` ends here, but `return` goes further out.
    only_errors: bool,
    /// Where the code goes on behind a closure or block; a function is left.
    end: Option<(BlockId, FactId)>,
    /// Loops outside of it are out of reach.
    pub(crate) loops: usize,
    /// What the values reach that it is left with.
    access: Access,
}

impl Exit {
    pub(crate) fn function() -> Exit {
        Exit { scope: 0, only_errors: false, end: None, loops: 0, access: Access::default() }
    }
}

impl<'a> Lowerer<'a> {
    pub(crate) fn if_expr(&mut self, expr: &'a ExprIf) -> Value<'a> {
        let scope = self.env.scope();
        let (yes, no, after) = (self.block(), self.block(), self.block());
        self.note_if(expr);
        let reads = self.reads_of(&expr.cond);
        let of_else = if asks_a_source(&expr.cond) { Vec::new() } else { reads.clone() };
        self.branch(&expr.cond, yes, no);
        let result = self.out.graph.fact(Vec::new());
        let test = self.test();
        self.start(yes);
        let kind = ContextKind::Branch { test, side: "if", reads: reads.clone(), of_loop: false };
        let then = self.within(kind, expr.if_token.span, |lower| lower.block_value(&expr.then_branch));
        self.store(result, &then);
        self.hold_code(&then);
        self.leave(scope);
        self.goto(after);
        self.start(no);
        let kind = ContextKind::Branch { test, side: "else", reads: of_else, of_loop: false };
        let other = match &expr.else_branch {
            Some((token, branch)) => self.within(kind, token.span, |lower| lower.expr(branch)),
            None => Value::default(),
        };
        self.store(result, &other);
        self.hold_code(&other);
        self.goto(after);
        self.start(after);
        Value { fact: Some(result), ..then.either(other) }
    }

    pub(crate) fn match_expr(&mut self, expr: &'a ExprMatch) -> Value<'a> {
        self.note_match(expr);
        self.mark_tested(&expr.expr);
        let value = self.read(&expr.expr);
        let value = self.with_fact(&expr.expr, value);
        let reads = self.reads_of(&expr.expr);
        let result = self.out.graph.fact(Vec::new());
        let (test, after) = (self.test(), self.block());
        let mut all = Value::default();
        for arm in &expr.arms {
            let next = self.block();
            let scope = self.env.scope();
            self.enter_arm(arm, &value, next);
            let plain = is_plain(&arm.pat);
            let knows = !(plain && is_call(&expr.expr));
            let reads = if knows { reads.clone() } else { Vec::new() };
            let kind = ContextKind::Arm { test, reads, plain };
            let out = self.within(kind, arm.pat.span(), |lower| lower.expr(&arm.body));
            let out = self.survive(out);
            self.store(result, &out);
            self.hold_code(&out);
            all = all.either(out);
            self.leave(scope);
            self.goto(after);
            self.start(next);
        }
        // Behind the last arm: nothing gets here, a match is exhaustive (or has no arms and diverges).
        self.end(Terminator::End);
        self.start(after);
        Value { fact: Some(result), ..all }
    }

    pub(crate) fn return_expr(&mut self, value: Option<&'a Expr>) -> Value<'a> {
        let value = value.map(|value| self.expr(value)).unwrap_or_default();
        if let Some(code) = value.code.clone() {
            if self.exits.iter().all(|exit| exit.only_errors || exit.end.is_none()) {
                self.run_returned(&code);
            }
        }
        self.leave_by(&value, false);
        Value::default()
    }

    /// `?`: on the error path the function, closure or block is left.
    pub(crate) fn try_expr(&mut self, inner: &'a Expr) -> Value<'a> {
        self.mark_tested(inner);
        let value = self.expr(inner);
        let (ok, failed) = (self.block(), self.block());
        let fact = value.fact;
        let when = |lower: &Self, constant| fact_is(fact, constant, lower);
        let edges = vec![edge(ok, when(self, self.good)), edge(failed, when(self, self.bad))];
        self.switch(edges);
        self.start(failed);
        let error = Value::constant(self.bad);
        self.leave_by(&error, true);
        self.start(ok);
        let fact = self.inner_of(&value);
        // A `bool` in an `Ok` still tells what it told, an option tells by being one.
        let told = value.told.filter(|(_, shape)| *shape != StateShape::Some);
        Value { fact, constant: None, inner: None, told, place: None, ..value }
    }

    /// Leaves the innermost function, closure or block that a `return` or a `?` leaves.
    pub(crate) fn leave_by(&mut self, value: &Value<'a>, error: bool) {
        let Some(at) = self.exits.iter().rposition(|exit| error || !exit.only_errors) else {
            return self.end(Terminator::End);
        };
        let (scope, end) = (self.exits[at].scope, self.exits[at].end);
        if let Some((_, result)) = end {
            self.store(result, value);
            let access = std::mem::take(&mut self.exits[at].access);
            self.exits[at].access = access.either(value.reach());
        }
        self.unwind(scope);
        match end {
            Some((end, _)) => self.goto(end),
            None => self.end(Terminator::End),
        }
    }

    /// Lowers code that `return` and `?` (or only `?`) do not lead out of; its value, with what is known of its outcome.
    pub(crate) fn enclosed(
        &mut self,
        only_errors: bool,
        lower: impl FnOnce(&mut Self) -> Value<'a>,
    ) -> Value<'a> {
        let (after, result) = (self.block(), self.out.graph.fact(Vec::new()));
        let loops =
            if only_errors { self.exits.last().map_or(0, |exit| exit.loops) } else { self.loops.len() };
        let scope = self.env.scope();
        self.exits.push(Exit {
            scope,
            only_errors,
            end: Some((after, result)),
            loops,
            access: Access::default(),
        });
        let value = lower(self);
        let returned = self.exits.pop().map(|exit| exit.access).unwrap_or_default();
        self.store(result, &value);
        self.goto(after);
        self.start(after);
        Value {
            fact: Some(result),
            access: returned.either(value.reach()),
            code: value.code,
            ..Value::default()
        }
    }
}

fn fact_is(
    fact: Option<FactId>,
    constant: crate::graph::ConstId,
    _: &Lowerer<'_>,
) -> Vec<crate::graph::Refine> {
    fact.map(|fact| crate::graph::Refine::Fact(fact, crate::graph::Test::Is(constant))).into_iter().collect()
}

/// `if let Some(x) = rx.next()`: what is left of it is no guard, there is just nothing more.
fn asks_a_source(condition: &Expr) -> bool {
    matches!(condition, Expr::Let(condition) if is_call(&condition.expr))
}

fn is_call(expr: &Expr) -> bool {
    match unwrapped(expr) {
        Expr::Call(_) | Expr::MethodCall(_) => true,
        Expr::Await(inner) => is_call(&inner.base),
        Expr::Try(inner) => is_call(&inner.expr),
        _ => false,
    }
}
