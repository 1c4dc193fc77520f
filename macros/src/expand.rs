//! The stages in order: arguments, item, graph, states, findings, plan, rewritten item.

use std::collections::HashMap;
use std::rc::Rc;

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::Block;
use syn::visit::Visit;

use crate::args::Args;
use crate::decide::{self, Edits, Subject};
use crate::diagnostics::{Diagnostics, Errors, warnings};
use crate::fallback::fallback;
use crate::handler::{self, Function, Target, Tracked};
use crate::known::macros::{KnownMacro, Macros};
use crate::lower::{self, Input, Root, address, is_ours, misplaced};
use crate::plain;
use crate::rewrite;
use crate::user_vocabulary;

/// Expands the attribute. Never fails: errors come with the item as it was.
pub(crate) fn expand(args: TokenStream, item: TokenStream) -> TokenStream {
    stages(args, item.clone(), Depth::AsNeeded).unwrap_or_else(|errors| fallback(errors, item))
}

/// The expansion, or all errors of the first stage that has some.
#[allow(dead_code, reason = "for tests, which want errors as values")]
pub(crate) fn try_expand(args: TokenStream, item: TokenStream) -> syn::Result<TokenStream> {
    stages(args, item, Depth::AsNeeded).map_err(Into::into)
}

/// The same without the short cut for bodies that are plainly on time.
#[allow(dead_code, reason = "for tests, which compare the two")]
pub(crate) fn try_expand_in_full(args: TokenStream, item: TokenStream) -> syn::Result<TokenStream> {
    stages(args, item, Depth::Full).map_err(Into::into)
}

/// Whether bodies that are plainly on time are analysed too.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Depth {
    AsNeeded,
    Full,
}

fn stages(args: TokenStream, item: TokenStream, depth: Depth) -> Result<TokenStream, Errors> {
    let parsed = Args::parse(args.clone())?;
    if let Some(path) = user_vocabulary::to_ask(&parsed) {
        return Ok(user_vocabulary::ask(path, &parsed.krate, &args, &item));
    }
    expand_to(&parsed, item, depth)
}

/// The expansion under arguments that are complete.
pub(crate) fn expand_item(args: &Args, item: TokenStream) -> Result<TokenStream, Errors> {
    expand_to(args, item, Depth::AsNeeded)
}

fn expand_to(args: &Args, item: TokenStream, depth: Depth) -> Result<TokenStream, Errors> {
    let mut target = Target::parse(item.clone())?;
    let mut edits = Edits::default();
    let mut diagnostics = Diagnostics::new();
    for function in target.functions() {
        if let Err(error) = analyse(&function, args, depth, &mut edits, &mut diagnostics) {
            diagnostics.errors_of(error);
        }
    }
    let attributes = attributes(&target, &rewrite::known(&edits.macros));
    for attr in attributes.iter().filter(|attr| !edits.attributes.contains(&address(**attr))) {
        diagnostics.errors_of(misplaced(attr));
    }
    let untouched = edits.is_empty() && attributes.is_empty();
    warnings::report(diagnostics.finish()?, &target, &mut edits);
    if untouched {
        return Ok(item);
    }
    let numbered = rewrite::number(&target, edits)?;
    rewrite::apply(&mut target, numbered)?;
    Ok(target.into_token_stream())
}

/// One function, the closures in it that are handlers, and the functions nested in it.
fn analyse(
    function: &Function<'_>,
    args: &Args,
    depth: Depth,
    edits: &mut Edits,
    diagnostics: &mut Diagnostics,
) -> syn::Result<()> {
    let tracked =
        handler::responses(function.signature, function.block, &function.scope, args, function.alone)?;
    if depth == Depth::AsNeeded && plain::on_time(function, &tracked, args) {
        return Ok(());
    }
    let macros = Rc::new(Macros::of_block(function.block));
    edits.macros.push(macros.clone());
    let named = tracked.iter().filter(|_| !args.responses.is_empty());
    let args = &args.inside(named.map(|tracked| (tracked.type_name.clone(), tracked.table.vocabulary())));
    analyse_body(function, Root::Function(function.block), &tracked, &macros, args, edits, diagnostics);
    for nested in nested_functions(function.block) {
        let scope = function.scope.clone();
        let nested = Function { signature: &nested.sig, block: &nested.block, scope, alone: false };
        analyse(&nested, args, depth, edits, diagnostics)?;
    }
    Ok(())
}

fn analyse_body<'a>(
    function: &'a Function<'a>,
    body: Root<'a>,
    tracked: &'a [Tracked],
    macros: &'a Macros,
    args: &'a Args,
    edits: &mut Edits,
    diagnostics: &mut Diagnostics,
) {
    let never = &*function.scope.never;
    let input = Input { signature: Some(function.signature), body, tracked, macros, args, never };
    let lowered = lower::lower(input);
    let (root, handler) = match body {
        Root::Function(block) => (address(block), None),
        Root::Closure(closure) => (address(&*closure.body), Some(closure)),
    };
    let subject = Subject {
        signature: function.signature,
        body: function.block,
        root,
        handler,
        tracked,
        macros,
        args,
        lowered: &lowered,
    };
    decide::decide(&subject, edits, diagnostics);
    for (closure, tracked) in &lowered.handlers {
        analyse_body(function, Root::Closure(closure), tracked, macros, args, edits, diagnostics);
    }
}

/// The functions that stand directly in a body.
pub(crate) fn nested_functions(block: &Block) -> Vec<&syn::ItemFn> {
    struct Nested<'ast>(Vec<&'ast syn::ItemFn>);
    impl<'ast> Visit<'ast> for Nested<'ast> {
        fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
            self.0.push(item);
        }
    }
    let mut nested = Nested(Vec::new());
    nested.visit_block(block);
    nested.0
}

/// The attributes of ours that the item bears, those in the arguments of macros included.
fn attributes<'a>(target: &'a Target, macros: &HashMap<usize, &'a KnownMacro>) -> Vec<&'a syn::Attribute> {
    struct Ours<'m, 'ast>(Vec<&'ast syn::Attribute>, &'m HashMap<usize, &'ast KnownMacro>);
    impl<'ast> Visit<'ast> for Ours<'_, 'ast> {
        fn visit_attribute(&mut self, attr: &'ast syn::Attribute) {
            if is_ours(attr) {
                self.0.push(attr);
            }
        }

        fn visit_macro(&mut self, mac: &'ast syn::Macro) {
            if let Some(known) = self.1.get(&address(mac)) {
                known.visit(self);
            }
        }
    }
    let mut ours = Ours(Vec::new(), macros);
    match target {
        Target::Function(item) => ours.visit_item_fn(item),
        Target::Impl(item) => ours.visit_item_impl(item),
        Target::Mod(item) => ours.visit_item_mod(item),
    }
    ours.0
}
