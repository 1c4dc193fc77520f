//! The functions of a file, by the places where an attribute can be put.
//!
//! All that have a body: free ones, methods of types and of traits, those in inline modules and those nested in others.
//! What stands in a macro (its definition or its arguments) is text to us: those functions are counted and left alone.

use std::collections::HashSet;
use std::path::Path;

use proc_macro2::{LineColumn, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::visit::Visit;
use syn::{Attribute, FnArg, Pat, ReceiverKind, Signature, Type};

/// Which functions get the attribute, and what it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Every function with a parameter; a vocabulary that matches nothing; above all other attributes.
    Nothing,
    /// Every function with a parameter that is a `&mut`; the default vocabulary; below all other attributes.
    Default,
}

impl Mode {
    pub fn name(self) -> &'static str {
        match self {
            Mode::Nothing => "nothing",
            Mode::Default => "default",
        }
    }
}

/// A place in a file: its line from 1, its column in characters and its offset in bytes, both from 0.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    pub line: usize,
    pub column: usize,
    pub offset: usize,
}

/// One function with a body.
pub struct Function {
    /// In front of its first attribute.
    pub above: Place,
    /// In front of what follows its attributes.
    pub below: Place,
    pub last_line: usize,
    /// The names that its parameters bind.
    parameters: Vec<String>,
    /// Those that are a `&mut`.
    mutable: Vec<String>,
}

impl Function {
    /// What an attribute names in this mode; nothing if the function gets none.
    pub fn named(&self, mode: Mode) -> &[String] {
        match mode {
            Mode::Nothing => &self.parameters,
            Mode::Default => &self.mutable,
        }
    }

    pub fn place(&self, mode: Mode) -> Place {
        match mode {
            Mode::Nothing => self.above,
            Mode::Default => self.below,
        }
    }
}

/// What is in one file.
#[derive(Default)]
pub struct Found {
    pub functions: Vec<Function>,
    /// Functions in macros.
    pub in_macros: usize,
}

/// Reads one file; an error if it is no Rust.
pub fn read(path: &Path, text: &str) -> syn::Result<Found> {
    // A mark that editors leave is no part of what is parsed, and would shift all offsets.
    assert!(!text.starts_with('\u{feff}'), "{}: starts with a byte order mark", path.display());
    let file = syn::parse_file(text)?;
    let mut found = Found::default();
    found.visit_file(&file);
    Ok(found)
}

impl Found {
    fn add(&mut self, attrs: &[Attribute], rest: TokenStream, signature: &Signature) {
        let (mut parameters, mut mutable) = (Vec::new(), Vec::new());
        for input in &signature.inputs {
            let names = names(input);
            if is_mutable(input) {
                mutable.extend(names.clone());
            }
            parameters.extend(names);
        }
        [&mut parameters, &mut mutable].into_iter().for_each(|names| {
            // A parameter under `#[cfg]` may be there twice.
            let mut known = HashSet::new();
            names.retain(|name| known.insert(name.clone()));
        });
        let first = rest.clone().into_iter().next().expect("a function has tokens").span();
        let outer = attrs.iter().find(|attr| matches!(attr.style, syn::AttrStyle::Outer));
        self.functions.push(Function {
            above: place(outer.map_or(first, |attr| attr.pound_token.span())),
            below: place(first),
            last_line: rest.into_iter().last().map_or(0, |token| token.span().end().line),
            parameters,
            mutable,
        });
    }
}

impl<'ast> Visit<'ast> for Found {
    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        let rest = without(item, |item| &mut item.attrs);
        self.add(&item.attrs, rest, &item.sig);
        syn::visit::visit_item_fn(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        let rest = without(item, |item| &mut item.attrs);
        self.add(&item.attrs, rest, &item.sig);
        syn::visit::visit_impl_item_fn(self, item);
    }

    fn visit_trait_item_fn(&mut self, item: &'ast syn::TraitItemFn) {
        if item.default.is_some() {
            let rest = without(item, |item| &mut item.attrs);
            self.add(&item.attrs, rest, &item.sig);
        }
        syn::visit::visit_trait_item_fn(self, item);
    }

    fn visit_macro(&mut self, mac: &'ast syn::Macro) {
        self.in_macros += functions_in(mac.tokens.clone());
    }
}

/// The tokens of an item without its attributes.
fn without<I: Clone + ToTokens>(item: &I, attrs: fn(&mut I) -> &mut Vec<Attribute>) -> TokenStream {
    let mut item = item.clone();
    attrs(&mut item).clear();
    item.into_token_stream()
}

