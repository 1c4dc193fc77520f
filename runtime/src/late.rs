//! What is reported when an operation on the head comes too late.
use core::fmt;
use core::panic::Location;

use crate::{ResponseState, Site};

/// An operation on the head that came too late: the head had been sent already, and the operation had no effect.
///
/// It says what was called and where, and, where the response knows it, what sent the head and where.
///
/// # Examples
///
/// ```
/// use headers_first::{LateHeader, Site, Tracker};
///
/// static WRITE: Site = Site::new("write");
/// static SET: Site = Site::new("set_header").with_header("X-Total");
///
/// let tracker = Tracker::new();
/// tracker.mark(&WRITE);
/// let late = LateHeader::new(&SET, &tracker);
/// assert_eq!(late.operation(), "set_header");
/// assert_eq!(late.header(), Some("X-Total"));
/// assert_eq!(late.sent_by(), Some("write"));
/// assert!(late.to_string().starts_with("late header: `set_header(\"X-Total\")` at "));
/// ```
#[derive(Clone)]
pub struct LateHeader {
    operation: &'static str,
    header: Header,
    at: &'static Location<'static>,
    sent_at: Option<&'static Location<'static>>,
    sent_by: Option<&'static str>,
    #[cfg(feature = "std")]
    request: Option<std::sync::Arc<str>>,
}

/// The name of a header, known when the program was written or only when it ran.
#[derive(Clone)]
enum Header {
    None,
    Written(&'static str),
    #[cfg(feature = "http")]
    Given(http::HeaderName),
}

impl LateHeader {
    /// The call at `site` that came too late for `response`.
    #[must_use]
    pub fn new<R: ResponseState + ?Sized>(site: &Site, response: &R) -> Self {
        LateHeader {
            sent_at: response.sent_at(),
            sent_by: response.sent_by(),
            #[cfg(feature = "std")]
            request: response.request(),
            ..Self::unlocated(site)
        }
    }

    /// The call of `operation` at `at`, about a header whose name was not known before.
    #[cfg(feature = "http")]
    pub(crate) fn given<R: ResponseState + ?Sized>(
        response: &R,
        operation: &'static str,
        header: Option<http::HeaderName>,
        at: &'static Location<'static>,
    ) -> Self {
        LateHeader {
            operation,
            header: header.map_or(Header::None, Header::Given),
            at,
            sent_at: response.sent_at(),
            sent_by: response.sent_by(),
            request: response.request(),
        }
    }

    /// The same, of a place where too many names were seen to tell them apart.
    #[cfg(feature = "http")]
    pub(crate) fn unnamed(&self) -> Self {
        LateHeader { header: Header::None, ..self.clone() }
    }

    /// The call at `site`, where nobody knows what sent the head.
    pub(crate) fn unlocated(site: &Site) -> Self {
        LateHeader {
            operation: site.operation(),
            header: site.header().map_or(Header::None, Header::Written),
            at: site.location(),
            sent_at: None,
            sent_by: None,
            #[cfg(feature = "std")]
            request: None,
        }
    }

    /// The name of the operation that came too late, such as `"insert_header"`.
    #[must_use]
    pub fn operation(&self) -> &'static str {
        self.operation
    }

    /// The name of the header that is lost, if it is known.
    #[must_use]
    pub fn header(&self) -> Option<&str> {
        match &self.header {
            Header::None => None,
            Header::Written(name) => Some(name),
            #[cfg(feature = "http")]
            Header::Given(name) => Some(name.as_str()),
        }
    }

    /// Where the operation that came too late stands in the source.
    #[must_use]
    pub fn at(&self) -> &'static Location<'static> {
        self.at
    }

    /// Where the head was sent, if that is known.
    #[must_use]
    pub fn sent_at(&self) -> Option<&'static Location<'static>> {
        self.sent_at
    }

    /// The name of the operation that sent the head, such as `"write"`, if that is known.
    #[must_use]
    pub fn sent_by(&self) -> Option<&'static str> {
        self.sent_by
    }

    /// Method and path of the request that was answered, such as `"GET /export"`, if they are known.
    #[cfg(feature = "std")]
    #[must_use]
    pub fn request(&self) -> Option<&str> {
        self.request.as_deref()
    }
}

impl fmt::Display for LateHeader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "late header: `{}", self.operation)?;
        if let Some(header) = self.header() {
            write!(f, "({header:?})")?;
        }
        write!(f, "` at {}, but the head was ", self.at)?;
        match (self.sent_at, self.sent_by) {
            (Some(at), Some(by)) => write!(f, "sent at {at} by `{by}`"),
            (Some(at), None) => write!(f, "sent at {at}"),
            (None, Some(by)) => write!(f, "already sent by `{by}`"),
            (None, None) => f.write_str("already sent"),
        }
    }
}

impl fmt::Debug for LateHeader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_struct("LateHeader");
        out.field("operation", &self.operation).field("header", &self.header());
        out.field("at", &format_args!("{}", self.at));
        if let Some(at) = self.sent_at {
            out.field("sent_at", &format_args!("{at}"));
        }
        out.field("sent_by", &self.sent_by).finish()
    }
}

impl core::error::Error for LateHeader {}

#[cfg(all(test, feature = "std"))]
mod tests {
    use super::*;

    struct Response(Option<&'static Location<'static>>, Option<&'static str>);

    impl ResponseState for Response {
        fn head_sent(&self) -> bool {
            true
        }
        fn sent_at(&self) -> Option<&'static Location<'static>> {
            self.0
        }
        fn sent_by(&self) -> Option<&'static str> {
            self.1
        }
    }

    static HEADER: Site = Site::new("set_header").with_header("X-Total");
    static STATUS: Site = Site::new("set_status");

    #[test]
    fn both_places_are_shown() {
        let sent = Location::caller();
        let shown = LateHeader::new(&HEADER, &Response(Some(sent), Some("write"))).to_string();
        let at = HEADER.location();
        let expected = format!(
            "late header: `set_header(\"X-Total\")` at {at}, but the head was sent at {sent} by `write`"
        );
        assert_eq!(shown, expected);
    }

    #[test]
    fn a_status_has_no_argument() {
        let shown = LateHeader::new(&STATUS, &Response(None, Some("write"))).to_string();
        let at = STATUS.location();
        let expected = format!("late header: `set_status` at {at}, but the head was already sent by `write`");
        assert_eq!(shown, expected);
    }

    #[test]
    fn nothing_is_said_about_an_unknown_commit() {
        let shown = LateHeader::unlocated(&STATUS).to_string();
        assert!(shown.ends_with(", but the head was already sent"), "{shown}");
    }

    #[test]
    fn an_unnamed_commit_shows_its_place() {
        let sent = Location::caller();
        let shown = LateHeader::new(&STATUS, &Response(Some(sent), None)).to_string();
        assert!(shown.ends_with(&format!(", but the head was sent at {sent}")), "{shown}");
    }
}
