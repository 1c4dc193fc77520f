//! What types and initialisers tell about a value: whether it is plain, copied, a number, certainly a valid header.

use syn::visit::{self, Visit};
use syn::{Block, Expr, Lit, Local, Stmt, Type, UnOp};

use crate::known::pure;

use super::names::{is_upper, peeled, segments, typed};

pub(crate) fn last(path: &syn::TypePath) -> Option<String> {
    path.path.segments.last().map(|segment| segment.ident.to_string())
}

pub(crate) fn type_name(ty: &Type) -> Option<String> {
    match ty {
        Type::Path(path) => last(path),
        Type::Group(group) => type_name(&group.elem),
        Type::Paren(paren) => type_name(&paren.elem),
        _ => None,
    }
}

/// Numbers, `bool`, `char`, `String`, `Vec`, `&str` and the like, with nothing inside that changes behind `&`.
pub(crate) fn is_plain(ty: &Type) -> bool {
    let plain = match ty {
        Type::Reference(reference) => {
            reference.mutability.is_none() && type_name(&reference.elem).is_some_and(|name| name == "str")
        }
        Type::Path(path) => {
            let name = last(path).unwrap_or_default();
            pure::is_plain_type(&name) || (name == "Option" && argument(path).is_some_and(is_plain))
        }
        Type::Tuple(tuple) => tuple.elems.iter().all(is_plain),
        Type::Array(array) => is_plain(&array.elem),
        Type::Group(group) => is_plain(&group.elem),
        Type::Paren(paren) => is_plain(&paren.elem),
        _ => false,
    };
    plain && !has_interior(ty)
}

fn argument(path: &syn::TypePath) -> Option<&Type> {
    match &path.path.segments.last()?.arguments {
        syn::PathArguments::AngleBracketed(list) => list.args.iter().find_map(|arg| match arg {
            syn::GenericArgument::Type(ty) => Some(ty),
            _ => None,
        }),
        _ => None,
    }
}

fn has_interior(ty: &Type) -> bool {
    struct Interior(bool);
    impl<'ast> Visit<'ast> for Interior {
        fn visit_path_segment(&mut self, segment: &'ast syn::PathSegment) {
            self.0 |= pure::is_interior(&segment.ident.to_string());
            visit::visit_path_segment(self, segment);
        }
    }
    let mut interior = Interior(false);
    interior.visit_type(ty);
    interior.0
}

pub(crate) fn is_copy(ty: &Type) -> bool {
    match ty {
        Type::Reference(reference) => reference.mutability.is_none(),
        Type::Group(group) => is_copy(&group.elem),
        Type::Tuple(tuple) => tuple.elems.iter().all(is_copy),
        Type::Path(path) if last(path).is_some_and(|name| name == "Option") => {
            argument(path).is_some_and(is_copy)
        }
        _ => type_name(ty).is_some_and(|name| {
            pure::is_number(&name) || ["bool", "char", "StatusCode", "Duration"].contains(&&*name)
        }),
    }
}

pub(crate) fn is_safe_type(ty: &Type) -> bool {
    type_name(ty).is_some_and(|name| pure::is_number(&name) || name == "StatusCode" || name == "HeaderValue")
}

pub(crate) fn is_plain_let(local: &Local) -> bool {
    match typed(&local.pat).1 {
        Some(ty) => is_plain(ty),
        None => local.init.as_ref().is_some_and(|init| is_plain_value(&init.expr)),
    }
}

/// Methods whose value is a plain one whatever they are called on.
const GIVES_TEXT: &[&str] = &[
    "to_string",
    "to_lowercase",
    "to_uppercase",
    "to_ascii_lowercase",
    "to_ascii_uppercase",
    "as_str",
    "into_bytes",
    "into_string",
    "to_vec",
    "repeat",
    "replace",
    "trim",
    "trim_start",
    "trim_end",
    "as_bytes",
    "join",
    "concat",
];
const GIVES_NUMBER: &[&str] = &["len", "as_u16", "as_secs", "as_millis", "count_ones", "capacity"];
const GIVES_BOOL: &[&str] = &[
    "is_empty",
    "contains",
    "contains_key",
    "starts_with",
    "ends_with",
    "is_some",
    "is_none",
    "is_ok",
    "is_err",
    "eq",
    "ne",
    "eq_ignore_ascii_case",
    "is_ascii",
];

