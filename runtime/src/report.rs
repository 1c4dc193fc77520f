//! Where late headers are reported: a counter that is always there, and a hook that can be replaced.
//!
//! A place in the program is reported once, and after that only counted, so that one bad line under load does not
//! drown the log. Without a hook the report goes to `tracing`, else to `log`, else to standard error, and the count
//! follows there at each power of ten. `places` keeps the counts.
use core::sync::atomic::{AtomicUsize, Ordering};

use crate::{LateHeader, Policy, Site, output};

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

/// Counts a late operation at `site` without reporting it; returns how many there were, this one included.
pub(crate) fn count(late: &LateHeader, site: &'static Site) -> usize {
    LATE.fetch_add(1, Ordering::Relaxed);
    let before = site.count_late();
    #[cfg(feature = "std")]
    if before == 0 {
        crate::places::add(late, site);
    }
    let _ = late;
    before + 1
}

/// Counts a late operation at `site`, and does with it what `policy` says.
#[track_caller]
pub(crate) fn apply(late: &LateHeader, site: &'static Site, policy: Policy) {
    let times = count(late, site);
    match policy {
        Policy::Panic => panic!("{late}"),
        Policy::Log | Policy::Trailer => report(late, times),
        Policy::Drop => {}
    }
}

/// Counts a late operation that its caller learns of through an `Err`, and reports each place and header once.
#[cfg(feature = "http")]
pub(crate) fn returned(late: &LateHeader) {
    LATE.fetch_add(1, Ordering::Relaxed);
    match crate::places::count(late) {
        (times, false) => report(late, times),
        (times, true) => report(&late.unnamed(), times),
    }
}

/// Reports an operation that came too late at one place for the `times`th time.
fn report(late: &LateHeader, times: usize) {
    if !is_power_of_ten(times) {
        return;
    }
    #[cfg(feature = "std")]
    if let Some(hook) = crate::hook::current() {
        return if times == 1 {
            hook(late)
        };
    }
    output::late(late, times);
}

/// Reports a handler that failed, where no response can say so any more, or the client must not see why.
#[cfg(feature = "http")]
pub(crate) fn failed(failure: &crate::BodyError) {
    output::failed(failure);
}

/// One, ten, a hundred ..
fn is_power_of_ten(mut times: usize) -> bool {
    while times >= 10 && times % 10 == 0 {
        times /= 10;
    }
    times == 1
}

#[cfg(test)]
mod tests {
    use super::is_power_of_ten;

    #[test]
    fn lines_get_rarer() {
        let lines = (0..=100_000).filter(|times| is_power_of_ten(*times));
        assert!(lines.eq([1, 10, 100, 1_000, 10_000, 100_000]));
    }
}
