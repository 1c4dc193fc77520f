//! The complete list of names that an expansion may mention, all as `::headers_first::private::Name`.
//!
//! Not public API: it changes together with the macro, whose version is pinned for that reason. Everything that
//! reports is `#[cold]`, so that a check on the good path is a load and a branch that is predicted right.
pub use ::core;
pub use headers_first_macros::__expand_with as expand_with;

pub use crate::{LateHeader, Policy, ResponseState, Site, Tracker};

use crate::report;

/// The call at `site` comes too late for `response`: does what `policy` says.
///
/// # Panics
///
/// Under [`Policy::Panic`].
#[cold]
#[track_caller]
pub fn late<R: ResponseState + ?Sized>(response: &R, site: &'static Site, policy: Policy) {
    let late = LateHeader::new(site, response);
    response.on_late(&late);
    report::apply(&late, site, policy);
}

/// The call at `site` comes too late for `response`: whether it may run all the same, and send a trailer.
///
/// If not, it is reported as under [`Policy::Trailer`].
#[cold]
#[track_caller]
pub fn late_as_trailer<R: ResponseState + ?Sized>(response: &mut R, site: &'static Site) -> bool {
    let accepted = site.header().is_some_and(|header| response.accept_trailer(header));
    if !accepted {
        late(response, site, Policy::Trailer);
    }
    accepted
}

/// The call at `site` comes too late for `response`: counts it and hands it to the user's function.
#[cold]
pub fn late_with<R: ResponseState + ?Sized>(
    response: &R,
    site: &'static Site,
    handler: impl FnOnce(&LateHeader),
) {
    let late = LateHeader::new(site, response);
    response.on_late(&late);
    handle(&late, site, handler);
}

/// As [`late`], where a method of a foreign response decided, which cannot say who sent the head.
///
/// # Panics
///
/// Under [`Policy::Panic`].
#[cold]
#[track_caller]
pub fn late_unlocated(site: &'static Site, policy: Policy) {
    report::apply(&LateHeader::unlocated(site), site, policy);
}

/// As [`late_with`], where a method of a foreign response decided, which cannot say who sent the head.
#[cold]
pub fn late_unlocated_with(site: &'static Site, handler: impl FnOnce(&LateHeader)) {
    handle(&LateHeader::unlocated(site), site, handler);
}

fn handle(late: &LateHeader, site: &'static Site, handler: impl FnOnce(&LateHeader)) {
    report::count(late, site);
    handler(late);
}
