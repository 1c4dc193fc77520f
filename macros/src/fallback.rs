//! When something is wrong: errors first, then the item as the user wrote it, so that nothing else breaks.

use std::rc::Rc;

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::Block;

use crate::decide::Edits;
use crate::diagnostics::Errors;
use crate::expand::nested_functions;
use crate::handler::Target;
use crate::known::macros::Macros;
use crate::rewrite;

/// The errors followed by the untouched item.
pub(crate) fn fallback(errors: Errors, item: TokenStream) -> TokenStream {
    let mut output = errors.report();
    output.extend(without_attributes(item));
    output
}

/// The item without the attributes that only we understand; as it is where it does not parse yet.
fn without_attributes(item: TokenStream) -> TokenStream {
    match Target::parse(item.clone()) {
        Ok(mut target) => {
            let mut macros = Vec::new();
            target.functions().iter().for_each(|function| all_macros(function.block, &mut macros));
            let edits = Edits { macros, ..Edits::default() };
            let removed = rewrite::number(&target, edits).and_then(|none| rewrite::apply(&mut target, none));
            removed.map_or(item, |()| target.to_token_stream())
        }
        Err(_) => item,
    }
}

/// The macros of a function and of those nested in it.
fn all_macros(block: &Block, macros: &mut Vec<Rc<Macros>>) {
    macros.push(Rc::new(Macros::of_block(block)));
    nested_functions(block).into_iter().for_each(|nested| all_macros(&nested.block, macros));
}
