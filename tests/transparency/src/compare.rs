//! One crate from its sources to its row in the table: in both modes, and without the attribute last, so that what the
//! crate depends on is built before the time is taken that is compared.

use std::collections::BTreeSet;
use std::fmt;
use std::time::Duration;

use crate::apply::{self, Applied};
use crate::cargo::{self, Results};
use crate::edits;
use crate::functions::Mode;
use crate::list::Listed;
use crate::messages::Warnings;
use crate::workspace::Workspace;

pub const HEADER: &str = "\
| crate | functions: `default`, `nothing` | in macros, left alone | tests: ok, failed, ignored | warnings | findings | build: `default`, `nothing`, without |
|---|---|---|---|---|---|---|";

/// What is said of one crate.
#[derive(Default)]
pub struct Row {
    name: String,
    version: String,
    functions: Vec<usize>,
    in_macros: usize,
    tests: [usize; 3],
    warnings: usize,
    findings: usize,
    took: Vec<Duration>,
    /// What differs; nothing if all is as it must be.
    pub wrong: Vec<String>,
}

/// Builds and tests one crate in both modes and without the attribute.
pub fn one(workspace: &Workspace, listed: &Listed) -> Row {
    let package = workspace.package(listed);
    let (files, in_macros, wrong) = edits::read(&package.folder);
    let run = |mode| {
        let applied = apply::apply(workspace, listed, &files, mode);
        let step = mode.map_or("without", Mode::name);
        let results = applied.wrong.is_empty().then(|| cargo::test(workspace, listed, step));
        Run { mode, applied, results: results.unwrap_or_else(|| Ok(Results::new())) }
    };
    let (default, nothing, without) = (run(Some(Mode::Default)), run(Some(Mode::Nothing)), run(None));
    let mut row =
        Row { name: listed.name.clone(), version: package.version, in_macros, wrong, ..Row::default() };
    row.compare(listed, &default, &without);
    row.compare(listed, &nothing, &without);
    row.summarise(&without);
    row
}

/// One mode, or the crate without the attribute.
struct Run {
    mode: Option<Mode>,
    applied: Applied,
    results: Result<Results, String>,
}

impl Row {
    fn compare(&mut self, listed: &Listed, run: &Run, without: &Run) {
        let Some(mode) = run.mode else { return };
        let applied = &run.applied;
        let mut wrong: Vec<String> = Vec::new();
        let expected = listed.expected(mode);
        wrong.extend(applied.findings.difference(&expected).map(|new| format!("finds {new}")));
        wrong.extend(expected.difference(&applied.findings).map(|gone| format!("no longer finds {gone}")));
        if applied.wrong.is_empty() && without.applied.wrong.is_empty() {
            wrong.extend(new_warnings(&without.applied.warnings, &applied.warnings));
            match (&run.results, &without.results) {
                (Ok(results), Ok(before)) => wrong.extend(differences(listed, before, results)),
                (results, _) => wrong.extend(results.as_ref().err().cloned()),
            }
        }
        self.wrong.extend(applied.wrong.clone());
        self.wrong.extend(wrong.iter().map(|wrong| format!("{} {}: {wrong}", listed.name, mode.name())));
        self.functions.push(applied.functions);
        self.findings += applied.findings.len();
        self.took.push(applied.took);
    }

    fn summarise(&mut self, without: &Run) {
        self.wrong.extend(without.applied.wrong.clone());
        self.wrong.extend(without.results.as_ref().err().cloned());
        let results = without.results.as_ref().ok();
        let count = |wanted: &str| {
            results.into_iter().flat_map(Results::values).filter(|result| *result == wanted).count()
        };
        self.tests = [count("ok"), count("FAILED"), count("ignored")];
        self.warnings = without.applied.warnings.values().sum();
        self.took.push(without.applied.took);
    }
}

/// Warnings that are given more or less often than without the attribute.
fn new_warnings(before: &Warnings, after: &Warnings) -> Vec<String> {
    let all: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let times = |warnings: &Warnings, warning: &str| warnings.get(warning).copied().unwrap_or(0);
    let differ = all.into_iter().filter(|warning| times(before, warning) != times(after, warning));
    differ
        .map(|warning| {
            format!("{} times instead of {}: {warning}", times(after, warning), times(before, warning))
        })
        .collect()
}

/// The tests that do not have the result that they had.
fn differences(listed: &Listed, before: &Results, after: &Results) -> Vec<String> {
    let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let flaky = |name: &str| listed.flaky.iter().any(|flaky| name.ends_with(flaky));
    let differ = names.into_iter().filter(|name| before.get(*name) != after.get(*name) && !flaky(name));
    differ
        .map(|name| format!("the test {name} was {:?} and is {:?}", before.get(name), after.get(name)))
        .collect()
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |numbers: &[usize]| numbers.iter().map(usize::to_string).collect::<Vec<_>>().join(", ");
        let took: Vec<String> = self.took.iter().map(|took| format!("{:.1} s", took.as_secs_f32())).collect();
        let result = if self.wrong.is_empty() { "same" } else { "NOT THE SAME" };
        write!(
            f,
            "| {} {} | {} | {} | {}: {result} | {} | {} | {} |",
            self.name,
            self.version,
            list(&self.functions),
            self.in_macros,
            list(&self.tests),
            self.warnings,
            self.findings,
            took.join(", ")
        )
    }
}
