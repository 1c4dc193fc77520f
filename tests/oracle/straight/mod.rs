//! rustc as a judge: is an operation late on any path?
//!
//! A token is a value without size that an operation borrows, and that each statement after which this operation would be
//! too late makes anew and moves. Then rustc reports a use of a moved value (E0382) exactly where a path leads from such a
//! statement to the operation, and its analysis shares no code with ours. Each operation has a token of its own, since
//! rustc reports only the first use of what one statement moved. A head operation's token is moved by what sends the
//! head, that of a write or trailer by what ends the response.
//!
//! Both judges get the same program in two spellings (`spell`). It comes from a generator of its own, not from that of
//! the other oracle: what counts here is control flow in every place that an expression can have (`grammar`), types that
//! the compiler accepts, and conditions that nobody can know. That the handlers compile is not asked for.
//!
//! What must be equal, both ways:
//!
//! * rustc's operations, and those that a path of our graph reaches too late when nothing on its edges is believed
//!   ([`ours::before_facts`]): the lowering and the flow, before facts are used;
//! * in programs where there is nothing to know, rustc's operations and those that the macro moves, checks or rejects
//!   ([`ours::verdict`]), so that no later stage loses or adds one. Where facts can tell more, it must only add none.
//!
//! The judges are known to differ in these, which the grammar leaves out, or leaves to the first comparison:
//!
//! * constants: rustc follows both sides of `if false`, and goes on behind `while true`;
//! * a condition that cannot be true, or false, as a value (`assert!(c && return)`, a tuple): rustc does not remember which;
//! * a guard that runs and fails: rustc goes on to each later pattern, and with `1 | 2 if ..` to the guard again, also if
//!   the patterns exclude each other; and past a guard that never ends;
//! * a write after the end behind a guard that may know: no finding, by the rules;
//! * closures and `async` blocks, which would take the tokens along as a whole: they are spelled as labelled blocks, so
//!   rustc judges the control flow of their bodies, not that they run where we think.

pub mod compare;
mod exits;
pub mod grammar;
pub mod grow;
pub mod operations;
pub mod ours;
pub mod rustc;
pub mod spell;
pub mod tree;
