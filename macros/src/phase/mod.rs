//! The analysis: in which states can one response be at each point of the function?
//!
//! **Domain.** A point has a set of abstract states. Each is a [`State`], the phase of the response and the values of at
//! most [`MAX_FACTS`] facts, so that correlated code (`if started`, `if !started`) stays correlated; beside each state a
//! [`Trace`] says which sites led there. Responses are analysed one at a time, so several never influence each other.
//!
//! **Phases.** `Open` < `Unknown` (something opaque: still Open, or anything later) < `Told` (the response said that it
//! is sent, nothing visible did it) < `Started` (sent, perhaps already at its end) < `Streaming` < `Finished`; the order is not used for joining, states of different phases stay apart.
//!
//! Where nobody looks at the result of what sends a head at once (`redirect`, `send`), it is assumed to have done so, and
//! the state notes that: a later `head_sent()` that says otherwise finds the response Open.
//!
//! **Join.** Union of the sets; the traces of equal states are united. When a block has more than [`MAX_STATES`] states,
//! the facts on which nothing else depends are forgotten in it from then on, and if it still has more, all of its facts:
//! that joins states that differ in facts only, nothing is dropped.
//!
//! **Transfer.** Each op maps one state to one state (`step`); an edge drops the states that contradict it and
//! notes what it says in the others.
//!
//! **Termination.** Phases, sites, facts and constants are finite, `Not` lists and bounds only name constants of
//! the source; a block is collapsed at most once, and sets and traces only grow.

mod independent;
mod known;
mod state;
mod useful;

use std::collections::BTreeMap;

pub(crate) use state::{Phase, State, Trace};

use crate::flow::{self, Analysis};
use crate::graph::{BlockId, FactId, Graph, MarkId, Op, Refine, ResponseId, SiteId, Terminator};

/// More facts than this are not kept: the oldest is forgotten.
pub(crate) const MAX_FACTS: usize = 8;
/// More states than this at one point are joined.
const MAX_STATES: usize = 64;

type States = BTreeMap<State, Trace>;

/// The states of one response at the places that later stages ask about.
pub(crate) struct Phases {
    sites: Vec<Vec<(State, Trace)>>,
    marks: Vec<Vec<Phase>>,
}

impl Phases {
    /// The states in front of the operation at a site; none if it is unreachable.
    pub(crate) fn before(&self, site: SiteId) -> &[(State, Trace)] {
        &self.sites[site.index()]
    }

    /// The phases at a statement boundary; none if it is unreachable.
    pub(crate) fn at(&self, mark: MarkId) -> &[Phase] {
        &self.marks[mark.index()]
    }
}

/// Runs the analysis for one response, with loops or, for the question what happens in a first iteration, without the
/// edges that go back.
pub(crate) fn run(graph: &Graph, response: ResponseId, with_loops: bool) -> Phases {
    let mut runner = Runner::new(graph, response, with_loops);
    let start = States::from([(State::default(), Trace::default())]);
    let elements = flow::run(graph, &mut runner, start);
    let mut phases =
        Phases { sites: vec![Vec::new(); graph.sites.len()], marks: vec![Vec::new(); graph.marks as usize] };
    for (block, states) in elements.iter().enumerate() {
        if !states.is_empty() {
            runner.record(&mut phases, BlockId(block as u32), states);
        }
    }
    phases
}

struct Runner<'g> {
    graph: &'g Graph,
    response: ResponseId,
    /// Position in reverse post-order; an edge to a smaller one goes back.
    rank: Option<Vec<usize>>,
    /// Whether some edge asks the response; if none does, it makes no difference what is only assumed.
    asked: bool,
    /// Facts that some edge or site asks for; the others are not worth a state.
    useful: Vec<bool>,
    /// The loop or position of each block, and the last one in which each fact is asked for.
    order: Vec<usize>,
    asked_until: Vec<usize>,
    collapsed: Vec<bool>,
    /// Facts that are forgotten in a block.
    forgotten: Vec<Vec<FactId>>,
}

impl<'g> Runner<'g> {
    fn new(graph: &'g Graph, response: ResponseId, with_loops: bool) -> Self {
        let rank = (!with_loops).then(|| {
            let mut rank = vec![usize::MAX; graph.blocks.len()];
            for (at, block) in flow::reverse_postorder(graph).iter().enumerate() {
                rank[block.index()] = at;
            }
            rank
        });
        let collapsed = vec![false; graph.blocks.len()];
        let forgotten = vec![Vec::new(); graph.blocks.len()];
        let (order, asked_until) = useful::asked_until(graph);
        Runner {
            graph,
            response,
            rank,
            asked: useful::is_asked(graph, response),
            useful: useful::facts(graph),
            order,
            asked_until,
            collapsed,
            forgotten,
        }
    }

    fn goes_back(&self, from: BlockId, to: BlockId) -> bool {
        self.rank.as_ref().is_some_and(|rank| rank[to.index()] <= rank[from.index()])
    }

