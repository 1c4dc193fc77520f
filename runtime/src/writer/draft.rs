//! The head that is being built, with all that goes out together with it.
use bytes::Bytes;
use http::header::{CONTENT_LENGTH, HeaderMap, HeaderName, TRAILER, TRANSFER_ENCODING};
use http::response::Parts;
use http::{HeaderValue, Response, StatusCode};

/// Called with the head just before it goes out.
pub(crate) type Hook = Box<dyn FnOnce(&mut Parts) + Send + Sync>;

/// A head that can still change.
pub(crate) struct Draft {
    pub(crate) parts: Parts,
    /// The status was set, and is not just the one that a response starts with.
    pub(crate) status_set: bool,
    pub(crate) hooks: Vec<Hook>,
    pub(crate) buffer: Option<Buffer>,
    pub(crate) trailers: HeaderMap,
}

/// The first bytes of a body, held back so that the head stays open.
#[derive(Default)]
pub(crate) struct Buffer {
    pub(crate) limit: usize,
    pub(crate) chunks: Vec<Bytes>,
    pub(crate) len: usize,
}

impl Default for Draft {
    fn default() -> Self {
        Draft {
            parts: Response::new(()).into_parts().0,
            status_set: false,
            hooks: Vec::new(),
            buffer: None,
            trailers: HeaderMap::new(),
        }
    }
}

impl Draft {
    /// Runs the hooks, the last one first, and gives up what only the server may decide.
    pub(crate) fn settle(&mut self) {
        while let Some(hook) = self.hooks.pop() {
            let status = self.parts.status;
            hook(&mut self.parts);
            if self.parts.status.is_informational() {
                self.parts.status = status;
            }
        }
        let headers = &mut self.parts.headers;
        headers.remove(TRANSFER_ENCODING);
        if self.parts.status == StatusCode::NO_CONTENT || content_length(headers).is_none() {
            headers.remove(CONTENT_LENGTH);
        }
    }

    /// Bytes held back so far.
    pub(crate) fn buffered(&self) -> usize {
        self.buffer.as_ref().map_or(0, |buffer| buffer.len)
    }

    /// A hook may have declared less than was held back already.
    pub(crate) fn forget_exceeded_length(&mut self) {
        let held = self.buffered() as u64;
        if content_length(&self.parts.headers).is_some_and(|length| length < held) {
            self.parts.headers.remove(CONTENT_LENGTH);
        }
    }

    /// Fields about the connection, which only HTTP/1 has.
    pub(crate) fn forget_connection(&mut self) {
        for name in ["connection", "keep-alive", "proxy-connection", "upgrade"] {
            self.parts.headers.remove(name);
        }
    }

    /// Declares the length of a body that is known as a whole, unless a length stands already.
    pub(crate) fn set_length(&mut self, len: u64) {
        self.parts.headers.entry(CONTENT_LENGTH).or_insert_with(|| HeaderValue::from(len));
    }

    /// Whether trailers will follow, which a declared length would forbid.
    pub(crate) fn has_trailers(&self) -> bool {
        !self.trailers.is_empty() || self.parts.headers.contains_key(TRAILER)
    }
}

impl Buffer {
    pub(crate) fn new(limit: usize) -> Self {
        Buffer { limit, ..Buffer::default() }
    }

    /// Everything that was kept, as one chunk: what renders piece by piece should not travel piece by piece.
    pub(crate) fn into_chunk(mut self) -> Option<Bytes> {
        match self.chunks.len() {
            0 | 1 => self.chunks.pop(),
            _ => Some(self.chunks.concat().into()),
        }
    }

    /// Keeps a chunk if it still fits.
    pub(crate) fn keep(&mut self, chunk: Bytes) -> Result<(), Bytes> {
        match self.len.checked_add(chunk.len()).filter(|len| *len <= self.limit) {
            Some(len) => {
                self.len = len;
                self.chunks.push(chunk);
                Ok(())
            }
            None => Err(chunk),
        }
    }
}

