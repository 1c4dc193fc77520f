//! The attribute macro of `headers-first`; depend on that crate, which re-exports it.
//!
//! The stages, one module each, in reading order: `args` and `handler` (what the user wrote), `lower` (syntax to
//! `graph`), `flow` and `phase` (the states at each point), `check` (states to findings), `decide` and `plan` (finding to
//! hoist, error or check), `rewrite` (the edits applied), `diagnostics` (all messages), `fallback` (errors with the item
//! untouched). `vocabulary` and `known` are data. `expand` runs them in order.

mod annotations;
mod args;
mod check;
mod decide;
mod diagnostics;
mod effect;
mod expand;
mod fallback;
mod flow;
mod graph;
mod handler;
mod known;
mod lower;
mod phase;
mod plan;
mod rewrite;
#[cfg(test)]
mod tests;
mod vocabulary;

use proc_macro::TokenStream;

/// Settles late headers at compile time; see the front page of `headers-first`.
#[proc_macro_attribute]
pub fn headers_first(args: TokenStream, item: TokenStream) -> TokenStream {
    expand::expand(args.into(), item.into()).into()
}
