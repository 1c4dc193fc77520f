//! One abstract state of one response, and how an operation changes it.

use crate::graph::{Leaves, SiteId};

use super::known::Facts;

/// How far the response is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Phase {
    /// The head can still change.
    #[default]
    Open,
    /// After something opaque: still Open, or anything later.
    Unknown,
    /// After something opaque, the response itself said that its head has gone.
    Told,
    /// The head has gone, perhaps the end has come too.
    Started,
    /// The head has gone.
    Streaming,
    /// The response has ended.
    Finished,
}

impl Phase {
    /// Whether the head has visibly gone.
    pub(crate) fn is_sent(self) -> bool {
        matches!(self, Phase::Started | Phase::Streaming | Phase::Finished)
    }
}

/// The phase and what is known besides.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct State {
    pub(crate) phase: Phase,
    /// Writes are collected up to a limit.
    pub(crate) buffering: bool,
    /// The head has gone if nothing failed of which nobody looked at the result: the response itself may say otherwise.
    pub(crate) assumed: bool,
    pub(crate) facts: Facts,
}

/// The sites that led to a state.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Trace {
    /// What sent the head.
    pub(crate) commits: Vec<SiteId>,
    /// What ended the response.
    pub(crate) ends: Vec<SiteId>,
    /// After what it is no longer known.
    pub(crate) opaque: Vec<SiteId>,
}

impl Trace {
    /// Adds the sites of another way to the same state.
    pub(crate) fn unite(&mut self, other: &Trace) -> bool {
        let mut changed = false;
        let lists = [
            (&mut self.commits, &other.commits),
            (&mut self.ends, &other.ends),
            (&mut self.opaque, &other.opaque),
        ];
        for (mine, theirs) in lists {
            for site in theirs {
                if let Err(at) = mine.binary_search(site) {
                    mine.insert(at, *site);
                    changed = true;
                }
            }
        }
        changed
    }
}

impl State {
    /// The state and trace behind an operation; `unsure`: it may have failed and sent nothing.
    pub(crate) fn act(&mut self, trace: &mut Trace, site: SiteId, leaves: Leaves, unsure: bool) {
        match leaves {
            Leaves::Same => {}
            Leaves::Buffered if self.buffering => self.escape(trace, site),
            Leaves::Buffered | Leaves::Streaming => self.send(trace, site, Phase::Streaming, unsure),
            Leaves::Finished => {
                if self.phase != Phase::Finished {
                    trace.ends = vec![site];
                }
                self.send(trace, site, Phase::Finished, unsure);
            }
            Leaves::Unknown => self.escape(trace, site),
        }
    }

    fn send(&mut self, trace: &mut Trace, site: SiteId, phase: Phase, unsure: bool) {
        if !self.phase.is_sent() {
            self.assumed = unsure && self.phase != Phase::Told;
            trace.commits = vec![site];
            self.phase = phase;
        }
        self.assumed &= unsure;
        self.phase = self.phase.max(phase);
    }

    /// Something opaque happens: the same or any later state.
    pub(crate) fn escape(&mut self, trace: &mut Trace, site: SiteId) {
        match self.phase {
            Phase::Open => {
                trace.opaque = vec![site];
                self.phase = Phase::Unknown;
            }
            Phase::Streaming => self.phase = Phase::Started,
            Phase::Unknown | Phase::Told | Phase::Started | Phase::Finished => {}
        }
    }

    /// A new response takes the place of the old one; facts about variables stay.
    pub(crate) fn restart(&mut self) {
        self.phase = Phase::Open;
        self.buffering = false;
        self.assumed = false;
    }

    /// Takes the answer of the response itself; says whether this state can give it.
    pub(crate) fn refine_sent(&mut self, trace: &mut Trace, sent: bool, site: SiteId) -> bool {
        match (self.phase, sent) {
            (Phase::Open, sent) => !sent,
            (_, true) if self.assumed => {
                self.assumed = false;
                true
            }
            (_, false) if self.assumed || self.phase == Phase::Unknown => {
                self.assumed = false;
                self.phase = Phase::Open;
                *trace = Trace::default();
                true
            }
            (Phase::Unknown, true) => {
                let opaque = std::mem::take(&mut trace.opaque);
                trace.commits = if opaque.is_empty() { vec![site] } else { opaque };
                self.phase = Phase::Told;
                true
            }
            (_, sent) => sent,
        }
    }
}
