//! The hook that late headers are handed to.
//!
//! It works like the panic hook of the standard library. It is called without any lock held, so that a hook may itself
//! set or take the hook.
use std::sync::{Arc, PoisonError, RwLock};

use crate::{LateHeader, output};

/// What [`set_late_hook`] takes: called with each late header that is reported.
pub type LateHook = Box<dyn Fn(&LateHeader) + Send + Sync>;

static HOOK: RwLock<Option<Arc<LateHook>>> = RwLock::new(None);

/// Sets what is called, in whichever thread, with each late header that is reported; replaces the previous hook.
///
/// Under [`Policy::Log`](crate::Policy::Log) a call in the source is reported the first time that it comes too late;
/// [`late_places`](crate::late_places) has the count of the rest. Under [`Policy::Panic`](crate::Policy::Panic) the
/// panic is the report, and [`Policy::Drop`](crate::Policy::Drop) has none.
///
/// # Examples
///
/// ```
/// headers_first::set_late_hook(Box::new(|late| eprintln!("ALERT {late}")));
/// # drop(headers_first::take_late_hook());
/// ```
pub fn set_late_hook(hook: LateHook) {
    *HOOK.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(hook));
}

/// Removes the hook and returns it; late headers are reported by the default hook again.
///
/// Without one set, the default hook is what is returned, so that a new hook can call the old one.
///
/// # Examples
///
/// ```
/// let previous = headers_first::take_late_hook();
/// headers_first::set_late_hook(Box::new(move |late| {
///     // .. count it somewhere ..
///     previous(late);
/// }));
/// # drop(headers_first::take_late_hook());
/// ```
#[must_use = "the hook is removed; `set_late_hook` puts it back"]
pub fn take_late_hook() -> LateHook {
    let Some(hook) = HOOK.write().unwrap_or_else(PoisonError::into_inner).take() else {
        return Box::new(|late| output::late(late, 1));
    };
    Arc::try_unwrap(hook).unwrap_or_else(|shared| Box::new(move |late| shared(late)))
}

/// The hook that is set, out of the lock.
pub(crate) fn current() -> Option<Arc<LateHook>> {
    HOOK.read().unwrap_or_else(PoisonError::into_inner).clone()
}
