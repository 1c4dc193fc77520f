//! Facts about values: noted, copied, kept beyond a scope, and those about what is inside an `Ok` or `Some`.

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
}
