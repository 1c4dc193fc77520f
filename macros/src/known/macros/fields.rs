//! The arguments of the macros of `log`, `tracing` and `metrics`.
//!
//! All are taken for one language: `target: "x"`, `key = value`, `%value`, `?value`, `key:? = value`, `{ fields }`, a
//! format string with its arguments, and `,`, `;` or `=>` between them.

use proc_macro2::TokenTree;
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::punctuated::Punctuated;
use syn::{Expr, Ident, Token};

/// The arguments of logging and tracing macros: `target: "x"`, `key = value`, `%value`, `?value`, a format string.
pub(super) fn fields(input: ParseStream<'_>) -> syn::Result<Vec<Expr>> {
    let mut exprs = Vec::new();
    while !input.is_empty() {
        if input.peek(Ident::peek_any) && input.peek2(Token![:]) && !input.peek2(Token![::]) && !is_key(input)
        {
            input.call(Ident::parse_any)?;
            input.parse::<Token![:]>()?;
        }
        if input.peek(syn::token::Brace) {
            let content;
            syn::braced!(content in input);
            exprs.extend(fields(&content)?);
        } else {
            exprs.push(field(input)?);
        }
        separator(input)?;
    }
    Ok(exprs)
}

/// `,`, the `;` of `log` before the message, the `=>` of a metric's labels.
fn separator(input: ParseStream<'_>) -> syn::Result<()> {
    if input.is_empty() {
        return Ok(());
    }
    if input.peek(Token![;]) {
        return input.parse::<Token![;]>().map(drop);
    }
    if input.peek(Token![=>]) {
        return input.parse::<Token![=>]>().map(drop);
    }
    input.parse::<Token![,]>().map(drop)
}

fn field(input: ParseStream<'_>) -> syn::Result<Expr> {
    if input.peek(Token![%]) || input.peek(Token![?]) {
        input.parse::<TokenTree>()?;
        return input.parse();
    }
    if is_key(input) {
        key(input)?;
        input.parse::<Token![=]>()?;
        return field(input);
    }
    input.parse()
}

fn is_key(input: ParseStream<'_>) -> bool {
    let ahead = input.fork();
    key(&ahead).is_ok() && ahead.peek(Token![=]) && !ahead.peek(Token![==]) && !ahead.peek(Token![=>])
}

/// `user.id`, `"quoted"`, and `user:?` or `user:debug` as in `log`.
fn key(input: ParseStream<'_>) -> syn::Result<()> {
    if input.peek(syn::LitStr) {
        return input.parse::<syn::LitStr>().map(|_| ());
    }
    Punctuated::<Ident, Token![.]>::parse_separated_nonempty_with(input, Ident::parse_any)?;
    if input.peek(Token![:]) && !input.peek(Token![::]) {
        input.parse::<Token![:]>()?;
        input.parse::<TokenTree>()?;
    }
    Ok(())
}
