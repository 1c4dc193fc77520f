//! Names of header fields: how an expression names one, and which may not follow the body.

use syn::{Expr, ExprLit, Lit};

/// The header that an argument names: a literal, a constant of `http::header`, `HeaderName::from_static("..")`, or the
/// first of a pair.
pub(crate) fn named(expr: &Expr) -> Option<String> {
    match expr {
        Expr::Tuple(pair) => named(pair.elems.first()?),
        Expr::Call(call) if is_static(&call.func) => text(call.args.first()?),
        _ => text(expr).or_else(|| constant(expr)),
    }
}

/// The value of a header, where it is written out: a literal, `HeaderValue::from_static("..")`, `"..".parse()?`.
pub(crate) fn value(expr: &Expr) -> Option<String> {
    match expr {
        Expr::Call(call) if is_static(&call.func) => text(call.args.first()?),
        Expr::MethodCall(call) if is_conversion(&call.method.to_string()) => value(&call.receiver),
        Expr::Try(inner) => value(&inner.expr),
        Expr::Tuple(pair) => value(pair.elems.iter().nth(1)?),
        _ => text(expr),
    }
}

/// The header that a constant of `http::header` names.
pub(crate) fn constant(expr: &Expr) -> Option<String> {
    let Expr::Path(path) = peeled(expr) else { return None };
    let name = path.path.segments.last()?.ident.to_string();
    let lower = name.to_ascii_lowercase().replace('_', "-");
    let is_constant = !name.chars().any(char::is_lowercase);
    (is_constant && STANDARD.contains(&lower.as_str())).then_some(lower)
}

/// The text of a string literal, also behind `&` and parentheses.
pub(crate) fn text(expr: &Expr) -> Option<String> {
    match peeled(expr) {
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.value()),
        _ => None,
    }
}

fn peeled(expr: &Expr) -> &Expr {
    match expr {
        Expr::Reference(inner) => peeled(&inner.expr),
        Expr::Paren(inner) => peeled(&inner.expr),
        Expr::Group(inner) => peeled(&inner.expr),
        other => other,
    }
}

fn is_static(func: &Expr) -> bool {
    matches!(func, Expr::Path(path) if path.path.segments.last().is_some_and(|last| last.ident == "from_static"))
}

fn is_conversion(method: &str) -> bool {
    ["parse", "into", "try_into", "unwrap", "expect", "to_owned", "to_string"].contains(&method)
}

/// Whether a field may not be sent behind the body: framing, routing, authentication, request modifiers, response control
/// and content (RFC 9110, section 6.5.1), as the writer of the runtime crate has it.
pub(crate) fn is_forbidden_trailer(header: &str) -> bool {
    let name = header.to_ascii_lowercase();
    let content = name.strip_prefix("content-").is_some_and(|rest| rest != "digest" && rest != "md5");
    content
        || name.starts_with("if-")
        || name.starts_with("access-control-")
        || FORBIDDEN_TRAILERS.contains(&name.as_str())
}

const FORBIDDEN_TRAILERS: &[&str] = &[
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

/// The constants of `http::header`.
const STANDARD: &[&str] = &[
    "accept",
    "accept-charset",
    "accept-encoding",
    "accept-language",
    "accept-ranges",
    "access-control-allow-credentials",
    "access-control-allow-headers",
    "access-control-allow-methods",
    "access-control-allow-origin",
    "access-control-expose-headers",
    "access-control-max-age",
    "age",
    "allow",
    "alt-svc",
    "authorization",
    "cache-control",
    "cache-status",
    "cdn-cache-control",
    "connection",
    "content-disposition",
    "content-encoding",
    "content-language",
    "content-length",
    "content-location",
    "content-range",
    "content-security-policy",
    "content-security-policy-report-only",
    "content-type",
    "cookie",
    "date",
    "dnt",
    "etag",
    "expect",
    "expires",
    "forwarded",
    "from",
    "host",
    "last-modified",
    "link",
    "location",
    "max-forwards",
    "origin",
    "pragma",
    "proxy-authenticate",
    "range",
    "referer",
    "referrer-policy",
    "refresh",
    "retry-after",
    "server",
    "set-cookie",
    "strict-transport-security",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "upgrade-insecure-requests",
    "user-agent",
    "vary",
    "via",
    "warning",
    "www-authenticate",
    "x-content-type-options",
    "x-dns-prefetch-control",
    "x-frame-options",
    "x-xss-protection",
];
