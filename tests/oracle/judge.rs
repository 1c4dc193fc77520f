//! Holds the macro to its promise on one handler.

use std::cell::Cell;
use std::collections::HashSet;

use proc_macro2::TokenStream;

use super::ast::{Expr, Handler, StmtKind};
use super::compare::compare;
use super::execution::{Outcome, Written, run};
use super::guards::behind_guards;
use super::print::{Source, print};
use super::random::mix;
use super::read::read;
use super::response::Violation;
use super::value::Flow;
use super::walk;
use super::witness::{Verdict, decide, errors, witness};
use super::world::World;

/// How many random executions of each handler, and how many more the search for an error's witness may take.
#[derive(Clone, Copy)]
pub struct Effort {
    pub runs: u64,
    pub search: usize,
}

impl Effort {
    pub const TEST: Effort = Effort { runs: 8, search: 100 };
    pub const LONG: Effort = Effort { runs: 24, search: 3000 };
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    Late,
    Second,
    AfterEnd,
    Hoist,
    Check,
    Other,
}

impl Kind {
    /// Whether it is an error that needs an execution in which it is true.
    pub fn can_be_false(self) -> bool {
        matches!(self, Kind::Late | Kind::Second | Kind::AfterEnd)
    }

    fn is_error(self) -> bool {
        !matches!(self, Kind::Hoist | Kind::Check)
    }
}

#[derive(Clone, Debug)]
pub struct Finding {
    pub statement: u32,
    pub kind: Kind,
    pub text: String,
}

/// Something that must not be, by its class, with what there is to see.
#[derive(Clone, Debug)]
pub struct Failure {
    pub class: String,
    pub detail: String,
}

#[derive(Default)]
pub struct Report {
    pub findings: Vec<Finding>,
    /// Errors for which no execution was found in which they are true.
    pub open: Vec<(Finding, Verdict)>,
    /// How many executions were tried in search of one.
    pub tried: usize,
    pub senseless: bool,
    /// Whether an expansion was compared, after how many repairs, and how many statements it moved and checked.
    pub expanded: Option<(usize, usize, usize)>,
    pub failure: Option<Failure>,
    /// Whether something was written after the end behind a guard that may know better.
    pub guarded: bool,
}

pub type Judged = Result<(), Failure>;

fn fail<T>(class: &str, detail: impl Into<String>) -> Result<T, Failure> {
    Err(Failure { class: class.to_owned(), detail: detail.into() })
}

pub fn judge(handler: &Handler, seed: u64, effort: Effort) -> Report {
    let mut report = Report::default();
    report.failure = match judge_into(handler, seed, effort, &mut report) {
        Err(failure) => Some(failure),
        Ok(()) => false_alarm(handler, &report),
    };
    report
}

/// An error that is never true, and nobody knows why.
fn false_alarm(handler: &Handler, report: &Report) -> Option<Failure> {
    let (finding, _) = report.open.iter().find(|(_, verdict)| *verdict == Verdict::Never)?;
    let source = print(handler);
    let line = source.statements.iter().position(|at| *at == finding.statement).unwrap_or(0);
    let class = format!("false alarm {:?}", finding.kind);
    let detail =
        format!("line {line} is in no execution what is said of it:\n{}\n{}", finding.text, source.text);
    Some(Failure { class, detail })
}

fn judge_into(handler: &Handler, seed: u64, effort: Effort, report: &mut Report) -> Judged {
    let source = print(handler);
    let tokens = parse(&source)?;
    match read_as(handler, tokens.clone()) {
        Ok(same) if same == *handler => {}
        Ok(_) => return fail("oracle: read", source.text),
        Err(why) => return fail("oracle: read", format!("{why}\n{}", source.text)),
    }
    report.findings = findings(&source, &tokens, arguments(handler, ", deny(hoisted, checked)"));
    let guarded = Guarded::of(handler);
    let written: Written = walk::written_names(&handler.body).into();
    let runs: Vec<Outcome> = (0..effort.runs).map(|at| untraced(handler, &written, mix(seed ^ at))).collect();
    let senseless = |run: &Outcome| match &run.value {
        Err(Flow::Stuck(why)) => Some(why.clone()),
        Err(Flow::Break(..) | Flow::Continue(..)) => Some("a jump out of nothing".to_owned()),
        _ => None,
    };
    if let Some(why) = runs.iter().find_map(senseless) {
        report.senseless = true;
        return fail("oracle: senseless", format!("{why}\n{}", source.text));
    }
    let mut open = errors(&report.findings);
    for run in &runs {
        missed(&run.violations, &report.findings, &source, &guarded)?;
        witness(&mut open, &run.violations);
    }
    if !open.is_empty() {
        (report.tried, report.open) = decide(handler, &written, effort.search, open, |violations| {
            missed(violations, &report.findings, &source, &guarded)
        })?;
    }
    report.guarded = guarded.met.get();
    repaired(handler, seed, effort, report)
}

