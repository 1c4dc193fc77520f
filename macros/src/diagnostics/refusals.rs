//! Why a statement was not moved up, one text for each rule that can stop it, and what helps.

use crate::plan::{LetProblem, Reason};

/// `not moved up, because ..`, with the line where the reason stands; 0 if that is not known.
pub(crate) fn text(reason: &Reason, line: usize) -> String {
    let at = if line == 0 { String::new() } else { format!(" on line {line}") };
    format!("not moved up, because {}", because(reason, &at))
}

fn because(reason: &Reason, at: &str) -> String {
    match reason {
        Reason::HeadGone => "the head may already be gone where its block begins".to_owned(),
        Reason::Tail => "it is the value of its block, and a value stays at the end".to_owned(),
        Reason::Several => format!("it works on either of several responses{at}"),
        Reason::NotHeadOnly => format!("it does more than set the head{at}"),
        Reason::Changes { name } => format!("`{name}` changes{at}"),
        Reason::MayChange { name } => format!("`{name}` may change{at}"),
        Reason::Shadowed { name } => format!("`{name}` gets another meaning{at}"),
        Reason::Moves { name } => format!("it takes `{name}`, which is used{at}"),
        Reason::Borrowed { name } => format!("`{name}` is still borrowed{at}"),
        Reason::NeededLet { name, problem } => needed_let(name, *problem, at),
        Reason::Impure { what } if is_clock(what) => {
            format!("{what}{at} gives another value before the body")
        }
        Reason::Impure { what } => format!("{what}{at} may have an effect of its own"),
        Reason::UnknownCall { name } => {
            format!("`{name}()` is unknown, and more than a plain write happens{at}")
        }
        Reason::MayPanic => format!("it can panic{at}, and the code before it can leave the function"),
        Reason::Inferred { name } => format!("the type of `{name}` is settled only{at}"),
        Reason::ReadsResponse => format!("it depends on what the response returned{at}"),
        Reason::OwnExit { what } => format!("its {what}{at} can leave it"),
        Reason::CanFail => format!("its `?` can fail, which would skip what happens{at}"),
        Reason::Exit { what } => format!("{what}{at} can leave the function before it"),
        Reason::Check { what } => format!("{what}{at} may be a check that the header depends on"),
        Reason::Opaque { name } => format!("`{name}`{at} may use the response in any way"),
        Reason::UnknownMacro { name } => format!("the macro `{name}!`{at} may do anything"),
        Reason::StillOpen => format!("the code{at} can end it while the head is still open"),
        Reason::Replaced => format!("the response is replaced{at}"),
        Reason::Order { name } => format!("`{name}`{at} sets the same part of the head"),
        Reason::ReadsHead { name } => format!("{name}{at} depends on the head as it is there"),
        Reason::SetsUnknown { name } => format!("`{name}`{at} may set the same header"),
        Reason::MayBeTrailer => "it is a trailer where the `Trailer` header has named it".to_owned(),
        Reason::TooFar => "there is too much code between it and the place where it should go".to_owned(),
        Reason::ViewAlive { name } => format!("`{name}` still borrows the response there"),
        Reason::MayFinish { name } => format!("`{name}`{at} may finish the response"),
    }
}

/// What is another value behind the body: a time, a count, a hash that is complete.
pub(crate) fn is_clock(what: &str) -> bool {
    ["now", "elapsed", "finalize", "finish", "digest", "count", "duration_since", "as_millis"]
        .iter()
        .any(|name| what == format!("`{name}()`"))
}

fn needed_let(name: &str, problem: LetProblem, at: &str) -> String {
    match problem {
        LetProblem::UsedElsewhere => format!("it needs `{name}`, which is also used{at}"),
        LetProblem::Moves => format!("it needs `{name}`, which takes another variable{at}"),
        LetProblem::Pattern => format!("it needs `{name}`, which is taken out of a value{at}"),
        LetProblem::Cfg => format!("it needs `{name}`, which `#[cfg]` may leave out{at}"),
        LetProblem::Lent => format!("the response would keep a reference to `{name}`, made{at}"),
    }
}

/// What helps, where something fits the reason besides moving the statement by hand.
pub(crate) fn remedy(reason: &Reason) -> Option<String> {
    let text = match reason {
        Reason::Tail => "put `;` behind it, and the value of the block on a line of its own",
        Reason::Impure { .. } | Reason::UnknownCall { .. } | Reason::MayPanic => {
            "if computing it earlier changes nothing, put `#[hoist]` in front of the statement"
        }
        Reason::MayFinish { .. } => {
            "add `return` where the response is finished, so that the code behind does not run"
        }
        Reason::CanFail | Reason::OwnExit { what: "`?`" } => {
            "compute what can fail in a `let` above the first write, and set the header there"
        }
        Reason::NeededLet { .. } | Reason::Inferred { .. } => {
            "move the `let` and the statement above the first write"
        }
        Reason::Opaque { name } if !name.contains([' ', '!']) => {
            return Some(format!(
                "say what `{name}` does: `#[headers_first(calls({name} = write))]`, `#[effect(write)]` on the call"
            ));
        }
        Reason::Opaque { .. } => {
            "set it above what gets the response, or say what that does: `#[effect(write)]`"
        }
        Reason::MayBeTrailer => "declare the trailer on every path, or set the header above the first write",
        _ => return None,
    };
    Some(text.to_owned())
}
