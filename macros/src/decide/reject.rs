//! Errors: the mistake, the place where the head went, why it was not moved, and the remedy.

use quote::ToTokens;
use syn::Expr;

use crate::args::Level;
use crate::check::{Finding, FindingKind, When};
use crate::diagnostics::{Diagnostic, line, messages, refusals, remedies};
use crate::effect::Effect;
use crate::graph::{ContextKind, Graph, Site, SiteId};
use crate::plan::{Reason, Refusal};

use super::Decider;

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
            _ if self.is_error_answer(finding, blamed) => vec![remedies::after_part(&self.response_name())],
            _ => vec![remedies::missing_return(blamed)],
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
        if self.is_error_answer(finding, blamed) {
            lines.push(remedies::after_part(&self.response_name()));
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
        if matches!(blamed.effect, Effect::Send | Effect::Upgrade | Effect::Finish) {
            lines.push(remedies::missing_return(blamed));
        } else if when == When::SecondIteration {
            lines.push(
                "help: set it before the loop, or only in the first round, ahead of the write".to_owned(),
            );
        } else if reason.is_some_and(needs_the_body) {
            let trailer = self.trailer(finding, blamed);
            let otherwise = match &self.site(finding.site).header {
                Some(_) => remedies::collect_first(blamed),
                None => remedies::after_part(&self.response_name()),
            };
            lines.push(trailer.unwrap_or(otherwise));
        } else if let Some(remedy) = reason.and_then(refusals::remedy) {
            lines.push(format!("help: {remedy}"));
        } else {
            let place = line(blamed.span).map(|line| format!("above line {line}, ")).unwrap_or_default();
            lines.push(format!("help: set it {place}before the head is sent"));
        }
        lines
    }

    /// Why nothing could be asked: there is no block that is entered Open.
    fn stays(&self, finding: &Finding) -> &'static str {
        let mut at = self.origin(finding.site).statement;
        while let Some(statement) = at.map(|id| self.statement(id)) {
            if statement.barrier.is_some() {
                return "nothing moves out of a closure or block that runs on its own";
            }
            at = statement.parent;
        }
        "the head may already be sent wherever it could go"
    }

    fn trailer(&self, finding: &Finding, blamed: &Site) -> Option<String> {
        let header = self.site(finding.site).header.as_ref();
        let header = header.filter(|header| remedies::may_be_trailer(header))?;
        let table = &self.subject.tracked[self.response].table;
        let value = match self.origin(finding.site).expr {
            Some(Expr::MethodCall(call)) => {
                call.args.iter().nth(1).map(|value| value.to_token_stream().to_string())
            }
            _ => None,
        };
        let value = value.filter(|value| value.len() < 40).unwrap_or_else(|| "..".to_owned());
        let sent = table.vocabulary().sends_trailers;
        sent.then(|| remedies::trailer(&self.response_name(), header, &value, blamed))
    }

    /// A status, header or answer in an `Err` arm, after part of the body was written.
    fn is_error_answer(&self, finding: &Finding, blamed: &Site) -> bool {
        let graph = &self.subject.lowered.graph;
        let site = self.site(finding.site);
        let in_error_arm = graph
            .around(site.context)
            .iter()
            .any(|id| matches!(&graph.contexts[id.index()].kind, ContextKind::Arm { plain: true, .. }));
        let inside_closure = self
            .origin(finding.site)
            .statement
            .is_some_and(|id| matches!(self.statement(id).barrier, Some(Expr::Closure(_))));
        matches!(blamed.effect, Effect::Write | Effect::Commit)
            && (in_error_arm || inside_closure)
            && matches!(site.effect, Effect::Head | Effect::Send)
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
    matches!(reason, Changes { .. } | Moves { .. } | Borrowed { .. } | ReadsResponse)
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
