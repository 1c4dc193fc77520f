//! An operation on responses becomes ops in the graph, a site for messages and an annotation for the hoisting rules.

use proc_macro2::Span;
use syn::Expr;

use crate::annotations::{Operation, Responses, Via};
use crate::effect::Effect;
use crate::graph::{FactId, Leaves, Op, ResponseId, Site, SiteId};
use crate::known::headers;
use crate::vocabulary::{Meaning, Sets};

use super::{Lowerer, Origin, address, edge};

/// One operation, as far as syntax tells.
#[derive(Clone)]
pub(crate) struct Act<'a> {
    /// The expression that performs it.
    pub(crate) expr: Option<&'a Expr>,
    /// Its identity: the address of the expression, or of the macro that stands as a statement.
    pub(crate) node: Option<usize>,
    pub(crate) name: String,
    pub(crate) span: Span,
    pub(crate) via: Via,
    pub(crate) effect: Effect,
    pub(crate) header: Option<String>,
    pub(crate) sets: Sets,
    pub(crate) sets_known: bool,
    pub(crate) leaves_unknown: bool,
    pub(crate) fails_after_end: bool,
    pub(crate) err_is_late: bool,
    pub(crate) err_undoes: bool,
    pub(crate) tolerated: bool,
    pub(crate) silent: bool,
    /// What made the view of the head that it goes through.
    pub(crate) view: Option<&'a Expr>,
}

impl<'a> Act<'a> {
    /// An operation of which nothing is known but its effect.
    pub(crate) fn new(expr: Option<&'a Expr>, name: &str, span: Span, effect: Effect, via: Via) -> Self {
        Act {
            expr,
            node: expr.map(address),
            name: name.to_owned(),
            span,
            via,
            effect,
            header: None,
            sets: Sets::Unknown,
            sets_known: false,
            leaves_unknown: false,
            fails_after_end: false,
            err_is_late: false,
            err_undoes: false,
            tolerated: false,
            silent: false,
            view: None,
        }
    }

    /// What a row of a vocabulary says of it.
    pub(crate) fn meaning(mut self, meaning: &Meaning) -> Self {
        self.effect = meaning.effect;
        self.sets = meaning.sets.clone();
        self.sets_known = meaning.sets_known;
        self.leaves_unknown = meaning.leaves_unknown;
        self.fails_after_end = meaning.fails_after_end;
        self.err_is_late = meaning.err_is_late;
        self.err_undoes = meaning.err_undoes;
        self.tolerated = meaning.tolerated;
        self
    }

    pub(crate) fn header(mut self, args: &[&Expr]) -> Self {
        if self.sets == Sets::NamedHeader || self.effect == Effect::Trailer {
            self.header = args.first().and_then(|arg| headers::named(arg));
        }
        self
    }

    pub(crate) fn of_macro(mut self, mac: &syn::Macro) -> Self {
        self.node = Some(address(mac));
        self
    }

    pub(crate) fn silent(mut self) -> Self {
        self.silent = true;
        self
    }

    fn leaves(&self) -> Leaves {
        use Effect::*;
        match self.effect {
            Read | State | Head | Inform | Trailer | Hook | Reset => Leaves::Same,
            Write if self.leaves_unknown => Leaves::Unknown,
            Write if self.flushes() => Leaves::Streaming,
            Write => Leaves::Buffered,
            Commit => Leaves::Streaming,
            Finish | Send | Upgrade | Abort => Leaves::Finished,
            Opaque => Leaves::Unknown,
            Never => Leaves::Same,
        }
    }

    fn flushes(&self) -> bool {
        self.name.contains("flush")
    }

    /// The state on the `Err` of a tested result, where that is not the state on its `Ok`.
    fn leaves_on_err(&self) -> Option<Leaves> {
        match self.effect {
            Effect::Upgrade => Some(Leaves::Same),
            _ if self.err_undoes => Some(Leaves::Same),
            Effect::Commit | Effect::Send => Some(Leaves::Unknown),
            _ => None,
        }
    }
}

