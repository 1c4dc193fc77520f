//! The attribute macro of `headers-first`; depend on that crate, which re-exports it.
//!
//! The stages, one module each, in reading order: `args` and `handler` (what the user wrote), `lower` (syntax to
//! `graph`), `flow` and `phase` (the states at each point), `check` (states to findings), `decide` and `plan` (finding to
//! hoist, error or check), `rewrite` (the edits applied), `diagnostics` (all messages), `fallback` (errors with the item
//! untouched). `vocabulary` and `known` are data, `user_vocabulary` is for those that users declare. `expand` runs the stages
//! in order.

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
mod user_vocabulary;
mod vocabulary;

use proc_macro::TokenStream;

/// Settles late headers at compile time; see the front page of `headers-first`.
#[proc_macro_attribute]
pub fn headers_first(args: TokenStream, item: TokenStream) -> TokenStream {
    expand::expand(args.into(), item.into()).into()
}

/// Declares a vocabulary: which methods of a response type have which effect.
///
/// `headers_first::vocabulary! { pub my_writer for MyWriter { head: set, put; write: push; finish: done; state: is_started() } }`
/// is used as `#[headers_first(vocabulary = my_writer!)]`, also from other crates, by its path.
#[proc_macro]
pub fn vocabulary(tokens: TokenStream) -> TokenStream {
    user_vocabulary::declare(tokens.into()).into()
}

/// Not public API: goes on with an attribute when its vocabulary has handed over its tables.
#[doc(hidden)]
#[proc_macro]
pub fn __expand_with(tokens: TokenStream) -> TokenStream {
    user_vocabulary::expand_with(tokens.into()).into()
}
