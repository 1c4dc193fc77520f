//! From states to findings: which operation is late, second, behind the end, or not proven.
//!
//! An expression that is lowered several times (a closure that runs in two places, an alias of two responses) is one
//! operation with the states of all of its sites. The rows below are tried in order; the first that fits counts:
//!
//! 1. unreachable, or the user tests its own result: nothing;
//! 2. its needs are met on every path: nothing;
//! 3. a guard on every way from the commit may know about it, and it is on time on another path: a run-time check (what such
//!    a guard reads changes in between, so it could not be hoisted anyway), of what needs the response open; else nothing;
//! 4. late or second on a visible path: an error, or for a head operation a hoist;
//! 5. late only through something opaque: a run-time check.

use std::collections::BTreeMap;

use crate::effect::Effect;
use crate::graph::{ContextId, ContextKind, Graph, PlaceId, ResponseId, SiteId, TestId};
use crate::lower::Lowered;
use crate::phase::{self, Phase, Phases, State, Trace};

/// What is wrong, or not proven, at one operation.
#[derive(Clone, Debug)]
pub(crate) struct Finding {
    /// Where: the first of the sites of the expression.
    pub(crate) site: SiteId,
    pub(crate) kind: FindingKind,
    /// Where the head was sent.
    pub(crate) commits: Vec<SiteId>,
    /// Where the response ended.
    pub(crate) ends: Vec<SiteId>,
    /// After what it is not known.
    pub(crate) opaque: Vec<SiteId>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FindingKind {
    /// A head operation after the commit.
    Late(When),
    /// A second commit, send, upgrade or failing finish.
    Second(When),
    /// A write or trailer after the end.
    AfterEnd(When),
    /// Late only through something opaque.
    Unproven,
    /// Late only through a guard that may know.
    Guarded,
}

/// On which paths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum When {
    Always,
    /// From the second iteration of a loop on.
    SecondIteration,
    /// On some paths only.
    Sometimes,
}

/// The analysis of one response, with what the driver asks of it.
pub(crate) struct Checked {
    pub(crate) findings: Vec<Finding>,
    pub(crate) phases: Phases,
}

/// All findings about one response, in the order of the source.
pub(crate) fn check(lowered: &Lowered<'_>, response: ResponseId) -> Checked {
    let phases = phase::run(&lowered.graph, response, true);
    let mut first_round = None;
    let mut findings = Vec::new();
    for sites in operations(lowered, response).values() {
        let states: Vec<&(State, Trace)> =
            sites.iter().flat_map(|site| states_at(&lowered.graph, &phases, *site)).collect();
        if let Some(mut finding) = judge(&lowered.graph, sites[0], &states) {
            if finding.kind.when() == Some(When::Sometimes) && shares_loop(&lowered.graph, &finding) {
                let round = first_round.get_or_insert_with(|| phase::run(&lowered.graph, response, false));
                let on_first: Vec<_> =
                    sites.iter().flat_map(|site| states_at(&lowered.graph, round, *site)).collect();
                let visible = judge(&lowered.graph, sites[0], &on_first);
                if visible.is_none_or(|finding| finding.kind == FindingKind::Unproven) {
                    finding.kind = finding.kind.with(When::SecondIteration);
                }
            }
            findings.push(finding);
        }
    }
    Checked { findings, phases }
}

/// The sites of each expression that operates on the response.
fn operations(lowered: &Lowered<'_>, response: ResponseId) -> BTreeMap<SiteId, Vec<SiteId>> {
    let mut first: BTreeMap<usize, SiteId> = BTreeMap::new();
    let mut all: BTreeMap<SiteId, Vec<SiteId>> = BTreeMap::new();
    for (index, origin) in lowered.origins.iter().enumerate() {
        let site = SiteId(index as u32);
        let Some(node) = origin.node.filter(|_| origin.responses.contains(&response)) else { continue };
        let representative = *first.entry(node).or_insert(site);
        all.entry(representative).or_default().push(site);
    }
    all
}

/// How one state fits what an operation needs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fit {
    OnTime,
    Unproven,
    /// The response says so, but nothing visible sent its head.
    Told,
    Late,
}

