//! A search through all executions of a handler, for those in which something is late.
//!
//! Depth first over the answers that the world may give, always the same handler with another [`Script`]. An execution
//! that comes to a place where another one was, with the same values ([`key`](super::key)), is not followed further. So
//! most handlers are searched to their end, which proves that what was not found does not happen. So that loops come to
//! an end, numbers and lists stop growing at sizes that no handler compares with.

use std::rc::Rc;

use super::ast::Handler;
use super::execution::{Written, machine, start};
use super::loose::Blind;
use super::response::Violation;
use super::script::Script;
use super::value::Flow;
use super::world::World;

/// How a search ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Searched {
    pub executions: usize,
    /// Whether there is no other execution.
    pub complete: bool,
}

/// Executes a handler in all ways, at most so many; `see` gets what was late in each and says whether to go on.
pub fn search(
    handler: &Handler,
    written: &Written,
    (most, blind): (usize, Blind),
    mut see: impl FnMut(&[(Vec<u32>, Violation)]) -> bool,
) -> Searched {
    let mut script = Rc::new(Script::new(handler, blind));
    let mut cut_off = false;
    for executions in 1..=most {
        let mut machine = machine(handler, written, World::of_script(script.clone()), false);
        // What comes after the fuel is out is not known.
        cut_off |= matches!(start(&mut machine, handler), Err(Flow::Fuel));
        let go_on = see(&machine.violations);
        drop(machine);
        // What was computed holds the script that holds it.
        script.computed.take();
        if !go_on {
            return Searched { executions, complete: false };
        }
        let Some(next) = script.next() else { return Searched { executions, complete: !cut_off } };
        script = Rc::new(next);
    }
    Searched { executions: most, complete: false }
}
