//! Which facts are worth a state.
//!
//! A condition that is tested only once, and not in a loop, says nothing later, and every fact may double the states.

use std::collections::HashMap;

use crate::flow;
use crate::graph::{BlockId, FactId, Graph, Op, PlaceId, Refine, ResponseId, Terminator};

/// Facts that are tested twice, or tested and set; and those that they are copied from.
pub(super) fn facts(graph: &Graph) -> Vec<bool> {
    let (tested, again) = tests(graph);
    let set = set(graph);
    let declared = graph.sites.iter().filter_map(|site| site.declared);
    let mut useful: Vec<bool> =
        (0..graph.facts.len()).map(|fact| again[fact] || (tested[fact] && set[fact])).collect();
    declared.for_each(|fact| useful[fact.index()] = true);
    let copies: Vec<(usize, usize)> = ops(graph)
        .filter_map(|op| match op {
            Op::Copy { to, from } => Some((to.index(), from.index())),
            _ => None,
        })
        .collect();
    loop {
        let before = useful.iter().filter(|useful| **useful).count();
        copies.iter().for_each(|(to, from)| useful[*from] |= useful[*to]);
        if useful.iter().filter(|useful| **useful).count() == before {
            return useful;
        }
    }
}

/// Whether the response is asked anywhere if its head has gone.
pub(super) fn is_asked(graph: &Graph, response: ResponseId) -> bool {
    let asks = |refine: &Refine| matches!(refine, Refine::Sent(asked, ..) if *asked == response);
    graph.blocks.iter().any(|block| match &block.terminator {
        Terminator::Branch(edges) => edges.iter().any(|edge| edge.when.iter().any(asks)),
        Terminator::End | Terminator::Goto(_) => false,
    })
}

fn ops(graph: &Graph) -> impl Iterator<Item = &Op> {
    graph.blocks.iter().flat_map(|block| &block.ops)
}

fn set(graph: &Graph) -> Vec<bool> {
    let mut set = vec![false; graph.facts.len()];
    for op in ops(graph) {
        if let Op::Set(to, _) | Op::Copy { to, .. } = op {
            set[to.index()] = true;
        }
    }
    set
}

/// For each fact whether it is tested, and whether it is tested again while it may still hold.
fn tests(graph: &Graph) -> (Vec<bool>, Vec<bool>) {
    let (mut tested, mut again) = (vec![false; graph.facts.len()], vec![false; graph.facts.len()]);
    let looping = looping(graph);
    let renewed = renewed(graph, &looping);
    for (block, repeats) in graph.blocks.iter().zip(&looping) {
        for fact in tested_in(&block.terminator) {
            let stays = || {
                let mut places = graph.facts[fact.index()].iter();
                !places.any(|place| changes(graph, &renewed, *place))
            };
            again[fact.index()] |= tested[fact.index()] || (*repeats && stays());
            tested[fact.index()] = true;
        }
    }
    (tested, again)
}

/// The facts that a branch tests, each once.
fn tested_in(terminator: &Terminator) -> Vec<FactId> {
    let Terminator::Branch(edges) = terminator else { return Vec::new() };
    let mut facts: Vec<FactId> = edges
        .iter()
        .flat_map(|edge| &edge.when)
        .filter_map(|refine| match refine {
            Refine::Fact(fact, _) => Some(*fact),
            Refine::Sent(..) => None,
        })
        .collect();
    facts.sort_unstable();
    facts.dedup();
    facts
}

/// The loop or position of each block, as [`flow::components`] numbers them; and for each fact the last one in which it is
/// asked for: by a test, a copy or a site.
pub(super) fn asked_until(graph: &Graph) -> (Vec<usize>, Vec<usize>) {
    let components = flow::components(graph);
    let mut until = vec![0; graph.facts.len()];
    for (block, at) in graph.blocks.iter().zip(&components).filter(|(_, at)| **at != usize::MAX) {
        let copied = block.ops.iter().filter_map(|op| match op {
            Op::Copy { from, .. } => Some(*from),
            _ => None,
        });
        for fact in tested_in(&block.terminator).into_iter().chain(copied) {
            until[fact.index()] = until[fact.index()].max(*at);
        }
    }
    graph.sites.iter().filter_map(|site| site.declared).for_each(|fact| until[fact.index()] = usize::MAX);
    (components, until)
}

/// Blocks that may run again.
fn looping(graph: &Graph) -> Vec<bool> {
    let components = flow::components(graph);
    let mut members = vec![0; graph.blocks.len()];
    for component in components.iter().filter(|component| **component != usize::MAX) {
        members[*component] += 1;
    }
    let repeats = |(at, component): (usize, &usize)| {
        let block = BlockId(at as u32);
        *component != usize::MAX
            && (members[*component] > 1 || flow::successors(graph, block).contains(&block))
    };
    components.iter().enumerate().map(repeats).collect()
}

/// The places that change in loops, by their variable.
fn renewed<'g>(graph: &'g Graph, looping: &[bool]) -> HashMap<&'g str, Vec<PlaceId>> {
    let mut renewed: HashMap<&str, Vec<PlaceId>> = HashMap::new();
    let inside = graph.blocks.iter().zip(looping).filter(|(_, looping)| **looping);
    for op in inside.flat_map(|(block, _)| &block.ops) {
        if let Op::Renew(place) = op {
            let places = renewed.entry(graph.variable_of(*place)).or_default();
            if !places.contains(place) {
                places.push(*place);
            }
        }
    }
    renewed
}

fn changes(graph: &Graph, renewed: &HashMap<&str, Vec<PlaceId>>, place: PlaceId) -> bool {
    let of_variable = renewed.get(graph.variable_of(place)).into_iter().flatten();
    of_variable.into_iter().any(|other| graph.overlap(*other, place))
}
