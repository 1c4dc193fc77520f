//! From findings to reactions: hoist, reject or check.
//!
//! A late head operation is first tried as a hoist: from the innermost block that is Open on every path somewhere before
//! it, the statement that holds it moves up as a whole (`plan` decides, rule by rule). What stays is an error, with the rule that
//! stopped it and the remedy that fits the cause. What is not proven becomes a run-time check (`checks`), or an error
//! where nothing at run time could tell.

mod around;
mod asked;
mod checks;
mod reject;
mod unproven;

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use proc_macro2::{Span, TokenStream};
use syn::{Block, Expr, Signature};

use crate::args::{Args, LatePolicy, Level};
use crate::check::{self, Checked, Finding, FindingKind};
use crate::diagnostics::{Diagnostic, Diagnostics, Warning, line, messages, refusals};
use crate::effect::Effect;
use crate::graph::{ResponseId, Site, SiteId};
use crate::handler::Tracked;
use crate::known::macros::Macros;
use crate::lower::{Lowered, Statement, StatementId, address};
use crate::phase::{Phase, Phases};
use crate::plan::{self, Hoist, Question, Reason, Refusal};

/// Everything that changes in one item; positions are addresses of nodes of the parsed item.
#[derive(Default)]
pub(crate) struct Edits {
    /// Statements that move, by the block they stand in.
    pub(crate) moves: BTreeMap<usize, Vec<Hoist>>,
    /// Statements that are put behind a check: by block and index, what runs instead when it is late.
    pub(crate) guards: BTreeMap<(usize, usize), Guard>,
    /// Expressions in front of which something runs.
    pub(crate) before: BTreeMap<usize, TokenStream>,
    /// Statements at the start of a function or closure, by its body.
    pub(crate) prologue: BTreeMap<usize, TokenStream>,
    /// The attributes inside of bodies that were understood, by address.
    pub(crate) attributes: BTreeSet<usize>,
    /// The arguments of macros that other edits name nodes of.
    pub(crate) macros: Vec<Rc<Macros>>,
}

/// `if #late { #report } else { statement }`.
pub(crate) struct Guard {
    pub(crate) late: TokenStream,
    pub(crate) report: Report,
    pub(crate) span: Span,
}

/// What happens to a late statement.
pub(crate) enum Report {
    /// It is skipped, and this runs instead.
    Skips(TokenStream),
    /// It runs all the same if this is `true`.
    Decides(TokenStream),
}

impl Edits {
    pub(crate) fn is_empty(&self) -> bool {
        self.moves.is_empty() && self.guards.is_empty() && self.before.is_empty() && self.prologue.is_empty()
    }
}

/// One function (or closure that is a handler) with what was found out about it.
pub(crate) struct Subject<'a> {
    pub(crate) signature: &'a Signature,
    pub(crate) body: &'a Block,
    /// Where a prologue goes: the block of the function, or the expression of a closure.
    pub(crate) root: usize,
    /// The closure, if the handler is one.
    pub(crate) handler: Option<&'a syn::ExprClosure>,
    pub(crate) tracked: &'a [Tracked],
    pub(crate) macros: &'a Macros,
    pub(crate) args: &'a Args,
    pub(crate) lowered: &'a Lowered<'a>,
}

/// Decides about all responses of one function.
pub(crate) fn decide(subject: &Subject<'_>, edits: &mut Edits, diagnostics: &mut Diagnostics) {
    edits.attributes.extend(&subject.lowered.attributes);
    for error in &subject.lowered.errors {
        diagnostics.error(Diagnostic { span: error.span(), message: error.to_string(), second: None });
    }
    let mut reported = BTreeSet::new();
    for response in 0..subject.tracked.len() {
        let checked = check::check(subject.lowered, response);
        let reported = &mut reported;
        let mut decider = Decider { subject, response, checked: &checked, edits, diagnostics, reported };
        decider.run();
    }
}

struct Decider<'s, 'a> {
    subject: &'s Subject<'a>,
    response: ResponseId,
    checked: &'s Checked,
    edits: &'s mut Edits,
    diagnostics: &'s mut Diagnostics,
    /// What was said of which operation: of one on either of two responses it is said once.
    reported: &'s mut BTreeSet<(usize, bool)>,
}

/// Late head operations that move together: one statement, or the uses of one view.
struct Group<'s, 'a> {
    block: &'a Block,
    unit: Vec<usize>,
    inner: Option<&'a Expr>,
    vouched: bool,
    findings: Vec<&'s Finding>,
}

impl<'s, 'a> Decider<'s, 'a> {
    fn run(&mut self) {
        let checked = self.checked;
        let (late, others): (Vec<&Finding>, Vec<&Finding>) = checked.findings.iter().partition(|finding| {
            matches!(finding.kind, FindingKind::Late(_)) && self.site(finding.site).effect == Effect::Head
        });
        let late: Vec<&Finding> =
            late.into_iter().filter(|finding| !self.checked_by_attribute(finding)).collect();
        let mut stay = Vec::new();
        let groups = self.groups(&late, &mut stay);
        for group in &groups {
            self.hoist_or_reject(group);
        }
        for (finding, why) in stay {
            self.reject(finding, Some(why));
        }
        for finding in others {
            self.react(finding);
        }
    }

