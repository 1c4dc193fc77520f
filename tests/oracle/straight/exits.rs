//! What leaves a block, and where it may go.

use super::grammar::ENDS;
use super::grow::Grower;
use super::operations::RESPONSES;
use super::tree::{Frame, Kind, Node};

/// A loop or block that a jump may leave.
#[derive(Clone)]
pub(super) struct Around {
    pub(super) label: Option<String>,
    pub(super) is_loop: bool,
    /// It is left with a number.
    pub(super) number: bool,
}

/// Where a jump or `?` goes from here.
#[derive(Clone)]
pub(super) struct Place {
    pub(super) around: Vec<Around>,
    /// Whether a jump without label may stand here.
    pub(super) bare: bool,
    /// The code that `?` leaves, and the code that `return` leaves.
    pub(super) tries: Frame,
    pub(super) returns: Frame,
    pub(super) in_closure: bool,
    /// In a condition that must be able to be true and to be false.
    pub(super) in_guard: bool,
    pub(super) busy: [bool; RESPONSES.len()],
    pub(super) depth: usize,
}

impl Grower {
    pub(super) fn exit(&mut self) -> Node {
        let kind = match self.random.below(8) {
            0 | 1 => self.returning(),
            2..=5 => match self.jump() {
                Some(jump) => jump,
                None => self.returning(),
            },
            _ => {
                let rule = self.pick(ENDS);
                return self.fill('X', rule);
            }
        };
        Node { sort: 'X', kind }
    }

    pub(super) fn returning(&mut self) -> Kind {
        let number = |grower: &mut Self| Some(Box::new(grower.node('n')));
        match self.place.returns {
            Frame::Unit => Kind::Return("", None, ""),
            Frame::Number => Kind::Return("", number(self), ""),
            Frame::Result | Frame::Try if self.random.chance(40) => Kind::Return("Err(E)", None, ""),
            Frame::Result | Frame::Try => Kind::Return("Ok(", number(self), ")"),
        }
    }

    fn jump(&mut self) -> Option<Kind> {
        let from = self.place.around.len().checked_sub(1)?;
        let at = if self.random.chance(50) { from } else { self.random.below(from + 1) };
        let to = self.place.around[at].clone();
        let bare = at == from && to.is_loop && self.place.bare;
        let label = to.label.filter(|_| !bare || self.random.chance(50));
        if label.is_none() && !bare {
            return None;
        }
        let label = label.map_or_else(String::new, |label| format!(" {label}"));
        if to.is_loop && self.random.chance(35) {
            return Some(Kind::Jump(format!("continue{label}"), None));
        }
        let value = to.number.then(|| Box::new(self.node('n')));
        Some(Kind::Jump(format!("break{label}"), value))
    }
}
