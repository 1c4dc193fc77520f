//! From a late head operation to a decision: hoist it, or say which rule stops that.
//!
//! The caller names the block, the statement (or the uses of one view of the head) that should move, and where the
//! response is Open. The *new place* is directly above the statement after which it may be committed; the *stretch* is
//! what lies between the new place and the statement, without what moved up before it. Hoisting is correct when nobody
//! can tell the difference on a response that buffers everything, so each rule asks for one thing that somebody could
//! tell, and whatever is not known to be harmless is taken to be harmful:
//!
//! | rule | asks | file |
//! |---|---|---|
//! | | is it made of head operations on one response and pure computation? | `head_only.rs`, `tail.rs` |
//! | 1 values | do its names mean the same above the stretch, with the same values? | `scope.rs`, `plain.rs`, `uses.rs`, `values.rs` |
//! | 2 ownership | does it take or borrow what the stretch uses? which `let`s must come along? | `values.rs`, `lets.rs` |
//! | 3 purity | does computing it earlier have an effect of its own? | `purity.rs`, `calls.rs` |
//! | 4 its exits | can it leave the function? | `head_only.rs`, `conversions.rs`, `simple.rs` |
//! | 5 exits | can the stretch be left before the statement? | `stretch.rs`, `control.rs`, `fed.rs`, `exits.rs` |
//! | 6, 7 order | does it commute with what happens to the head in the stretch? | `order.rs` |
//! | 8 views | is something alive at the new place that borrows the response? | `views.rs` |
//! | 9 the end | may a branch or helper in the stretch finish the response? | `order.rs` |
//!
//! What several rules need: `names.rs`, `literals.rs` and `inside.rs` read the syntax (of macros too), `trail.rs` the way down
//! to the block, `writes.rs` which expressions write, `shares.rs` what shares a variable, `code.rs` which closures run where
//! they stand, `whole_body.rs` what is all that the function returns; `vouch.rs` is `#[hoist]`.

mod calls;
mod code;
mod control;
mod conversions;
mod exits;
mod fed;
mod head_only;
mod inside;
mod lets;
mod literals;
mod names;
mod order;
mod plain;
mod purity;
mod scope;
mod shares;
mod simple;
mod stretch;
mod tail;
mod trail;
mod uses;
mod values;
mod views;
mod vouch;
mod whole_body;
mod writes;

use std::collections::HashSet;

use proc_macro2::Span;
use syn::Stmt;
use syn::spanned::Spanned;

use crate::annotations::Annotations;
use crate::known::macros::Macros;

use head_only::HeadOnly;
use purity::{Notes, Purity};
use scope::Scope;
use uses::Use;

/// Nothing moves over more statements than this, so that the time for a function grows with its length and no faster.
const MAX_STRETCH: usize = 200;

/// One question: may this statement (or unit of statements) of `block` move up?
pub(crate) struct Question<'a> {
    /// The whole function: its parameters and output decide what is stable and which exits are errors.
    pub(crate) signature: &'a syn::Signature,
    /// The body of the function that `block` is part of, for the declarations in sight.
    pub(crate) body: &'a syn::Block,
    pub(crate) block: &'a syn::Block,
    /// The statements that should move, ascending: one statement, or the late uses of one head view.
    pub(crate) unit: Vec<usize>,
    /// The response whose head they set.
    pub(crate) response: usize,
    /// For each statement of `block` (and its end): whether this response is Open there on every path.
    pub(crate) open_before: &'a [bool],
    /// For each statement of `block` (and its end): whether this response may still be Open there on some path.
    pub(crate) may_be_open_before: &'a [bool],
    /// Statements of `block` that already moved up, with the statement that they now stand above.
    pub(crate) moved: &'a [(usize, usize)],
    pub(crate) annotations: &'a Annotations,
    /// The arguments of the macros of the function, as the lowering annotated them.
    pub(crate) macros: &'a Macros,
    /// The server is known to answer errors with a head of its own, so that a head set before an error is not seen.
    pub(crate) answers_errors: bool,
    /// `block` is (inside) the body of a closure or block of its own: `?` and `return` there do not leave the function.
    /// `None` in a closure that is a handler of its own.
    pub(crate) inner_function: Option<&'a syn::Expr>,
    /// The closure that is analysed as a handler of its own, if that is where `block` stands: errors that leave it end
    /// its response.
    pub(crate) handler: Option<&'a syn::ExprClosure>,
    /// `#[hoist]`: the user vouches for purity.
    pub(crate) vouched: bool,
}

