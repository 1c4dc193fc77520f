//! Changes an input so that it still parses: parts are exchanged, wrapped, doubled, removed and renamed.

use quote::{ToTokens, quote};
use syn::parse::Parser;
use syn::visit_mut::VisitMut;
use syn::{Expr, Item, Pat};

use crate::grow;
use crate::pool::{At, Change, Pool};

/// Names that the tables know, and some that they do not.
pub const WORDS: &[&str] = &[
    "res",
    "x",
    "e",
    "head",
    "h",
    "insert_header",
    "append_header",
    "set_status",
    "status",
    "headers_mut",
    "write",
    "write_all",
    "flush",
    "send",
    "send_error",
    "redirect",
    "finish",
    "abort",
    "reset",
    "head_sent",
    "headers_sent",
    "on_commit",
    "append_trailer",
    "declare_trailer",
    "write_head",
    "map",
    "map_err",
    "and_then",
    "or_else",
    "ok",
    "unwrap",
    "clone",
    "lock",
    "borrow_mut",
    "as_mut",
    "take",
    "for_each",
    "collect",
    "iter",
    "is_some",
    "then",
    "next",
    "drop",
    "spawn",
    "as_io_writer",
    "by_ref",
    "buffer",
    "copy_from",
    "r#type",
    "größe",
];

const ARGS: &[&str] = &[
    "",
    "response = res",
    "response = res, deny(hoisted, checked)",
    "response = res, warn(late, hoisted, checked)",
    "responses(self.res, res), calls(helper = write, next.run = never, f = opaque), late = log",
    "response = res, vocabulary = pingora, head(put), entry = unknown",
    "response = res, vocabulary = h3",
    "response = res, vocabulary = actix, head_view(head), body_view(x)",
    "response = res, late = trailer",
    "response = res, entry = unknown, late = a::b",
];

/// A small generator of random numbers, so that a seed names a change.
pub struct Random(u64);

impl Random {
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % bound.max(1)
    }
}

/// The input with some changes; parts may come from another one. `None` if it does not parse.
pub fn change(text: &str, other: Option<&str>, seed: u32) -> Option<String> {
    let mut random = Random(u64::from(seed) ^ 0x9e37_79b9_7f4a_7c15);
    let (args, item) = text.split_once('\n')?;
    let mut item: Item = syn::parse_str(item).ok()?;
    let other = other.and_then(|other| syn::parse_str::<Item>(other.split_once('\n')?.1).ok());
    let args = if random.below(8) == 0 { ARGS[random.below(ARGS.len())] } else { args };
    for _ in 0..=random.below(3) {
        let donor = Pool::of(other.as_ref().unwrap_or(&item));
        change_once(&mut item, &donor, &mut random);
    }
    let changed = format!("{args}\n{}", item.to_token_stream());
    proc_macro2::extra::invalidate_current_thread_spans();
    Some(changed)
}

fn change_once(item: &mut Item, donor: &Pool, random: &mut Random) {
    let own = Pool::of(item);
    match random.below(10) {
        0..=3 => {
            let number = random.below(own.exprs.len());
            let change = Change::Expr(&mut |expr| change_expr(expr, donor, random));
            At { number, change }.visit_item_mut(item);
        }
        4 => {
            let number = random.below(own.pats.len());
            let change = Change::Pat(&mut |pat| change_pat(pat, donor, random));
            At { number, change }.visit_item_mut(item);
        }
        _ => {
            let number = random.below(own.blocks);
            let change = Change::Block(&mut |block| change_block(block, donor, random));
            At { number, change }.visit_item_mut(item);
        }
    }
}

fn change_expr(expr: &mut Expr, donor: &Pool, random: &mut Random) {
    match (random.below(4), &mut *expr) {
        (0, Expr::MethodCall(call)) => rename(&mut call.method, random),
        (0, Expr::Path(path)) if path.path.segments.len() == 1 => {
            rename(&mut path.path.segments[0].ident, random);
        }
        (0 | 1, _) if !donor.exprs.is_empty() => *expr = donor.exprs[random.below(donor.exprs.len())].clone(),
        (2, Expr::MethodCall(call)) => *expr = (*call.receiver).clone(),
        _ => {
            if let Some(wrapped) = grow::wrapped(expr, random) {
                *expr = wrapped;
            }
        }
    }
}

fn rename(name: &mut syn::Ident, random: &mut Random) {
    if let Ok(word) = syn::parse_str(grow::word(random)) {
        *name = word;
    }
}

fn change_pat(pat: &mut Pat, donor: &Pool, random: &mut Random) {
    let tokens = match random.below(5) {
        0 => quote!(_),
        1 => quote!((#pat, y)),
        2 => quote!(res),
        3 => quote!(Some(#pat)),
        _ => donor.pats.get(random.below(donor.pats.len())).to_token_stream(),
    };
    if let Ok(changed) = Pat::parse_multi.parse2(tokens) {
        *pat = changed;
    }
}

fn change_block(block: &mut syn::Block, donor: &Pool, random: &mut Random) {
    let count = block.stmts.len();
    let at = random.below(count);
    match random.below(7) {
        0 if count > 0 => drop(block.stmts.remove(at)),
        1 if count > 0 => {
            let other = random.below(count);
            block.stmts.swap(at, other);
        }
        2 => grow::enclosed(block, random),
        3 if count > 0 => {
            if let Some(marked) = grow::marked(&block.stmts[at], random) {
                block.stmts[at] = marked;
            }
        }
        _ if !donor.stmts.is_empty() => {
            let stmt = donor.stmts[random.below(donor.stmts.len())].clone();
            block.stmts.insert(random.below(count + 1), stmt);
        }
        _ => {}
    }
}