/// Whether a value is a length at all: digits, and nothing else.
pub(crate) fn length_value(value: &HeaderValue) -> Option<u64> {
    let digits = value.to_str().ok()?;
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    digits.parse().ok()
}

/// The declared length, if there is exactly one that can be read.
pub(crate) fn content_length(headers: &HeaderMap) -> Option<u64> {
    let mut values = headers.get_all(CONTENT_LENGTH).iter();
    let length = length_value(values.next()?)?;
    values.next().is_none().then_some(length)
}

/// The names that the field `Trailer` declares.
pub(crate) fn declared(headers: &HeaderMap) -> Vec<HeaderName> {
    let lists = headers.get_all(TRAILER).iter().filter_map(|list| list.to_str().ok());
    let names = lists.flat_map(|list| list.split(',')).filter_map(|name| name.trim().parse().ok());
    names.filter(|name| !forbidden_in_trailers(name)).collect()
}

/// Whether a field may not be sent after the body: framing, routing, authentication, request modifiers, response
/// control and content, which a recipient needs before it reads the body (RFC 9110, section 6.5.1).
pub(crate) fn forbidden_in_trailers(name: &HeaderName) -> bool {
    const FORBIDDEN: &[&str] = &[
        "accept-ranges",
        "age",
        "allow",
        "alt-svc",
        "authorization",
        "cache-control",
        "clear-site-data",
        "connection",
        "cookie",
        "date",
        "expect",
        "expires",
        "host",
        "keep-alive",
        "last-modified",
        "location",
        "max-forwards",
        "pragma",
        "proxy-authenticate",
        "proxy-authorization",
        "proxy-connection",
        "range",
        "retry-after",
        "set-cookie",
        "strict-transport-security",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
        "vary",
        "warning",
        "www-authenticate",
    ];
    let name = name.as_str();
    let content = name.strip_prefix("content-").is_some_and(|rest| rest != "digest" && rest != "md5");
    content || name.starts_with("if-") || name.starts_with("access-control-") || FORBIDDEN.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(lines: &[(&'static str, &'static str)]) -> HeaderMap {
        lines
            .iter()
            .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)))
            .collect()
    }

    #[test]
    fn a_length_is_digits_only() {
        let length = |value| length_value(&HeaderValue::from_static(value));
        assert_eq!(["12", "+12", "", "1,2"].map(length), [Some(12), None, None, None]);
    }

    #[test]
    fn the_trailer_field_is_a_list() {
        let names = declared(&headers(&[("trailer", "X-Total, x-sum")]));
        assert_eq!(names, ["x-total", "x-sum"]);
    }

    #[test]
    fn a_forbidden_trailer_is_not_declared() {
        assert!(declared(&headers(&[("trailer", "Content-Length, Set-Cookie, Vary")])).is_empty());
    }

    #[test]
    fn digests_are_what_trailers_are_for() {
        assert!(!forbidden_in_trailers(&HeaderName::from_static("content-digest")));
    }

    #[test]
    fn framing_is_forbidden_in_trailers() {
        assert!(forbidden_in_trailers(&http::header::TRANSFER_ENCODING));
    }

    #[test]
    fn hooks_run_in_reverse_order() {
        let mut draft = Draft::default();
        for value in ["first", "second"] {
            let insert = move |parts: &mut Parts| {
                parts.headers.insert("x-last", HeaderValue::from_static(value));
            };
            draft.hooks.push(Box::new(insert));
        }
        draft.settle();
        assert_eq!(draft.parts.headers["x-last"], "first");
    }

    #[test]
    fn a_hook_cannot_make_an_informational_response() {
        let mut draft = Draft::default();
        draft.hooks.push(Box::new(|parts| parts.status = StatusCode::CONTINUE));
        draft.settle();
        assert_eq!(draft.parts.status, StatusCode::OK);
    }
}
