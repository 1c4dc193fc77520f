//! What is not proven: a run-time check, or under `deny(checked)` an error that says why, and what helps.

use proc_macro2::Span;
use quote::quote;

use crate::args::Level;
use crate::check::Finding;
use crate::diagnostics::{Diagnostic, line, messages, remedies};
use crate::graph::Site;
use crate::vocabulary::{Check, StateShape};

use super::checks::viewed;
use super::{Decider, around};

impl Decider<'_, '_> {
    /// An operation that is not proven: checked at run time, under the lint `checked`.
    pub(super) fn check(&mut self, finding: &Finding) {
        let site = self.site(finding.site);
        let cause = finding.opaque.first().or(finding.commits.first()).map(|cause| self.site(*cause));
        let news = self.is_news(finding);
        match self.subject.args.lints.checked {
            Level::Deny if !news => return,
            Level::Deny => {
                let second = cause.map(|cause| (cause.span, messages::commit(cause)));
                if !self.can_be_checked(finding) {
                    return self.cannot_follow(finding, site, cause);
                }
                let more = self.beside_the_check(finding);
                let message = messages::checked(site, cause, &self.asks(), more);
                self.diagnostics.error(Diagnostic { span: site.span, message, second });
                return;
            }
            Level::Warn if news => self.warn("checked", finding, messages::was_checked(site, cause)),
            Level::Warn => {}
            Level::Allow => {}
        }
        if !self.insert_check(finding, None) && news {
            self.cannot_follow(finding, site, cause);
        }
    }

    fn can_be_checked(&mut self, finding: &Finding) -> bool {
        let origin = self.origin(finding.site);
        let expr = origin.view.map(viewed).or(origin.expr);
        expr.is_some_and(|expr| self.ask_response(finding, expr, Span::call_site()).is_some())
    }

    /// How a user asks the response whether its head is still there.
    fn asks(&self) -> String {
        let response = self.response_name();
        if let Some(called) = self.subject.lowered.state_calls.get(&self.response) {
            let written = quote!(#called).to_string().replace(" . ", ".").replace(" ()", "()");
            return format!("!{written}");
        }
        let table = &self.subject.tracked[self.response].table;
        let (through, method, shape) = match (table.declared_state(), &table.vocabulary().check) {
            (Some((method, shape)), _) => (None, method, shape),
            (None, Check::State { through, method, shape }) => (*through, *method, *shape),
            (None, Check::HeadSent | Check::Tracker) => (None, "head_sent", StateShape::True),
        };
        let through = through.map(|through| format!(".{through}()")).unwrap_or_default();
        match shape {
            StateShape::True => format!("!{response}{through}.{method}()"),
            StateShape::Some => format!("{response}{through}.{method}().is_none()"),
            StateShape::NotZero => format!("{response}{through}.{method}() == 0"),
        }
    }

    /// What helps besides a word about the helper.
    fn beside_the_check(&self, finding: &Finding) -> Option<String> {
        let cause = *finding.opaque.first()?;
        if self.is_handed_on(finding) {
            return Some(remedies::hook(&self.response_name(), line(self.site(cause).span)));
        }
        let failed = around::failed(self.subject.body, self.origin(finding.site).expr?)?;
        let helper = self.origin(cause).expr?;
        let renders = !failed.perhaps && around::holds(failed.value, helper);
        renders.then(|| remedies::render_first(self.site(cause)))
    }

    pub(super) fn cannot_follow(&mut self, finding: &Finding, site: &Site, cause: Option<&Site>) {
        let name = self.subject.tracked[self.response].table.vocabulary().name;
        let blamed = cause.unwrap_or(site);
        let message = match self.origin(finding.site).expr {
            Some(expr) if self.base(expr).is_none() => messages::cannot_ask(site, blamed),
            _ => messages::cannot_follow(site, blamed, name),
        };
        let second = cause.map(|cause| (cause.span, messages::commit(cause)));
        self.diagnostics.error(Diagnostic { span: site.span, message, second });
    }
}
