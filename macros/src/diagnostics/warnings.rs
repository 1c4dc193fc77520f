//! What the levels `warn(..)` report.
//!
//! Where the compiler lets a macro report, a warning is a diagnostic like any other. On stable the only warning with text
//! of its own is the use of something deprecated, so a constant is made for it, named after the lint, in front of the body. It
//! obeys `#[allow(deprecated)]` wherever that stands: the attributes around the operation are copied onto it, `#[cfg]` too.

use std::collections::HashMap;

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::{format_ident, quote, quote_spanned};
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::visit::{self, Visit};
use syn::{Attribute, Block, Expr, Meta, Stmt, Token};

use crate::decide::Edits;
use crate::handler::Target;
use crate::known::macros::KnownMacro;
use crate::lower::{address, expression_attributes, statement_attributes};
use crate::rewrite;

use super::{Diagnostic, messages};

/// One warning, with where it belongs.
pub(crate) struct Warning {
    pub(crate) diagnostic: Diagnostic,
    /// `late`, `hoisted` or `checked`.
    pub(crate) lint: &'static str,
    /// The body of the function, or of the closure that is a handler, by address.
    pub(crate) root: usize,
    /// The operation and the statements around it by address, the innermost first.
    pub(crate) nodes: Vec<usize>,
}

/// Reports the warnings of one item.
pub(crate) fn report(warnings: Vec<Warning>, target: &Target, edits: &mut Edits) {
    let macros = edits.macros.clone();
    let known = rewrite::known(&macros);
    for warning in warnings {
        let around = Around::of(target, &known, &warning);
        if !natively(&warning, &around) {
            edits.prologue.entry(warning.root).or_default().extend(statement(&warning, &around));
        }
    }
}

#[cfg(headers_first_native)]
fn natively(warning: &Warning, around: &Around<'_>) -> bool {
    use super::native;
    if !native::available() || around.is_configured() {
        return false;
    }
    let Diagnostic { span, message, second } = &warning.diagnostic;
    let second = second.as_ref().map(|(span, text)| (span.unwrap(), text.clone()));
    let message = format!("{message}\n{}", messages::SILENCED);
    match around.level().as_deref() {
        Some("allow" | "expect") => {}
        Some("deny" | "forbid") => native::error(span.unwrap(), &message, second),
        _ => native::warning(span.unwrap(), &message, second),
    }
    true
}

#[cfg(not(headers_first_native))]
fn natively(_: &Warning, _: &Around<'_>) -> bool {
    false
}

