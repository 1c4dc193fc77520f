//! The one table of all messages of the analysis: headline, then `help:` lines.
//!
//! Headlines are lower case, without a full stop, with code in backticks. These words are how users (and tests) recognise
//! a finding, and no other text contains them: `is too late`, `is a second response`, `comes after the end of the
//! response`, `would be hoisted`, `needs a run-time check`, `cannot follow`. The second error begins `the head is sent
//! here` or `the response ends here`.

use crate::check::When;
use crate::effect::Effect;
use crate::graph::Site;

use super::line;

/// Under every warning: what it is, and how to be rid of it.
pub(crate) const SILENCED: &str =
    "help: a warning of `#[headers_first]`; `#[allow(deprecated)]` on the statement or function silences it";

/// An operation as it is named: `set_header("X-Total")`.
pub(crate) fn operation(site: &Site) -> String {
    match &site.header {
        Some(header) => format!("`{}(\"{header}\")`", site.name),
        None => format!("`{}`", site.name),
    }
}

/// What sent the head, as it is named: `` `write` ``, or words.
pub(crate) fn cause(site: &Site) -> String {
    if site.name.contains(' ') { site.name.clone() } else { format!("`{}`", site.name) }
}

fn on_line(site: &Site) -> String {
    line(site.span).map(|line| format!(" on line {line}")).unwrap_or_default()
}

/// A head operation behind the commit.
pub(crate) fn late(site: &Site, commit: &Site, when: When, branch: Option<(&str, usize)>) -> String {
    let operation = operation(site);
    match (when, branch) {
        (When::Always, _) => format!("{operation} is too late: the head is already sent{}", on_line(commit)),
        (When::SecondIteration, _) => format!(
            "{operation} is too late from the second iteration on: the head is sent{}",
            on_line(commit)
        ),
        (When::Sometimes, Some(("loop", at))) => {
            format!("{operation} is too late: the head is sent{}, in the loop of line {at}", on_line(commit))
        }
        (When::Sometimes, Some((branch, at))) => {
            format!("{operation} is too late when the {branch} on line {at} is taken: it sends the head")
        }
        (When::Sometimes, None) => {
            format!("{operation} is too late on a path on which the head is sent{}", on_line(commit))
        }
    }
}

/// A second commit, send, upgrade or failing finish.
pub(crate) fn second(site: &Site, commit: &Site, when: When, branch: Option<(&str, usize)>) -> String {
    let operation = operation(site);
    let verb = if ends(commit) { "finished" } else { "started" };
    match (when, branch) {
        (When::SecondIteration, _) => {
            format!("{operation} is a second response from the second iteration on")
        }
        (When::Sometimes, Some((branch, at))) if branch != "loop" => {
            format!("{operation} is a second response when the {branch} on line {at} is taken")
        }
        _ => format!("{operation} is a second response: the first one was {verb}{}", on_line(commit)),
    }
}

/// A write or trailer behind the end.
pub(crate) fn after_end(site: &Site, end: &Site, when: When, branch: Option<(&str, usize)>) -> String {
    let operation = operation(site);
    match (when, branch) {
        (When::SecondIteration, _) => {
            format!("{operation} comes after the end of the response from the second iteration on")
        }
        (When::Sometimes, Some((branch, at))) if branch != "loop" => {
            format!("{operation} comes after the end of the response when the {branch} on line {at} is taken")
        }
        _ => format!("{operation} comes after the end of the response{}", on_line(end)),
    }
}

/// Under `deny(hoisted)` or `warn(hoisted)`.
pub(crate) fn hoisted(site: &Site, above: Option<usize>) -> String {
    let place = above.map(|line| format!(" above line {line}")).unwrap_or_default();
    format!("{} would be hoisted{place}\nhelp: move it there, before the head is sent", operation(site))
}

/// Under `warn(hoisted)`: what was done.
pub(crate) fn was_hoisted(site: &Site, above: Option<usize>) -> String {
    let place = above.map(|line| format!(" above line {line}")).unwrap_or_default();
    format!("{} was moved up{place}, before the head is sent", operation(site))
}

