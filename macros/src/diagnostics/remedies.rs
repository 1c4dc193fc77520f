//! What a user can do, chosen from the cause.

use crate::effect::Effect;
use crate::graph::Site;
use crate::known::headers;

use super::line;

/// Fields that could follow the body, but whose readers look for them only in the head.
const OF_THE_HEAD: [&str; 6] =
    ["accept", "accept-encoding", "cross-origin-opener-policy", "etag", "referrer-policy", "refresh"];

/// Whether a header may be sent behind the body, and makes sense there.
pub(crate) fn may_be_trailer(header: &str) -> bool {
    let name = header.to_ascii_lowercase();
    !headers::is_forbidden_trailer(&name)
        && !OF_THE_HEAD.contains(&name.as_str())
        && !["x-frame-", "x-content-type-", "x-xss-"].iter().any(|prefix| name.starts_with(prefix))
}

/// For a late header whose value is only known after the body.
pub(crate) fn trailer(response: &str, header: &str, value: &str, commit: &Site) -> String {
    let place = line(commit.span).map(|line| format!(" above line {line}")).unwrap_or_default();
    format!(
        "help: to send it after the body, use a trailer: `{response}.append_trailer(\"{header}\", {value})`\n\
         help: and declare it{place}: `{response}.declare_trailer(\"{header}\")`"
    )
}

/// For a status, or a header that cannot be a trailer, whose value is only known after the body.
pub(crate) fn collect_first(commit: &Site) -> String {
    let place = line(commit.span).map(|line| format!(" on line {line}")).unwrap_or_default();
    format!(
        "help: collect the body first, and write it{place} when this is known; \
         or compute the value before the first write"
    )
}

/// For a second response, or a write behind the end: the branch that answers goes on.
pub(crate) fn missing_return(first: &Site) -> String {
    let place = line(first.span).map(|line| format!(" on line {line}")).unwrap_or_default();
    match first.effect {
        Effect::Send | Effect::Upgrade | Effect::Finish | Effect::Abort => {
            format!("help: add `return` after `{}`{place}, so that nothing is sent twice", first.name)
        }
        _ => {
            format!("help: send one of the two; after `{}`{place} the response can only be ended", first.name)
        }
    }
}

/// For an error answer after part of the body was sent.
pub(crate) fn after_part(response: &str) -> String {
    format!(
        "help: part of the body is out: end it with `return Err(..)` or `{response}.abort()`, \
         or collect the body before the first write"
    )
}
