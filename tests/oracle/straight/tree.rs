//! A program as a tree of filled templates, which can be written in two spellings ([`super::spell`]).

use super::grammar::{Rule, leaf};
use super::operations::Op;

/// A function with what it may do.
#[derive(Clone)]
pub struct Program {
    pub is_async: bool,
    /// Whether it says the same thing twice, so that facts could tell more than the paths do.
    pub has_facts: bool,
    pub body: Block,
    pub ops: Vec<Op>,
}

/// Something of a sort, named by the letter of its hole.
#[derive(Clone)]
pub struct Node {
    pub sort: char,
    pub kind: Kind,
}

#[derive(Clone)]
pub enum Kind {
    Filled(&'static Rule, Vec<Part>),
    /// An operation, with what it is chained to and with its argument.
    Op {
        number: usize,
        chained: Option<Box<Node>>,
        arg: Option<Box<Node>>,
        awaited: bool,
    },
    /// `a?`
    Try(Box<Node>),
    /// `return Ok(a)`, with what stands around `a`.
    Return(&'static str, Option<Box<Node>>, &'static str),
    /// `break 'l a`, `continue`.
    Jump(String, Option<Box<Node>>),
}

/// What fills a hole.
#[derive(Clone)]
pub enum Part {
    Text(String),
    Node(Node),
    Block(Block),
    /// The body of a closure or block that `?` or `return` leaves.
    Frame(Frame, u32, Block),
}

#[derive(Clone, Default)]
pub struct Block {
    pub stmts: Vec<Node>,
    pub tail: Option<Box<Node>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Frame {
    /// The function itself, or code that returns a `Result` with a number: `?` and `return` leave it.
    Result,
    /// Code that returns a number: only `return` leaves it.
    Number,
    /// Code that returns nothing: only `return` leaves it.
    Unit,
    /// `try { .. }`: only `?` leaves it.
    Try,
}

impl Program {
    /// All programs that are smaller by one step.
    pub fn smaller(&self) -> impl Iterator<Item = Program> + '_ {
        (0..).map_while(|step| {
            let mut smaller = self.clone();
            let mut left = step;
            smaller.body.reduce(&mut left).then_some(smaller)
        })
    }
}

impl Block {
    /// Makes the step of that number, counting down; says whether it did.
    fn reduce(&mut self, left: &mut usize) -> bool {
        for at in 0..self.stmts.len() {
            if take(left) {
                self.stmts.remove(at);
                return true;
            }
            let inner = self.stmts[at].blocks();
            if !inner.is_empty() && *left < inner.len() {
                self.stmts.splice(at..=at, inner[*left].stmts.clone());
                return true;
            }
            *left -= inner.len();
            if self.stmts[at].reduce(left) {
                return true;
            }
        }
        self.tail.as_mut().is_some_and(|tail| tail.reduce(left))
    }
}

fn take(left: &mut usize) -> bool {
    match left.checked_sub(1) {
        Some(less) => {
            *left = less;
            false
        }
        None => true,
    }
}

impl Node {
    /// The blocks directly inside.
    fn blocks(&self) -> Vec<&Block> {
        let Kind::Filled(_, parts) = &self.kind else { return Vec::new() };
        let blocks = parts.iter().filter_map(|part| match part {
            Part::Block(block) | Part::Frame(_, _, block) => Some(block),
            Part::Text(_) | Part::Node(_) => None,
        });
        blocks.collect()
    }

    fn reduce(&mut self, left: &mut usize) -> bool {
        if let Some(leaf) = leaf(self.sort).filter(|_| !self.is_leaf() && take(left)) {
            self.kind = Kind::Filled(leaf, vec![Part::Text("0".to_owned())]);
            return true;
        }
        match &mut self.kind {
            Kind::Filled(_, parts) => parts.iter_mut().any(|part| match part {
                Part::Node(node) => node.reduce(left),
                Part::Block(block) | Part::Frame(_, _, block) => block.reduce(left),
                Part::Text(_) => false,
            }),
            Kind::Op { chained, arg, .. } => {
                if chained.is_some() && take(left) {
                    *chained = None;
                    return true;
                }
                [chained, arg].into_iter().flatten().any(|node| node.reduce(left))
            }
            Kind::Try(inner) => inner.reduce(left),
            Kind::Return(_, value, _) | Kind::Jump(_, value) => {
                value.as_mut().is_some_and(|value| value.reduce(left))
            }
        }
    }

    fn is_leaf(&self) -> bool {
        matches!(&self.kind, Kind::Filled(rule, _) if leaf(self.sort).is_some_and(|leaf| std::ptr::eq(leaf, *rule)))
    }
}