/// Where the statements go: all of `statements` (with the `let`s they need), directly above statement `above`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Hoist {
    pub(crate) statements: Vec<usize>,
    pub(crate) above: usize,
    /// Whether the statements go into a block of their own, because a `let` moves with them.
    pub(crate) in_block: bool,
}

/// Why a statement stays, with the place that a message shows.
#[derive(Clone, Debug)]
pub(crate) struct Refusal {
    pub(crate) reason: Reason,
    pub(crate) span: Span,
}

/// Why a `let` cannot come along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LetProblem {
    UsedElsewhere,
    /// It only hands on another variable.
    Moves,
    /// It takes its value apart, or has no value, or an `else`.
    Pattern,
    Cfg,
    /// The response, a local itself, would keep a reference to it.
    Lent,
}

/// The rules that stop a hoist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Reason {
    /// The head has already gone when the block is entered.
    HeadGone,
    /// It is the value of its block.
    Tail,
    /// It does something besides setting the head.
    NotHeadOnly,
    /// It works on either of several responses.
    Several,
    /// Rule 1: the value of `name` is not the same above the stretch.
    Changes {
        name: String,
    },
    /// Rule 1: the value of `name` may be another one: the stretch iterates it, matches it or hands it on.
    MayChange {
        name: String,
    },
    /// Rule 1: `name` means something else above the stretch.
    Shadowed {
        name: String,
    },
    /// Rule 2: it takes `name`, which the stretch uses.
    Moves {
        name: String,
    },
    /// Rule 2: something in the stretch borrows `name`.
    Borrowed {
        name: String,
    },
    /// Rule 2: the `let` of `name` cannot come along.
    NeededLet {
        name: String,
        problem: LetProblem,
    },
    /// Rule 3: not known to be pure.
    Impure {
        what: String,
    },
    /// Rule 3: a call of an unknown function moves only over writes with pure arguments.
    UnknownCall {
        name: String,
    },
    /// Rule 3: it can panic, and the stretch can be left.
    MayPanic,
    /// Rule 3: the type of `name` may be settled in the stretch.
    Inferred {
        name: String,
    },
    /// Rule 3: it reads something of a response.
    ReadsResponse,
    /// Rule 4: it can leave the function.
    OwnExit {
        what: &'static str,
    },
    /// Rule 4: its `?` can fail, and would skip what it moves over.
    CanFail,
    /// Rule 5: the stretch can be left.
    Exit {
        what: &'static str,
    },
    /// Rule 5: an error exit that may be a check.
    Check {
        what: String,
    },
    /// Rule 5: something unknown may use the response.
    Opaque {
        name: String,
    },
    UnknownMacro {
        name: String,
    },
    /// Rule 5: an error exit or `.await` while the response may still be Open.
    StillOpen,
    /// Rule 5: the response is another one afterwards.
    Replaced,
    /// Rule 6: something in the stretch sets the same part of the head.
    Order {
        name: String,
    },
    /// Rule 6: something in the stretch looks at the head, resets it or informs.
    ReadsHead {
        name: String,
    },
    /// Rule 6: it is not known what else a commit sets.
    SetsUnknown {
        name: String,
    },
    /// Rule 8: a view of the response is alive.
    ViewAlive {
        name: String,
    },
    /// On some way it is declared as a trailer, and is one behind the body.
    MayBeTrailer,
    /// More lies between than is looked at.
    TooFar,
    /// Rule 9: a branch or a helper may finish the response.
    MayFinish {
        name: String,
    },
}