fn fit(graph: &Graph, site: SiteId, state: &State) -> Fit {
    let declared = is_declared(graph, site, state);
    let site = &graph.sites[site.index()];
    let ended = if state.phase == Phase::Finished { Fit::Late } else { Fit::OnTime };
    match site.effect {
        _ if site.silent || site.tolerated || site.self_checked => Fit::OnTime,
        Effect::Head if declared => ended,
        effect if effect.needs_open() => match state.phase {
            Phase::Open => Fit::OnTime,
            Phase::Unknown => Fit::Unproven,
            Phase::Told => Fit::Told,
            _ => Fit::Late,
        },
        Effect::Write if site.content || site.fails_after_end => ended,
        Effect::Trailer => ended,
        Effect::Finish if site.fails_after_end => ended,
        _ => Fit::OnTime,
    }
}

/// Whether the header was declared as a trailer on the way here.
fn is_declared(graph: &Graph, site: SiteId, state: &State) -> bool {
    graph.sites[site.index()].declared.is_some_and(|fact| state.facts.is_declared(fact))
}

/// Whether the header is declared as a trailer on some way to the operation.
pub(crate) fn may_be_trailer(graph: &Graph, phases: &Phases, site: SiteId) -> bool {
    phases.before(site).iter().any(|(state, _)| is_declared(graph, site, state))
}

fn judge(graph: &Graph, at: SiteId, states: &[&(State, Trace)]) -> Option<Finding> {
    let fits: Vec<Fit> = states.iter().map(|(state, _)| fit(graph, at, state)).collect();
    // What the response says is a lateness of its own only where it says so on every path.
    let worst = if fits.iter().all(|fit| *fit == Fit::Told) { Fit::Told } else { Fit::Late };
    let late: Vec<&Trace> =
        states.iter().zip(&fits).filter(|(_, fit)| **fit == worst).map(|((_, trace), _)| trace).collect();
    let mut finding = Finding {
        site: at,
        kind: FindingKind::Unproven,
        commits: united(late.iter().map(|trace| &trace.commits)),
        ends: united(late.iter().map(|trace| &trace.ends)),
        opaque: united(states.iter().map(|(_, trace)| &trace.opaque)),
    };
    if late.is_empty() {
        return (fits.contains(&Fit::Unproven) || fits.contains(&Fit::Told)).then_some(finding);
    }
    let when = if fits.iter().all(|fit| *fit == worst) { When::Always } else { When::Sometimes };
    let guarded = when == When::Sometimes && finding.blamed().iter().all(|c| may_know(graph, *c, at));
    let effect = graph.sites[at.index()].effect;
    let mut late_ones = states.iter().zip(&fits).filter(|(_, fit)| **fit == Fit::Late).peekable();
    let trailer =
        late_ones.peek().is_some() && late_ones.all(|((state, _), _)| is_declared(graph, at, state));
    finding.kind = match effect {
        _ if guarded && effect.needs_open() => FindingKind::Guarded,
        _ if guarded => return None,
        Effect::Head if trailer => FindingKind::AfterEnd(when),
        effect if effect.is_head() => FindingKind::Late(when),
        Effect::Write | Effect::Trailer => FindingKind::AfterEnd(when),
        _ => FindingKind::Second(when),
    };
    Some(finding)
}

/// The states in front of a site. Through a shared handle it is late only if it is so wherever its code was made.
fn states_at<'p>(graph: &Graph, phases: &'p Phases, site: SiteId) -> Vec<&'p (State, Trace)> {
    let all = phases.before(site);
    let unsure = all.iter().any(|(state, _)| state.phase == Phase::Unknown) && runs_shared(graph, site);
    all.iter().filter(|(state, _)| !(unsure && state.phase.is_sent())).collect()
}

/// Whether an operation stands in code that runs later through a handle that others have too.
fn runs_shared(graph: &Graph, site: SiteId) -> bool {
    let around = graph.around(graph.sites[site.index()].context);
    around.iter().any(|id| matches!(graph.contexts[id.index()].kind, ContextKind::Later { shared: true, .. }))
}

