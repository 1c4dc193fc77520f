//! Control flow: `if`, `match`, loops, labels and every way out.

use syn::spanned::Spanned;
use syn::{Expr, ExprBreak, ExprForLoop, ExprIf, ExprLoop, ExprMatch, ExprWhile, Label, Lifetime, Pat};

use crate::graph::{BlockId, ContextId, ContextKind, FactId, Op, Terminator};

use super::value::{Kind, Value};
use super::{Lowerer, edge};

/// What `break` and `continue` lead to.
pub(crate) struct Target {
    label: Option<String>,
    /// A labelled block is left by a labelled `break` only.
    is_loop: bool,
    scope: usize,
    break_to: BlockId,
    continue_to: Option<BlockId>,
    result: FactId,
}

/// What `return` and `?` lead to.
pub(crate) struct Exit {
    scope: usize,
    /// `?` ends here, but `return` goes further out.
    only_errors: bool,
    /// Where the code goes on behind a closure or block; a function is left.
    end: Option<(BlockId, FactId)>,
    /// Loops outside of it are out of reach.
    loops: usize,
}

impl Exit {
    pub(crate) fn function() -> Exit {
        Exit { scope: 0, only_errors: false, end: None, loops: 0 }
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
        self.leave(scope);
        self.goto(after);
        self.start(no);
        let kind = ContextKind::Branch { test, side: "else", reads: of_else, of_loop: false };
        let other = match &expr.else_branch {
            Some((token, branch)) => self.within(kind, token.span, |lower| lower.expr(branch)),
            None => Value::default(),
        };
        self.store(result, &other);
        self.goto(after);
        self.start(after);
        Value { fact: Some(result), ..Value::of(then.access.either(other.access)) }
    }