/// Under `deny(checked)`: `asks` is how to ask the response, `more` what helps besides.
pub(crate) fn checked(site: &Site, cause: Option<&Site>, asks: &str, more: Option<String>) -> String {
    let mut lines = vec![format!("{} needs a run-time check: {}", operation(site), because(cause))];
    lines.extend(more);
    match cause {
        Some(cause) if cause.effect == Effect::Opaque && !cause.name.contains(' ') => lines.push(format!(
            "help: say what `{0}` does: `#[headers_first(calls({0} = write))]`, `#[effect(write)]` on the call",
            cause.name
        )),
        Some(cause) if cause.effect != Effect::Opaque => lines.push(format!(
            "help: ask the response, `if {asks}`, or where the guard is right, put `#[late(panic)]` in front"
        )),
        _ => lines.push(format!("help: ask the response first: `if {asks}`")),
    }
    lines.join("\n")
}

/// Under `warn(checked)`: what was done.
pub(crate) fn was_checked(site: &Site, cause: Option<&Site>) -> String {
    format!("{} is checked at run time: {}", operation(site), because(cause))
}

fn because(cause: Option<&Site>) -> String {
    match cause {
        Some(cause) if cause.effect == Effect::Opaque => {
            format!("{}{} may have sent the head", self::cause(cause), on_line(cause))
        }
        Some(cause) => {
            format!("its guard may know about {}{}", self::cause(cause), on_line(cause))
        }
        None => "the head may have been sent".to_owned(),
    }
}

/// Opaque, and nothing can tell.
pub(crate) fn cannot_follow(site: &Site, cause: &Site, vocabulary: &str) -> String {
    let told = if cause.name.contains(' ') { "helper".to_owned() } else { cause.name.clone() };
    format!(
        "cannot follow {}: {}{} may have sent the head\n\
         help: nothing in `{vocabulary}` tells whether it has: say what it does, \
         `#[headers_first(calls({told} = read))]` or `#[effect(read)]` on the call",
        operation(site),
        self::cause(cause),
        on_line(cause)
    )
}

/// A check would have to evaluate what the operation is called on a second time.
pub(crate) fn cannot_ask(site: &Site, cause: &Site) -> String {
    format!(
        "cannot follow the response to {}: {}{} may have sent the head\n\
         help: a check would evaluate the receiver twice: bind it by a `let` first",
        operation(site),
        self::cause(cause),
        on_line(cause)
    )
}

/// The second place: where the head went, or the response ended.
pub(crate) fn commit(site: &Site) -> String {
    let by = cause(site);
    match site.effect {
        Effect::Opaque => format!("the head is sent here, perhaps, by {by}"),
        _ if ends(site) => format!("the response ends here, by {by}"),
        _ => format!("the head is sent here, by {by}"),
    }
}

fn ends(site: &Site) -> bool {
    matches!(site.effect, Effect::Send | Effect::Finish | Effect::Upgrade | Effect::Abort)
}

/// A used value cannot be skipped.
pub(crate) fn value_used(site: &Site, policy: &str) -> String {
    format!(
        "`late = {policy}` skips a late {0}, but its value is used here\n\
         help: make it a statement of its own: `{1}(..)?;`, or use `late = panic`",
        operation(site),
        site.name
    )
}

/// `#[hoist]`, `#[late(..)]` or `#[effect(..)]` where it means nothing.
pub(crate) fn misplaced(name: &str) -> String {
    let place = match name {
        "effect" => "a call, or a statement that is one",
        "late" => "a statement that sets headers or the status, or answers",
        _ => "a statement that sets headers or the status",
    };
    format!(
        "`#[{name}]` means nothing here\nhelp: it stands in front of {place}, inside of an annotated function"
    )
}

/// The same attribute again.
pub(crate) fn attribute_twice(name: &str) -> String {
    format!("`#[{name}]` is given twice\nhelp: keep one of the two")
}

pub(crate) fn no_arguments(name: &str) -> String {
    format!("`#[{name}]` takes no arguments")
}

/// `#[effect(write, read)]`
pub(crate) fn one_effect() -> &'static str {
    "`#[effect]` takes one effect\nhelp: name the strongest that the call may have, as in `#[effect(write)]`"
}

/// `#[late(f)]`
pub(crate) fn statement_policy() -> String {
    "unknown policy\nhelp: `#[late(panic)]`, `#[late(log)]`, `#[late(drop)]` or `#[late(trailer)]`".to_owned()
}

/// A statement that has to be changed stands in a macro whose arguments are not as they were parsed.
pub(crate) fn out_of_reach(mac: &str) -> String {
    format!(
        "a statement inside of {mac} cannot be changed here\nhelp: move it into a function, or out of the macro"
    )
}

/// Code that the parser would not survive.
pub(crate) fn too_deep(limit: usize) -> String {
    format!(
        "code nested more than {limit} levels deep is not analysed\nhelp: move the inner part into a function"
    )
}
