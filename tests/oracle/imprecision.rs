//! What the analysis is known not to see, so that it reports errors that never come true.
//!
//! Each reason is a way to see less ([`Blind`]), which includes those before it: an error that no real execution bears
//! out belongs to the first one under which an execution does. An error that belongs to none is a mistake.

use std::rc::Rc;

use super::ast::Handler;
use super::loose::{Blind, shared_names};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Imprecision {
    /// Only who computes values knows that a branch or a loop is never entered: `if n != n`, `match 1 * 2`, a loop over a
    /// list that is empty by then.
    Values,
    /// A value is stored and looked at under another name, or stored again in each round of a loop and always the same:
    /// `let n = flag; if !flag { .. n.then(..) }`, `loop { let n = title.len(); match n { .. } }`; or a closure gets it. Or
    /// a list that may change, and does not, is asked twice whether it is empty.
    Copies,
    /// What a closure uses, `&mut` lends, or is handed on by value is not followed: it may be a reference.
    SharedFlag,
    /// `if res.redirect(..).is_ok()` where the response has surely started: the branch that is never taken counts.
    OwnCheck,
    /// The end of a view of the body counts as a write, also of one that writes nothing then.
    Drops,
    /// Of `if x { &mut *res } else { &mut *log }` it counts as either, also where `x` is known.
    Choice,
    /// A guard asks one response, and it is another one that would be late: responses are followed one at a time.
    OtherResponse,
}

impl Imprecision {
    pub const ALL: [Imprecision; 7] = [
        Imprecision::Values,
        Imprecision::Copies,
        Imprecision::SharedFlag,
        Imprecision::OwnCheck,
        Imprecision::Drops,
        Imprecision::Choice,
        Imprecision::OtherResponse,
    ];

    /// The ways to see less.
    pub fn blind(self, handler: &Handler) -> Vec<Blind> {
        let shared = if self >= Imprecision::SharedFlag { shared_names(handler) } else { Default::default() };
        let blind = Blind {
            values: true,
            copies: self >= Imprecision::Copies,
            own_checks: self >= Imprecision::OwnCheck,
            drops: self >= Imprecision::Drops,
            choices: self >= Imprecision::Choice,
            state_of: None,
            shared: Rc::new(shared),
        };
        match self {
            Imprecision::OtherResponse => {
                [0, 1].map(|at| Blind { state_of: Some(at), ..blind.clone() }).into()
            }
            _ => vec![blind],
        }
    }
}
