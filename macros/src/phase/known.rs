//! What is known about flags and conditions in one state.

use super::MAX_FACTS;
use crate::graph::{ConstId, Constant, Constants, FactId, Test};

/// Counters are followed by number up to here, then it is only known that they are greater.
const COUNTED: i64 = 2;

/// What is known about one value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Known {
    Is(ConstId),
    Not(Vec<ConstId>),
    /// A number greater than the first and at most the second.
    Within(i64, i64),
}

/// The facts of a state, in the order of their ids.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Facts(Vec<(FactId, Known)>);

impl Facts {
    pub(crate) fn set(&mut self, fact: FactId, value: ConstId) {
        self.put(fact, Known::Is(value));
    }

    pub(crate) fn copy(&mut self, to: FactId, from: FactId) {
        match self.get(from).cloned() {
            Some(known) => self.put(to, known),
            None => self.forget(to),
        }
    }

    /// The value of a counter becomes greater; up to [`COUNTED`] it is known exactly.
    pub(crate) fn grow(&mut self, fact: FactId, by: i64, constants: &Constants) {
        if let Some(Known::Is(value)) = self.get(fact) {
            let sum = constants.plus(*value, by).filter(|(number, _)| *number <= COUNTED);
            if let Some((_, sum)) = sum {
                return self.put(fact, Known::Is(sum));
            }
        }
        let above = match self.get(fact) {
            Some(Known::Is(value)) => match constants.get(*value) {
                Constant::Int(number) => Some(*number),
                _ => None,
            },
            Some(Known::Within(above, _)) => Some(*above),
            _ => None,
        };
        match above {
            Some(number) => self.put(fact, Known::Within(number, i64::MAX)),
            None => self.forget(fact),
        }
    }

    pub(crate) fn forget(&mut self, fact: FactId) {
        self.0.retain(|(known, _)| *known != fact);
    }

    pub(crate) fn retain(&mut self, keep: impl Fn(FactId) -> bool) {
        self.0.retain(|(fact, _)| keep(*fact));
    }

    /// Everything but one fact, and what is known about that.
    pub(super) fn apart(&self, fact: FactId) -> (Facts, Option<Known>) {
        let mut others = self.clone();
        others.forget(fact);
        (others, self.get(fact).cloned())
    }

    pub(super) fn ids(&self) -> impl Iterator<Item = FactId> {
        self.0.iter().map(|(fact, _)| *fact)
    }

    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }

    /// Whether a declaration, which is only ever set, was made.
    pub(crate) fn is_declared(&self, fact: FactId) -> bool {
        self.get(fact).is_some()
    }

    /// Notes the outcome of a test; `false` if it contradicts what is known.
    pub(crate) fn refine(&mut self, fact: FactId, test: Test, constants: &Constants) -> bool {
        let Some(known) = self.get(fact).cloned() else {
            self.put(fact, learned(test, constants));
            return true;
        };
        match agree(&known, test, constants) {
            Agreement::Contradicts => false,
            Agreement::Nothing => true,
            Agreement::Learns(known) => {
                self.put(fact, known);
                true
            }
        }
    }

    fn get(&self, fact: FactId) -> Option<&Known> {
        let at = self.0.binary_search_by_key(&fact, |(fact, _)| *fact).ok()?;
        Some(&self.0[at].1)
    }

    fn put(&mut self, fact: FactId, known: Known) {
        match self.0.binary_search_by_key(&fact, |(fact, _)| *fact) {
            Ok(at) => self.0[at].1 = known,
            Err(at) => {
                self.0.insert(at, (fact, known));
                if self.0.len() > MAX_FACTS {
                    let oldest = usize::from(at == 0);
                    self.0.remove(oldest);
                }
            }
        }
    }
}

enum Agreement {
    Contradicts,
    Nothing,
    Learns(Known),
}

/// What a test says about a value of which nothing was known.
fn learned(test: Test, constants: &Constants) -> Known {
    match test {
        Test::Is(value) => Known::Is(value),
        Test::Not(value) => excluded(vec![value], constants),
        Test::Above(number) => Known::Within(number, i64::MAX),
        Test::AtMost(number) => Known::Within(i64::MIN, number),
    }
}

/// Not these constants; where a class has only two, that is the other one.
fn excluded(values: Vec<ConstId>, constants: &Constants) -> Known {
    match values.iter().find_map(|value| constants.opposite(*value)) {
        Some(other) => Known::Is(other),
        None => Known::Not(values),
    }
}

fn agree(known: &Known, test: Test, constants: &Constants) -> Agreement {
    match known {
        Known::Is(value) => agree_constant(*value, test, constants),
        Known::Not(values) => agree_excluded(values, test, constants),
        Known::Within(above, most) => agree_within((*above, *most), test, constants),
    }
}

fn agree_constant(value: ConstId, test: Test, constants: &Constants) -> Agreement {
    let holds = match (test, constants.get(value)) {
        (Test::Is(other), _) => !constants.differ(value, other),
        (Test::Not(other), _) => value != other,
        (Test::Above(bound), Constant::Int(number)) => *number > bound,
        (Test::AtMost(bound), Constant::Int(number)) => *number <= bound,
        _ => true,
    };
    if holds { Agreement::Nothing } else { Agreement::Contradicts }
}

fn agree_excluded(values: &[ConstId], test: Test, constants: &Constants) -> Agreement {
    match test {
        Test::Is(value) if values.contains(&value) => Agreement::Contradicts,
        Test::Is(value) => Agreement::Learns(Known::Is(value)),
        Test::Not(value) if !values.contains(&value) => {
            let mut all = values.to_vec();
            all.push(value);
            all.sort_unstable();
            Agreement::Learns(excluded(all, constants))
        }
        _ => Agreement::Nothing,
    }
}

fn agree_within((above, most): (i64, i64), test: Test, constants: &Constants) -> Agreement {
    let number = |value| match constants.get(value) {
        Constant::Int(number) => Some(*number),
        _ => None,
    };
    let outside = |number: i64| number <= above || number > most;
    match test {
        Test::Is(value) if number(value).is_some_and(outside) => Agreement::Contradicts,
        Test::Is(value) => Agreement::Learns(Known::Is(value)),
        Test::AtMost(bound) if bound <= above => Agreement::Contradicts,
        Test::AtMost(bound) => Agreement::Learns(Known::Within(above, bound.min(most))),
        Test::Above(bound) if bound >= most => Agreement::Contradicts,
        Test::Above(bound) => Agreement::Learns(Known::Within(bound.max(above), most)),
        Test::Not(_) => Agreement::Nothing,
    }
}