    fn step(&self, op: &Op, state: &mut State, trace: &mut Trace) {
        match *op {
            Op::Act(site, response, leaves) if response == self.response => {
                let unsure = self.asked && self.graph.sites[site.index()].unsure;
                state.act(trace, site, leaves, unsure);
            }
            Op::Fresh(response) if response == self.response => {
                state.restart();
                *trace = Trace::default();
            }
            Op::Escape(site, response) if response == self.response => state.escape(trace, site),
            Op::Buffer(response) if response == self.response => state.buffering = true,
            Op::Set(fact, value) if self.useful(fact) => state.facts.set(fact, value),
            Op::Copy { to, from } if self.useful(to) => state.facts.copy(to, from),
            Op::Grow(fact, by) => state.facts.grow(fact, by, &self.graph.constants),
            Op::Forget(fact) => state.facts.forget(fact),
            Op::Renew(place) => {
                let graph = self.graph;
                let stale = |fact: FactId| graph.facts[fact.index()].iter().any(|p| graph.overlap(*p, place));
                state.facts.retain(|fact| !stale(fact));
            }
            _ => {}
        }
    }

    fn useful(&self, fact: FactId) -> bool {
        self.useful[fact.index()]
    }

    /// Whether a state can take an edge; what the edge says is noted in it.
    fn admits(&self, when: &[Refine], state: &mut State, trace: &mut Trace) -> bool {
        when.iter().all(|refine| match *refine {
            Refine::Fact(fact, _) if !self.useful(fact) => true,
            Refine::Fact(fact, test) => state.facts.refine(fact, test, &self.graph.constants),
            Refine::Sent(response, sent, site) => {
                response != self.response || state.refine_sent(trace, sent, site)
            }
        })
    }

    fn record(&self, phases: &mut Phases, block: BlockId, states: &States) {
        for (state, trace) in states {
            let (mut state, mut trace) = (state.clone(), trace.clone());
            for op in &self.graph.blocks[block.index()].ops {
                match *op {
                    Op::Act(site, response, _) if response == self.response => {
                        phases.sites[site.index()].push((state.clone(), trace.clone()));
                    }
                    Op::Mark(mark) => phases.marks[mark.index()].push(state.phase),
                    _ => {}
                }
                self.step(op, &mut state, &mut trace);
            }
        }
    }
}

impl Analysis for Runner<'_> {
    type Element = States;

    fn join(&mut self, block: BlockId, into: &mut States, from: States) -> bool {
        let mut changed = false;
        let here = self.order[block.index()];
        for (mut state, trace) in from {
            let forgotten = &self.forgotten[block.index()];
            state.facts.retain(|fact| self.asked_until[fact.index()] >= here && !forgotten.contains(&fact));
            if self.collapsed[block.index()] {
                state.facts.clear();
            }
            changed |= add(into, state, trace);
        }
        if into.len() > MAX_STATES && !self.collapsed[block.index()] {
            let forgotten = independent::independent(into);
            for (mut state, trace) in std::mem::take(into) {
                state.facts.retain(|fact| !forgotten.contains(&fact));
                add(into, state, trace);
            }
            self.forgotten[block.index()].extend(forgotten);
        }
        if into.len() > MAX_STATES && !self.collapsed[block.index()] {
            self.collapsed[block.index()] = true;
            for (mut state, trace) in std::mem::take(into) {
                state.facts.clear();
                add(into, state, trace);
            }
        }
        changed
    }

    fn transfer(&mut self, block: BlockId, at: &States, give: &mut Vec<(BlockId, States)>) {
        let straight = &self.graph.blocks[block.index()];
        let mut out: Vec<(State, Trace)> = at.iter().map(|(s, t)| (s.clone(), t.clone())).collect();
        for op in &straight.ops {
            for (state, trace) in &mut out {
                self.step(op, state, trace);
            }
        }
        match &straight.terminator {
            Terminator::End => {}
            Terminator::Goto(to) if !self.goes_back(block, *to) => give.push((*to, collect(out))),
            Terminator::Goto(_) => {}
            Terminator::Branch(edges) => {
                for edge in edges.iter().filter(|edge| !self.goes_back(block, edge.to)) {
                    let taken = out.iter().cloned();
                    let taken = taken.filter_map(|(mut state, mut trace)| {
                        self.admits(&edge.when, &mut state, &mut trace).then_some((state, trace))
                    });
                    give.push((edge.to, collect(taken)));
                }
            }
        }
    }
}

fn collect(states: impl IntoIterator<Item = (State, Trace)>) -> States {
    let mut set = States::new();
    for (state, trace) in states {
        add(&mut set, state, trace);
    }
    set
}

fn add(into: &mut States, state: State, trace: Trace) -> bool {
    use std::collections::btree_map::Entry;
    match into.entry(state) {
        Entry::Vacant(entry) => {
            entry.insert(trace);
            true
        }
        Entry::Occupied(mut entry) => entry.get_mut().unite(&trace),
    }
}
