//! The end of a scope: guards run, last first, and views of the body write what they held back.

use syn::{Block, ExprCall};

use crate::graph::{FactId, Op, Refine, Test, VarId};

use super::value::{Code, Value};
use super::{Lowerer, edge};

/// Code that runs at the end of a scope.
#[derive(Clone)]
pub(crate) struct Guard<'a> {
    /// The scope that it belongs to.
    scope: usize,
    code: GuardCode<'a>,
    /// The variable that holds it, and the fact that it still does.
    held: Option<(VarId, FactId)>,
}

#[derive(Clone)]
// There are few guards, and none is moved around.
#[allow(clippy::large_enum_variant)]
enum GuardCode<'a> {
    Block(&'a Block),
    Code(Code<'a>, Value<'a>),
}

impl<'a> Lowerer<'a> {
    /// `defer! { .. }`
    pub(crate) fn defer(&mut self, block: &'a Block) {
        let scope = self.env.scope();
        self.env.unnamed();
        self.guards.push(Guard { scope, code: GuardCode::Block(block), held: None });
    }

    /// `scopeguard::guard(value, |v| ..)`, `defer(|| ..)`: the value, with what runs when it is dropped.
    pub(crate) fn scope_guard(
        &self,
        call: &ExprCall,
        segments: &[String],
        args: &[Value<'a>],
    ) -> Option<Value<'a>> {
        let name = segments.last()?;
        let code = args.last()?.code.clone()?;
        let guards = match name.as_str() {
            "guard" | "guard_on_success" => args.len() == 2,
            "defer" => args.len() == 1,
            _ => false,
        };
        let held = if call.args.len() == 2 { args[0].clone() } else { Value::default() };
        guards.then(|| Value { at_drop: Some(Box::new((code, held.clone()))), ..held })
    }

    /// A guard is bound to a variable.
    pub(crate) fn guard_of(&mut self, var: VarId, scope: usize, at_drop: (Code<'a>, Value<'a>)) {
        let held = self.out.graph.fact(Vec::new());
        self.emit(Op::Set(held, self.yes));
        let code = GuardCode::Code(at_drop.0, at_drop.1);
        self.guards.push(Guard { scope, code, held: Some((var, held)) });
    }

    /// A value that nobody binds is dropped at once.
    pub(crate) fn drop_unbound(&mut self, value: &Value<'a>) {
        if let Some(at_drop) = &value.at_drop {
            self.run_with(&at_drop.0, vec![at_drop.1.clone()]);
        }
    }

    /// A guard is dropped, or given up, before its scope ends.
    pub(crate) fn release(&mut self, var: VarId, runs: bool) {
        let of_var = |guard: &&Guard<'a>| guard.held.is_some_and(|(holder, _)| holder == var);
        let Some(guard) = self.guards.iter().find(of_var).cloned() else { return };
        if runs {
            self.guard(&guard);
        }
        if let Some((_, held)) = guard.held {
            self.emit(Op::Set(held, self.no));
        }
    }

    /// Ends a scope: guards run, views are dropped, facts about its variables end.
    pub(crate) fn leave(&mut self, scope: usize) {
        self.run_guards(scope);
        self.drop_views(scope);
        for var in self.env.leave(scope) {
            self.renew(var);
        }
    }

    /// Runs what a way out of the scopes above `scope` runs, without ending them.
    pub(crate) fn unwind(&mut self, scope: usize) {
        let guards: Vec<Guard<'a>> = self.guards.iter().rev().filter(|g| g.scope >= scope).cloned().collect();
        let kept = std::mem::take(&mut self.guards);
        for guard in guards {
            self.guard(&guard);
        }
        self.guards = kept;
        self.drop_views(scope);
    }

    fn run_guards(&mut self, scope: usize) {
        while self.guards.last().is_some_and(|guard| guard.scope >= scope) {
            if let Some(guard) = self.guards.pop() {
                self.guard(&guard);
            }
        }
    }

    fn guard(&mut self, guard: &Guard<'a>) {
        let (runs, after) = (self.block(), self.block());
        match guard.held {
            Some((_, held)) => {
                let when = |value| vec![Refine::Fact(held, Test::Is(value))];
                self.switch(vec![edge(runs, when(self.yes)), edge(after, when(self.no))]);
            }
            None => self.goto(runs),
        }
        self.start(runs);
        match &guard.code {
            GuardCode::Block(block) => drop(self.block_value(block)),
            GuardCode::Code(code, held) => drop(self.run_with(code, vec![held.clone()])),
        }
        self.goto(after);
        self.start(after);
    }

    /// A view of the body that is the last to be used writes when it is dropped.
    fn drop_views(&mut self, scope: usize) {
        for var in self.env.views_since(scope) {
            let view = &self.var(var).value.access;
            let of: Vec<usize> = view.of.clone();
            let used = self.var(var).used;
            let last: Vec<usize> =
                of.into_iter().filter(|id| self.last_use_of_response(*id) <= used).collect();
            if !last.is_empty() {
                self.drop_view(var, &last);
            }
        }
    }

    fn last_use_of_response(&self, response: usize) -> u32 {
        self.responses[response].var.map_or(0, |var| self.var(var).used)
    }

    /// The end of a view writes what it held back, if it held back anything.
    pub(crate) fn drop_view(&mut self, var: VarId, of: &[usize]) {
        let span = self.responses[of[0]].tracked.span;
        let name = format!("the drop of `{}`", self.var(var).name);
        let act = super::operate::Act::new(
            None,
            &name,
            span,
            crate::effect::Effect::Write,
            crate::annotations::Via::BodyView,
        );
        self.may_act(&of.to_vec(), &act.silent());
    }
}
