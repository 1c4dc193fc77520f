//! Code that does not mention the response, or does so where the walk does not look: patterns, closures, macros.

use proc_macro2::{TokenStream, TokenTree};
use syn::Pat;
use syn::visit::Visit;

use super::{Has, Walk};

impl Walk<'_> {
    /// A pattern that binds other names; its guard is a stranger too.
    pub(super) fn pattern(&self, pat: &Pat) -> Option<()> {
        match pat {
            Pat::Ident(ident) if ident.attrs.is_empty() && ident.subpat.is_none() => {
                (!self.is_named(&ident.ident)).then_some(())
            }
            Pat::Wild(wild) if wild.attrs.is_empty() => Some(()),
            _ => self.stranger(|names| names.visit_pat(pat)).map(drop),
        }
    }

    pub(super) fn is_named(&self, ident: &proc_macro2::Ident) -> bool {
        self.response.is_some_and(|response| ident == response.place.root.as_str())
    }

    /// Code that mentions the response nowhere, and has nothing in it that the walk would have to look at.
    pub(super) fn stranger(&self, visit: impl FnOnce(&mut Names<'_>)) -> Option<Has> {
        let mut names = Names { walk: self, met: false };
        visit(&mut names);
        (!names.met).then_some(Has::Nothing)
    }

    /// `"{res}"`.
    fn is_captured(&self, text: &str) -> bool {
        let Some(response) = self.response else { return false };
        let name = response.place.root.trim_start_matches("r#");
        let mut places = text.split('{').skip(1).filter_map(|place| place.strip_prefix(name));
        places.any(|rest| !rest.starts_with(|next: char| next == '_' || next.is_alphanumeric()))
    }

    pub(super) fn is_met(&self, tokens: TokenStream) -> bool {
        tokens.into_iter().any(|token| match token {
            TokenTree::Group(group) => self.is_met(group.stream()),
            TokenTree::Ident(ident) => self.is_named(&ident) || ident == "fn",
            TokenTree::Punct(punct) => ['#', '|'].contains(&punct.as_char()),
            TokenTree::Literal(literal) => self.is_captured(&literal.to_string()),
        })
    }
}

/// Looks for the response, and for what may hide it.
pub(super) struct Names<'w> {
    walk: &'w Walk<'w>,
    met: bool,
}

impl<'ast> Visit<'ast> for Names<'_> {
    fn visit_ident(&mut self, ident: &'ast proc_macro2::Ident) {
        self.met |= self.walk.is_named(ident);
    }

    fn visit_macro(&mut self, mac: &'ast syn::Macro) {
        self.met |= self.walk.is_met(mac.tokens.clone());
    }

    fn visit_expr_closure(&mut self, closure: &'ast syn::ExprClosure) {
        self.met |= closure.inputs.iter().any(|input| matches!(input, Pat::Type(_)));
        syn::visit::visit_expr_closure(self, closure);
    }

    fn visit_item(&mut self, _: &'ast syn::Item) {
        self.met = true;
    }

    fn visit_attribute(&mut self, _: &'ast syn::Attribute) {
        self.met = true;
    }
}
