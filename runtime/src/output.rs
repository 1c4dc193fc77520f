//! The lines that are written where no hook is set: to `tracing`, else to `log`, else to standard error.
use crate::LateHeader;

/// An operation that came too late at one place for the `times`th time.
pub(crate) fn late(late: &LateHeader, times: usize) {
    let line = Line { late, times };
    #[cfg(feature = "tracing")]
    {
        let (method, path) = parts(request(late));
        tracing::warn!(
            target: "headers_first",
            operation = late.operation(),
            header = late.header(),
            at = %late.at(),
            sent_at = late.sent_at().map(tracing::field::display),
            sent_by = late.sent_by(),
            method,
            path,
            times,
            "{line}",
        );
    }
    #[cfg(all(feature = "log", not(feature = "tracing")))]
    log::warn!(target: "headers_first", "{}{line}", Prefix(late));
    #[cfg(all(feature = "std", not(any(feature = "log", feature = "tracing"))))]
    eprintln!("{}{line}", Prefix(late));
    let _ = line;
}

/// A handler that failed.
#[cfg(feature = "http")]
pub(crate) fn failed(failure: &crate::BodyError) {
    #[cfg(feature = "tracing")]
    {
        let (method, path) = parts(Some(failure.request()));
        tracing::error!(
            target: "headers_first",
            method,
            path,
            sent_at = failure.sent_at().map(tracing::field::display),
            last_at = failure.last_at().map(tracing::field::display),
            error = core::error::Error::source(failure),
            "{failure}",
        );
    }
    #[cfg(all(feature = "log", not(feature = "tracing")))]
    log::error!(target: "headers_first", "{failure}");
    #[cfg(not(any(feature = "log", feature = "tracing")))]
    eprintln!("{failure}");
}

/// What is said of a late header, with its count from the second time on.
#[cfg_attr(
    not(any(feature = "log", feature = "std", feature = "tracing")),
    allow(dead_code, reason = "there is nowhere to write to")
)]
struct Line<'a> {
    late: &'a LateHeader,
    times: usize,
}

impl core::fmt::Display for Line<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        self.late.fmt(f)?;
        match self.times {
            1 => Ok(()),
            times => write!(f, " ({times} times so far)"),
        }
    }
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

/// Method and path of `"GET /export"`.
#[cfg(feature = "tracing")]
fn parts(request: Option<&str>) -> (Option<&str>, Option<&str>) {
    request.and_then(|request| request.split_once(' ')).unzip()
}
