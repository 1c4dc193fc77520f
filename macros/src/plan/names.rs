//! Names and places, read off the syntax.

use proc_macro2::{Ident, TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{Expr, Member, Pat, PatIdent, Stmt, UnOp};

use crate::lower::statement_attributes;

/// A variable and the fields behind it: `self.state.total`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) root: String,
    pub(crate) fields: Vec<String>,
}

impl Place {
    pub(crate) fn of_name(name: &str) -> Place {
        Place { root: name.to_owned(), fields: Vec::new() }
    }

    /// Whether it is the other, or a part of it.
    pub(crate) fn is_within(&self, other: &Place) -> bool {
        self.root == other.root && self.fields.starts_with(&other.fields)
    }

    /// Whether one is the other, or a part of it.
    pub(crate) fn overlaps(&self, other: &Place) -> bool {
        self.root == other.root && self.fields.iter().zip(&other.fields).all(|(a, b)| a == b)
    }
}

/// An expression without parentheses and invisible groups.
pub(crate) fn peeled(expr: &Expr) -> &Expr {
    match expr {
        Expr::Paren(paren) => peeled(&paren.expr),
        Expr::Group(group) => peeled(&group.expr),
        other => other,
    }
}

/// The place that an expression names, through `*`.
pub(crate) fn place(expr: &Expr) -> Option<Place> {
    match peeled(expr) {
        Expr::Path(path) => Some(Place::of_name(&path.path.get_ident()?.to_string())),
        Expr::Field(field) => {
            let mut base = place(&field.base)?;
            base.fields.push(match &field.member {
                Member::Named(name) => name.to_string(),
                Member::Unnamed(index) => index.index.to_string(),
            });
            Some(base)
        }
        Expr::Unary(unary) if matches!(unary.op, UnOp::Deref(_)) => place(&unary.expr),
        _ => None,
    }
}

/// The place at the root of a chain: of a receiver, through references, indices and method calls.
pub(crate) fn root_place(expr: &Expr) -> Option<Place> {
    match peeled(expr) {
        Expr::Reference(reference) => root_place(&reference.expr),
        Expr::MethodCall(call) => root_place(&call.receiver),
        Expr::Try(inner) => root_place(&inner.expr),
        Expr::Unary(unary) if matches!(unary.op, UnOp::Deref(_)) => root_place(&unary.expr),
        Expr::Index(index) => root_place(&index.expr),
        Expr::Field(field) => place(expr).or_else(|| root_place(&field.base)),
        other => place(other),
    }
}

/// The segments of a path.
pub(crate) fn segments(path: &syn::Path) -> Vec<String> {
    path.segments.iter().map(|segment| segment.ident.to_string()).collect()
}

/// Whether a name is written like that of a constant.
pub(crate) fn is_upper(name: &str) -> bool {
    name.chars().any(char::is_uppercase) && !name.chars().any(char::is_lowercase)
}

/// The names that a pattern binds.
pub(crate) fn bound(pat: &Pat) -> Vec<String> {
    let mut bound = Bound { names: Vec::new(), by_ref_mut: false };
    bound.visit_pat(pat);
    bound.names
}

/// Whether a pattern binds something by `ref mut`.
pub(crate) fn lends(pat: &Pat) -> bool {
    let mut bound = Bound { names: Vec::new(), by_ref_mut: false };
    bound.visit_pat(pat);
    bound.by_ref_mut
}

struct Bound {
    names: Vec<String>,
    by_ref_mut: bool,
}

impl<'ast> Visit<'ast> for Bound {
    fn visit_pat_ident(&mut self, ident: &'ast PatIdent) {
        let name = ident.ident.to_string();
        // `None` and constants look like bindings.
        if !name.chars().next().is_some_and(char::is_uppercase) {
            self.names.push(name);
        }
        self.by_ref_mut |= ident.by_ref.is_some() && ident.mutability.is_some();
        visit::visit_pat_ident(self, ident);
    }

    fn visit_expr(&mut self, _: &'ast Expr) {}
}

/// The pattern of a `let` without its written type, and that type.
pub(crate) fn typed(pat: &Pat) -> (&Pat, Option<&syn::Type>) {
    match pat {
        Pat::Type(typed) => (&typed.pat, Some(&typed.ty)),
        other => (other, None),
    }
}

/// The one name that a pattern is, and whether it is `mut`; not `ref`.
pub(crate) fn plain_name(pat: &Pat) -> Option<(String, bool)> {
    match typed(pat).0 {
        Pat::Ident(ident) if ident.by_ref.is_none() && ident.subpat.is_none() => {
            Some((ident.ident.to_string(), ident.mutability.is_some()))
        }
        _ => None,
    }
}

/// Every identifier among tokens, at any depth.
pub(crate) fn identifiers(tokens: TokenStream, found: &mut Vec<Ident>) {
    for token in tokens {
        match token {
            TokenTree::Ident(ident) => found.push(ident),
            TokenTree::Group(group) => identifiers(group.stream(), found),
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

/// The names that format strings among tokens may capture.
pub(crate) fn captures(tokens: &TokenStream, found: &mut Vec<String>) {
    for token in tokens.clone() {
        match token {
            TokenTree::Literal(literal) => captured(&literal.to_string(), found),
            TokenTree::Group(group) => captures(&group.stream(), found),
            TokenTree::Ident(_) | TokenTree::Punct(_) => {}
        }
    }
}

/// `{name}`, `{name:?}`, `{:width$}`, `{:.*}`: the names in one format string.
pub(crate) fn captured(text: &str, found: &mut Vec<String>) {
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        rest = &rest[open + 1..];
        if let Some(escaped) = rest.strip_prefix('{') {
            rest = escaped;
            continue;
        }
        let inside = &rest[..rest.find('}').unwrap_or(rest.len())];
        let (argument, spec) = inside.split_once(':').unwrap_or((inside, ""));
        found.extend(identifier(argument.trim()));
        for dollar in spec.match_indices('$') {
            let before = &spec[..dollar.0];
            let start = before.trim_end_matches(|c: char| c.is_alphanumeric() || c == '_').len();
            // A fill character may stand before the name: both readings count.
            found.extend(identifier(&before[start..]));
            found.extend(
                before[start..].char_indices().nth(1).and_then(|(at, _)| identifier(&before[start + at..])),
            );
        }
    }
}

fn identifier(text: &str) -> Option<String> {
    let first = text.chars().next()?;
    let valid =
        (first.is_alphabetic() || first == '_') && text.chars().all(|c| c.is_alphanumeric() || c == '_');
    valid.then(|| text.to_owned())
}

/// Whether attributes may configure something away.
pub(crate) fn is_configured(attrs: &[syn::Attribute]) -> bool {
    attrs.iter().any(|attr| attr.path().is_ident("cfg") || attr.path().is_ident("cfg_attr"))
}

/// Whether a statement may be configured away.
pub(crate) fn is_conditional(stmt: &Stmt) -> bool {
    is_configured(statement_attributes(stmt))
}

/// An expression without `&` and `&mut` in front.
pub(crate) fn unborrowed(expr: &Expr) -> &Expr {
    match peeled(expr) {
        Expr::Reference(reference) => unborrowed(&reference.expr),
        other => other,
    }
}
