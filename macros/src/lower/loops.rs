//! Loops, labelled blocks, `break` and `continue`.

use syn::{Expr, ExprBreak, ExprForLoop, ExprLoop, ExprWhile, Label, Lifetime, Pat};

use crate::graph::{BlockId, ContextId, ContextKind, FactId, Op, Terminator};

use super::Lowerer;
use super::expr::unwrapped;
use super::value::{Access, Kind, Value};

/// What `break` and `continue` lead to.
pub(crate) struct Target {
    label: Option<String>,
    /// A labelled block is left by a labelled `break` only.
    is_loop: bool,
    scope: usize,
    break_to: BlockId,
    continue_to: Option<BlockId>,
    result: FactId,
    /// What the values reach that it is left with.
    access: Access,
}

impl<'a> Lowerer<'a> {
    pub(crate) fn loop_expr(&mut self, expr: &'a ExprLoop) -> Value<'a> {
        let header = self.block();
        let target = self.target(expr.label.as_ref(), Some(header));
        let (after, result) = (target.break_to, target.result);
        self.goto(header);
        self.start(header);
        self.assigned_in(&expr.body);
        let access = self.loop_body(target, expr.loop_token.span, |lower| {
            lower.block_value(&expr.body);
            lower.goto(header);
        });
        self.start(after);
        Value { fact: Some(result), ..Value::of(access) }
    }

    pub(crate) fn while_expr(&mut self, expr: &'a ExprWhile) -> Value<'a> {
        let (header, body) = (self.block(), self.block());
        let target = self.target(expr.label.as_ref(), Some(header));
        let after = target.break_to;
        self.goto(header);
        self.start(header);
        self.assigned_in(&expr.body);
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
        self.mark_consumed(&expr.expr);
        let items = self.expr(&expr.expr);
        if (1..=4).contains(&items.parts.len()) && items.access.is_some() {
            return self.for_each_value(expr, items.parts);
        }
        let counter = self.enumerates(&expr.expr);
        let (header, body, latch) = (self.block(), self.block(), self.block());
        let target = self.target(expr.label.as_ref(), Some(latch));
        let after = target.break_to;
        self.goto(header);
        self.start(header);
        self.fork(body, after);
        self.start(body);
        self.assigned_in(&expr.body);
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

    /// `for r in [&mut a, &mut b]`: one round for each of a few values.
    fn for_each_value(&mut self, expr: &'a ExprForLoop, items: Vec<Value<'a>>) -> Value<'a> {
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
        Value::default()
    }

    /// The number of the round, for a chain that ends in `enumerate()` and for a range that starts at a literal.
    fn enumerates(&mut self, items: &Expr) -> Option<FactId> {
        let first = match unwrapped(items) {
            Expr::Range(range) => self.range_start(range)?,
            Expr::MethodCall(call) if call.method == "enumerate" && call.args.is_empty() => {
                self.out.graph.constants.intern(crate::graph::Constant::Int(0))
            }
            _ => return None,
        };
        let counter = self.out.graph.fact(Vec::new());
        self.emit(Op::Set(counter, first));
        Some(counter)
    }

    fn range_start(&mut self, range: &syn::ExprRange) -> Option<crate::graph::ConstId> {
        match range.start.as_deref() {
            Some(Expr::Lit(syn::ExprLit { lit: lit @ syn::Lit::Int(_), .. })) => {
                self.constant_of_lit(lit, false)
            }
            _ => None,
        }
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
            (Pat::Tuple(tuple), Some(counter)) => {
                let parts = [Self::fact_value(counter), item];
                tuple.elems.iter().zip(parts).for_each(|(pat, part)| self.bind(pat, part));
            }
            (Pat::Ident(_), Some(counter)) => self.bind(pat, Self::fact_value(counter)),
            _ => self.bind(pat, item),
        }
    }

    fn loop_body(
        &mut self,
        target: Target,
        span: proc_macro2::Span,
        lower: impl FnOnce(&mut Self),
    ) -> Access {
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
        self.loops.pop().map(|target| target.access).unwrap_or_default()
    }

    fn target(&mut self, label: Option<&Label>, continue_to: Option<BlockId>) -> Target {
        Target {
            label: label.map(|label| label.name.ident.to_string()),
            is_loop: continue_to.is_some(),
            scope: self.env.scope(),
            break_to: self.block(),
            continue_to,
            result: self.out.graph.fact(Vec::new()),
            access: Access::default(),
        }
    }

    pub(crate) fn labelled_block(&mut self, label: &'a Label, block: &'a syn::Block) -> Value<'a> {
        let target = self.target(Some(label), None);
        let (after, result) = (target.break_to, target.result);
        self.loops.push(target);
        let value = self.block_value(block);
        self.store(result, &value);
        let access = self.loops.pop().map(|target| target.access).unwrap_or_default();
        self.goto(after);
        self.start(after);
        let access = access.either(value.reach());
        Value { fact: Some(result), code: value.code, ..Value::of(access) }
    }

    pub(crate) fn break_expr(&mut self, expr: &'a ExprBreak) -> Value<'a> {
        let value = expr.expr.as_deref().map(|value| self.expr(value));
        if let Some(at) = self.find_target(expr.label.as_ref(), false) {
            let (scope, to, result) = (self.loops[at].scope, self.loops[at].break_to, self.loops[at].result);
            let value = value.unwrap_or_default();
            self.store(result, &value);
            self.hold_code(&value);
            let access = std::mem::take(&mut self.loops[at].access);
            self.loops[at].access = access.either(value.reach());
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
}

fn mentions_enumerate(items: &Expr) -> bool {
    match items {
        Expr::MethodCall(call) => call.method == "enumerate" || mentions_enumerate(&call.receiver),
        _ => false,
    }
}
