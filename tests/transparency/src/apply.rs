//! The attribute on all functions of a mode, and off again where the macro or the compiler says so.
//!
//! In the mode `default` a hoist and a check are errors first, so that none of them goes unseen. Then a function that
//! would only be hoisted gets the attribute as users have it, and one with another error loses it. What was said is
//! kept: it must be what the list expects.

use std::collections::BTreeSet;
use std::time::Duration;

use crate::cargo;
use crate::edits::{Edits, File, Strict};
use crate::functions::Mode;
use crate::list::Listed;
use crate::messages::{self, Failure, Warnings};
use crate::workspace::Workspace;

/// Outer functions may have to lose their attribute after the inner ones did.
const ROUNDS: usize = 12;

/// What came of one mode, or of the crate without the attribute.
#[derive(Default)]
pub struct Applied {
    /// Functions that still have the attribute.
    pub functions: usize,
    pub findings: BTreeSet<String>,
    pub warnings: Warnings,
    /// How long the build took that nothing was wrong with.
    pub took: Duration,
    pub wrong: Vec<String>,
}

/// Builds the copied crate in a mode, or as it was; it compiles afterwards, or `wrong` says why not.
pub fn apply(workspace: &Workspace, listed: &Listed, files: &[File], mode: Option<Mode>) -> Applied {
    let step = mode.map_or("without", Mode::name);
    let package = workspace.package(listed).folder;
    let mut edits = mode.map_or_else(Edits::none, |mode| Edits::all(files, mode));
    let mut applied = Applied::default();
    for _ in 0..ROUNDS {
        edits.write(&package, files);
        let (output, took) = cargo::build(workspace, listed, step);
        let said = messages::read(&output, &package, &edits.back(files));
        if said.failures.is_empty() && said.other.is_empty() && output.contains(r#""success":true"#) {
            return Applied { functions: edits.count(), warnings: said.warnings, took, ..applied };
        }
        let (findings, mut wrong) = relax(&mut edits, files, &said.failures);
        applied.findings.extend(findings);
        wrong.extend(said.other);
        if !wrong.is_empty() || said.failures.is_empty() {
            wrong.push("does not compile".to_owned());
            applied.wrong.extend(wrong.iter().map(|wrong| format!("{} {step}: {wrong}", listed.name)));
            return applied;
        }
    }
    applied.wrong.push(format!("{} {step}: still errors after {ROUNDS} rounds", listed.name));
    applied
}

/// `src/conn.rs:12: headline`
fn shown(failure: &Failure) -> String {
    let whose = if failure.ours { "" } else { "the compiler: " };
    format!("{}:{}: {whose}{}", failure.path.display(), failure.line, failure.headline)
}

/// Takes a step down in each function that has an error. What was found there, and the errors that stand in no function
/// with an attribute.
fn relax(edits: &mut Edits, files: &[File], failures: &[Failure]) -> (Vec<String>, Vec<String>) {
    let (mut steps, mut findings, mut wrong) = (Vec::new(), Vec::new(), Vec::new());
    for failure in failures {
        let hoisted = failure.headline.contains("would be hoisted");
        match innermost(edits, files, failure) {
            Some(at) => {
                steps.push((at, if hoisted { Strict::Usual } else { Strict::Off }));
                findings.push(shown(failure));
            }
            None => wrong.push(shown(failure)),
        }
    }
    // An error weighs more than a hoist in the same function.
    steps.sort_by_key(|(_, strict)| *strict == Strict::Off);
    edits.strict.extend(steps);
    (findings, wrong)
}

/// The innermost function around an error that still has an attribute.
fn innermost(edits: &Edits, files: &[File], failure: &Failure) -> Option<(usize, usize)> {
    let at = files.iter().position(|file| file.path == failure.path)?;
    let around = files[at].functions.iter().enumerate().filter(|(position, function)| {
        let on = edits.strict.get(&(at, *position)).is_some_and(|strict| *strict != Strict::Off);
        on && (function.above.line..=function.last_line).contains(&failure.line)
    });
    around.max_by_key(|(_, function)| function.above.offset).map(|(position, _)| (at, position))
}
