//! Applies the edits to the parsed item.
//!
//! Edits name nodes by address; the item cannot be borrowed and changed at once, so a first walk gives every block,
//! closure and expression its number in order, and the second walk, which changes, counts along. Both walk through the
//! arguments of the macros that the lowering looked into; what changes there goes back into the tokens of the call.

use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use proc_macro2::{Delimiter, Group, Literal, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::visit_mut::{self, VisitMut};
use syn::{Block, Expr, Stmt};

use crate::decide::{Edits, Guard, Report};
use crate::diagnostics::messages;
use crate::handler::Target;
use crate::known::macros::{KnownMacro, Macros, Piece, PieceMut};
use crate::lower::{address, is_ours, statement_attributes};
use crate::plan::Hoist;

/// The edits by number instead of address.
#[derive(Default)]
pub(crate) struct Numbered {
    moves: HashMap<usize, Vec<Hoist>>,
    guards: HashMap<usize, BTreeMap<usize, Guard>>,
    before: HashMap<usize, TokenStream>,
    prologue: HashMap<usize, TokenStream>,
    /// For each macro with known arguments: the number behind it, and its arguments if they change.
    macros: HashMap<usize, (usize, Option<KnownMacro>)>,
}

/// Gives every edit the number of its node.
pub(crate) fn number(target: &Target, mut edits: Edits) -> syn::Result<Numbered> {
    let macros = std::mem::take(&mut edits.macros);
    let known = known(&macros);
    let mut numbers = Numbers { known: Some(&known), ..Numbers::default() };
    numbers.visit_target(target);
    let mut unknown = false;
    let mut at = |address: usize| {
        let number = numbers.seen.get(&address).copied();
        unknown |= number.is_none();
        number.unwrap_or(usize::MAX)
    };
    let mut numbered = Numbered::default();
    numbered.moves.extend(edits.moves.into_iter().map(|(block, moves)| (at(block), moves)));
    for ((block, index), guard) in edits.guards {
        numbered.guards.entry(at(block)).or_default().insert(index, guard);
    }
    numbered.before.extend(edits.before.into_iter().map(|(expr, tokens)| (at(expr), tokens)));
    numbered.prologue.extend(edits.prologue.into_iter().map(|(root, tokens)| (at(root), tokens)));
    if unknown {
        return Err(syn::Error::new(Span::call_site(), messages::out_of_reach("a macro")));
    }
    numbers.finish(&mut numbered);
    Ok(numbered)
}

/// The macros of all functions, by the address of the call.
pub(crate) fn known(macros: &[Rc<Macros>]) -> HashMap<usize, &KnownMacro> {
    macros.iter().flat_map(|macros| macros.all()).collect()
}

/// Changes the item, and removes the attributes that were for us.
pub(crate) fn apply(target: &mut Target, edits: Numbered) -> syn::Result<()> {
    let mut apply = Apply { edits, next: 0, failed: None };
    match target {
        Target::Function(item) => apply.visit_item_fn_mut(item),
        Target::Impl(item) => apply.visit_item_impl_mut(item),
        Target::Mod(item) => apply.visit_item_mod_mut(item),
    }
    apply.failed.map_or(Ok(()), Err)
}

#[derive(Default)]
struct Numbers<'k> {
    next: usize,
    seen: HashMap<usize, usize>,
    known: Option<&'k HashMap<usize, &'k KnownMacro>>,
    /// The macros, with the first and last number in them.
    macros: Vec<(usize, usize, &'k KnownMacro)>,
    /// What was counted in front of the attributes that are for us.
    attributes: Vec<usize>,
}

impl Numbers<'_> {
    /// Notes where macros end, and what has to be changed in them.
    fn finish(self, numbered: &mut Numbered) {
        let mut changes: Vec<usize> = self.attributes;
        changes.extend(numbered.moves.keys());
        changes.extend(numbered.guards.keys());
        changes.extend(numbered.before.keys());
        changes.extend(numbered.prologue.keys());
        changes.sort_unstable();
        for (start, end, known) in self.macros {
            let next = changes.partition_point(|change| *change <= start);
            let changed = changes.get(next).is_some_and(|change| *change < end);
            numbered.macros.insert(start, (end, changed.then(|| known.clone())));
        }
    }

    fn visit_target(&mut self, target: &Target) {
        match target {
            Target::Function(item) => self.visit_item_fn(item),
            Target::Impl(item) => self.visit_item_impl(item),
            Target::Mod(item) => self.visit_item_mod(item),
        }
    }

    fn count(&mut self, address: usize) {
        self.seen.insert(address, self.next);
        self.next += 1;
    }
}

impl<'ast, 'k: 'ast> Visit<'ast> for Numbers<'k> {
    fn visit_attribute(&mut self, attr: &'ast syn::Attribute) {
        if is_ours(attr) {
            self.attributes.push(self.next);
        }
    }

    fn visit_macro(&mut self, mac: &'ast syn::Macro) {
        let start = self.next;
        self.count(address(mac));
        let Some(known) = self.known.and_then(|known| known.get(&address(mac)).copied()) else { return };
        for piece in known.pieces() {
            match piece {
                Piece::Expr(expr) => self.visit_expr(expr),
                Piece::Body(block) => self.visit_block(block),
            }
        }
        self.macros.push((start, self.next, known));
    }

    fn visit_block(&mut self, block: &'ast Block) {
        self.count(address(block));
        visit::visit_block(self, block);
    }

    fn visit_expr(&mut self, expr: &'ast Expr) {
        self.count(address(expr));
        visit::visit_expr(self, expr);
    }
}

struct Apply {
    edits: Numbered,
    next: usize,
    failed: Option<syn::Error>,
}

