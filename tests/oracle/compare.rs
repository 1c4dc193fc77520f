//! The expansion on a streaming response against the original on a buffering one.

use super::execution::{Exit, Outcome};
use super::value::{Flow, Value};
use super::world::{Class, Event};

type Same = Result<(), String>;

/// `Err("class: detail")` where somebody could tell the difference.
pub fn compare(original: &Outcome, expansion: &Outcome) -> Same {
    if !expansion.violations.is_empty() && !expansion.caught {
        return Err(format!("late in the expansion: {:?}", expansion.violations));
    }
    if !original.makes_sense() || !original.violations.is_empty() || expansion.caught {
        return Ok(());
    }
    let value = match &expansion.value {
        Ok(value) => value,
        Err(Flow::Fuel) => return Ok(()),
        Err(flow) => return Err(format!("the expansion ends otherwise: {flow:?}")),
    };
    let Ok(expected) = &original.value else { return Ok(()) };
    let failed = |value: &Value| matches!(value, Value::Variant("Err", _));
    if expansion.exit == Some(Exit::Head) && failed(value) {
        return own_exit(original, expansion, failed(expected));
    }
    let (expected, value) = (format!("{expected:?}"), format!("{value:?}"));
    if expected != value {
        return Err(format!("another value: {expected} became {value}"));
    }
    let exit =
        failed(original.value.as_ref().expect("a value")).then(|| original.exit.unwrap_or(Exit::Check));
    events("another trace", original, expansion, |class| class != Class::Reading)?;
    if exit.is_none() {
        events("another order", original, expansion, |class| class != Class::Write)?;
    }
    responses(original, expansion, exit)
}

/// A head operation that moved up fails earlier: nothing was sent, and nothing but writes may be missing.
fn own_exit(original: &Outcome, expansion: &Outcome, failed: bool) -> Same {
    if !failed {
        return Err("fails where the original does not: ".to_owned());
    }
    if !matches!(original.exit, Some(Exit::Head | Exit::Write)) {
        return Err(format!("fails for another reason: {:?}", original.exit));
    }
    events("another trace before a failure", original, expansion, |class| class == Class::Effect)
}

fn events(class: &str, original: &Outcome, expansion: &Outcome, kept: fn(Class) -> bool) -> Same {
    let of = |trace: &[Event]| -> Vec<Event> { trace.iter().filter(|e| kept(e.class)).cloned().collect() };
    let (expected, found) = (of(&original.trace), of(&expansion.trace));
    if expected == found {
        return Ok(());
    }
    let texts = |events: &[Event]| events.iter().map(|e| e.what.clone()).collect::<Vec<_>>().join("; ");
    Err(format!("{class}: {} became {}", texts(&expected), texts(&found)))
}

fn responses(original: &Outcome, expansion: &Outcome, exit: Option<Exit>) -> Same {
    for (before, after) in original.responses.iter().zip(&expansion.responses) {
        if before.body != after.body {
            return Err(format!("another body: {:?} became {:?}", before.body, after.body));
        }
        if before.phase != after.phase {
            return Err(format!("another end: {:?} became {:?}", before.phase, after.phase));
        }
        if before.informed != after.informed {
            return Err(format!("another information: {:?} became {:?}", before.informed, after.informed));
        }
        let (mut expected, found) = (before.delivered(), after.delivered());
        match exit {
            // The server answers with a head of its own.
            Some(_) if !after.committed() => continue,
            Some(Exit::Write) => continue,
            Some(Exit::Data) => expected.headers = found.headers.clone(),
            _ => {}
        }
        if before.trailers != after.trailers {
            return Err(format!("other trailers: {:?} became {:?}", before.trailers, after.trailers));
        }
        if expected != found {
            return Err(format!("another head: {expected:?} became {found:?}"));
        }
    }
    Ok(())
}
