//! Random programs of the grammar.

use super::exits::{Around, Place};
use super::grammar::*;
use super::operations::{Op, RESPONSES, ROWS, Row};
use super::tree::{Block, Frame, Kind, Node, Part, Program};
use crate::oracle::random::Random;

/// Blocks and expressions are not nested deeper.
const MAX_DEPTH: usize = 4;

pub(super) struct Grower {
    pub(super) random: Random,
    pub(super) place: Place,
    is_async: bool,
    has_facts: bool,
    /// Statements that may still come.
    budget: usize,
    calls: u32,
    labels: u32,
    ops: Vec<Op>,
}

/// The program of a seed.
pub fn grow(seed: u64, has_facts: bool) -> Program {
    let mut random = Random::new(seed);
    let (budget, is_async) = (4 + random.below(22), random.chance(50));
    let place = Place {
        around: Vec::new(),
        bare: false,
        tries: Frame::Result,
        returns: Frame::Result,
        in_closure: false,
        in_guard: false,
        busy: [false; RESPONSES.len()],
        depth: 0,
    };
    let mut grower =
        Grower { random, place, is_async, has_facts, budget, calls: 0, labels: 0, ops: Vec::new() };
    let mut body = Block::default();
    while grower.budget > 0 {
        body.stmts.push(grower.stmt());
    }
    Program { is_async, has_facts, body, ops: grower.ops }
}

impl Grower {
    fn stmt(&mut self) -> Node {
        self.budget = self.budget.saturating_sub(1);
        let table = if self.has_facts && self.random.chance(30) { FACTS } else { STATEMENTS };
        let rule = self.pick(table);
        self.fill('s', rule)
    }