fn parse(source: &Source) -> Result<TokenStream, Failure> {
    source.text.parse().or_else(|error| fail("oracle: print", format!("{error}\n{}", source.text)))
}

fn read_as(handler: &Handler, tokens: TokenStream) -> Result<Handler, String> {
    read(tokens).map(|read| Handler { entry_unknown: handler.entry_unknown, ..read })
}

/// The arguments of the attribute.
pub fn arguments(handler: &Handler, more: &str) -> TokenStream {
    let entry = if handler.entry_unknown { "unknown" } else { "open" };
    format!("entry = {entry}{more}").parse().expect("tokens")
}

/// What the macro says, without second places.
fn findings(source: &Source, tokens: &TokenStream, args: TokenStream) -> Vec<Finding> {
    crate::expand(args, tokens.clone()).map_or_else(|error| located(source, error), |_| Vec::new())
}

fn located(source: &Source, error: syn::Error) -> Vec<Finding> {
    let mut found = Vec::new();
    for error in error {
        let text = error.to_string();
        if text.starts_with("the head is sent here") || text.starts_with("the response ends here") {
            continue;
        }
        let line = error.span().start().line;
        let statement = source.statements.get(line).copied().unwrap_or(0);
        found.push(Finding { statement, kind: kind(&text), text });
    }
    found
}

fn kind(text: &str) -> Kind {
    let headline = text.lines().next().unwrap_or_default();
    let words = [
        (Kind::Late, "is too late"),
        (Kind::Second, "is a second response"),
        (Kind::AfterEnd, "comes after the end of the response"),
        (Kind::Hoist, "would be hoisted"),
        (Kind::Check, "needs a run-time check"),
    ];
    words.iter().find(|(_, words)| headline.contains(words)).map_or(Kind::Other, |(kind, _)| *kind)
}

pub fn explains(finding: &Finding, statements: &[u32], violation: Violation) -> bool {
    let kind = match violation {
        Violation::Late => matches!(finding.kind, Kind::Late | Kind::Hoist | Kind::Check),
        Violation::Second => matches!(finding.kind, Kind::Second | Kind::Check),
        // A header that is late on one way may be a trailer behind the end on another.
        Violation::AfterEnd => matches!(finding.kind, Kind::AfterEnd | Kind::Late | Kind::Check),
    };
    kind && statements.contains(&finding.statement)
}

/// Statements behind guards that may know, and whether one of them was met after the end of its response.
struct Guarded {
    statements: HashSet<u32>,
    met: Cell<bool>,
}

impl Guarded {
    fn of(handler: &Handler) -> Guarded {
        Guarded { statements: behind_guards(handler), met: Cell::new(false) }
    }

    fn excuses(&self, statements: &[u32], violation: Violation) -> bool {
        let excused = violation == Violation::AfterEnd
            && statements.iter().any(|statement| self.statements.contains(statement));
        self.met.set(self.met.get() || excused);
        excused
    }
}

/// Property 1: whatever is late in an execution was found.
fn missed(
    violations: &[(Vec<u32>, Violation)],
    findings: &[Finding],
    source: &Source,
    guarded: &Guarded,
) -> Judged {
    for (statements, violation) in violations {
        let found = |finding| explains(finding, statements, *violation);
        if !findings.iter().any(found) && !guarded.excuses(statements, *violation) {
            let line = source.statements.iter().position(|at| Some(at) == statements.last()).unwrap_or(0);
            return fail(
                &format!("missed {violation:?}"),
                format!("line {line} is {violation:?} and nothing says so\n{}", source.text),
            );
        }
    }
    Ok(())
}