/// Whether the operation and a commit that it comes behind stand in one loop.
fn shares_loop(graph: &Graph, finding: &Finding) -> bool {
    let around = graph.around(graph.sites[finding.site.index()].context);
    finding.blamed().iter().any(|commit| {
        graph.around(graph.sites[commit.index()].context).iter().any(|id| {
            around.contains(id) && matches!(graph.contexts[id.index()].kind, ContextKind::Loop { .. })
        })
    })
}

fn united<'s>(lists: impl Iterator<Item = &'s Vec<SiteId>>) -> Vec<SiteId> {
    let mut all: Vec<SiteId> = lists.flatten().copied().collect();
    all.sort_unstable();
    all.dedup();
    all
}

impl Finding {
    /// The sites that a message blames: the end if the operation needs the response unfinished, else the commit.
    pub(crate) fn blamed(&self) -> &[SiteId] {
        match self.kind {
            FindingKind::AfterEnd(_) => &self.ends,
            _ if self.commits.is_empty() => &self.opaque,
            _ => &self.commits,
        }
    }
}

impl FindingKind {
    pub(crate) fn when(self) -> Option<When> {
        match self {
            FindingKind::Late(when) | FindingKind::Second(when) | FindingKind::AfterEnd(when) => Some(when),
            FindingKind::Unproven | FindingKind::Guarded => None,
        }
    }

    fn with(self, when: When) -> Self {
        match self {
            FindingKind::Late(_) => FindingKind::Late(when),
            FindingKind::Second(_) => FindingKind::Second(when),
            FindingKind::AfterEnd(_) => FindingKind::AfterEnd(when),
            other => other,
        }
    }
}

/// Whether a guard around the operation may know about the commit: it reads what a loop around the commit changes, and
/// every way from the commit to the operation asks it. One around both knows of the rounds before, not of a commit that
/// stands in front of the operation, or in an inner loop.
fn may_know(graph: &Graph, commit: SiteId, operation: SiteId) -> bool {
    let around_commit = graph.around(graph.sites[commit.index()].context);
    let around_operation = graph.around(graph.sites[operation.index()].context);
    let context = |id: &ContextId| &graph.contexts[id.index()].kind;
    let changed_below = |guard: &ContextId| -> Vec<_> {
        let inside = around_commit.iter().position(|id| id == guard);
        let loops =
            around_commit.iter().enumerate().filter(|(at, _)| inside.is_none_or(|inside| *at < inside));
        let changes = loops.filter_map(|(_, id)| match context(id) {
            ContextKind::Loop { changes } => Some(changes),
            _ => None,
        });
        changes.flatten().copied().collect()
    };
    let in_front = around_operation.len() > 1 && crate::flow::leads_on(graph, commit, operation);
    let inner_loop = around_operation
        .iter()
        .rposition(|id| matches!(context(id), ContextKind::Loop { .. }) && around_commit.contains(id));
    // Around both, it is asked again only if no way leads from one to the other inside of it.
    let between = |(at, id): &(usize, &ContextId)| {
        !around_commit.contains(*id) || !(in_front || inner_loop.is_some_and(|inner| inner > *at))
    };
    around_operation.iter().enumerate().filter(between).any(|(_, id)| match context(id) {
        ContextKind::Branch { reads, of_loop: false, .. } => knows(graph, reads, &changed_below(id)),
        ContextKind::Arm { reads, test, plain } => {
            knows(graph, reads, &changed_below(id))
                || (!plain && inner_loop.is_some() && other_arm(graph, &around_commit, *id, *test))
        }
        _ => false,
    })
}

fn knows(graph: &Graph, reads: &[PlaceId], changes: &[PlaceId]) -> bool {
    reads.iter().any(|read| changes.iter().any(|change| graph.overlap(*read, *change)))
}

/// Whether the commit stands in another arm of the same `match`.
fn other_arm(graph: &Graph, around_commit: &[ContextId], arm: ContextId, test: TestId) -> bool {
    around_commit.iter().any(|id| match &graph.contexts[id.index()].kind {
        ContextKind::Arm { test: other, .. } => *other == test && *id != arm,
        _ => false,
    })
}
