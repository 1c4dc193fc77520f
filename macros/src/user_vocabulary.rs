//! Vocabularies of the user's own, as items that can be exported and used from other crates.
//!
//! `vocabulary! { pub my_writer for MyWriter { .. } }` makes a `macro_rules!` of that name, which hands its tables to
//! whatever macro it is called with. An attribute with `vocabulary = my_writer!` expands to a call of it, with its own
//! arguments and item behind, and goes on in [`expand_with`] when it is handed the tables.

use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::{Ident, Token, Visibility, braced};

use crate::args::{Args, VocabularyRef};
use crate::diagnostics::Errors;
use crate::expand;
use crate::fallback::fallback;
use crate::vocabulary::UserVocabulary;

/// The declaration: visibility, name, and the tables as they were written.
struct Declaration {
    visibility: Visibility,
    name: Ident,
    tables: TokenStream,
}

impl Parse for Declaration {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let tables = input.fork().parse()?;
        let ahead = input.fork();
        ahead.call(syn::Attribute::parse_outer)?;
        let visibility = ahead.parse()?;
        let name = ahead.call(Ident::parse_any)?;
        input.parse::<UserVocabulary>()?;
        Ok(Declaration { visibility, name, tables })
    }
}

/// Expands `vocabulary!`.
pub(crate) fn declare(tokens: TokenStream) -> TokenStream {
    match syn::parse2::<Declaration>(tokens) {
        Ok(declaration) => declaration.expand(),
        Err(error) => Errors::from(error).report(),
    }
}

impl Declaration {
    fn expand(self) -> TokenStream {
        let Declaration { visibility, name, tables } = self;
        let inner = format_ident!("__hf_{}", name, span = Span::call_site());
        let export = matches!(visibility, Visibility::Public(_)).then(|| quote!(#[macro_export]));
        quote! {
            #[doc(hidden)]
            #export
            macro_rules! #inner {
                ({ $($callback:tt)* } $($rest:tt)*) => { $($callback)* { { #tables } $($rest)* } };
            }
            #[doc(hidden)]
            #visibility use #inner as #name;
        }
    }
}

/// The call that asks a vocabulary of the user's own for its tables.
pub(crate) fn ask(
    path: &syn::Path,
    krate: &syn::Path,
    args: &TokenStream,
    item: &TokenStream,
) -> TokenStream {
    let span = path.segments.last().map_or_else(Span::call_site, |segment| segment.ident.span());
    let go_on = quote_spanned!(span=> #krate::private::expand_with!);
    quote!(#path! { { #go_on } { #args } { #item } })
}

/// What the vocabulary hands over: its tables, the arguments of the attribute, and the item.
struct Handed {
    vocabulary: UserVocabulary,
    args: TokenStream,
    item: TokenStream,
}

impl Parse for Handed {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let (tables, args, item);
        braced!(tables in input);
        braced!(args in input);
        braced!(item in input);
        let _: Option<Token![;]> = input.parse()?;
        Ok(Handed { vocabulary: tables.parse()?, args: args.parse()?, item: item.parse()? })
    }
}

/// Goes on with an attribute whose vocabulary has been handed over.
pub(crate) fn expand_with(tokens: TokenStream) -> TokenStream {
    let handed = match syn::parse2::<Handed>(tokens) {
        Ok(handed) => handed,
        Err(error) => return Errors::from(error).report(),
    };
    let args = Args::parse(handed.args).map(|mut args| {
        args.user = Some(handed.vocabulary);
        args
    });
    let output = args.map_err(Errors::from).and_then(|args| expand::expand_item(&args, handed.item.clone()));
    output.unwrap_or_else(|errors| fallback(errors, handed.item))
}

/// The vocabulary that still has to be asked.
pub(crate) fn to_ask(args: &Args) -> Option<&syn::Path> {
    match &args.vocabulary {
        Some(VocabularyRef::User(path)) if args.user.is_none() => Some(path),
        _ => None,
    }
}