fn untraced(handler: &Handler, written: &Written, seed: u64) -> Outcome {
    run(handler, written, World::of_seed(seed, false), false)
}

fn drawn(handler: &Handler, written: &Written, seed: u64, buffering: bool) -> Outcome {
    run(handler, written, World::of_seed(seed, true), buffering)
}

/// The handler without the statements that are errors.
pub fn without_errors(mut handler: Handler) -> Option<Handler> {
    for _ in 0..8 {
        let source = print(&handler);
        let errors = match crate::expand(arguments(&handler, ""), source.text.parse().ok()?) {
            Ok(_) => return Some(handler),
            Err(error) => located(&source, error),
        };
        walk::delete(&mut handler.body, &|id| errors.iter().any(|error| error.statement == id));
    }
    None
}

/// Deletes what is an error until the handler expands, then compares.
fn repaired(handler: &Handler, seed: u64, effort: Effort, report: &mut Report) -> Judged {
    let mut handler = handler.clone();
    // The first errors are known: the levels of the lints add some, and take none away.
    let known = |id: u32| report.findings.iter().any(|found| found.statement == id && found.kind.is_error());
    let first = usize::from(walk::delete(&mut handler.body, &known));
    for repairs in first..8 {
        let source = print(&handler);
        let tokens = parse(&source)?;
        match crate::expand(arguments(&handler, ""), tokens.clone()) {
            Ok(expansion) => {
                report.expanded = Some((repairs, 0, 0));
                return expanded(&handler, (seed, effort), &source, expansion, report);
            }
            Err(error) => {
                let errors = located(&source, error);
                let doomed = |id: u32| errors.iter().any(|error| error.statement == id);
                if !walk::delete(&mut handler.body, &doomed) {
                    let texts: Vec<String> = errors.into_iter().map(|error| error.text).collect();
                    return fail("refused", format!("{}\n{}", texts.join("\n"), source.text));
                }
            }
        }
    }
    Ok(())
}

fn expanded(
    handler: &Handler,
    (seed, effort): (u64, Effort),
    source: &Source,
    expansion: TokenStream,
    report: &mut Report,
) -> Judged {
    let read = match read_as(handler, expansion.clone()) {
        Ok(read) => walk::numbered(read),
        Err(why) => return fail("unreadable", format!("{why}\n{}", source.text)),
    };
    let checks = count_checks(&read);
    let changed = read != *handler;
    if let Some((_, moved, checked)) = &mut report.expanded {
        *moved = usize::from(changed && checks == 0);
        *checked = checks;
    }
    let written: Written = walk::written_names(&handler.body).into();
    let guarded = Guarded::of(&read);
    for at in 0..effort.runs {
        let mut streamed = drawn(&read, &written, mix(seed ^ at), false);
        streamed.violations.retain(|(at, violation)| !guarded.excuses(at, *violation));
        if !changed && streamed.violations.is_empty() {
            // The same statements on a response that nothing came too late for: buffering makes no difference.
            continue;
        }
        let original = drawn(handler, &written, mix(seed ^ at), true);
        if let Err(why) = compare(&original, &streamed) {
            let (class, detail) = why.split_once(": ").unwrap_or((&why, ""));
            let after = print(&read).text;
            return fail(class, format!("{detail}\n{}\n--- became\n{after}", source.text));
        }
    }
    report.guarded |= guarded.met.get();
    if checks == 0 {
        let again = crate::expand(arguments(handler, ""), expansion.clone());
        let same = again.as_ref().is_ok_and(|again| again.to_string() == expansion.to_string());
        if !same {
            let after = print(&read).text;
            return fail("not idempotent", format!("{}\n--- became\n{after}", source.text));
        }
    }
    Ok(())
}

fn count_checks(handler: &Handler) -> usize {
    let mut checks = 0;
    walk::statements(&handler.body, &mut |stmt| {
        checks += usize::from(matches!(stmt.kind, StmtKind::Checked(_)));
    });
    walk::each(&handler.body, &mut |expr| checks += usize::from(matches!(expr, Expr::Checked(_))));
    checks
}
