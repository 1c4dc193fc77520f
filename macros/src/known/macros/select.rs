//! `select!`: of tokio with `biased;`, guards and `else`, of futures with `complete` and `default`.
//!
//! Each arm is a pattern, a future, perhaps a guard, and a body; the last ones have a body only.

use proc_macro2::{TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{Block, Expr, Ident, Pat, Token};

use super::{KnownMacro, SelectArm};

/// The futures of `join!`, without a leading `biased;`.
pub(super) fn without_biased(tokens: TokenStream) -> TokenStream {
    let mut trees: Vec<TokenTree> = tokens.into_iter().collect();
    if matches!(trees.first(), Some(TokenTree::Ident(ident)) if ident == "biased") {
        trees.drain(..2.min(trees.len()));
    }
    trees.into_iter().collect()
}

pub(super) fn select(input: ParseStream<'_>) -> syn::Result<KnownMacro> {
    let ahead = input.fork();
    if ahead.call(Ident::parse_any).is_ok_and(|word| word == "biased") {
        input.call(Ident::parse_any)?;
        input.parse::<Token![;]>()?;
    }
    let (mut arms, mut otherwise) = (Vec::new(), None);
    while !input.is_empty() {
        if input.peek(Token![else]) || is_last_arm(input) {
            input.call(Ident::parse_any)?;
            input.parse::<Token![=>]>()?;
            let body = arm_body(input)?;
            match otherwise {
                None => otherwise = Some(body),
                Some(_) => arms.push(arm_without_future(body)),
            }
        } else {
            arms.push(select_arm(input)?);
        }
    }
    Ok(KnownMacro::Select { arms, otherwise })
}

/// `complete => ..` and `default => ..`, as in `futures::select!`.
fn is_last_arm(input: ParseStream<'_>) -> bool {
    let word = input.fork().call(Ident::parse_any);
    word.is_ok_and(|word| word == "complete" || word == "default") && input.peek2(Token![=>])
}

/// `complete` beside `default`: one more way to go on.
fn arm_without_future(body: Expr) -> SelectArm {
    SelectArm { pat: syn::parse_quote!(_), future: syn::parse_quote!(()), guard: None, body }
}

fn select_arm(input: ParseStream<'_>) -> syn::Result<SelectArm> {
    let pat = Pat::parse_multi_with_leading_vert(input)?;
    input.parse::<Token![=]>()?;
    let future: Expr = input.parse()?;
    let guard = if input.peek(Token![,]) && input.peek2(Token![if]) {
        input.parse::<Token![,]>()?;
        input.parse::<Token![if]>()?;
        Some(input.parse()?)
    } else {
        None
    };
    input.parse::<Token![=>]>()?;
    Ok(SelectArm { pat, future, guard, body: arm_body(input)? })
}

fn arm_body(input: ParseStream<'_>) -> syn::Result<Expr> {
    let body = if input.peek(syn::token::Brace) {
        let block: Block = input.parse()?;
        syn::parse_quote!(#block)
    } else {
        input.parse()?
    };
    let _: Option<Token![,]> = input.parse()?;
    Ok(body)
}
