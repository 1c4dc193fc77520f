//! Changes to one expression or one list of statements.

use quote::{ToTokens, quote};
use syn::{Block, Expr, Stmt};

use crate::mutate::{Random, WORDS};

/// The expression inside of something; `None` where that does not parse.
pub fn wrapped(inner: &Expr, random: &mut Random) -> Option<Expr> {
    let tokens = match random.below(24) {
        0 => quote!((|| #inner)()),
        1 => quote!(async { #inner }.await),
        2 => quote!((#inner)?),
        3 => quote!(&mut #inner),
        4 => quote!({ #inner }),
        5 => quote!(if c { #inner } else { #inner }),
        6 => quote!(match #inner { Some(x) if c => x, _ => d }),
        7 => quote!(f(#inner, res)),
        8 => quote!(loop { break #inner }),
        9 => quote!((#inner).map(|x| x)),
        10 => quote!(Box::new(#inner)),
        11 => quote!(unsafe { #inner }),
        12 => quote!(return #inner),
        13 => quote!((#inner, #inner).0),
        14 => quote!((#inner) as u8),
        15 => quote!('a: { break 'a #inner }),
        16 => quote!((#inner).map_err(|e| { #inner; e })?),
        17 => quote!(BufWriter::new(#inner)),
        18 => quote!(State { a: #inner, ..b }),
        19 => quote!(x = #inner),
        20 => quote!(!(#inner) && c),
        21 => quote!(spawn(async move { #inner })),
        22 => quote!(write!(res, "{x}", #inner)),
        _ => quote!((#inner)[0]),
    };
    syn::parse2(tokens).ok()
}

/// The statements from one place on, inside of something.
pub fn enclosed(block: &mut Block, random: &mut Random) {
    let at = random.below(block.stmts.len() + 1);
    let rest = &block.stmts[at..];
    let tokens = match random.below(12) {
        0 => quote!({ #(#rest)* }),
        1 => quote!(loop { #(#rest)* }),
        2 => quote!(for x in xs { #(#rest)* }),
        3 => quote!(if c { #(#rest)* }),
        4 => quote!(let g = || { #(#rest)* };),
        5 => quote!(while let Some(y) = next() { #(#rest)* }),
        6 => quote!(match x { 0 => {} _ => { #(#rest)* } }),
        7 => quote!(let Some(x) = y else { #(#rest)* return };),
        8 => quote!(defer! { #(#rest)* }),
        9 => quote!(fn inner(res: &mut ResponseWriter) { #(#rest)* }),
        10 => quote!(let r = async { #(#rest)* }.await;),
        _ => quote!(if c && let Some(x) = y { } else { #(#rest)* }),
    };
    if let Ok(mut parsed) = syn::parse2::<Block>(quote!({ #tokens })) {
        block.stmts.truncate(at);
        block.stmts.append(&mut parsed.stmts);
    }
}

/// An attribute in front of a statement.
pub fn marked(stmt: &Stmt, random: &mut Random) -> Option<Stmt> {
    let attributes =
        ["#[hoist]", "#[late(drop)]", "#[late(trailer)]", "#[effect(write)]", "#[cfg(a)]", "#[late]"];
    let attribute = attributes[random.below(attributes.len())];
    let text = stmt.to_token_stream().to_string();
    syn::parse_str(&format!("{attribute} {text}")).ok()
}

/// A name that means something somewhere.
pub fn word(random: &mut Random) -> &'static str {
    WORDS[random.below(WORDS.len())]
}
