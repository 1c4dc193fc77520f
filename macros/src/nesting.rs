//! How deep the code may be nested: parsing recurses, and in an unoptimized macro some hundred levels fill the stack.
//!
//! The walk has a stack of its own, so that it finds out before the parser does.

use proc_macro2::{Span, TokenStream, TokenTree};

use crate::diagnostics::messages;

/// Parentheses, brackets and braces inside of each other.
const MAX_DEPTH: usize = 256;

/// An error at the first token that is nested too deeply.
pub(crate) fn check(item: TokenStream) -> syn::Result<()> {
    match too_deep(item) {
        Some(span) => Err(syn::Error::new(span, messages::too_deep(MAX_DEPTH))),
        None => Ok(()),
    }
}

/// The place where the nesting goes below the limit.
pub(crate) fn too_deep(item: TokenStream) -> Option<Span> {
    let mut open = vec![item.into_iter()];
    while let Some(level) = open.last_mut() {
        match level.next() {
            Some(TokenTree::Group(group)) if open.len() > MAX_DEPTH => return Some(group.span_open()),
            Some(TokenTree::Group(group)) => open.push(group.stream().into_iter()),
            Some(_) => {}
            None => drop(open.pop()),
        }
    }
    None
}
