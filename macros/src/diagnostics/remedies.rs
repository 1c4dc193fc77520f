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

/// For a late header whose value is only known after the body; `above` is the line in front of which the head is open.
pub(crate) fn trailer(response: &str, header: &str, value: &str, above: Option<usize>) -> String {
    let place = above_line(above);
    format!(
        "help: to send it after the body, use a trailer: `{response}.append_trailer(\"{header}\", {value})`\n\
         help: and declare it{place}: `{response}.declare_trailer(\"{header}\")`"
    )
}

/// For a status, or a header that cannot be a trailer, whose value is only known after the body.
pub(crate) fn collect_first(commit: &Site) -> String {
    let place = on_line(commit);
    format!(
        "help: collect the body first, and write it{place} when this is known; \
         or compute the value before the first write"
    )
}

/// For a second response, or a write behind the end: the branch that answers goes on.
pub(crate) fn missing_return(first: &Site) -> String {
    let place = on_line(first);
    match first.effect {
        Effect::Send | Effect::Upgrade | Effect::Finish | Effect::Abort => {
            format!("help: add `return` after `{}`{place}, so that nothing is sent twice", first.name)
        }
        _ => {
            format!("help: send one of the two; after `{}`{place} the response can only be ended", first.name)
        }
    }
}

/// For a write behind the end, where no branch is missing a `return`.
pub(crate) fn end_later(end: &Site) -> String {
    format!("help: end the response behind it: move `{}`{} down", end.name, on_line(end))
}

/// For an error answer after part of the body was sent; with the response, if it can be aborted.
pub(crate) fn after_part(aborts: Option<&str>) -> String {
    let abort = aborts.map(|response| format!(" or `{response}.abort()`")).unwrap_or_default();
    format!(
        "help: part of the body is out: end it with `return Err(..)`{abort}, or collect the body before the first write"
    )
}

/// For an error answer where what failed was rendered straight into the response.
pub(crate) fn render_first(render: &Site) -> String {
    format!(
        "help: render into a buffer first, `let mut page = Vec::new();`, and write it when `{}`{} has succeeded",
        render.name,
        on_line(render)
    )
}

/// For a header behind whatever comes next in a chain of handlers.
pub(crate) fn hook(response: &str, above: Option<usize>) -> String {
    format!(
        "help: to set it when the head is sent, use a hook{}: `{response}.on_commit(|head| ..)`",
        above_line(above)
    )
}

/// For a value that the body needs too.
pub(crate) fn with_a_clone(name: &str, above: Option<usize>) -> String {
    format!("help: set it{} with a reference to `{name}`, or with `{name}.clone()`", above_line(above))
}

/// For everything else.
pub(crate) fn earlier(above: Option<usize>) -> String {
    let place = above.map(|line| format!("above line {line}, ")).unwrap_or_default();
    format!("help: set it {place}before the head is sent")
}

/// For a value that may change in front of it, though nothing that surely does is to be seen.
pub(crate) fn earlier_if_same(name: &str, above: Option<usize>) -> String {
    let place = above_line(above);
    format!("help: set it{place}, if `{name}` is the same there")
}

fn on_line(site: &Site) -> String {
    line(site.span).map(|line| format!(" on line {line}")).unwrap_or_default()
}

fn above_line(above: Option<usize>) -> String {
    above.map(|line| format!(" above line {line}")).unwrap_or_default()
}