    /// Whether this is the first error about the operation, or the first that it is not proven.
    fn is_news(&mut self, finding: &Finding) -> bool {
        let unproven = matches!(finding.kind, FindingKind::Unproven | FindingKind::Guarded);
        self.origin(finding.site).node.is_none_or(|node| self.reported.insert((node, unproven)))
    }

    fn react(&mut self, finding: &Finding) {
        match finding.kind {
            _ if self.checked_by_attribute(finding) => {}
            FindingKind::Unproven | FindingKind::Guarded => self.check(finding),
            _ => self.reject(finding, None),
        }
    }

    /// `#[late(drop)]` in front of the statement: checked with that policy, never an error.
    fn checked_by_attribute(&mut self, finding: &Finding) -> bool {
        let site = self.site(finding.site);
        let Some(policy) = self.policy_of_statement(finding).filter(|_| site.effect.needs_open()) else {
            return false;
        };
        if !self.insert_check(finding, Some(policy)) {
            let cause = finding.opaque.first().or(finding.commits.first()).map(|cause| self.site(*cause));
            self.cannot_follow(finding, site, cause);
        }
        true
    }

    fn policy_of_statement(&self, finding: &Finding) -> Option<LatePolicy> {
        let mut at = self.origin(finding.site).statement;
        while let Some(statement) = at.map(|id| self.statement(id)) {
            if let Some(late) = &statement.late {
                return Some(late.policy.clone());
            }
            at = statement.parent;
        }
        None
    }

