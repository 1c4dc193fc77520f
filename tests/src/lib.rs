//! Shared code of the tests: the expansion as a function.
//!
//! A proc-macro crate exports nothing but its macros, so the sources of the macro are included here once more.
#![allow(missing_docs)]

include!(concat!(env!("OUT_DIR"), "/modules.rs"));

#[path = "../oracle/mod.rs"]
pub mod oracle;

use proc_macro2::TokenStream;

/// The expansion of an item, or all errors.
///
/// # Errors
///
/// The same errors as the attribute reports.
pub fn expand(args: TokenStream, item: TokenStream) -> syn::Result<TokenStream> {
    expand::try_expand(args, item)
}
