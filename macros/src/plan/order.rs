//! Rules 6, 7 and 9: the order of what happens to the head, and the commit.
//!
//! Two operations commute if both are known to set different things: header fields of different literal names (without
//! case; the constants of `http::header` count as their names), the status. Cookies are all `Set-Cookie`. Nothing moves
//! over a look at the head, a reset or an informational head, nor over a commit of which it is not known what it sets.
//! A write, a flush or a commit that the statement moves over stays where it is. What may end the response in a branch,
//! or in a helper, is never moved over: there a `return` is missing.

use proc_macro2::Span;

use crate::annotations::Operation;
use crate::effect::Effect;
use crate::vocabulary::Sets;

use super::head_only::HeadOnly;
use super::stretch::{At, Event};
use super::{Reason, Refusal};

/// One part of the head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Key {
    Header(String),
    /// All `Content-*` fields.
    Content,
    Status,
    Unknown,
}

impl Key {
    fn commutes(&self, other: &Key) -> bool {
        match (self, other) {
            (Key::Unknown, _) | (_, Key::Unknown) => false,
            (Key::Header(name), Key::Content) | (Key::Content, Key::Header(name)) => {
                !name.starts_with("content-")
            }
            (one, other) => one != other,
        }
    }
}

/// What a head operation sets.
pub(crate) fn keys(operation: &Operation) -> Vec<Key> {
    let header = |name: &str| Key::Header(name.to_ascii_lowercase());
    match &operation.sets {
        Sets::NamedHeader => vec![operation.header.as_deref().map_or(Key::Unknown, header)],
        Sets::Headers(names) => names.iter().map(|name| header(name)).collect(),
        Sets::Cookies => vec![header("set-cookie")],
        Sets::Status => vec![Key::Status],
        Sets::Answer => vec![Key::Status, header("location"), header("etag"), Key::Content],
        Sets::Unknown => vec![Key::Unknown],
    }
}

/// What an operation that stays sets.
pub(crate) fn keys_in_stretch(operation: &Operation) -> Vec<Key> {
    match operation.effect {
        Effect::Head | Effect::Send => keys(operation),
        Effect::Commit | Effect::Upgrade => vec![Key::Status],
        _ => Vec::new(),
    }
}

/// Whether all of it are header fields other than cookies.
pub(crate) fn is_plain_header(keys: &[Key]) -> bool {
    keys.iter().all(|key| matches!(key, Key::Header(name) if name != "set-cookie"))
}

type Checked = Result<(), Refusal>;

fn stop(reason: Reason, span: Span) -> Checked {
    Err(Refusal { reason, span })
}

/// Rule 9.
pub(crate) fn check_ends(events: &[At]) -> Checked {
    for at in events {
        let Event::Operation { operation, branch, helper, .. } = &at.event else { continue };
        let ends =
            matches!(operation.effect, Effect::Finish | Effect::Send | Effect::Upgrade | Effect::Abort);
        let more_than_write = *helper && operation.effect == Effect::Commit;
        if ends && (*branch || *helper || operation.effect == Effect::Abort) || more_than_write {
            return stop(Reason::MayFinish { name: operation.name.clone() }, operation.span);
        }
    }
    Ok(())
}

/// Rule 6.
pub(crate) fn check_order(head: &HeadOnly<'_>, events: &[At]) -> Checked {
    let moved: Vec<Key> = head.operations.iter().flat_map(|operation| keys(operation)).collect();
    for at in events {
        match &at.event {
            Event::ReadsHead(name) => return stop(Reason::ReadsHead { name: name.clone() }, at.span),
            Event::Operation { operation, sets, .. } => check_operation(&moved, operation, sets)?,
            _ => {}
        }
    }
    Ok(())
}

fn check_operation(moved: &[Key], operation: &Operation, staying: &[Key]) -> Checked {
    let name = || operation.name.clone();
    match operation.effect {
        Effect::Read if is_no_part_of_the_head(&operation.name) => return Ok(()),
        Effect::Read | Effect::Reset | Effect::Inform | Effect::Hook => {
            return stop(Reason::ReadsHead { name: format!("`{}`", name()) }, operation.span);
        }
        Effect::Commit | Effect::Send | Effect::Upgrade if !operation.sets_known => {
            return stop(Reason::SetsUnknown { name: name() }, operation.span);
        }
        _ => {}
    }
    match moved.iter().any(|moved| staying.iter().any(|stays| !moved.commutes(stays))) {
        true => stop(Reason::Order { name: name() }, operation.span),
        false => Ok(()),
    }
}

/// Reads of something else that a response type also carries: the request, the connection, the body.
fn is_no_part_of_the_head(name: &str) -> bool {
    ["req", "request", "client_", "peer", "remote", "body_", "server_addr", "local_addr", "digest"]
        .iter()
        .any(|prefix| name.starts_with(prefix))
}