    /// Late head operations by the statement that would move; those that cannot go to `stay` with the reason.
    fn groups(
        &self,
        late: &[&'s Finding],
        stay: &mut Vec<(&'s Finding, Option<Refusal>)>,
    ) -> Vec<Group<'s, 'a>> {
        let mut groups: Vec<Group<'s, 'a>> = Vec::new();
        for finding in late {
            let Some((block, index, inner)) = self.candidate(finding) else {
                stay.push((finding, None));
                continue;
            };
            let view = self.view_name(finding);
            let same = |group: &&mut Group<'s, 'a>| {
                let together =
                    view.is_some() && group.findings.iter().any(|other| self.view_name(other) == view);
                address(group.block) == address(block) && (group.unit.contains(&index) || together)
            };
            let vouched = self.is_vouched(finding);
            match groups.iter_mut().find(same) {
                Some(group) => {
                    group.unit.push(index);
                    group.unit.sort_unstable();
                    group.unit.dedup();
                    group.vouched &= vouched;
                    group.findings.push(finding);
                }
                None => {
                    let findings = vec![*finding];
                    groups.push(Group { block, unit: vec![index], inner, vouched, findings });
                }
            }
        }
        groups
    }

    /// The statement that would move for a finding: in the innermost block that is Open somewhere before it, but not out of a
    /// closure or block of its own.
    fn candidate(&self, finding: &Finding) -> Option<(&'a Block, usize, Option<&'a Expr>)> {
        let mut at = self.statement(self.origin(finding.site).statement?);
        loop {
            let (open, _) = self.boundaries(at.block);
            if open[..=at.index].contains(&true) {
                return Some((at.block, at.index, self.inner_function(at)));
            }
            let parent = self.statement(at.parent?);
            if at.barrier.is_some() || at.outlives && !parent.outlives {
                return None;
            }
            at = parent;
        }
    }

    /// The closure or block of its own that a statement stands in.
    fn inner_function(&self, statement: &Statement<'a>) -> Option<&'a Expr> {
        let mut at = statement;
        loop {
            if at.barrier.is_some() {
                return at.barrier;
            }
            match at.parent {
                Some(parent) => at = self.statement(parent),
                None => return None,
            }
        }
    }

    /// The variable of the head view that an operation goes through.
    fn view_name(&self, finding: &Finding) -> Option<String> {
        let origin = self.origin(finding.site);
        let Some(Expr::MethodCall(call)) = origin.expr else { return None };
        let Expr::Path(path) = &*call.receiver else { return None };
        let name = path.path.get_ident()?.to_string();
        (origin.via == crate::annotations::Via::HeadView).then_some(name)
    }

    fn is_vouched(&self, finding: &Finding) -> bool {
        let mut at = self.origin(finding.site).statement;
        while let Some(statement) = at.map(|id| self.statement(id)) {
            if statement.hoist {
                return true;
            }
            at = statement.parent;
        }
        false
    }

    /// Where not only purity is in doubt, the other obstacle is what a user must know.
    fn in_earnest(&self, group: &Group<'s, 'a>, refusal: Refusal) -> Refusal {
        let in_doubt = match &refusal.reason {
            Reason::Impure { what } => !refusals::is_clock(what),
            Reason::UnknownCall { .. } => true,
            _ => false,
        };
        if group.vouched || !in_doubt {
            return refusal;
        }
        self.ask(group, true).err().unwrap_or(refusal)
    }

    fn hoist_or_reject(&mut self, group: &Group<'s, 'a>) {
        match self.ask(group, group.vouched) {
            Ok(hoist) => self.hoisted(group, hoist),
            Err(refusal) => {
                let refusal = self.in_earnest(group, refusal);
                for finding in &group.findings {
                    self.reject(finding, Some(Some(refusal.clone())));
                }
            }
        }
    }

    fn ask(&self, group: &Group<'s, 'a>, vouched: bool) -> Result<Hoist, Refusal> {
        let (graph, phases) = (&self.subject.lowered.graph, &self.checked.phases);
        let mut findings = group.findings.iter();
        if let Some(trailer) = findings.find(|one| check::may_be_trailer(graph, phases, one.site)) {
            return Err(Refusal { reason: Reason::MayBeTrailer, span: self.site(trailer.site).span });
        }
        let (open_before, may_be_open_before) = self.boundaries(group.block);
        let moved = self.edits.moves.get(&address(group.block));
        let moved: Vec<(usize, usize)> = moved
            .into_iter()
            .flatten()
            .flat_map(|hoist| hoist.statements.iter().map(|statement| (*statement, hoist.above)))
            .collect();
        let tracked = &self.subject.tracked[self.response];
        plan::hoist(&Question {
            signature: self.subject.signature,
            body: self.subject.body,
            block: group.block,
            unit: group.unit.clone(),
            response: self.response,
            open_before: &open_before,
            may_be_open_before: &may_be_open_before,
            moved: &moved,
            annotations: &self.subject.lowered.annotations,
            macros: self.subject.macros,
            answers_errors: tracked.table.answers_errors(&tracked.type_name),
            inner_function: group.inner,
            handler: self.subject.handler,
            vouched,
        })
    }

    /// For each boundary of a block: whether the response is Open there on every path, and on some path.
    fn boundaries(&self, block: &Block) -> (Vec<bool>, Vec<bool>) {
        let mut every = vec![true; block.stmts.len() + 1];
        let mut some = vec![false; block.stmts.len() + 1];
        let phases: &Phases = &self.checked.phases;
        for marks in self.subject.lowered.marks.get(&address(block)).into_iter().flatten() {
            for (at, mark) in marks.iter().enumerate() {
                let open = |phase: &Phase| *phase == Phase::Open;
                every[at] &= phases.at(*mark).iter().all(open);
                some[at] |= phases.at(*mark).iter().any(|phase| open(phase) || *phase == Phase::Unknown);
            }
        }
        (every, some)
    }

    fn hoisted(&mut self, group: &Group<'s, 'a>, hoist: Hoist) {
        let above = group.block.stmts.get(hoist.above).and_then(|stmt| line(first_span(stmt)));
        let level = self.subject.args.lints.hoisted;
        for finding in &group.findings {
            let site = self.site(finding.site);
            match level {
                Level::Allow => {}
                Level::Warn => self.warn("hoisted", finding, messages::was_hoisted(site, above)),
                Level::Deny => {
                    let second = self.second_place(finding, group.findings[0]);
                    let message = messages::hoisted(site, above);
                    self.diagnostics.error(Diagnostic { span: site.span, message, second });
                }
            }
        }
        self.edits.moves.entry(address(group.block)).or_default().push(hoist);
    }

    fn warn(&mut self, lint: &'static str, finding: &Finding, message: String) {
        let origin = self.origin(finding.site);
        let mut nodes: Vec<usize> = origin.node.into_iter().collect();
        let mut at = origin.statement;
        while let Some(statement) = at.map(|id| self.statement(id)) {
            nodes.extend(statement.block.stmts.get(statement.index).map(address));
            at = statement.parent;
        }
        let diagnostic = Diagnostic {
            span: self.site(finding.site).span,
            message,
            second: self.second_place(finding, finding),
        };
        self.diagnostics.warning(Warning { diagnostic, lint, root: self.subject.root, nodes });
    }

    /// The place where the head was sent; once for several findings of one statement.
    fn second_place(&self, finding: &Finding, first: &Finding) -> Option<(Span, String)> {
        if !std::ptr::eq(finding, first) {
            return None;
        }
        let blamed = self.site(*finding.blamed().first()?);
        Some((blamed.span, messages::commit(blamed)))
    }

    fn site(&self, site: SiteId) -> &'a Site {
        &self.subject.lowered.graph.sites[site.index()]
    }

    fn origin(&self, site: SiteId) -> &'a crate::lower::Origin<'a> {
        &self.subject.lowered.origins[site.index()]
    }

    fn statement(&self, id: StatementId) -> &'a Statement<'a> {
        &self.subject.lowered.statements[id.0 as usize]
    }
}

fn first_span(stmt: &syn::Stmt) -> Span {
    syn::spanned::Spanned::span(stmt)
}
