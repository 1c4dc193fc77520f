//! The place of one call in the program: what a check reports, what a mark leaves behind.
//!
//! The expansion makes a `static` of each, so that good paths carry a pointer at most. The counter is what lets
//! [`Policy::Log`](crate::Policy::Log) report a place once.
use core::fmt;
use core::panic::Location;
use core::sync::atomic::{AtomicUsize, Ordering};

/// The place of one call on a response: its operation, the header that it names, and the source location.
///
/// # Examples
///
/// ```
/// use headers_first::Site;
///
/// static SITE: Site = Site::new("insert_header").with_header("X-Total");
/// assert_eq!(SITE.operation(), "insert_header");
/// assert_eq!(SITE.header(), Some("X-Total"));
/// assert!(SITE.location().file().ends_with(".rs"));
/// assert_eq!(SITE.late_count(), 0);
/// ```
pub struct Site {
    operation: &'static str,
    header: Option<&'static str>,
    location: &'static Location<'static>,
    late: AtomicUsize,
}

impl Site {
    /// The call of `operation` at the place where this function is called.
    #[must_use]
    #[track_caller]
    pub const fn new(operation: &'static str) -> Self {
        Site { operation, header: None, location: Location::caller(), late: AtomicUsize::new(0) }
    }

    /// Adds the name of the header that the call is about, as it stands in the source.
    #[must_use]
    pub const fn with_header(self, header: &'static str) -> Self {
        Site { header: Some(header), ..self }
    }

    /// The name of the operation, such as `"insert_header"`.
    #[must_use]
    pub const fn operation(&self) -> &'static str {
        self.operation
    }

    /// The header that the call is about, if the source names it.
    #[must_use]
    pub const fn header(&self) -> Option<&'static str> {
        self.header
    }

    /// Where the call stands in the source.
    #[must_use]
    pub const fn location(&self) -> &'static Location<'static> {
        self.location
    }

    /// How often this call came too late since the program started.
    ///
    /// Under [`Policy::Log`](crate::Policy::Log) only the first of them was reported to a hook.
    #[must_use]
    pub fn late_count(&self) -> usize {
        self.late.load(Ordering::Relaxed)
    }

    /// Counts one more late call; returns how many there were before.
    pub(crate) fn count_late(&self) -> usize {
        self.late.fetch_add(1, Ordering::Relaxed)
    }
}

impl fmt::Debug for Site {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_struct("Site");
        out.field("operation", &self.operation).field("header", &self.header);
        out.field("location", &format_args!("{}", self.location)).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_location_is_that_of_the_call_to_new() {
        static SITE: Site = Site::new("write");
        assert_eq!((SITE.location().file(), SITE.location().line()), (file!(), line!() - 1));
    }

    #[test]
    fn late_calls_are_counted_per_site() {
        static SITE: Site = Site::new("write");
        assert_eq!((SITE.count_late(), SITE.count_late(), SITE.late_count()), (0, 1, 2));
    }
}