impl<'a> Lowerer<'a> {
    /// Performs an operation on responses; the fact about its outcome, if somebody tests that.
    pub(crate) fn act(&mut self, of: &Responses, act: &Act<'a>) -> Option<FactId> {
        self.annotate(of, act);
        let of: Responses = of.iter().copied().filter(|response| !self.hooked.contains(response)).collect();
        if of.is_empty() {
            return None;
        }
        let sites: Vec<(ResponseId, SiteId)> =
            of.iter().map(|response| (*response, self.site_of(act, *response))).collect();
        match (self.is_tested(act), act.leaves_on_err()) {
            (true, Some(failed)) => Some(self.act_with_outcome(&sites, act.leaves(), failed)),
            _ => {
                self.act_on(&sites, act.leaves());
                None
            }
        }
    }

    fn is_tested(&self, act: &Act<'a>) -> bool {
        act.expr.is_some_and(|expr| self.tested.contains(&address(expr)))
    }

    /// The operation on one response, or on any one of several.
    fn act_on(&mut self, sites: &[(ResponseId, SiteId)], leaves: Leaves) {
        if let [(response, site)] = sites {
            self.emit(Op::Act(*site, *response, leaves));
            return;
        }
        let after = self.block();
        let ways: Vec<_> = sites.iter().map(|_| self.block()).collect();
        self.switch(ways.iter().map(|way| edge(*way, Vec::new())).collect());
        for ((response, site), way) in sites.iter().zip(ways) {
            self.start(way);
            self.emit(Op::Act(*site, *response, leaves));
            self.goto(after);
        }
        self.start(after);
    }

    fn act_with_outcome(&mut self, sites: &[(ResponseId, SiteId)], good: Leaves, failed: Leaves) -> FactId {
        let outcome = self.out.graph.fact(Vec::new());
        let (succeeds, fails, after) = (self.block(), self.block(), self.block());
        self.fork(succeeds, fails);
        for (block, leaves, value) in [(succeeds, good, self.good), (fails, failed, self.bad)] {
            self.start(block);
            self.act_on(sites, leaves);
            self.emit(Op::Set(outcome, value));
            self.goto(after);
        }
        self.start(after);
        outcome
    }

    pub(crate) fn site_of(&mut self, act: &Act<'a>, response: ResponseId) -> SiteId {
        let declared = self.declared_trailer(act, response);
        let site = Site {
            effect: act.effect,
            span: act.span,
            name: act.name.clone(),
            header: act.header.clone(),
            context: self.context,
            declared,
            content: !act.flushes(),
            fails_after_end: act.fails_after_end,
            self_checked: act.err_is_late,
            tolerated: act.tolerated,
            silent: act.silent,
            unsure: act.leaves_on_err().is_some() && !self.is_tested(act),
        };
        let origin = Origin {
            statement: self.statement,
            responses: vec![response],
            expr: act.expr,
            node: act.node,
            via: act.via,
            outlives: self.outlives,
            view: act.view,
        };
        self.site(site, origin)
    }

    fn annotate(&mut self, of: &Responses, act: &Act<'a>) {
        let Some(expr) = act.expr else { return };
        let operation = Operation {
            responses: of.clone(),
            effect: act.effect,
            via: act.via,
            name: act.name.clone(),
            span: act.span,
            header: act.header.clone(),
            sets: act.sets.clone(),
            sets_known: act.sets_known,
        };
        self.out.annotations.set_operation(expr, operation);
    }

    /// The function may be called with a response that has started.
    pub(crate) fn entry_unknown(&mut self) {
        for response in 0..self.responses.len() {
            let span = self.responses[response].tracked.span;
            let act = Act::new(None, "the caller", span, Effect::Opaque, Via::Unknown);
            self.act(&vec![response], &act);
        }
    }
}
