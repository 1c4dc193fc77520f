//! Where late headers are reported: a counter that is always there, and a hook that can be replaced.
//!
//! The hook works like the panic hook of the standard library. It is called without any lock held, so that a hook
//! may itself set or take the hook. Without one the report goes to `tracing`, else to `log`, else to standard error.
use core::sync::atomic::{AtomicUsize, Ordering};

use crate::{LateHeader, Policy, Site};

static LATE: AtomicUsize = AtomicUsize::new(0);

/// How many operations came too late in this process so far, under whatever policy.
///
/// # Examples
///
/// ```
/// let before = headers_first::late_count();
/// // .. serve some requests ..
/// assert_eq!(headers_first::late_count() - before, 0);
/// ```
#[must_use]
pub fn late_count() -> usize {
    LATE.load(Ordering::Relaxed)
}

/// Counts a late operation without reporting it.
pub(crate) fn count() {
    LATE.fetch_add(1, Ordering::Relaxed);
}

/// Counts a late operation at `site`, and does with it what `policy` says.
#[track_caller]
pub(crate) fn apply(late: &LateHeader, site: &Site, policy: Policy) {
    count();
    let before = site.count_late();
    match policy {
        Policy::Panic => panic!("{late}"),
        Policy::Log | Policy::Trailer if before == 0 => report(late),
        Policy::Log | Policy::Trailer | Policy::Drop => {}
    }
}

/// Hands a late operation to the hook.
pub(crate) fn report(late: &LateHeader) {
    #[cfg(feature = "std")]
    if let Some(hook) = hook::current() {
        return hook(late);
    }
    default_hook(late);
}

/// Reports to whatever the features of this crate name.
fn default_hook(late: &LateHeader) {
    #[cfg(feature = "tracing")]
    tracing::warn!(
        target: "headers_first",
        operation = late.operation(),
        header = late.header(),
        at = %late.at(),
        sent_at = late.sent_at().map(tracing::field::display),
        sent_by = late.sent_by(),
        request = request(late),
        "{late}",
    );
    #[cfg(all(feature = "log", not(feature = "tracing")))]
    log::warn!(target: "headers_first", "{}{late}", Prefix(late));
    #[cfg(all(feature = "std", not(any(feature = "log", feature = "tracing"))))]
    eprintln!("{}{late} (further ones at this place are only counted)", Prefix(late));
    let _ = late;
}

/// The request that a line is about, if it is known.
#[cfg(all(any(feature = "log", feature = "std"), not(feature = "tracing")))]
struct Prefix<'a>(&'a LateHeader);

#[cfg(all(any(feature = "log", feature = "std"), not(feature = "tracing")))]
impl core::fmt::Display for Prefix<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        request(self.0).map_or(Ok(()), |request| write!(f, "{request}: "))
    }
}

#[cfg(any(feature = "log", feature = "std", feature = "tracing"))]
fn request(late: &LateHeader) -> Option<&str> {
    #[cfg(feature = "std")]
    return late.request();
    #[cfg(not(feature = "std"))]
    {
        let _ = late;
        None
    }
}

/// Counts a late operation that its caller learns of through an `Err`, and reports each place and header once.
///
/// Header names can come from outside, so only so many are kept.
#[cfg(feature = "http")]
pub(crate) fn returned(late: &LateHeader) {
    use std::collections::BTreeSet;
    use std::sync::{Mutex, PoisonError};

    type Place = (&'static str, u32, u32, Option<String>);
    static SEEN: Mutex<BTreeSet<Place>> = Mutex::new(BTreeSet::new());
    const LIMIT: usize = 4096;

    count();
    let at = late.at();
    let place = (at.file(), at.line(), at.column(), late.header().map(str::to_owned));
    let mut seen = SEEN.lock().unwrap_or_else(PoisonError::into_inner);
    let first = seen.len() < LIMIT && seen.insert(place);
    drop(seen);
    if first {
        report(late);
    }
}

/// Reports a handler that failed, where no response can say so any more, or the client must not see why.
#[cfg(feature = "http")]
pub(crate) fn failed(failure: &crate::BodyError) {
    #[cfg(feature = "tracing")]
    tracing::error!(
        target: "headers_first",
        request = failure.request(),
        sent_at = failure.sent_at().map(tracing::field::display),
        error = core::error::Error::source(failure),
        "{failure}",
    );
    #[cfg(all(feature = "log", not(feature = "tracing")))]
    log::error!(target: "headers_first", "{failure}");
    #[cfg(not(any(feature = "log", feature = "tracing")))]
    eprintln!("{failure}");
}

#[cfg(feature = "std")]
pub use hook::{LateHook, set_late_hook, take_late_hook};

#[cfg(feature = "std")]
mod hook {
    use std::sync::{Arc, PoisonError, RwLock};

    use crate::LateHeader;

    /// What [`set_late_hook`] takes: called with each late header that is reported.
    pub type LateHook = Box<dyn Fn(&LateHeader) + Send + Sync>;

    static HOOK: RwLock<Option<Arc<LateHook>>> = RwLock::new(None);

    /// Sets what is called, in whichever thread, with each late header that is reported; replaces the previous hook.
    ///
    /// Under [`Policy::Log`](crate::Policy::Log) a call in the source is reported the first time that it comes too
    /// late. Under [`Policy::Panic`](crate::Policy::Panic) the panic is the report, and
    /// [`Policy::Drop`](crate::Policy::Drop) has none.
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
            return Box::new(super::default_hook);
        };
        Arc::try_unwrap(hook).unwrap_or_else(|shared| Box::new(move |late| shared(late)))
    }

    /// The hook that is set, out of the lock.
    pub(super) fn current() -> Option<Arc<LateHook>> {
        HOOK.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