fn place(span: Span) -> Place {
    let LineColumn { line, column } = span.start();
    Place { line, column, offset: span.byte_range().start }
}

/// The names that a parameter binds.
fn names(input: &FnArg) -> Vec<String> {
    struct Names(Vec<String>);
    impl<'ast> Visit<'ast> for Names {
        fn visit_pat_ident(&mut self, ident: &'ast syn::PatIdent) {
            // `None`, `END`: those of constants.
            if !ident.ident.to_string().starts_with(char::is_uppercase) {
                self.0.push(ident.ident.to_string());
            }
            syn::visit::visit_pat_ident(self, ident);
        }
    }
    let mut names = Names(Vec::new());
    match input {
        FnArg::Receiver(_) => names.0.push("self".to_owned()),
        FnArg::Typed(typed) => match &*typed.pat {
            Pat::Ident(ident) => names.0.push(ident.ident.to_string()),
            pat => names.visit_pat(pat),
        },
    }
    names.0
}

/// Whether a parameter is a `&mut`, also a pinned one.
fn is_mutable(input: &FnArg) -> bool {
    match input {
        FnArg::Receiver(receiver) => match &receiver.kind {
            ReceiverKind::Reference(_, _, mutability) => mutability.is_some(),
            ReceiverKind::Typed(_, ty) => is_mutable_type(ty),
            _ => false,
        },
        FnArg::Typed(typed) => is_mutable_type(&typed.ty),
    }
}

fn is_mutable_type(ty: &Type) -> bool {
    match ty {
        Type::Reference(reference) => reference.mutability.is_some(),
        Type::Path(path) => path.path.segments.last().is_some_and(|last| {
            let syn::PathArguments::AngleBracketed(inner) = &last.arguments else { return false };
            last.ident == "Pin"
                && inner
                    .args
                    .iter()
                    .any(|inner| matches!(inner, syn::GenericArgument::Type(inner) if is_mutable_type(inner)))
        }),
        _ => false,
    }
}

/// How often `fn` and a name follow each other.
fn functions_in(tokens: TokenStream) -> usize {
    let mut functions = 0;
    let mut after_fn = false;
    for token in tokens {
        functions += match &token {
            TokenTree::Group(group) => functions_in(group.stream()),
            TokenTree::Ident(_) | TokenTree::Punct(_) if after_fn => {
                usize::from(!matches!(&token, TokenTree::Punct(punct) if punct.as_char() != '$'))
            }
            _ => 0,
        };
        after_fn = matches!(&token, TokenTree::Ident(ident) if ident == "fn");
    }
    functions
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(text: &str, mode: Mode) -> Vec<Vec<String>> {
        let found = read(Path::new("a.rs"), text).expect("Rust");
        found.functions.iter().map(|function| function.named(mode).to_vec()).collect()
    }

    #[test]
    fn every_function_with_a_body_counts() {
        let text = "fn a() {} trait T { fn b(); fn c() {} } impl X { fn d() { fn e() {} } } mod m { const fn f() {} }
            extern \"C\" { fn g(); }";
        assert_eq!(named(text, Mode::Nothing).len(), 5);
    }

    #[test]
    fn what_is_mutable_is_named() {
        let text = "fn f(a: &mut A, b: Pin<&mut B>, (c, D { d, .. }): &mut E, #[cfg(x)] g: &mut G, #[cfg(y)] g: &mut H,
            i: I, mut j: J, k: &K, _: &mut L) {}";
        assert_eq!(named(text, Mode::Default), [["a", "b", "c", "d", "g"]]);
        assert_eq!(named(text, Mode::Nothing), [["a", "b", "c", "d", "g", "i", "j", "k"]]);
    }

    #[test]
    fn so_are_receivers() {
        let text =
            "impl X { fn a(&mut self) {} fn b(self: Pin<&mut Self>) {} fn c(mut self) {} fn d(&self) {} }";
        assert_eq!(named(text, Mode::Default), [vec!["self"], vec!["self"], vec![], vec![]]);
    }

    #[test]
    fn functions_in_macros_are_counted() {
        let text = "macro_rules! m { ($n:ident) => { fn $n(&mut self) { fn inner() {} } } }
            m!(fn a() {}); const F: fn(u8) = g; fn h() { m!(fn b() {}) }";
        let found = read(Path::new("a.rs"), text).expect("Rust");
        assert_eq!((found.in_macros, found.functions.len()), (4, 1));
    }
}
