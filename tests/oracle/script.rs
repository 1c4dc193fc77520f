//! The decisions of one execution in a search: those it is told to make, and after them the first answer to everything.

use std::cell::{Cell, RefCell};
use std::collections::HashSet;
use std::hash::{BuildHasherDefault, Hasher};
use std::rc::Rc;

use super::ast::{Expr, Handler};
use super::live::Live;
use super::loose::{Blind, Computed};
use super::walk;

#[derive(Clone, Copy, Debug)]
struct Choice {
    taken: usize,
    of: usize,
}

/// Takes numbers that are mixed already.
#[derive(Default)]
struct Mixed(u64);

impl Hasher for Mixed {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u128(&mut self, number: u128) {
        self.0 = number as u64;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// Answers in the order in which they are asked for.
#[derive(Debug, Default)]
pub struct Script {
    made: RefCell<Vec<Choice>>,
    told: usize,
    asked: Cell<usize>,
    /// Where the executions of the search were.
    seen: Rc<RefCell<HashSet<u128, BuildHasherDefault<Mixed>>>>,
    /// Whether the handler can tell what is in a head.
    pub reads_head: bool,
    /// Whether it asks how long something is.
    pub asks_length: bool,
    /// What nobody knows in this search.
    pub blind: Blind,
    pub live: Rc<Live>,
    /// What was computed in a loose world.
    pub computed: RefCell<Vec<Computed>>,
}

impl Script {
    /// The first of a search.
    pub fn new(handler: &Handler, blind: Blind) -> Script {
        let calls = |names: &[&str]| {
            let mut found = false;
            walk::each(&handler.body, &mut |expr| {
                found |= matches!(expr, Expr::Method(_, name, _) if names.contains(&&**name));
            });
            found
        };
        Script {
            reads_head: calls(&["status", "headers"]),
            asks_length: calls(&["len", "is_empty"]),
            live: Live::of(handler).into(),
            blind,
            ..Script::default()
        }
    }

    /// One of `of` answers.
    pub fn choose(&self, of: usize) -> usize {
        let at = self.asked.get();
        self.asked.set(at + 1);
        let mut made = self.made.borrow_mut();
        if at == made.len() {
            made.push(Choice { taken: 0, of });
        }
        made[at].taken
    }

    /// Whether the execution has left the way of the one before.
    pub fn is_new(&self) -> bool {
        self.asked.get() >= self.told
    }

    /// Whether an execution of the search was there before.
    pub fn was_here(&self, key: u128) -> bool {
        !self.seen.borrow_mut().insert(key)
    }

    /// The next script, depth first; none if all were tried.
    pub fn next(&self) -> Option<Script> {
        let mut made = self.made.borrow().clone();
        while let Some(last) = made.last_mut() {
            last.taken += 1;
            if last.taken < last.of {
                return Some(Script {
                    told: made.len(),
                    made: RefCell::new(made),
                    seen: self.seen.clone(),
                    live: self.live.clone(),
                    reads_head: self.reads_head,
                    asks_length: self.asks_length,
                    blind: self.blind.clone(),
                    ..Script::default()
                });
            }
            made.pop();
        }
        None
    }
}
