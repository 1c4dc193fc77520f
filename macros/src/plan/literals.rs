//! Small questions about the form of an expression.

use syn::{BinOp, Expr, Lit};

use crate::known::pure;

use super::names::peeled;

/// Macros that give a value and do nothing else.
pub(crate) fn is_pure_macro(mac: &syn::Macro) -> bool {
    const PURE: &[&str] = &[
        "format",
        "format_args",
        "concat",
        "stringify",
        "env",
        "option_env",
        "include_str",
        "include_bytes",
        "line",
        "file",
        "column",
        "module_path",
        "cfg",
        "json",
        "matches",
        "vec",
    ];
    mac.path.segments.last().is_some_and(|last| PURE.iter().any(|name| last.ident == name))
}

pub(crate) fn is_conversion(segments: &[String]) -> bool {
    matches!(segments, [.., owner, name]
        if ["Into", "ToString", "ToOwned", "AsRef", "From", "Clone"].contains(&&**owner) && pure::is_pure_method(name, 1)
            || owner == "From")
}

pub(crate) fn is_literal(expr: &Expr) -> bool {
    match peeled(expr) {
        Expr::Lit(_) => true,
        Expr::Unary(unary) => is_literal(&unary.expr),
        Expr::Binary(binary) => is_literal(&binary.left) && is_literal(&binary.right),
        Expr::Cast(cast) => is_literal(&cast.expr),
        _ => false,
    }
}

pub(crate) fn is_zero(expr: &Expr) -> bool {
    match peeled(expr) {
        Expr::Lit(syn::ExprLit { lit: Lit::Int(number), .. }) => number.base10_digits() == "0",
        _ => false,
    }
}

/// Whether `+` behind it appends text.
pub(crate) fn is_text(expr: &Expr) -> bool {
    match peeled(expr) {
        Expr::Macro(mac) => mac.mac.path.is_ident("format"),
        Expr::MethodCall(call) => {
            ["to_string", "to_owned", "to_lowercase"].iter().any(|name| call.method == *name)
        }
        Expr::Call(call) => matches!(peeled(&call.func), Expr::Path(path)
            if path.path.segments.first().is_some_and(|owner| owner.ident == "String")),
        Expr::Binary(binary) => matches!(binary.op, BinOp::Add(_)) && is_text(&binary.left),
        _ => false,
    }
}

/// Whether a chain is one of an iterator.
pub(crate) fn iterates(expr: &Expr) -> bool {
    const SOURCES: &[&str] =
        &["iter", "into_iter", "chars", "lines", "split", "collect", "keys", "values", "bytes"];
    match peeled(expr) {
        Expr::MethodCall(call) => SOURCES.iter().any(|name| call.method == *name) || iterates(&call.receiver),
        Expr::Range(_) => true,
        _ => false,
    }
}
