//! The macros of a function, parsed before the lowering: what their arguments are, and what they do with them.
//!
//! Macros are matched by the last segment of their path. Parsed arguments live in a box for each macro, keyed by the
//! address of the `syn::Macro` node, so that they can be borrowed like the rest of the function; macros inside of
//! arguments are found by a worklist. What does not parse as expected, and every unknown macro, is [`KnownMacro::Opaque`]:
//! a use of every name in it.

mod fields;
mod parse;
mod pieces;
mod select;

use std::collections::HashMap;

use proc_macro2::{Span, TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{Block, Expr, Macro, Pat};

pub(crate) use pieces::{Piece, PieceMut};

/// All macros of one function.
#[derive(Default)]
pub(crate) struct Macros {
    known: HashMap<usize, Box<KnownMacro>>,
}

/// A format string with its arguments.
#[derive(Clone, Default)]
pub(crate) struct Format {
    pub(crate) args: Vec<Expr>,
    /// Names captured inside of the string: `"{total}"`, `"{:width$}"`.
    pub(crate) captures: Vec<(String, Span)>,
}

/// One arm of `select!`.
#[derive(Clone)]
pub(crate) struct SelectArm {
    pub(crate) pat: Pat,
    pub(crate) future: Expr,
    pub(crate) guard: Option<Expr>,
    pub(crate) body: Expr,
}

/// What a macro does with its arguments.
// One for each macro call of a function, boxed where it is kept.
#[allow(clippy::large_enum_variant)]
#[derive(Clone)]
pub(crate) enum KnownMacro {
    /// `write!`, `writeln!`.
    Write {
        target: Expr,
        format: Format,
    },
    /// `format!`, `println!` and the like: looks at its arguments.
    Format(Format),
    /// `vec!`: takes its arguments.
    Vec {
        elems: Vec<Expr>,
    },
    Assert {
        cond: Expr,
        rest: Vec<Expr>,
    },
    AssertEq {
        left: Expr,
        right: Expr,
        rest: Vec<Expr>,
    },
    /// Its arguments may not be evaluated.
    DebugAssert {
        exprs: Vec<Expr>,
    },
    Matches {
        expr: Expr,
        pat: Pat,
        guard: Option<Expr>,
    },
    Dbg {
        exprs: Vec<Expr>,
    },
    /// `panic!`, `todo!`, `unreachable!`.
    Diverges(Format),
    /// `bail!`: returns an error.
    Bail(Format),
    /// `ensure!`: returns an error if the condition is false.
    Ensure {
        cond: Expr,
        rest: Vec<Expr>,
    },
    Select {
        arms: Vec<SelectArm>,
        otherwise: Option<Expr>,
    },
    Join {
        futures: Vec<Expr>,
    },
    TryJoin {
        futures: Vec<Expr>,
    },
    /// Logging, tracing, metrics: its arguments may not be evaluated.
    Log {
        exprs: Vec<Expr>,
    },
    /// `stream!`: a body that is made after the head has gone.
    Deferred {
        block: Block,
    },
    /// `defer!`: runs at the end of the scope.
    Defer {
        block: Block,
    },
    /// `pin!` as a statement.
    Pin {
        names: Vec<String>,
    },
    /// A macro of the function's own.
    Local {
        mentions: Vec<String>,
        exits: bool,
    },
    Opaque {
        mentions: Vec<String>,
    },
}

impl Macros {
    /// All macros of a body, those in arguments of others included.
    pub(crate) fn of_block(block: &Block) -> Macros {
        Macros::found_by(|find| find.visit_block(block))
    }

    #[cfg(test)]
    pub(crate) fn of_expr(expr: &Expr) -> Macros {
        Macros::found_by(|find| find.visit_expr(expr))
    }

    fn found_by(look: impl FnOnce(&mut Find)) -> Macros {
        let mut find = Find::default();
        look(&mut find);
        let Find { found: mut pending, mut locals } = find;
        let mut macros = Macros::default();
        while let Some((address, mac)) = pending.pop() {
            let known = Box::new(parse::parse(&mac, &locals));
            let mut nested = Find::default();
            known.visit(&mut nested);
            pending.extend(nested.found);
            locals.extend(nested.locals);
            macros.known.insert(address, known);
        }
        macros
    }

    /// All of them, by the address of the call.
    pub(crate) fn all(&self) -> impl Iterator<Item = (usize, &KnownMacro)> {
        self.known.iter().map(|(address, known)| (*address, &**known))
    }

    pub(crate) fn get(&self, mac: &Macro) -> Option<&KnownMacro> {
        self.known.get(&address(mac)).map(|known| &**known)
    }
}

fn address(mac: &Macro) -> usize {
    std::ptr::from_ref(mac) as usize
}

/// Macro calls by address, and the macros that the function declares itself.
#[derive(Default)]
struct Find {
    found: Vec<(usize, Macro)>,
    locals: HashMap<String, TokenStream>,
}

impl<'ast> Visit<'ast> for Find {
    fn visit_macro(&mut self, mac: &'ast Macro) {
        self.found.push((address(mac), mac.clone()));
    }

    fn visit_item_macro(&mut self, item: &'ast syn::ItemMacro) {
        if let Some(name) = &item.ident {
            self.locals.insert(name.to_string(), item.mac.tokens.clone());
        }
    }

    fn visit_item(&mut self, item: &'ast syn::Item) {
        match item {
            syn::Item::Macro(item) => self.visit_item_macro(item),
            // A nested function has macros of its own.
            syn::Item::Fn(_) | syn::Item::Impl(_) | syn::Item::Mod(_) | syn::Item::Trait(_) => {}
            other => visit::visit_item(self, other),
        }
    }
}

impl KnownMacro {
    /// Visits everything that was parsed.
    pub(crate) fn visit<'ast>(&'ast self, visitor: &mut impl Visit<'ast>) {
        match self {
            KnownMacro::Matches { expr, pat, guard } => {
                visitor.visit_expr(expr);
                visitor.visit_pat(pat);
                guard.iter().for_each(|guard| visitor.visit_expr(guard));
            }
            KnownMacro::Select { arms, otherwise } => {
                for arm in arms {
                    visitor.visit_pat(&arm.pat);
                    [Some(&arm.future), arm.guard.as_ref(), Some(&arm.body)]
                        .into_iter()
                        .flatten()
                        .for_each(|expr| visitor.visit_expr(expr));
                }
                otherwise.iter().for_each(|expr| visitor.visit_expr(expr));
            }
            KnownMacro::Deferred { block } | KnownMacro::Defer { block } => visitor.visit_block(block),
            other => other.exprs().into_iter().for_each(|expr| visitor.visit_expr(expr)),
        }
    }

    /// The arguments that are expressions, in order of evaluation.
    pub(crate) fn exprs(&self) -> Vec<&Expr> {
        match self {
            KnownMacro::Write { target, format } => std::iter::once(target).chain(&format.args).collect(),
            KnownMacro::Format(format) | KnownMacro::Diverges(format) | KnownMacro::Bail(format) => {
                format.args.iter().collect()
            }
            KnownMacro::Assert { cond, rest } | KnownMacro::Ensure { cond, rest } => {
                std::iter::once(cond).chain(rest).collect()
            }
            KnownMacro::AssertEq { left, right, rest } => [left, right].into_iter().chain(rest).collect(),
            KnownMacro::Vec { elems: exprs }
            | KnownMacro::DebugAssert { exprs }
            | KnownMacro::Dbg { exprs }
            | KnownMacro::Join { futures: exprs }
            | KnownMacro::TryJoin { futures: exprs }
            | KnownMacro::Log { exprs } => exprs.iter().collect(),
            KnownMacro::Matches { expr, guard, .. } => std::iter::once(expr).chain(guard).collect(),
            KnownMacro::Select { .. }
            | KnownMacro::Deferred { .. }
            | KnownMacro::Defer { .. }
            | KnownMacro::Pin { .. }
            | KnownMacro::Local { .. }
            | KnownMacro::Opaque { .. } => Vec::new(),
        }
    }

    /// Names that are used without being an expression of their own.
    pub(crate) fn mentions(&self) -> Vec<String> {
        match self {
            KnownMacro::Local { mentions, .. } | KnownMacro::Opaque { mentions } => mentions.clone(),
            KnownMacro::Pin { names } => names.clone(),
            other => other.captures(),
        }
    }

    /// Names that its format string captures.
    pub(crate) fn captures(&self) -> Vec<String> {
        match self {
            KnownMacro::Write { format, .. }
            | KnownMacro::Format(format)
            | KnownMacro::Diverges(format)
            | KnownMacro::Bail(format) => format.captures.iter().map(|(name, _)| name.clone()).collect(),
            _ => Vec::new(),
        }
    }
}

/// Every name in some tokens, and those captured in string literals.
pub(crate) fn names_in(tokens: &TokenStream) -> Vec<String> {
    let mut names = Vec::new();
    for tree in tokens.clone() {
        match tree {
            TokenTree::Group(group) => names.extend(names_in(&group.stream())),
            TokenTree::Ident(ident) => names.push(ident.to_string()),
            TokenTree::Literal(literal) => {
                if let Ok(text) = syn::parse_str::<syn::LitStr>(&literal.to_string()) {
                    names.extend(parse::captured(&text.value()));
                }
            }
            TokenTree::Punct(_) => {}
        }
    }
    names
}