    /// A rule that may stand here, by weight.
    pub(super) fn pick(&mut self, rules: &'static [Rule]) -> &'static Rule {
        let fits: Vec<&Rule> = rules.iter().filter(|rule| self.fits(rule)).collect();
        let Some(last) = fits.last() else { return &rules[0] };
        let mut at = self.random.below(fits.iter().map(|rule| rule.weight).sum());
        for rule in &fits {
            match at.checked_sub(rule.weight) {
                Some(less) => at = less,
                None => return rule,
            }
        }
        last
    }

    fn fits(&self, rule: &Rule) -> bool {
        let has = |holes: &str| {
            let mut found = rule.ours.split('$').skip(1).filter_map(|rest| rest.chars().next());
            found.any(|hole| holes.contains(hole))
        };
        let tries = matches!(self.place.tries, Frame::Result | Frame::Try);
        (!has("tim") || tries)
            && (!self.place.in_guard || !(rule.ours.starts_with("$X") || rule.ours.contains("loop")))
            && (!has("A") || (self.is_async && !self.place.in_closure))
            && (!has("bBdwWzAFGUYS") || (self.place.depth < MAX_DEPTH && self.budget > 0))
    }

    pub(super) fn fill(&mut self, sort: char, rule: &'static Rule) -> Node {
        let label = match rule.scope {
            Scope::No => None,
            Scope::Loop | Scope::NumberLoop => self.random.chance(45).then(|| self.label()),
            Scope::Labelled | Scope::NumberLabelled => Some(self.label()),
        };
        let own = (rule.scope != Scope::No).then_some(Around {
            label,
            is_loop: matches!(rule.scope, Scope::Loop | Scope::NumberLoop),
            number: matches!(rule.scope, Scope::NumberLoop | Scope::NumberLabelled),
        });
        let holes = rule.ours.split('$').skip(1).filter_map(|rest| rest.chars().next());
        let parts = holes.map(|hole| self.part(hole, own.as_ref())).collect();
        Node { sort, kind: Kind::Filled(rule, parts) }
    }

    fn label(&mut self) -> String {
        self.labels += 1;
        format!("'l{}", self.labels)
    }

    fn part(&mut self, hole: char, own: Option<&Around>) -> Part {
        let label = own.and_then(|own| own.label.clone());
        match hole {
            'k' => {
                self.calls += 1;
                Part::Text(self.calls.to_string())
            }
            'L' => Part::Text(label.map_or_else(String::new, |label| format!("{label}: "))),
            'T' => Part::Text(label.unwrap_or_default()),
            'b' | 'd' | 'w' | 'z' => Part::Block(self.within(|_| (), |grower| grower.block(hole))),
            'B' | 'W' => {
                let tail = if hole == 'W' { 'w' } else { 'b' };
                let enter = |place: &mut Place| {
                    place.bare = own.is_some_and(|own| own.is_loop);
                    place.around.extend(own.cloned());
                };
                Part::Block(self.within(enter, |grower| grower.block(tail)))
            }
            'A' => self.frame(Frame::Result, false),
            'F' => self.frame(Frame::Result, true),
            'G' => self.frame(Frame::Number, true),
            'U' => self.frame(Frame::Unit, true),
            'Y' => self.frame(Frame::Try, self.place.in_closure),
            'g' => Part::Node(self.within(|place| place.in_guard = true, |grower| grower.node(hole))),
            'q' | 'Q' | 'x' => {
                Part::Node(self.within(|place| place.bare = false, |grower| grower.node(hole)))
            }
            _ => Part::Node(self.within(|_| (), |grower| grower.node(hole))),
        }
    }

    fn within<T>(&mut self, enter: impl FnOnce(&mut Place), grow: impl FnOnce(&mut Self) -> T) -> T {
        let outer = self.place.clone();
        self.place.depth += 1;
        enter(&mut self.place);
        let grown = grow(self);
        self.place = outer;
        grown
    }

    fn block(&mut self, hole: char) -> Block {
        let count = self.random.below(3) + usize::from(hole == 'b');
        let mut stmts: Vec<Node> = (0..count).map(|_| self.stmt()).collect();
        let tail = match hole {
            'w' => Some(self.node('n')),
            'z' => Some(self.node('c')),
            'd' => Some(self.node('X')),
            _ => None,
        };
        if hole == 'b' && !self.place.in_guard && self.random.chance(12) {
            let exit = self.node('X');
            stmts.push(exit);
        }
        Block { stmts, tail: tail.map(Box::new) }
    }

    /// The body of something that `?` or `return` leaves.
    fn frame(&mut self, frame: Frame, in_closure: bool) -> Part {
        self.labels += 1;
        let number = self.labels;
        let enter = |place: &mut Place| {
            place.bare = false;
            place.tries = frame;
            place.in_closure = in_closure;
            if frame != Frame::Try {
                place.returns = frame;
                place.around.clear();
            }
        };
        let hole = if frame == Frame::Unit { 'b' } else { 'w' };
        Part::Frame(frame, number, self.within(enter, |grower| grower.block(hole)))
    }

    pub(super) fn node(&mut self, sort: char) -> Node {
        let table = match sort {
            'n' => NUMBERS,
            'c' | 'q' | 'g' => CONDITIONS,
            'p' => PLAIN_CONDITIONS,
            'o' | 'Q' => OPTIONS,
            'l' => LISTS,
            'f' if self.has_facts && self.random.chance(20) => FOLLOWED,
            'f' => FALLIBLE,
            'S' => {
                let rule = self.pick(&STATEMENTS[..4]);
                return self.fill('S', rule);
            }
            'h' => return self.op(),
            'i' => return self.tried('f'),
            'm' => {
                let rule = self.pick(FOLLOWED);
                let inner = Box::new(self.fill('f', rule));
                return Node { sort: 'i', kind: Kind::Try(inner) };
            }
            't' => {
                let inner = *self.random.pick(&['h', 'h', 'h', 'h', 'e', 'f']);
                return self.tried(inner);
            }
            'X' => return self.exit(),
            'x' => return Node { sort, kind: self.returning() },
            _ => unreachable!("a hole of the grammar: {sort}"),
        };
        let plain = self.place.depth > MAX_DEPTH + 2 || self.budget == 0;
        let rule = if plain { &table[0] } else { self.pick(table) };
        self.fill(sort, rule)
    }

    fn tried(&mut self, sort: char) -> Node {
        let inner = if sort == 'e' { self.fill('h', &MAPPED) } else { self.node(sort) };
        Node { sort: 't', kind: Kind::Try(Box::new(inner)) }
    }

    /// An operation on a response that is not in use, or another call that may fail.
    fn op(&mut self) -> Node {
        let response = usize::from(self.random.chance(20));
        if self.place.busy[response] {
            return self.node('f');
        }
        let row = self.row(|_| true);
        let tries = matches!(self.place.tries, Frame::Result | Frame::Try);
        let chained = (row.chains && tries && self.random.chance(12)).then(|| {
            let first = self.row(|row| row.chains);
            Box::new(self.operation(first, response, None))
        });
        self.operation(row, response, chained)
    }

    fn row(&mut self, fits: impl Fn(&Row) -> bool) -> &'static Row {
        let rows: Vec<&Row> = ROWS.iter().filter(|row| fits(row)).collect();
        let mut at = self.random.below(rows.iter().map(|row| row.weight).sum());
        let found = rows.iter().find(|row| match at.checked_sub(row.weight) {
            Some(less) => {
                at = less;
                false
            }
            None => true,
        });
        found.expect("below the sum of all weights")
    }

    fn operation(&mut self, row: &'static Row, response: usize, chained: Option<Box<Node>>) -> Node {
        let number = self.ops.len();
        self.ops.push(Op { row, response });
        let arg = row.call.contains('#').then(|| {
            let enter = |place: &mut Place| place.busy[response] = true;
            Box::new(self.within(enter, |grower| grower.node('n')))
        });
        let awaited = row.awaited && self.is_async && !self.place.in_closure;
        Node { sort: 'h', kind: Kind::Op { number, chained, arg, awaited } }
    }
}