/// The use of a deprecated constant, as a statement.
fn statement(warning: &Warning, around: &Around<'_>) -> TokenStream {
    let span = warning.diagnostic.span.resolved_at(Span::mixed_site());
    let name = format_ident!("headers_first_{}", warning.lint, span = span);
    let note = format!("{}\n{}", warning.diagnostic.message, messages::SILENCED);
    let attributes = around.inside().iter().filter_map(|attr| copied(&attr.meta));
    let attributes = attributes.map(|meta| quote!(#[#meta]));
    let used = quote_spanned! { span =>
        {
            #[allow(non_upper_case_globals)]
            #[deprecated(note = #note)]
            const #name: () = ();
            #name
        };
    };
    quote!(#(#attributes)* #used)
}

/// An attribute as it goes onto the copy; only what decides whether the warning appears.
fn copied(meta: &Meta) -> Option<TokenStream> {
    let Meta::List(list) = meta else { return None };
    let name = list.path.get_ident()?.to_string();
    match name.as_str() {
        "cfg" => Some(quote!(#meta)),
        "cfg_attr" => {
            let parts = Punctuated::<Meta, Token![,]>::parse_terminated.parse2(list.tokens.clone()).ok()?;
            let mut parts = parts.iter();
            let condition = parts.next()?;
            let kept: Vec<TokenStream> = parts.filter_map(copied).collect();
            (!kept.is_empty()).then(|| quote!(cfg_attr(#condition, #(#kept),*)))
        }
        // An expectation stays with the statement.
        "expect" => speaks_of_us(list).then(|| {
            let tokens = &list.tokens;
            quote!(allow(#tokens))
        }),
        "allow" | "warn" | "deny" | "forbid" => speaks_of_us(list).then(|| quote!(#meta)),
        _ => None,
    }
}

fn speaks_of_us(list: &syn::MetaList) -> bool {
    let is_it = |token| matches!(token, TokenTree::Ident(name) if name == "deprecated" || name == "warnings");
    list.tokens.clone().into_iter().any(is_it)
}

/// The attributes on the way from the item to an operation, the outermost first.
struct Around<'ast> {
    attributes: Vec<&'ast Attribute>,
    /// How many of them are outside of the body that the warning is put in.
    outside: usize,
}

impl<'ast> Around<'ast> {
    fn of(target: &'ast Target, known: &HashMap<usize, &'ast KnownMacro>, warning: &Warning) -> Self {
        let mut search = Search { warning, known, way: Vec::new(), outside: 0, found: None };
        match target {
            Target::Function(item) => search.visit_item_fn(item),
            Target::Impl(item) => search.visit_item_impl(item),
            Target::Mod(item) => search.visit_item_mod(item),
        }
        let found = search.found.map(|(_, around)| around);
        found.unwrap_or(Around { attributes: Vec::new(), outside: 0 })
    }

    fn inside(&self) -> &[&'ast Attribute] {
        &self.attributes[self.outside..]
    }

    /// The level that the attributes give to the warning, if they speak of it.
    #[cfg(headers_first_native)]
    fn level(&self) -> Option<String> {
        let spoken = self.attributes.iter().rev().filter_map(|attr| match &attr.meta {
            Meta::List(list) if speaks_of_us(list) => list.path.get_ident().map(ToString::to_string),
            _ => None,
        });
        spoken.into_iter().find(|name| ["allow", "expect", "warn", "deny", "forbid"].contains(&&**name))
    }

    /// Whether the compiler has yet to decide that the operation is there, or what its level is.
    #[cfg(headers_first_native)]
    fn is_configured(&self) -> bool {
        let copied = self.attributes.iter().filter(|attr| copied(&attr.meta).is_some());
        copied.into_iter().any(|attr| attr.path().is_ident("cfg") || attr.path().is_ident("cfg_attr"))
    }
}

struct Search<'w, 'ast> {
    warning: &'w Warning,
    known: &'w HashMap<usize, &'ast KnownMacro>,
    way: Vec<&'ast Attribute>,
    outside: usize,
    found: Option<(usize, Around<'ast>)>,
}

impl<'ast> Search<'_, 'ast> {
    fn within(&mut self, attributes: &'ast [Attribute], visit: impl FnOnce(&mut Self)) {
        let depth = self.way.len();
        self.way.extend(attributes);
        visit(self);
        self.way.truncate(depth);
    }

    fn enter(&mut self, address: usize) {
        if address == self.warning.root {
            self.outside = self.way.len();
        }
    }

    fn pass(&mut self, address: usize) {
        let Some(rank) = self.warning.nodes.iter().position(|node| *node == address) else { return };
        if self.found.as_ref().is_none_or(|(found, _)| rank < *found) {
            self.found = Some((rank, Around { attributes: self.way.clone(), outside: self.outside }));
        }
    }
}

impl<'ast> Visit<'ast> for Search<'_, 'ast> {
    fn visit_block(&mut self, block: &'ast Block) {
        self.enter(address(block));
        visit::visit_block(self, block);
    }

    fn visit_stmt(&mut self, stmt: &'ast Stmt) {
        // Those of an expression are its own.
        let attributes = if let Stmt::Expr(..) = stmt { &[] } else { statement_attributes(stmt) };
        self.within(attributes, |search| {
            search.pass(address(stmt));
            visit::visit_stmt(search, stmt);
        });
    }

    fn visit_expr(&mut self, expr: &'ast Expr) {
        self.enter(address(expr));
        self.within(expression_attributes(expr), |search| {
            search.pass(address(expr));
            visit::visit_expr(search, expr);
        });
    }

    fn visit_macro(&mut self, mac: &'ast syn::Macro) {
        self.pass(address(mac));
        if let Some(known) = self.known.get(&address(mac)) {
            known.visit(self);
        }
    }

    fn visit_arm(&mut self, arm: &'ast syn::Arm) {
        self.within(&arm.attrs, |search| visit::visit_arm(search, arm));
    }

    fn visit_field_value(&mut self, field: &'ast syn::FieldValue) {
        self.within(&field.attrs, |search| visit::visit_field_value(search, field));
    }

    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.within(&item.attrs, |search| visit::visit_item_fn(search, item));
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.within(&item.attrs, |search| visit::visit_impl_item_fn(search, item));
    }

    fn visit_trait_item_fn(&mut self, item: &'ast syn::TraitItemFn) {
        self.within(&item.attrs, |search| visit::visit_trait_item_fn(search, item));
    }

    fn visit_item_impl(&mut self, item: &'ast syn::ItemImpl) {
        self.within(&item.attrs, |search| visit::visit_item_impl(search, item));
    }

    fn visit_item_trait(&mut self, item: &'ast syn::ItemTrait) {
        self.within(&item.attrs, |search| visit::visit_item_trait(search, item));
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        self.within(&item.attrs, |search| visit::visit_item_mod(search, item));
    }
}