    pub(crate) fn match_expr(&mut self, expr: &'a ExprMatch) -> Value<'a> {
        self.note_match(expr);
        self.mark_tested(&expr.expr);
        let value = self.read(&expr.expr);
        let value = self.with_fact(&expr.expr, value);
        let reads = self.reads_of(&expr.expr);
        let result = self.out.graph.fact(Vec::new());
        let (test, after) = (self.test(), self.block());
        let mut access = super::value::Access::default();
        for (index, arm) in expr.arms.iter().enumerate() {
            let last = index + 1 == expr.arms.len();
            let next = self.block();
            let scope = self.env.scope();
            self.enter_arm(arm, &value, next, last);
            let plain = is_plain(&arm.pat);
            let knows = !(plain && is_call(&expr.expr));
            let reads = if knows { reads.clone() } else { Vec::new() };
            let kind = ContextKind::Arm { test, reads, plain };
            let out = self.within(kind, arm.pat.span(), |lower| lower.expr(&arm.body));
            let out = self.survive(out);
            self.store(result, &out);
            access = access.either(out.access);
            self.leave(scope);
            self.goto(after);
            self.start(next);
        }
        // Behind the last arm: nothing gets here, a match is exhaustive (or has no arms and diverges).
        self.end(Terminator::End);
        self.start(after);
        Value { fact: Some(result), ..Value::of(access) }
    }

    /// From where the lowering stands into the arm, or on to the next one; a guard may fall through.
    fn enter_arm(&mut self, arm: &'a syn::Arm, value: &Value<'a>, next: BlockId, last: bool) {
        let (pat, guard) = match &arm.pat {
            Pat::Guard(guarded) => (&*guarded.pat, Some(&*guarded.guard)),
            pat => (pat, None),
        };
        let says = self.match_says(value, pat);
        let inside = self.block();
        if let Some(configured) = self.cfg_says(&arm.attrs) {
            let maybe = self.block();
            self.switch(configured.edges(maybe, next));
            self.start(maybe);
        }
        let exhaustive = last && guard.is_none();
        self.switch(if exhaustive { says.only_yes(inside) } else { says.edges(inside, next) });
        self.start(inside);
        self.bind(pat, value.clone());
        if let Some(guard) = guard {
            let body = self.block();
            self.branch(guard, body, next);
            self.start(body);
        }
    }

    pub(crate) fn loop_expr(&mut self, expr: &'a ExprLoop) -> Value<'a> {
        let header = self.block();
        let target = self.target(expr.label.as_ref(), Some(header));
        let (after, result) = (target.break_to, target.result);
        self.goto(header);
        self.start(header);
        self.loop_body(target, expr.loop_token.span, |lower| {
            lower.block_value(&expr.body);
            lower.goto(header);
        });
        self.start(after);
        Value { fact: Some(result), ..Value::default() }
    }

    pub(crate) fn while_expr(&mut self, expr: &'a ExprWhile) -> Value<'a> {
        let (header, body) = (self.block(), self.block());
        let target = self.target(expr.label.as_ref(), Some(header));
        let after = target.break_to;
        self.goto(header);
        self.start(header);
        self.loop_body(target, expr.while_token.span, |lower| {
            let scope = lower.env.scope();
            lower.branch(&expr.cond, body, after);
            lower.start(body);
            lower.block_value(&expr.body);
            lower.leave(scope);
            lower.goto(header);
        });
        self.start(after);
        Value::default()
    }

    pub(crate) fn for_expr(&mut self, expr: &'a ExprForLoop) -> Value<'a> {
        if let Some(value) = self.for_each_of_these(expr) {
            return value;
        }
        self.mark_consumed(&expr.expr);
        let items = self.expr(&expr.expr);
        let counter = self.enumerates(&expr.expr);
        let (header, body, latch) = (self.block(), self.block(), self.block());
        let target = self.target(expr.label.as_ref(), Some(latch));
        let after = target.break_to;
        self.goto(header);
        self.start(header);
        self.fork(body, after);
        self.start(body);
        self.loop_body(target, expr.for_token.span, |lower| {
            let scope = lower.env.scope();
            lower.bind_item(&expr.pat, &items, counter);
            lower.note_index(&expr.pat, &expr.expr);
            lower.block_value(&expr.body);
            lower.leave(scope);
            lower.goto(latch);
            lower.start(latch);
            if let Some(counter) = counter {
                lower.emit(Op::Grow(counter, 1));
            }
            lower.goto(header);
        });
        self.start(after);
        Value::default()
    }

    /// `for r in [&mut a, &mut b]`: one round for each response.
    fn for_each_of_these(&mut self, expr: &'a ExprForLoop) -> Option<Value<'a>> {
        let Expr::Array(array) = &*expr.expr else { return None };
        let mentions = |elem: &Expr| self.mentioned(quote::ToTokens::to_token_stream(elem)).is_some();
        if array.elems.len() > 4 || !array.elems.iter().any(mentions) {
            return None;
        }
        let items: Vec<Value<'a>> = array.elems.iter().map(|elem| self.expr(elem)).collect();
        let latch = self.block();
        let target = self.target(expr.label.as_ref(), Some(latch));
        let after = target.break_to;
        self.loop_body(target, expr.for_token.span, |lower| {
            for item in items {
                let next = lower.block();
                if let Some(target) = lower.loops.last_mut() {
                    target.continue_to = Some(next);
                }
                let scope = lower.env.scope();
                lower.bind(&expr.pat, item);
                lower.block_value(&expr.body);
                lower.leave(scope);
                lower.goto(next);
                lower.start(next);
            }
            lower.goto(after);
        });
        self.start(after);
        Some(Value::default())
    }

    /// The number of the round, for a chain that ends in `enumerate()`.
    fn enumerates(&mut self, items: &Expr) -> Option<FactId> {
        let Expr::MethodCall(call) = items else { return None };
        if call.method != "enumerate" || !call.args.is_empty() {
            return None;
        }
        let counter = self.out.graph.fact(Vec::new());
        let zero = self.out.graph.constants.intern(crate::graph::Constant::Int(0));
        self.emit(Op::Set(counter, zero));
        Some(counter)
    }

    /// An index that facts cannot follow may still know what happened in earlier rounds.
    fn note_index(&mut self, pat: &'a Pat, items: &Expr) {
        let (Pat::Tuple(tuple), true) = (pat, mentions_enumerate(items)) else { return };
        let Some(Pat::Ident(index)) = tuple.elems.first() else { return };
        if let Some(var) = self.env.lookup(&index.ident.to_string()) {
            let place = self.out.graph.place(var, "");
            self.changes.last_mut().into_iter().for_each(|changes| changes.places.push(place));
        }
    }

    fn bind_item(&mut self, pat: &'a Pat, items: &Value<'a>, counter: Option<FactId>) {
        let item = Value::of(match items.access.kind {
            Kind::Holder => items.access.inside(),
            _ => items.access.to(Kind::Part),
        });
        match (pat, counter) {
            (Pat::Tuple(tuple), Some(counter)) if tuple.elems.len() == 2 => {
                let index = Value { fact: Some(counter), ..Value::default() };
                self.bind(&tuple.elems[0], index);
                self.bind(&tuple.elems[1], item);
            }
            _ => self.bind(pat, item),
        }
    }

    fn loop_body(&mut self, target: Target, span: proc_macro2::Span, lower: impl FnOnce(&mut Self)) {
        self.loops.push(target);
        self.watch_changes();
        let around: ContextId = self.context;
        self.within(ContextKind::Loop { changes: Vec::new() }, span, |this| {
            let inside = this.context;
            lower(this);
            let changes = this.changed();
            this.out.graph.contexts[inside.index()].kind = ContextKind::Loop { changes };
        });
        self.context = around;
        self.loops.pop();
    }

    fn target(&mut self, label: Option<&Label>, continue_to: Option<BlockId>) -> Target {
        Target {
            label: label.map(|label| label.name.ident.to_string()),
            is_loop: continue_to.is_some(),
            scope: self.env.scope(),
            break_to: self.block(),
            continue_to,
            result: self.out.graph.fact(Vec::new()),
        }
    }

    pub(crate) fn labelled_block(&mut self, label: &'a Label, block: &'a syn::Block) -> Value<'a> {
        let target = self.target(Some(label), None);
        let (after, result) = (target.break_to, target.result);
        self.loops.push(target);
        let value = self.block_value(block);
        self.store(result, &value);
        self.loops.pop();
        self.goto(after);
        self.start(after);
        Value { fact: Some(result), ..Value::of(value.access) }
    }

    pub(crate) fn break_expr(&mut self, expr: &'a ExprBreak) -> Value<'a> {
        let value = expr.expr.as_deref().map(|value| self.expr(value));
        if let Some(at) = self.find_target(expr.label.as_ref(), false) {
            let (scope, to, result) = (self.loops[at].scope, self.loops[at].break_to, self.loops[at].result);
            self.store(result, &value.unwrap_or_default());
            self.unwind(scope);
            self.goto(to);
        } else {
            self.end(Terminator::End);
        }
        Value::default()
    }

    pub(crate) fn continue_expr(&mut self, label: Option<&Lifetime>) -> Value<'a> {
        let to = self.find_target(label, true);
        if let Some((scope, Some(to))) = to.map(|at| (self.loops[at].scope, self.loops[at].continue_to)) {
            self.unwind(scope);
            self.goto(to);
        } else {
            self.end(Terminator::End);
        }
        Value::default()
    }

    fn find_target(&self, label: Option<&Lifetime>, continues: bool) -> Option<usize> {
        let reachable = self.exits.last().map_or(0, |exit| exit.loops);
        let fits = |target: &Target| match label {
            Some(label) => target.label.as_deref() == Some(&*label.ident.to_string()),
            None => target.is_loop,
        };
        let found = self.loops.iter().rposition(fits).filter(|at| *at >= reachable)?;
        (!continues || self.loops[found].is_loop).then_some(found)
    }

    pub(crate) fn return_expr(&mut self, value: Option<&'a Expr>) -> Value<'a> {
        let value = value.map(|value| self.expr(value)).unwrap_or_default();
        if let Some(code) = value.code.clone() {
            if self.exits.iter().all(|exit| exit.only_errors || exit.end.is_none()) {
                self.run_once(&code);
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
        Value { fact, constant: None, inner: None, told: None, place: None, ..value }
    }

    /// Leaves the innermost function, closure or block that a `return` or a `?` leaves.
    pub(crate) fn leave_by(&mut self, value: &Value<'a>, error: bool) {
        let Some(at) = self.exits.iter().rposition(|exit| error || !exit.only_errors) else {
            return self.end(Terminator::End);
        };
        let (scope, end) = (self.exits[at].scope, self.exits[at].end);
        if let Some((_, result)) = end {
            self.store(result, value);
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
        self.exits.push(Exit { scope, only_errors, end: Some((after, result)), loops });
        let value = lower(self);
        self.exits.pop();
        self.store(result, &value);
        self.goto(after);
        self.start(after);
        Value { fact: Some(result), access: value.access, code: value.code, ..Value::default() }
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
    match expr {
        Expr::Call(_) | Expr::MethodCall(_) => true,
        Expr::Await(inner) => is_call(&inner.base),
        Expr::Try(inner) => is_call(&inner.expr),
        Expr::Paren(inner) => is_call(&inner.expr),
        Expr::Group(inner) => is_call(&inner.expr),
        _ => false,
    }
}

fn mentions_enumerate(items: &Expr) -> bool {
    match items {
        Expr::MethodCall(call) => call.method == "enumerate" || mentions_enumerate(&call.receiver),
        _ => false,
    }
}

/// `Err`, `None` and `_`: an arm that says nothing about a protocol.
fn is_plain(pat: &Pat) -> bool {
    let named =
        |path: &syn::Path| path.segments.last().is_some_and(|s| s.ident == "Err" || s.ident == "None");
    match pat {
        Pat::Wild(_) => true,
        Pat::Ident(ident) => ident.ident == "None",
        Pat::Path(path) => named(&path.path),
        Pat::TupleStruct(tuple) => named(&tuple.path),
        Pat::Guard(guarded) => is_plain(&guarded.pat),
        Pat::Paren(paren) => is_plain(&paren.pat),
        _ => false,
    }
}
