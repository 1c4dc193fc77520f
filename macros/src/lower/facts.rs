//! Facts about values: noted, copied, kept beyond a scope, and those about what is inside an `Ok` or `Some`.
//!
//! Who notes something about a value says nothing of what is inside it, but for `store`. So that nothing stays from the
//! value before (the one of the round before, in a loop), every op that notes something forgets the insides first.

use crate::graph::{FactId, Op};

use super::Lowerer;
use super::value::Value;

impl<'a> Lowerer<'a> {
    /// Notes in a fact what is known about a value.
    pub(crate) fn store(&mut self, fact: FactId, value: &Value<'a>) {
        let from = if value.constant.is_none() { self.settle(value) } else { None };
        match (value.constant, from) {
            (Some(constant), _) => self.emit(Op::Set(fact, constant)),
            (None, Some(from)) => self.emit(Op::Copy { to: fact, from }),
            (None, None) => self.emit(Op::Forget(fact)),
        }
        let to = self.inner_fact(fact);
        let inner = value.inner.or_else(|| from.map(|from| self.inner_fact(from)));
        self.emit(inner.map_or(Op::Forget(to), |from| Op::Copy { to, from }));
    }

    /// The fact about what is inside the value that a fact is about.
    pub(crate) fn inner_fact(&mut self, fact: FactId) -> FactId {
        if let Some(inner) = self.inner.get(&fact) {
            return *inner;
        }
        let inner = self.out.graph.fact(self.out.graph.facts[fact.index()].clone());
        self.inner.insert(fact, inner);
        inner
    }

    /// What is known about the value inside an `Ok` or `Some`.
    pub(crate) fn inner_of(&mut self, value: &Value<'a>) -> Option<FactId> {
        value.inner.or_else(|| value.fact.map(|fact| self.inner_fact(fact)))
    }

    /// `Ok(value)`, `Some(value)`
    pub(crate) fn wrapped(&mut self, value: &Value<'a>) -> Value<'a> {
        let known = value.constant.is_some() || value.fact.is_some() || value.told.is_some();
        let inner = known.then(|| self.out.graph.fact(Vec::new()));
        if let Some(inner) = inner {
            self.store(inner, value);
        }
        Value { inner, ..Value::constant(self.good) }
    }

    /// A fact about a variable of the scope that ends outlives it as the value of the block.
    pub(crate) fn survive(&mut self, mut value: Value<'a>) -> Value<'a> {
        if let Some(fact) = value.fact {
            let kept = self.out.graph.fact(Vec::new());
            self.store(kept, &Self::fact_value(fact));
            value.fact = Some(kept);
        }
        value.place = None;
        value
    }

    /// A new value has a new inside: wherever something is noted about a value, what was known of its inside is forgotten.
    pub(crate) fn forget_insides(&mut self) {
        if self.inner.is_empty() {
            return;
        }
        for block in &mut self.out.graph.blocks {
            let ops = std::mem::take(&mut block.ops);
            for op in ops {
                let noted = match op {
                    Op::Set(fact, _) | Op::Grow(fact, _) | Op::Forget(fact) => Some(fact),
                    Op::Copy { to, from } if to != from => Some(to),
                    _ => None,
                };
                block.ops.push(op);
                let insides = std::iter::successors(noted, |fact| self.inner.get(fact).copied()).skip(1);
                block.ops.extend(insides.map(Op::Forget));
            }
        }
    }
}
