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
///
/// # Panics
///
/// If what is accepted as plainly on time is not that to the analysis.
pub fn expand(args: TokenStream, item: TokenStream) -> syn::Result<TokenStream> {
    let expanded = expand::try_expand(args.clone(), item.clone())?;
    let (text, untouched) = (expanded.to_string(), item.to_string());
    if text == untouched {
        let in_full = expand::try_expand_in_full(args, item).map(|in_full| in_full.to_string());
        assert_eq!(Some(text), in_full.ok(), "plainly on time (left), but not in full (right)");
    }
    Ok(expanded)
}
