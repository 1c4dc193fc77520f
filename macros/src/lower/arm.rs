//! The way into an arm of a `match`: its pattern, then its guard.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::Pat;
use syn::visit::Visit;

use crate::graph::BlockId;

use super::Lowerer;
use super::pattern::bare;
use super::value::Value;

impl<'a> Lowerer<'a> {
    /// From where the lowering stands into the arm, or on to the next one; a guard may fall through.
    pub(crate) fn enter_arm(&mut self, arm: &'a syn::Arm, value: &Value<'a>, next: BlockId) {
        let (pat, guard) = match &arm.pat {
            Pat::Guard(guarded) => (&*guarded.pat, Some(&*guarded.guard)),
            pat => (pat, None),
        };
        let says = self.match_says(value, pat);
        let inside = self.block();
        if let Some(configured) = self.cfg_says(&arm.attrs) {
            let maybe = self.block();
            self.switch(configured.edges(maybe, next));
            self.start(maybe);
        }
        self.switch(says.edges(inside, next));
        self.start(inside);
        self.bind(pat, value.clone());
        if let Some(guard) = guard {
            let failed = if repeats(pat) { self.asked_again(next) } else { next };
            let body = self.block();
            self.branch(guard, body, failed);
            self.start(body);
        }
    }

    /// From here the guard runs; where it fails, it runs again or the next arm is tried.
    fn asked_again(&mut self, next: BlockId) -> BlockId {
        let (guard, failed) = (self.block(), self.block());
        self.goto(guard);
        self.start(failed);
        self.fork(guard, next);
        self.start(guard);
        failed
    }
}

/// `Err`, `None` and `_`: an arm that says nothing about a protocol.
pub(crate) fn is_plain(pat: &Pat) -> bool {
    let named =
        |path: &syn::Path| path.segments.last().is_some_and(|s| s.ident == "Err" || s.ident == "None");
    match bare(pat) {
        Pat::Wild(_) => true,
        Pat::Ident(ident) => ident.ident == "None",
        Pat::Path(path) => named(&path.path),
        Pat::TupleStruct(tuple) => named(&tuple.path),
        Pat::Guard(guarded) => is_plain(&guarded.pat),
        _ => false,
    }
}

/// Whether a value may match in two ways, so that the guard runs for each: `(Some(x), _) | (_, Some(x)) if ..`.
fn repeats(pat: &Pat) -> bool {
    struct Ways(bool);
    impl<'ast> Visit<'ast> for Ways {
        fn visit_pat_or(&mut self, or: &'ast syn::PatOr) {
            let kinds: Vec<Option<String>> = or.cases.iter().map(kind).collect();
            let apart = |(at, kind): (usize, &Option<String>)| kind.is_some() && !kinds[..at].contains(kind);
            self.0 |= !kinds.iter().enumerate().all(apart);
            syn::visit::visit_pat_or(self, or);
        }
    }
    let mut ways = Ways(false);
    ways.visit_pat(pat);
    ways.0
}

/// The value or variant that a pattern stands for; no value is of two of them.
fn kind(pat: &Pat) -> Option<String> {
    let text = |tokens: TokenStream| Some(tokens.to_string());
    match bare(pat) {
        Pat::Lit(lit) => text(lit.to_token_stream()),
        Pat::Path(path) => text(path.to_token_stream()),
        Pat::Ident(ident) => Some(ident.ident.to_string()),
        Pat::TupleStruct(tuple) => text(tuple.path.to_token_stream()),
        Pat::Struct(structure) => text(structure.path.to_token_stream()),
        Pat::Reference(reference) => kind(&reference.pat),
        _ => None,
    }
}
