//! When something is wrong: errors first, then the item as the user wrote it, so that nothing else breaks.

use proc_macro2::TokenStream;
use quote::ToTokens;

use crate::handler::Target;
use crate::nesting;
use crate::rewrite;

/// The errors followed by the untouched item.
pub(crate) fn fallback(error: &syn::Error, item: TokenStream) -> TokenStream {
    let mut output = error.to_compile_error();
    output.extend(without_attributes(item));
    output
}

/// The item without the attributes that only we understand; as it is where it does not parse yet.
fn without_attributes(item: TokenStream) -> TokenStream {
    if nesting::too_deep(item.clone()).is_some() {
        return item;
    }
    match Target::parse(item.clone()) {
        Ok(mut target) => {
            rewrite::apply(&mut target, rewrite::Numbered::default());
            target.to_token_stream()
        }
        Err(_) => item,
    }
}
