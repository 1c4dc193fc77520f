//! The attribute macro of `headers-first`; depend on that crate, which re-exports it.
//!
//! The stages, one module each, in reading order: `args` and `handler` (what the user wrote), `plain` (a walk that settles
//! most handlers, so that what follows need not run), `lower` (syntax to `graph`), `flow` and `phase` (the states at each point), `check` (states to findings), `decide` and `plan` (finding to
//! hoist, error or check), `rewrite` (the edits applied), `diagnostics` (all messages), `fallback` (errors with the item
//! untouched). `vocabulary` and `known` are data, `user_vocabulary` is for those that users declare; `kinds` spells long
//! lists of syntax. `expand` runs the stages in order.

#![cfg_attr(headers_first_native, feature(proc_macro_diagnostic))]
#![cfg_attr(headers_first_closed, feature(non_exhaustive_omitted_patterns_lint))]

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
mod kinds;
mod known;
mod lower;
mod nesting;
mod phase;
mod plain;
mod plan;
mod rewrite;
#[cfg(test)]
mod tests;
mod user_vocabulary;
mod vocabulary;

use proc_macro::TokenStream;

/// Settles late headers at compile time.
///
/// The attribute goes on a function, a method, an `impl` block or an inline `mod`, async or not, generic or not, above or
/// below other attributes such as `#[async_trait]`, `#[instrument]` or `#[tokio::main]`. It follows the control flow of
/// each function and looks at every statement that touches the head of a response:
///
/// * on time on every path: nothing happens, the tokens of the function come back untouched;
/// * late, and a move changes nothing else: **hoisted** above the first body write of its block (lint `hoisted`);
/// * late on a path that can be seen: an **error** at the call, with the place where the head went (lint `late`);
/// * late only through something that cannot be seen into: **checked** at run time (lint `checked`).
///
/// # Arguments
///
/// | argument | meaning |
/// |---|---|
/// | `response = res`, `responses(a, b)` | which parameters, locals or fields (`self.res`) are responses; by default they are found by type |
/// | `vocabulary = pingora` | a built-in vocabulary: `default`, `pingora`, `actix`, `ntex`, `h3`, `h2`, `quiche`, `ngx`, `edge_http`, `fastly`, `uws`, `proxy_wasm`, `rocket`, `tower_cookies`, `tower_sessions`, `poem`, `leptos` |
/// | `vocabulary = my_writer!` | one of your own, made by `vocabulary!` |
/// | `head(put), write(push), finish(done), state(is_started)` | methods of the response by their effect, on top of the vocabulary |
/// | `head_view(head), body_view(sink)` | methods that return a view of the head or of the body |
/// | `calls(render = write, fatal = never, next.run = opaque)` | what other functions and methods do with the response |
/// | `allow(..)`, `warn(..)`, `deny(..)` | levels of the lints `late` (deny), `hoisted` (allow) and `checked` (allow) |
/// | `late = log` | what a late statement does at run time: `panic`, `log`, `drop`, `trailer`, or the path of a function |
/// | `entry = unknown` | the function may be called with a response that has started |
/// | `crate = ::my_crate::headers_first` | where the run-time crate is, for re-exports |
///
/// The effects are `read`, `state`, `head`, `inform`, `commit`, `write`, `finish`, `send`, `upgrade`, `trailer`, `hook`,
/// `abort`, `reset`, `opaque` and `never`.
///
/// # Inside a body
///
/// `#[hoist]` in front of a statement moves it although it is not known to be pure: you vouch for it. `#[late(drop)]`
/// (`panic`, `log`, `trailer`) checks it at run time with that policy, and makes it no error. `#[effect(write)]` in front
/// of a call says what the call does to the response.
///
/// # Warnings
///
/// `warn(hoisted, checked)` reports through the use of a deprecated constant named after the lint
/// (`headers_first_hoisted`), the only warning with text of its own on stable Rust. `#[allow(deprecated)]` on the statement,
/// on one around it, on the function or further out silences it.
///
/// A nightly compiler prints a warning without such a constant, and an error or warning and the place where the head is
/// sent as one diagnostic. It heeds `#[allow(deprecated)]` on and inside the item that bears the attribute.
///
/// # What a hoist assumes
///
/// Nothing behind a `&T` parameter changes through interior mutability while the function runs, and methods with the names
/// of pure methods of the standard library do what those do.
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

/// Not public API: stands in for the compiler's attribute of this name where there is no prelude, and does nothing.
#[doc(hidden)]
#[proc_macro_attribute]
pub fn on_unimplemented(_: TokenStream, item: TokenStream) -> TokenStream {
    item
}
