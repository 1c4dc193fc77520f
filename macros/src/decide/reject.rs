//! Errors: the mistake, the place where the head went, why it was not moved, and the remedy.

use syn::Expr;

use crate::args::Level;
use crate::check::{Finding, FindingKind, When};
use crate::diagnostics::{Diagnostic, line, messages, refusals, remedies};
use crate::effect::Effect;
use crate::graph::{ContextKind, Graph, Site, SiteId};
use crate::lower::written;
use crate::plan::{Reason, Refusal};

use super::{Decider, around};

impl Decider<'_, '_> {
    /// Reports a finding as an error; under `warn(late)` and `allow(late)` it becomes a check.
    pub(super) fn reject(&mut self, finding: &Finding, why: Option<Option<Refusal>>) {
        if !self.is_news(finding) {
            return;
        }
        let site = self.site(finding.site);
        let Some(blamed) = finding.blamed().first().map(|blamed| self.site(*blamed)) else { return };
        let branch = self.branch(finding);
        let branch = branch.as_ref().map(|(name, line)| (name.as_str(), *line));
        let headline = match finding.kind {
            FindingKind::Late(when) => messages::late(site, blamed, when, branch),
            FindingKind::Second(when) => messages::second(site, blamed, when, branch),
            FindingKind::AfterEnd(when) => messages::after_end(site, blamed, when, branch),
            FindingKind::Unproven | FindingKind::Guarded => return,
        };
        let lenient =
            self.subject.args.lints.late != Level::Deny && !matches!(finding.kind, FindingKind::AfterEnd(_));
        if lenient && self.insert_check(finding, None) {
            if self.subject.args.lints.late == Level::Warn {
                self.warn("late", finding, headline);
            }
            return;
        }
        let mut lines = vec![headline];
        lines.extend(self.help(finding, blamed, why.as_ref()));
        let second = Some((blamed.span, messages::commit(blamed)));
        self.diagnostics.error(Diagnostic { span: site.span, message: lines.join("\n"), second });
    }

    fn help(&self, finding: &Finding, blamed: &Site, why: Option<&Option<Refusal>>) -> Vec<String> {
        match finding.kind {
            FindingKind::Late(when) => self.help_late(finding, blamed, when, why),
            FindingKind::Second(When::SecondIteration) => vec![
                "help: answer once, behind the loop, or leave the loop with `break` or `return` after it"
                    .to_owned(),
            ],
            FindingKind::AfterEnd(When::Always) if blamed.effect == Effect::Finish => {
                vec![remedies::end_later(blamed)]
            }
            _ => vec![self.error_answer(finding, blamed).unwrap_or_else(|| remedies::missing_return(blamed))],
        }
    }

    fn help_late(
        &self,
        finding: &Finding,
        blamed: &Site,
        when: When,
        why: Option<&Option<Refusal>>,
    ) -> Vec<String> {
        let mut lines = Vec::new();
        if let Some(remedy) = self.error_answer(finding, blamed) {
            lines.push(remedy);
            return lines;
        }
        let reason = why.and_then(|why| why.as_ref()).map(|refusal| &refusal.reason);
        match why {
            Some(Some(refusal)) => {
                let text = refusals::text(&refusal.reason, line(refusal.span).unwrap_or(0));
                lines.push(format!("help: {text}"));
            }
            Some(None) => lines.push(format!("help: not moved up, because {}", self.stays(finding))),
            None => {}
        }
        let above = self.open_above(finding, blamed);
        let answers = matches!(blamed.effect, Effect::Send | Effect::Upgrade | Effect::Finish);
        if answers && (when != When::Always || matches!(reason, Some(Reason::MayFinish { .. }))) {
            lines.push(remedies::missing_return(blamed));
        } else if self.is_handed_on(finding) {
            lines.push(remedies::hook(&self.response_name(), above));
        } else if when == When::SecondIteration {
            lines.push(
                "help: set it before the loop, or only in the first round, ahead of the write".to_owned(),
            );
        } else if reason.is_some_and(needs_the_body) {
            let trailer = self.trailer(finding, above);
            let otherwise = match &self.site(finding.site).header {
                Some(_) => remedies::collect_first(blamed),
                None => remedies::after_part(self.aborts().as_deref()),
            };
            lines.push(trailer.unwrap_or(otherwise));
        } else if let Some(Reason::Moves { name }) = reason {
            lines.push(remedies::with_a_clone(name, above));
        } else if let Some(Reason::MayChange { name }) = reason {
            lines.push(remedies::earlier_if_same(name, above));
            lines.extend(self.trailer(finding, above));
        } else if let Some(remedy) = reason.and_then(refusals::remedy) {
            lines.push(format!("help: {remedy}"));
        } else {
            lines.push(remedies::earlier(above));
        }
        lines
    }