impl Apply {
    fn count(&mut self) -> usize {
        self.next += 1;
        self.next - 1
    }
}

impl VisitMut for Apply {
    fn visit_block_mut(&mut self, block: &mut Block) {
        let number = self.count();
        visit_mut::visit_block_mut(self, block);
        let mut stmts = std::mem::take(&mut block.stmts);
        if let Some(guards) = self.edits.guards.remove(&number) {
            for (index, guard) in guards {
                guard_statement(&mut stmts[index], guard);
            }
        }
        if let Some(moves) = self.edits.moves.remove(&number) {
            stmts = reorder(stmts, &moves);
        }
        if let Some(prologue) = self.edits.prologue.remove(&number) {
            stmts.splice(0..0, [Stmt::Expr(Expr::Verbatim(prologue), None)]);
        }
        block.stmts = stmts;
    }

    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        let number = self.count();
        visit_mut::visit_expr_mut(self, expr);
        if let Some(before) = self.edits.before.remove(&number) {
            *expr = Expr::Verbatim(preceded(&before, expr));
        }
        if let Some(prologue) = self.edits.prologue.remove(&number) {
            *expr = Expr::Verbatim(quote!({ #prologue #expr }));
        }
    }

    fn visit_macro_mut(&mut self, mac: &mut syn::Macro) {
        let number = self.count();
        let Some((end, known)) = self.edits.macros.remove(&number) else { return };
        let Some(original) = known else {
            self.next = end;
            return;
        };
        let mut changed = original.clone();
        for piece in changed.pieces_mut() {
            match piece {
                PieceMut::Expr(expr) => self.visit_expr_mut(expr),
                PieceMut::Body(block) => self.visit_block_mut(block),
            }
        }
        match changed.put_back(&original, mac.tokens.clone()) {
            Some(tokens) => mac.tokens = tokens,
            None => {
                let name = format!("`{}!`", mac.path.to_token_stream());
                let error = syn::Error::new(mac.path.span(), messages::out_of_reach(&name));
                self.failed.get_or_insert(error);
            }
        }
    }

    fn visit_attributes_mut(&mut self, attrs: &mut Vec<syn::Attribute>) {
        attrs.retain(|attr| !is_ours(attr));
    }
}

/// The value of an expression, after something else. A tuple and not a block, so that temporaries live to the end of the
/// user's own statement; it stands where the expression stood, for errors about its type.
fn preceded(before: &TokenStream, expr: &Expr) -> TokenStream {
    let tokens = expr.to_token_stream();
    let inserted = |span: Span| Span::mixed_site().located_at(span);
    let first = tokens.clone().into_iter().next().map_or_else(Span::call_site, |token| token.span());
    let last = tokens.clone().into_iter().last().map_or_else(Span::call_site, |token| match token {
        TokenTree::Group(group) => group.span_close(),
        other => other.span(),
    });
    let mut both = Group::new(Delimiter::Parenthesis, quote!({ #before }, #tokens));
    both.set_span(inserted(first));
    let mut second = Literal::u8_unsuffixed(1);
    second.set_span(inserted(last));
    quote_spanned!(inserted(last)=> #both.#second)
}

fn guard_statement(stmt: &mut Stmt, guard: Guard) {
    let Guard { late, report, span } = guard;
    let statement = stmt.to_token_stream();
    let guarded = match report {
        Report::Skips(report) => quote_spanned! { span => if #late { #report } else { #statement } },
        Report::Decides(decides) => quote_spanned! { span => if !#late || { #decides } { #statement } },
    };
    // Nothing is late where the statement is configured away.
    let cfgs: Vec<_> = statement_attributes(stmt).iter().filter(|attr| attr.path().is_ident("cfg")).collect();
    // An expression at the end of a block cannot bear a `cfg`.
    let end = (!cfgs.is_empty()).then(<syn::Token![;]>::default);
    *stmt = Stmt::Expr(Expr::Verbatim(quote!(#(#cfgs)* #guarded)), end);
}

/// Puts moved statements directly above their new place, in their own order.
fn reorder(stmts: Vec<Stmt>, moves: &[Hoist]) -> Vec<Stmt> {
    let mut slots: Vec<Option<Stmt>> = stmts.into_iter().map(Some).collect();
    let mut above: BTreeMap<usize, Vec<Stmt>> = BTreeMap::new();
    for hoist in moves {
        let moved = hoist.statements.iter().filter_map(|at| slots[*at].take()).map(terminated);
        let moved: Vec<Stmt> = moved.collect();
        let place = above.entry(hoist.above).or_default();
        if hoist.in_block {
            let block: Stmt = Stmt::Expr(Expr::Verbatim(quote!({ #(#moved)* })), None);
            place.push(block);
        } else {
            place.extend(moved);
        }
    }
    let mut ordered = Vec::new();
    for (at, slot) in slots.into_iter().enumerate() {
        ordered.extend(above.remove(&at).into_iter().flatten());
        ordered.extend(slot);
    }
    ordered
}

/// A statement of type `()` at the end of its block is no longer the last one.
fn terminated(stmt: Stmt) -> Stmt {
    match stmt {
        Stmt::Expr(expr, None) if !is_block_like(&expr) => Stmt::Expr(expr, Some(Default::default())),
        other => other,
    }
}

fn is_block_like(expr: &Expr) -> bool {
    matches!(
        expr,
        Expr::If(_)
            | Expr::Match(_)
            | Expr::ForLoop(_)
            | Expr::While(_)
            | Expr::Loop(_)
            | Expr::Block(_)
            | Expr::Verbatim(_)
    )
}
