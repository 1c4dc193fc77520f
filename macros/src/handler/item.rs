//! The item under the attribute, and the functions in it.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{Block, Item, ItemFn, Signature};

use crate::nesting::{self, NotParsed};

use super::{Never, Scope};

/// What the attribute stands on.
pub(crate) enum Target {
    Function(Box<ItemFn>),
    Impl(Box<syn::ItemImpl>),
    Mod(Box<syn::ItemMod>),
}

/// One function with what is in sight around it.
pub(crate) struct Function<'a> {
    pub(crate) signature: &'a Signature,
    pub(crate) block: &'a Block,
    pub(crate) scope: Scope<'a>,
    /// The attribute stands on this function itself.
    pub(crate) alone: bool,
}

impl Target {
    /// Parses the item; a body that does not parse yet is the caller's to pass through.
    pub(crate) fn parse(tokens: TokenStream) -> syn::Result<Target> {
        let first = match nesting::parse::<ItemFn>(tokens.clone()) {
            Ok(function) => return Ok(Target::Function(Box::new(function))),
            Err(NotParsed::TooDeep(error)) => return Err(error),
            Err(NotParsed::Syntax(error)) => error,
        };
        match syn::parse2::<Item>(tokens.clone()) {
            Ok(Item::Impl(item)) => Ok(Target::Impl(Box::new(item))),
            Ok(Item::Mod(item)) if item.content.is_some() => Ok(Target::Mod(Box::new(item))),
            Ok(Item::Mod(item)) => Err(syn::Error::new_spanned(
                &item.ident,
                "the contents of a file module are not visible here\n\
                 help: put the attribute on its functions, or on an inline `mod name { .. }`",
            )),
            Ok(Item::Fn(item)) => Ok(Target::Function(Box::new(item))),
            Ok(other) => Err(bodiless(tokens).unwrap_or_else(|| wrong_place(&other))),
            Err(_) => Err(bodiless(tokens).unwrap_or(first)),
        }
    }

    /// All functions, with the scope of each.
    pub(crate) fn functions(&self) -> Vec<Function<'_>> {
        let mut functions = Vec::new();
        let scope = Scope::of(Never::of(self));
        match self {
            Target::Function(item) => {
                functions.push(Function { signature: &item.sig, block: &item.block, scope, alone: true })
            }
            Target::Impl(item) => of_impl(item, &scope, &mut functions),
            Target::Mod(item) => {
                of_items(item.content.as_ref().map(|(_, items)| &**items), &scope, &mut functions)
            }
        }
        functions
    }
}

impl ToTokens for Target {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Target::Function(item) => item.to_tokens(tokens),
            Target::Impl(item) => item.to_tokens(tokens),
            Target::Mod(item) => item.to_tokens(tokens),
        }
    }
}

fn of_impl<'a>(item: &'a syn::ItemImpl, scope: &Scope<'a>, functions: &mut Vec<Function<'a>>) {
    let scope = scope.with(&item.generics).of_type(item);
    for inner in &item.items {
        if let syn::ImplItem::Fn(method) = inner {
            functions.push(Function {
                signature: &method.sig,
                block: &method.block,
                scope: scope.clone(),
                alone: false,
            });
        }
    }
}

fn of_items<'a>(items: Option<&'a [Item]>, outer: &Scope<'a>, functions: &mut Vec<Function<'a>>) {
    let items = items.unwrap_or_default();
    let mut scope = outer.clone();
    for item in items {
        if let Item::Use(import) = item {
            scope.import(&import.tree);
        }
    }
    for item in items {
        match item {
            Item::Fn(item) => functions.push(Function {
                signature: &item.sig,
                block: &item.block,
                scope: scope.clone(),
                alone: false,
            }),
            Item::Impl(item) => of_impl(item, &scope, functions),
            Item::Mod(item) => of_items(item.content.as_ref().map(|(_, items)| &**items), &scope, functions),
            Item::Trait(item) => of_trait(item, &scope, functions),
            _ => {}
        }
    }
}

fn of_trait<'a>(item: &'a syn::ItemTrait, scope: &Scope<'a>, functions: &mut Vec<Function<'a>>) {
    for inner in &item.items {
        if let syn::TraitItem::Fn(method) = inner {
            if let Some(block) = &method.default {
                let scope = scope.with(&item.generics);
                functions.push(Function { signature: &method.sig, block, scope, alone: false });
            }
        }
    }
}

const PLACES: &str = "help: it goes on a function or method with a body, an `impl` block, or an inline `mod`";

/// Attributes expand from the top, and what they make of a function may hand ours on to something else.
const ORDER: &str =
    "help: if an attribute above made this of a function, put `#[headers_first]` above that attribute";

fn wrong_place(item: &Item) -> syn::Error {
    syn::Error::new_spanned(item, format!("`#[headers_first]` does not apply here\n{PLACES}\n{ORDER}"))
}

/// A method of a trait without a body.
fn bodiless(tokens: TokenStream) -> Option<syn::Error> {
    let method = syn::parse2::<syn::TraitItemFn>(tokens).ok()?;
    let message = format!("`{}` has no body to analyse\n{PLACES}", method.sig.ident);
    method.default.is_none().then(|| syn::Error::new_spanned(&method.sig.ident, message))
}