/// Whether an initialiser gives a plain value.
fn is_plain_value(expr: &Expr) -> bool {
    match peeled(expr) {
        Expr::Lit(_) => true,
        Expr::Cast(cast) => is_plain(&cast.ty),
        Expr::Macro(mac) => {
            ["format", "vec", "concat", "stringify"].iter().any(|name| mac.mac.path.is_ident(name))
        }
        Expr::Unary(unary) => !matches!(unary.op, UnOp::Deref(_)) && is_plain_value(&unary.expr),
        Expr::Binary(binary) => {
            is_comparison(&binary.op) || is_plain_value(&binary.left) || is_plain_value(&binary.right)
        }
        Expr::MethodCall(call) => {
            let name = call.method.to_string();
            [GIVES_TEXT, GIVES_NUMBER, GIVES_BOOL].iter().any(|names| names.contains(&&*name))
                || collects_plain(call)
        }
        Expr::Call(call) => match peeled(&call.func) {
            Expr::Path(path) => constructs_plain(&segments(&path.path)),
            _ => false,
        },
        Expr::Try(inner) => is_plain_value(&inner.expr),
        Expr::If(branch) => {
            let otherwise =
                branch.else_branch.as_ref().is_some_and(|(_, otherwise)| is_plain_value(otherwise));
            otherwise && block_value(&branch.then_branch).is_some_and(is_plain_value)
        }
        Expr::Match(inner) => inner.arms.iter().all(|arm| is_plain_value(&arm.body)),
        Expr::Block(block) => block_value(&block.block).is_some_and(is_plain_value),
        Expr::Path(path) => {
            let segments = segments(&path.path);
            matches!(segments.as_slice(), [.., owner, name] if owner == "StatusCode" && is_upper(name))
        }
        _ => false,
    }
}

fn block_value(block: &Block) -> Option<&Expr> {
    match block.stmts.last() {
        Some(Stmt::Expr(expr, None)) => Some(expr),
        _ => None,
    }
}

fn collects_plain(call: &syn::ExprMethodCall) -> bool {
    let wanted = call.turbofish.as_ref().and_then(|list| list.args.first());
    matches!(wanted, Some(syn::GenericArgument::Type(ty)) if is_plain(ty))
        && ["parse", "collect", "sum", "product"].iter().any(|name| call.method == *name)
}

fn constructs_plain(segments: &[String]) -> bool {
    match segments {
        [.., owner, _] => pure::is_plain_type(owner) && pure::is_pure_function(segments),
        _ => false,
    }
}

fn is_comparison(op: &syn::BinOp) -> bool {
    use syn::BinOp::*;
    matches!(op, Eq(_) | Ne(_) | Lt(_) | Le(_) | Gt(_) | Ge(_) | And(_) | Or(_))
}

pub(crate) fn copies(expr: &Expr) -> bool {
    match peeled(expr) {
        Expr::Lit(_) => true,
        Expr::Cast(cast) => is_copy(&cast.ty),
        Expr::Reference(reference) => reference.mutability.is_none(),
        Expr::Unary(unary) => !matches!(unary.op, UnOp::Deref(_)) && copies(&unary.expr),
        Expr::Binary(binary) => is_comparison(&binary.op) || copies(&binary.left),
        Expr::MethodCall(call) => {
            let name = call.method.to_string();
            [GIVES_NUMBER, GIVES_BOOL, &["as_str", "as_bytes", "trim"]]
                .iter()
                .any(|names| names.contains(&&*name))
        }
        other => is_status(other),
    }
}

fn is_status(expr: &Expr) -> bool {
    matches!(expr, Expr::Path(path) if path.path.segments.len() > 1
        && path.path.segments.iter().rev().nth(1).is_some_and(|owner| owner.ident == "StatusCode"))
}

/// Whether a value is a literal, a constant, a number, a `StatusCode` or a `HeaderValue`, so that `?` on the head
/// operation that takes it never leaves.
pub(crate) fn never_fails(expr: &Expr) -> bool {
    match peeled(expr) {
        Expr::Lit(_) => true,
        Expr::Reference(reference) => never_fails(&reference.expr),
        Expr::Path(path) => path.path.segments.last().is_some_and(|last| is_upper(&last.ident.to_string())),
        Expr::Try(inner) => makes(&inner.expr, "HeaderValue") || makes(&inner.expr, "StatusCode"),
        Expr::Call(_) => makes(expr, "HeaderValue") || makes(expr, "StatusCode"),
        other => is_number(other),
    }
}

fn makes(expr: &Expr, owner: &str) -> bool {
    let Expr::Call(call) = peeled(expr) else { return false };
    let Expr::Path(path) = peeled(&call.func) else { return false };
    let segments = segments(&path.path);
    matches!(segments.as_slice(), [.., made, _] if made == owner) && pure::is_pure_function(&segments)
}

/// Whether an expression is a number whatever its parts are.
pub(crate) fn is_number(expr: &Expr) -> bool {
    match peeled(expr) {
        Expr::Lit(lit) => matches!(lit.lit, Lit::Int(_) | Lit::Float(_)),
        Expr::Cast(cast) => type_name(&cast.ty).is_some_and(|name| pure::is_number(&name)),
        Expr::MethodCall(call) => GIVES_NUMBER.iter().any(|name| call.method == *name),
        _ => false,
    }
}
