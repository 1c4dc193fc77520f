//! Facts that may be forgotten without loss.
//!
//! A condition that was tested on the way to a point and on which nothing else that is known there depends doubles the
//! states for nothing: whatever the others are, it may be true and it may be false. Who tests it again learns it again.

use std::collections::{BTreeMap, BTreeSet};

use super::States;
use super::known::Known;
use super::state::State;
use crate::graph::FactId;

/// The facts on which nothing else depends.
pub(super) fn independent(states: &States) -> Vec<FactId> {
    let facts: BTreeSet<FactId> = states.keys().flat_map(|state| state.facts.ids()).collect();
    let mut left: BTreeSet<State> = states.keys().cloned().collect();
    let mut found = Vec::new();
    for fact in facts {
        if let Some(without) = without(&left, fact) {
            left = without;
            found.push(fact);
        }
    }
    found
}

/// The states without a fact, if it has all of its values beside each of them, or is unknown there.
fn without(states: &BTreeSet<State>, fact: FactId) -> Option<BTreeSet<State>> {
    let mut values: BTreeMap<State, BTreeSet<Option<Known>>> = BTreeMap::new();
    for state in states {
        let (facts, value) = state.facts.apart(fact);
        values.entry(State { facts, ..state.clone() }).or_default().insert(value);
    }
    let seen = values.values().flatten().flatten().collect::<BTreeSet<&Known>>().len();
    let free = values.values().all(|set| set.contains(&None) || set.len() == seen);
    // What has one value everywhere doubles nothing.
    (free && values.len() < states.len()).then(|| values.into_keys().collect())
}