/// Decides whether and where the unit moves.
pub(crate) fn hoist(question: &Question<'_>) -> Result<Hoist, Refusal> {
    let scope = Scope::of(question);
    let last = *question.unit.last().ok_or_else(|| refusal(question, Reason::NotHeadOnly))?;
    if question.unit.iter().any(|index| tail::is_tail(question.block, *index)) {
        return Err(refusal(question, Reason::Tail));
    }
    let mut above = place(question)?;
    let (head, _) = shape(question, &scope, &question.unit)?;
    loop {
        let moving = lets::with_needed(question, above)?;
        let stretch =
            stretch(question, &moving, above, last).ok_or_else(|| refusal(question, Reason::TooFar))?;
        let used = uses::of_statements(question, stretch.iter().map(|at| &question.block.stmts[*at]));
        match views::alive(question, &scope, &head, above, &used)? {
            Some(view) if question.open_before[view] => above = view,
            Some(_) => return Err(refusal(question, Reason::HeadGone)),
            None => return decide(question, &scope, Candidate { moving, stretch, used, above }),
        }
    }
}

fn refusal(question: &Question<'_>, reason: Reason) -> Refusal {
    let span = question.unit.first().map_or_else(Span::call_site, |at| question.block.stmts[*at].span());
    Refusal { reason, span }
}

/// The last statement at which the response is Open on every path, from which on it may be committed.
fn place(question: &Question<'_>) -> Result<usize, Refusal> {
    let first = question.unit[0];
    let open = (0..=first).rev().find(|at| question.open_before[*at]);
    let above = open.filter(|at| *at < first);
    above.ok_or_else(|| refusal(question, Reason::HeadGone))
}

/// What lies between `above` and the last statement of the unit, but for what moves or moved above it.
fn stretch(question: &Question<'_>, moving: &[usize], above: usize, last: usize) -> Option<Vec<usize>> {
    let gone: HashSet<usize> =
        question.moved.iter().filter(|(_, to)| *to <= above).map(|(moved, _)| *moved).collect();
    let between = (above..last).filter(|at| !moving.contains(at) && !gone.contains(at));
    let stretch: Vec<usize> = between.take(MAX_STRETCH + 1).collect();
    (stretch.len() <= MAX_STRETCH).then_some(stretch)
}

/// What the statements do, and what that asks of the stretch.
fn shape<'a>(
    question: &Question<'a>,
    scope: &Scope<'a>,
    moving: &[usize],
) -> Result<(HeadOnly<'a>, Notes), Refusal> {
    let mut purity = Purity::new(question, scope, question.unit[0]);
    let mut walk = head_only::Walk { purity: &mut purity, found: HeadOnly::default(), leaves: false };
    for index in moving {
        walk.statement(&question.block.stmts[*index])?;
    }
    let found = walk.found;
    if found.operations.is_empty() {
        return Err(refusal(question, Reason::NotHeadOnly));
    }
    Ok((found, purity.notes))
}

/// A place that fits as far as the response goes.
struct Candidate {
    moving: Vec<usize>,
    stretch: Vec<usize>,
    used: Vec<Use>,
    above: usize,
}

fn decide<'a>(question: &Question<'a>, scope: &Scope<'a>, of: Candidate) -> Result<Hoist, Refusal> {
    let stmts = &question.block.stmts;
    let (head, notes) = shape(question, scope, &of.moving)?;
    let events = stretch::events(question, &of.stretch, &head.places);
    order::check_ends(&events)?;
    let moved: Vec<&Stmt> = of.moving.iter().map(|at| &stmts[*at]).collect();
    values::shadowing_items(of.stretch.iter().map(|at| &stmts[*at]), &moved)?;
    lets::check(question, scope, &head, &of.moving)?;
    let uses = free_uses(question, &head, &of.moving);
    let values = values::Values { question, scope, moved: &uses, stretch: &of.used, above: of.above };
    values.check()?;
    order::check_order(&head, &events)?;
    exits::check(question, &head, &events)?;
    simple::check_notes(question, scope, &notes, &of.stretch, &events)?;
    let in_block = lets::binds(question, &of.moving);
    Ok(Hoist { statements: of.moving, above: of.above, in_block })
}

/// What the moved statements use of what stands around them, the response aside.
fn free_uses(question: &Question<'_>, head: &HeadOnly<'_>, moving: &[usize]) -> Vec<Use> {
    let mut free = Vec::new();
    for at in moving {
        let uses = uses::of_statements(question, std::iter::once(&question.block.stmts[*at]));
        free.extend(uses.into_iter().filter(|used| {
            let own =
                lets::binding(question, &used.place.root, *at).is_some_and(|index| moving.contains(&index));
            let response = head.places.iter().any(|place| used.place.is_within(place));
            !own && !response
        }));
    }
    free
}
