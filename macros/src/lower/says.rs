//! What the two outcomes of a test say.

use syn::BinOp;

use crate::graph::{BlockId, Edge, Refine};

use super::edge;

/// Any one of these ways, all of whose refinements hold; none if the outcome cannot be.
type Ways = Vec<Vec<Refine>>;

/// More ways than this are not told apart.
const MAX_WAYS: usize = 16;

#[derive(Clone, Default)]
pub(crate) struct Says {
    pub(crate) yes: Ways,
    pub(crate) no: Ways,
}

impl Says {
    /// Always succeeds.
    pub(crate) fn always() -> Says {
        Says { yes: vec![Vec::new()], no: Vec::new() }
    }

    /// Never succeeds.
    pub(crate) fn never() -> Says {
        Says::always().negated()
    }

    /// Succeeds or not, nothing is known.
    pub(crate) fn nothing() -> Says {
        Says { yes: vec![Vec::new()], no: vec![Vec::new()] }
    }

    pub(crate) fn of(yes: Refine, no: Refine) -> Says {
        Says { yes: vec![vec![yes]], no: vec![vec![no]] }
    }

    /// It may fail although what it says of its success holds.
    pub(crate) fn only_yes_says(self) -> Says {
        Says { no: vec![Vec::new()], ..self }
    }

    pub(crate) fn edges(&self, yes: BlockId, no: BlockId) -> Vec<Edge> {
        let mut edges = self.only_yes(yes);
        edges.extend(self.no.iter().map(|when| edge(no, when.clone())));
        edges
    }

    pub(crate) fn only_yes(&self, yes: BlockId) -> Vec<Edge> {
        self.yes.iter().map(|when| edge(yes, when.clone())).collect()
    }

    /// `x == Some(3)`: that it is not says nothing of the variant.
    pub(crate) fn of_a_variant(self, op: &BinOp) -> Says {
        match op {
            BinOp::Eq(_) => self.only_yes_says(),
            _ => Says { yes: vec![Vec::new()], ..self },
        }
    }

    /// Both tests succeed.
    pub(crate) fn and(self, other: Says) -> Says {
        Says { yes: both(&self.yes, &other.yes), no: either(self.no, other.no) }
    }

    /// One of both tests succeeds.
    pub(crate) fn or(self, other: Says) -> Says {
        self.negated().and(other.negated()).negated()
    }

    /// The test succeeds where this one fails.
    pub(crate) fn negated(self) -> Says {
        Says { yes: self.no, no: self.yes }
    }
}

fn both(left: &Ways, right: &Ways) -> Ways {
    if left.len() * right.len() > MAX_WAYS.max(left.len()).max(right.len()) {
        return vec![Vec::new()];
    }
    let pairs = left.iter().flat_map(|left| right.iter().map(move |right| (left, right)));
    pairs.map(|(left, right)| [left.clone(), right.clone()].concat()).collect()
}

fn either(mut left: Ways, right: Ways) -> Ways {
    left.extend(right);
    left
}