    /// Why nothing could be asked: there is no block that is entered Open.
    fn stays(&self, finding: &Finding) -> &'static str {
        let mut at = self.origin(finding.site).statement;
        while let Some(statement) = at.map(|id| self.statement(id)) {
            if statement.barrier.is_some() || statement.outlives {
                return "nothing moves out of a closure or block that runs on its own";
            }
            at = statement.parent;
        }
        "the head may already be sent wherever it could go"
    }

    /// The line of what sends the head, or of the outermost loop that runs it again, unless the response begins anew in it.
    fn open_above(&self, finding: &Finding, blamed: &Site) -> Option<usize> {
        let graph = &self.subject.lowered.graph;
        let around_operation = graph.around(self.site(finding.site).context);
        let reborn = self.is_reborn();
        let mut around_commit = graph.around(blamed.context).into_iter();
        let repeats = around_commit.find(|id| {
            let is_loop = matches!(graph.contexts[id.index()].kind, ContextKind::Loop { .. });
            is_loop && !(reborn && around_operation.contains(id))
        });
        line(repeats.map_or(blamed.span, |id| graph.contexts[id.index()].span))
    }

    fn trailer(&self, finding: &Finding, above: Option<usize>) -> Option<String> {
        let header = self.site(finding.site).header.as_ref();
        let header = header.filter(|header| remedies::may_be_trailer(header))?;
        let table = &self.subject.tracked[self.response].table;
        let value = match self.origin(finding.site).expr {
            Some(Expr::MethodCall(call)) => call.args.iter().nth(1).map(written),
            _ => None,
        };
        let value = value.filter(|value| value.len() < 40).unwrap_or_else(|| "..".to_owned());
        let sent = table.vocabulary().sends_trailers;
        sent.then(|| remedies::trailer(&self.response_name(), header, &value, above))
    }

    /// A status, header or answer in an `Err` arm, after part of the body was written.
    fn error_answer(&self, finding: &Finding, blamed: &Site) -> Option<String> {
        let (site, operation) = (self.site(finding.site), self.origin(finding.site).expr?);
        let answers = matches!(site.effect, Effect::Head | Effect::Send | Effect::Commit);
        if !answers || !matches!(blamed.effect, Effect::Write | Effect::Commit) {
            return None;
        }
        let failed = around::failed(self.subject.body, operation)?;
        let commit = finding.blamed().first().and_then(|site| self.origin(*site).expr);
        let helper = matches!(failed.value, Expr::Path(_))
            || commit.is_some_and(|commit| around::holds(failed.value, commit));
        let is_status = site.effect != Effect::Head || site.name.contains("status");
        if failed.perhaps && !is_status {
            return None;
        }
        if helper && blamed.silent {
            return Some(remedies::render_first(blamed));
        }
        Some(remedies::after_part(self.aborts().as_deref()))
    }

    /// The response, if it can be aborted.
    fn aborts(&self) -> Option<String> {
        let table = &self.subject.tracked[self.response].table;
        table.lookup("abort", &[], "").map(|_| self.response_name())
    }

    /// What sent the head is whatever comes next in a chain of handlers, and there are hooks for that.
    pub(super) fn is_handed_on(&self, finding: &Finding) -> bool {
        let blamed = finding.opaque.first().or(finding.commits.first());
        let call = blamed.and_then(|site| self.origin(*site).expr);
        let table = &self.subject.tracked[self.response].table;
        call.is_some_and(around::hands_on) && table.lookup("on_commit", &[], "").is_some()
    }

    pub(super) fn response_name(&self) -> String {
        self.subject.tracked[self.response].place.to_string()
    }

    /// The branch that commits, if the operation is on time on another path.
    fn branch(&self, finding: &Finding) -> Option<(String, usize)> {
        let commit = *finding.blamed().first()?;
        let graph = &self.subject.lowered.graph;
        branch_of(graph, commit, finding.site)
    }
}

/// Whether a reason means that the value is only known behind the write.
fn needs_the_body(reason: &Reason) -> bool {
    use Reason::*;
    match reason {
        Changes { .. } | Borrowed { .. } | ReadsResponse => true,
        Impure { what } => refusals::is_clock(what),
        _ => false,
    }
}

/// The outermost branch, arm or loop around the commit that does not hold the operation too.
fn branch_of(graph: &Graph, commit: SiteId, operation: SiteId) -> Option<(String, usize)> {
    let around_operation = graph.around(graph.sites[operation.index()].context);
    let around_commit = graph.around(graph.sites[commit.index()].context);
    around_commit.iter().filter(|id| !around_operation.contains(id)).find_map(|id| {
        let context = &graph.contexts[id.index()];
        let name = match &context.kind {
            ContextKind::Branch { side, .. } => format!("`{side}`"),
            ContextKind::Arm { .. } => "`match` arm".to_owned(),
            ContextKind::Loop { .. } => "loop".to_owned(),
            ContextKind::Function | ContextKind::Later { .. } => return None,
        };
        Some((name, line(context.span)?))
    })
}
