//! A forward worklist over the blocks of a graph, for any lattice of finite height.
//!
//! The element of a block is what holds at its start. A block is visited when its element grew; visiting it calls the
//! transfer function, which hands each successor an element to be joined in. Blocks are taken in reverse post-order, but a
//! loop to its end before what lies behind it, so an acyclic graph is visited once. It ends because `join` only ever grows an element and the lattice has finite height.

use std::collections::BTreeSet;

use crate::graph::{BlockId, Graph, Op, SiteId, Terminator};

/// A forward analysis.
pub(crate) trait Analysis {
    type Element: Default;

    /// Adds `from` to `into` and says whether that changed anything. Must only ever grow `into`.
    fn join(&mut self, block: BlockId, into: &mut Self::Element, from: Self::Element) -> bool;

    /// Runs over one block and gives each successor its element.
    fn transfer(&mut self, block: BlockId, at: &Self::Element, give: &mut Vec<(BlockId, Self::Element)>);
}

/// The elements at the start of all blocks, from `start` at the entry to the fixpoint.
pub(crate) fn run<A: Analysis>(graph: &Graph, analysis: &mut A, start: A::Element) -> Vec<A::Element> {
    let components = components(graph);
    let mut order = reverse_postorder(graph);
    order.sort_by_key(|block| components[block.index()]);
    let mut rank = vec![usize::MAX; graph.blocks.len()];
    for (at, block) in order.iter().enumerate() {
        rank[block.index()] = at;
    }
    let mut elements: Vec<A::Element> = graph.blocks.iter().map(|_| A::Element::default()).collect();
    analysis.join(BlockId(0), &mut elements[0], start);
    let mut pending = BTreeSet::from([0usize]);
    let mut given = Vec::new();
    while let Some(next) = pending.pop_first() {
        let block = order[next];
        analysis.transfer(block, &elements[block.index()], &mut given);
        for (to, element) in given.drain(..) {
            if analysis.join(to, &mut elements[to.index()], element) {
                pending.insert(rank[to.index()]);
            }
        }
    }
    elements
}

/// The successors of a block, in the order of its edges.
pub(crate) fn successors(graph: &Graph, block: BlockId) -> Vec<BlockId> {
    match &graph.blocks[block.index()].terminator {
        Terminator::End => Vec::new(),
        Terminator::Goto(to) => vec![*to],
        Terminator::Branch(edges) => edges.iter().map(|edge| edge.to).collect(),
    }
}

/// All blocks that the entry reaches, each before its successors except along back edges. With a stack of its own, since
/// functions can be long.
pub(crate) fn reverse_postorder(graph: &Graph) -> Vec<BlockId> {
    let mut order = Vec::new();
    let mut seen = vec![false; graph.blocks.len()];
    let mut stack = vec![(BlockId(0), successors(graph, BlockId(0)))];
    seen[0] = true;
    while let Some((block, rest)) = stack.last_mut() {
        match rest.pop() {
            Some(next) if !seen[next.index()] => {
                seen[next.index()] = true;
                stack.push((next, successors(graph, next)));
            }
            Some(_) => {}
            None => {
                order.push(*block);
                stack.pop();
            }
        }
    }
    order.reverse();
    order
}

/// For each block that the entry reaches the loop it is in, or the block alone, by a number: what leads on to others has a
/// smaller one. (The strongly connected components, by two walks: Kosaraju, Sharir 1981.)
pub(crate) fn components(graph: &Graph) -> Vec<usize> {
    let order = reverse_postorder(graph);
    let mut predecessors = vec![Vec::new(); graph.blocks.len()];
    for block in &order {
        successors(graph, *block).iter().for_each(|to| predecessors[to.index()].push(*block));
    }
    let mut components = vec![usize::MAX; graph.blocks.len()];
    let mut found = 0;
    for block in order {
        if components[block.index()] != usize::MAX {
            continue;
        }
        components[block.index()] = found;
        let mut stack = vec![block];
        while let Some(at) = stack.pop() {
            for from in &predecessors[at.index()] {
                if components[from.index()] == usize::MAX {
                    components[from.index()] = found;
                    stack.push(*from);
                }
            }
        }
        found += 1;
    }
    components
}

/// Whether a way leads from one site to another without going round a loop.
pub(crate) fn leads_on(graph: &Graph, from: SiteId, to: SiteId) -> bool {
    let mut rank = vec![usize::MAX; graph.blocks.len()];
    let order = reverse_postorder(graph);
    order.iter().enumerate().for_each(|(at, block)| rank[block.index()] = at);
    let mut reached = vec![false; graph.blocks.len()];
    for block in order {
        for op in &graph.blocks[block.index()].ops {
            if let Op::Act(site, ..) | Op::Escape(site, _) = op {
                if *site == to && reached[block.index()] {
                    return true;
                }
                reached[block.index()] |= *site == from;
            }
        }
        if reached[block.index()] {
            for next in successors(graph, block) {
                reached[next.index()] |= rank[next.index()] > rank[block.index()];
            }
        }
    }
    false
}
