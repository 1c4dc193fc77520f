//! The parsed arguments of a macro, in the order of its tokens.
//!
//! What is changed in them is put back into the tokens of the call by looking for the tokens that each was parsed from:
//! between two arguments there are only separators and names, so the first place that fits is the right one.

use std::collections::VecDeque;

use proc_macro2::{Group, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{Block, Expr};

use super::KnownMacro;

/// One argument.
pub(crate) enum Piece<'a> {
    Expr(&'a Expr),
    /// The statements of a macro that is a body.
    Body(&'a Block),
}

pub(crate) enum PieceMut<'a> {
    Expr(&'a mut Expr),
    Body(&'a mut Block),
}

/// The arguments, borrowed either way.
macro_rules! pieces {
    ($known:expr, $piece:ident, $iter:ident, $($borrow:tt)+) => {{
        let mut pieces = Vec::new();
        match $known {
            KnownMacro::Write { target, format } => {
                pieces.push($piece::Expr(target));
                pieces.extend(format.args.$iter().map($piece::Expr));
            }
            KnownMacro::Format(format) | KnownMacro::Diverges(format) | KnownMacro::Bail(format) => {
                pieces.extend(format.args.$iter().map($piece::Expr));
            }
            KnownMacro::Assert { cond, rest } | KnownMacro::Ensure { cond, rest } => {
                pieces.push($piece::Expr(cond));
                pieces.extend(rest.$iter().map($piece::Expr));
            }
            KnownMacro::AssertEq { left, right, rest } => {
                pieces.extend([left, right].map($piece::Expr));
                pieces.extend(rest.$iter().map($piece::Expr));
            }
            KnownMacro::Vec { elems: exprs }
            | KnownMacro::DebugAssert { exprs }
            | KnownMacro::Dbg { exprs }
            | KnownMacro::Join { futures: exprs }
            | KnownMacro::TryJoin { futures: exprs }
            | KnownMacro::Log { exprs } => pieces.extend(exprs.$iter().map($piece::Expr)),
            KnownMacro::Matches { expr, guard, .. } => {
                pieces.push($piece::Expr(expr));
                pieces.extend(guard.$iter().map($piece::Expr));
            }
            KnownMacro::Select { arms, otherwise } => {
                for arm in arms {
                    pieces.push($piece::Expr($($borrow)+ arm.future));
                    pieces.extend(arm.guard.$iter().map($piece::Expr));
                    pieces.push($piece::Expr($($borrow)+ arm.body));
                }
                pieces.extend(otherwise.$iter().map($piece::Expr));
            }
            KnownMacro::Deferred { block } | KnownMacro::Defer { block } => pieces.push($piece::Body(block)),
            KnownMacro::Pin { .. } | KnownMacro::Local { .. } | KnownMacro::Opaque { .. } => {}
        }
        pieces
    }};
}

impl KnownMacro {
    pub(crate) fn pieces(&self) -> Vec<Piece<'_>> {
        pieces!(self, Piece, iter, &)
    }

    pub(crate) fn pieces_mut(&mut self) -> Vec<PieceMut<'_>> {
        pieces!(self, PieceMut, iter_mut, &mut)
    }

    /// The tokens of each argument.
    fn tokens(&self) -> Vec<TokenStream> {
        let of = |piece: Piece<'_>| match piece {
            Piece::Expr(expr) => expr.to_token_stream(),
            Piece::Body(block) => {
                let statements = &block.stmts;
                quote!(#(#statements)*)
            }
        };
        self.pieces().into_iter().map(of).collect()
    }

    /// The tokens of a call with the arguments as they are now; nothing where an argument is not found in them.
    pub(crate) fn put_back(&self, original: &KnownMacro, tokens: TokenStream) -> Option<TokenStream> {
        let (before, after) = (original.tokens(), self.tokens());
        let changed = |(before, after): (&TokenStream, &TokenStream)| !same(before.clone(), after.clone());
        // Behind the last change there may be arguments without tokens: names that a format string captures.
        let last = before.iter().zip(&after).map(changed).rposition(|changed| changed)?;
        let pairs = before.into_iter().map(|before| before.into_iter().collect::<Vec<_>>()).zip(after);
        let mut pairs = pairs.take(last + 1).filter(|(before, _)| !stands_for_nothing(before)).collect();
        let tokens = replace(tokens, &mut pairs);
        pairs.is_empty().then_some(tokens)
    }
}

/// The future that an arm of `select!` without one is given.
fn stands_for_nothing(tokens: &[TokenTree]) -> bool {
    match tokens {
        [] => true,
        [TokenTree::Group(group)] => group.stream().is_empty(),
        _ => false,
    }
}

type Pairs = VecDeque<(Vec<TokenTree>, TokenStream)>;

fn replace(tokens: TokenStream, pairs: &mut Pairs) -> TokenStream {
    let trees: Vec<TokenTree> = tokens.into_iter().collect();
    let (mut out, mut at) = (TokenStream::new(), 0);
    while let Some(tree) = trees.get(at) {
        let found = pairs
            .front()
            .map_or(0, |(before, _)| if starts_with(&trees[at..], before) { before.len() } else { 0 });
        if found > 0 {
            out.extend(pairs.pop_front().map(|(_, after)| after));
            at += found;
            continue;
        }
        match tree {
            TokenTree::Group(group) if !pairs.is_empty() => {
                let mut inside = Group::new(group.delimiter(), replace(group.stream(), pairs));
                inside.set_span(group.span());
                out.extend([TokenTree::Group(inside)]);
            }
            other => out.extend([other.clone()]),
        }
        at += 1;
    }
    out
}

fn starts_with(trees: &[TokenTree], before: &[TokenTree]) -> bool {
    trees.len() >= before.len() && trees.iter().zip(before).all(|(a, b)| same_tree(a, b))
}

/// Whether two token streams read the same.
fn same(one: TokenStream, other: TokenStream) -> bool {
    let (one, other): (Vec<_>, Vec<_>) = (one.into_iter().collect(), other.into_iter().collect());
    one.len() == other.len() && starts_with(&one, &other)
}

fn same_tree(one: &TokenTree, other: &TokenTree) -> bool {
    match (one, other) {
        (TokenTree::Group(one), TokenTree::Group(other)) => {
            one.delimiter() == other.delimiter() && same(one.stream(), other.stream())
        }
        (TokenTree::Group(_), _) | (_, TokenTree::Group(_)) => false,
        (one, other) => one.to_string() == other.to_string(),
    }
}
