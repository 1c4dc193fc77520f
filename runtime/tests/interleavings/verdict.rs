//! What a client must have got in the end.
use http::StatusCode;

use crate::model::{End, Mode, Model, State};
use crate::script::Script;
use crate::world::{Outcome, Server, World};

/// Everything that is wrong, or nothing.
pub(crate) fn judge(world: &World, script: &Script) -> Vec<String> {
    let shared = world.stage.lock();
    let mut wrong = shared.complaints.clone();
    let mut check = |right: bool, what: String| {
        if !right {
            wrong.push(what);
        }
    };
    let model = &shared.model;
    let outcome = outcome(&world.server);
    let waits = world.writer.is_some() || (script.mode != Mode::Given && outcome.is_none());
    check(script.end == End::Never || !waits, "the handler waits, and nobody wakes it".into());
    let body: Vec<u8> = (0..model.accepted).map(|place| place as u8).collect();
    if outcome == Some(&Outcome::Disconnected) {
        let whole = world.head.as_ref().is_some_and(|head| head.status == StatusCode::INTERNAL_SERVER_ERROR);
        check(
            whole || body.starts_with(&world.received),
            format!("{:?} is not how the body begins", world.received),
        );
        return wrong;
    }
    check(
        expected(model, script, shared.ended).contains(&outcome),
        format!("the end is {outcome:?} for {model:?}"),
    );
    if let Some(head) = &world.head {
        let own = head.headers.keys().filter(|name| name.as_str().starts_with("x-")).count();
        let refused = (StatusCode::INTERNAL_SERVER_ERROR, 0);
        let expected = if model.refused { refused } else { (StatusCode::OK, model.headers) };
        check((head.status, own) == expected, format!("the head is {head:?} for {model:?}"));
    }
    if model.refused {
        let text: &[u8] = if model.head_only { b"" } else { b"Internal Server Error" };
        check(world.head.is_none() || world.received == text, "an error page of its own".into());
        return wrong;
    }
    // A server that has all bytes of a length drops the handler, so the last of them wait for the end.
    let complete = world.length == Some(model.accepted);
    let kept_back = complete && outcome != Some(&Outcome::Whole) && !body.is_empty();
    let sent = if model.state == State::Open || model.head_only { &[] } else { &body[..] };
    if kept_back {
        check(sent.starts_with(&world.received) && world.received.len() < body.len(), "all is sent".into());
    } else if model.service_failed {
        check(world.received.is_empty(), "a body without a response".into());
    } else {
        check(world.received == sent, format!("the body is {:?} and not {sent:?}", world.received));
    }
    if outcome == Some(&Outcome::Whole) && !model.head_only {
        // A server that has all bytes of a declared length does not ask for trailers.
        let trailers = world.trailers.as_ref().map_or(0, http::HeaderMap::len);
        check(trailers == model.trailers || model.length.is_some(), format!("{trailers} trailers"));
        for (before, (lower, upper)) in &world.hints {
            let left = world.received.len() as u64 - before;
            let right = *lower <= left && upper.is_none_or(|upper| left <= upper);
            check(right, format!("{left} bytes are left and {lower} to {upper:?} were promised"));
        }
    }
    wrong
}

fn outcome(server: &Server) -> Option<&Outcome> {
    match server {
        Server::Done(outcome) => Some(outcome),
        Server::Asking(_) | Server::Reading(_) => None,
    }
}

/// How the response may have ended; `None` is not at all.
fn expected(model: &Model, script: &Script, ended: bool) -> &'static [Option<&'static Outcome>] {
    if model.service_failed {
        return &[Some(&Outcome::NoResponse)];
    }
    if model.failed && !model.head_only {
        return &[Some(&Outcome::CutOff)];
    }
    // The end of a response is that of its handler.
    let over = ended || (script.mode == Mode::Given && model.state == State::Finished);
    let committed = model.state != State::Open;
    if model.refused || over || (model.head_only && committed) { &[Some(&Outcome::Whole)] } else { &[None] }
}
