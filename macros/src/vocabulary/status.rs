//! A status as it is written in source text: which argument is one, and whether a head with it is informational.
//!
//! Only what is certain informs: a head taken for an informational one would hide the commit that it is.

use syn::{Expr, Lit};

/// Whether a head with this argument is an informational one: a literal 1xx status other than 101, also in what makes
/// the head (`ResponseHeader::build(103, None)?`, `Response::builder().status(103).body(())`).
pub(super) fn informs(expr: &Expr) -> bool {
    match expr {
        Expr::Lit(lit) => matches!(&lit.lit, Lit::Int(int) if int.base10_parse().is_ok_and(is_1xx)),
        Expr::Path(path) => {
            path.path.segments.last().is_some_and(|last| NAMES.iter().any(|name| last.ident == name))
        }
        Expr::Array(fields) => fields.elems.iter().any(is_status_field),
        Expr::Call(call) => makes(call, &MAKERS) && call.args.first().is_some_and(informs),
        Expr::MethodCall(call) if call.method == "status" => call.args.first().is_some_and(informs),
        _ => inner(expr).is_some_and(informs),
    }
}

/// Whether an argument is a status: a number, a constant of `StatusCode`, or a name that says so.
pub(super) fn is_status(expr: &Expr) -> bool {
    match expr {
        Expr::Lit(lit) => matches!(&lit.lit, Lit::Int(_)),
        Expr::Path(path) => path.path.segments.iter().any(|segment| says_status(&segment.ident)),
        Expr::Field(field) => matches!(&field.member, syn::Member::Named(name) if says_status(name)),
        Expr::Call(call) => is_status(&call.func),
        _ => inner(expr).is_some_and(is_status),
    }
}

const NAMES: [&str; 3] = ["CONTINUE", "PROCESSING", "EARLY_HINTS"];

/// Functions that make a head or a status of their first argument, or wrap one.
const MAKERS: [&str; 8] = ["build", "build_no_case", "new", "from", "from_u16", "try_from", "Some", "Ok"];

fn is_1xx(status: u16) -> bool {
    (100..200).contains(&status) && status != 101
}

fn says_status(name: &syn::Ident) -> bool {
    let name = name.to_string().to_ascii_lowercase();
    name.contains("status") || name == "code"
}

fn makes(call: &syn::ExprCall, makers: &[&str]) -> bool {
    let Expr::Path(path) = &*call.func else { return false };
    path.path.segments.last().is_some_and(|last| makers.iter().any(|maker| last.ident == maker))
}

/// `Header::new(b":status", b"103")` or `(":status", "103")`.
fn is_status_field(expr: &Expr) -> bool {
    let pair: Vec<&Expr> = match expr {
        Expr::Call(call) => call.args.iter().collect(),
        Expr::Tuple(tuple) => tuple.elems.iter().collect(),
        _ => return inner(expr).is_some_and(is_status_field),
    };
    let [name, value] = pair.as_slice() else { return false };
    text(name).as_deref() == Some(":status") && text(value).is_some_and(|text| text.parse().is_ok_and(is_1xx))
}

fn text(expr: &Expr) -> Option<String> {
    match expr {
        Expr::Lit(lit) => match &lit.lit {
            Lit::Str(text) => Some(text.value()),
            Lit::ByteStr(text) => String::from_utf8(text.value()).ok(),
            _ => None,
        },
        _ => inner(expr).and_then(text),
    }
}

/// Behind what changes nothing.
fn inner(expr: &Expr) -> Option<&Expr> {
    Some(match expr {
        Expr::Paren(inner) => &inner.expr,
        Expr::Group(inner) => &inner.expr,
        Expr::Reference(inner) => &inner.expr,
        Expr::Try(inner) => &inner.expr,
        Expr::Cast(inner) => &inner.expr,
        Expr::MethodCall(call) => &call.receiver,
        _ => return None,
    })
}
