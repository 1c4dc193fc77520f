//! Whether errors are true: each needs an execution in which what it says happens.
//!
//! Errors without one are searched for, in the real world first ([`search`]), then in worlds of which less is known
//! ([`imprecision`](super::imprecision)), which says why the analysis could not do better.

use super::ast::Handler;
use super::execution::Written;
use super::imprecision::Imprecision;
use super::judge::{Failure, Finding, Judged, explains};
use super::loose::Blind;
use super::response::Violation;
use super::search::search;

/// What is known of an error without an execution in which it is true.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Verdict {
    /// It is never true, for a reason that is known.
    Known(Imprecision),
    /// It is never true.
    Never,
    /// There are more executions than were tried.
    Undecided,
}

/// How many executions were tried, and the errors that are left.
type Decided = (usize, Vec<(Finding, Verdict)>);

impl Verdict {
    pub fn spelled(self) -> String {
        match self {
            Verdict::Known(why) => format!("never true, because of {why:?}"),
            Verdict::Never => "never true".to_owned(),
            Verdict::Undecided => "not decided".to_owned(),
        }
    }
}

pub fn errors(findings: &[Finding]) -> Vec<&Finding> {
    findings.iter().filter(|finding| finding.kind.can_be_false()).collect()
}

/// Leaves the errors that this execution is no witness of.
pub fn witness(open: &mut Vec<&Finding>, violations: &[(Vec<u32>, Violation)]) {
    open.retain(|finding| {
        !violations.iter().any(|(statements, violation)| explains(finding, statements, *violation))
    });
}

/// Searches for the executions in which errors are true; each is checked too.
pub fn decide(
    handler: &Handler,
    written: &Written,
    most: usize,
    mut open: Vec<&Finding>,
    check: impl Fn(&[(Vec<u32>, Violation)]) -> Judged,
) -> Result<Decided, Failure> {
    let mut judged = Ok(());
    let real = search(handler, written, (most, Blind::default()), |violations| {
        judged = check(violations);
        witness(&mut open, violations);
        judged.is_ok() && !open.is_empty()
    });
    judged?;
    if open.is_empty() {
        return Ok((real.executions, Vec::new()));
    }
    let mut tried = real.executions;
    let mut left: Vec<(Finding, Verdict)> = Vec::new();
    for known in Imprecision::ALL {
        let mut unexplained = open.clone();
        let mut complete = true;
        for blind in known.blind(handler) {
            let loose = search(handler, written, (most, blind), |violations| {
                witness(&mut unexplained, violations);
                !unexplained.is_empty()
            });
            tried += loose.executions;
            complete &= loose.complete;
        }
        open.retain(|finding| {
            let explained = !unexplained.iter().any(|other| std::ptr::eq(*other, *finding));
            let verdict = match (explained, real.complete, complete) {
                (true, true, _) => Verdict::Known(known),
                (true, false, _) | (false, _, false) => Verdict::Undecided,
                (false, _, true) => return true,
            };
            left.push(((*finding).clone(), verdict));
            false
        });
        if open.is_empty() {
            break;
        }
    }
    left.extend(open.into_iter().map(|finding| (finding.clone(), Verdict::Never)));
    Ok((tried, left))
}
