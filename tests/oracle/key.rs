//! Where an execution stands, as a number. Two executions with the same number go on alike when they decide alike, so a
//! search follows one of them only.
//!
//! It is made of the statement that comes next, of everything in scope (here and where closures were called), of what
//! loops have left, and of the responses as far as a handler can tell. Places count by where they were met first, so
//! that references to the same place stay told apart from references to equal ones.

use std::rc::Rc;

use super::ast::Stmt;
use super::live::Live;
use super::loose::Computed;
use super::machine::{Machine, Scope};
use super::random::mix;
use super::response::Response;
use super::script::Script;
use super::value::{Place, Value};

impl Machine {
    /// The number of the state in front of a statement.
    pub fn key(&self, script: &Script, next: &Stmt) -> u128 {
        let mut key = Key { live: script.live.clone(), ..Key::default() };
        let next = std::ptr::from_ref(next).addr();
        key.number(next);
        for response in &self.responses {
            key.response(response, script.reads_head && !script.blind.values);
        }
        for caller in &self.callers {
            key.number(caller.here[0]);
            key.scope(&caller.scope, &caller.starts, &|live, name| live.at(caller.here[1], name));
        }
        key.scope(&self.scope, &self.starts, &|live, name| live.at(next, name));
        for left in &self.loops {
            key.shared(Rc::as_ptr(left).addr(), |key| key.values(&left.borrow()));
        }
        let known = key.computed(&script.computed.borrow());
        key.hash() ^ known
    }
}

#[derive(Default)]
struct Key {
    low: u64,
    high: u64,
    /// The addresses of the places that were met.
    met: Vec<usize>,
    live: Rc<Live>,
}

impl Key {
    fn number(&mut self, number: usize) {
        self.low = mix(self.low ^ number as u64);
        self.high = mix(self.high.wrapping_mul(3) ^ number as u64 ^ 0x5bd1_e995);
    }

    fn text(&mut self, text: &str) {
        self.number(text.len());
        for chunk in text.as_bytes().chunks(8) {
            self.number(chunk.iter().fold(0, |all, byte| all << 8 | usize::from(*byte)));
        }
    }

    fn response(&mut self, response: &Response, reads_head: bool) {
        self.number(response.phase as usize * 2 + usize::from(response.ended_outside));
        self.number(response.room());
        for name in response.declared() {
            self.text(name);
        }
        self.number(usize::MAX);
        if reads_head {
            let head = response.head();
            self.number(head.status);
            for name in head.headers.keys() {
                self.text(name);
            }
            self.number(usize::MAX);
        }
    }

    /// What is in scope and may be used again, and what does something when it is dropped.
    fn scope(&mut self, scope: &Scope, starts: &[usize], is_live: &dyn Fn(&Live, &str) -> bool) {
        let (mut starts, mut hidden) = (starts.iter().rev().peekable(), 0);
        for (at, (name, place)) in scope.iter().enumerate().rev() {
            if starts.next_if(|start| at < **start).is_some() {
                while starts.next_if(|start| at < **start).is_some() {}
                hidden = 0;
            }
            let again = scope[at + 1..at + 1 + hidden].iter().any(|(later, _)| later == name);
            hidden += 1;
            if is_live(&self.live, name) && !again || matches!(&*place.borrow(), Value::Body(..)) {
                self.text(name);
                self.place(place);
            }
        }
        self.number(usize::MAX);
    }

    /// What was computed from something that still is there; the rest can never be asked again. In any order, because
    /// that depends on the way that led here.
    fn computed(&mut self, all: &[Computed]) -> u128 {
        let mut known = 0_u128;
        for computed in all {
            let before = self.met.len();
            let mut key = Key { met: std::mem::take(&mut self.met), ..Key::default() };
            computed.operands.iter().for_each(|operand| key.value(operand));
            if key.met.len() == before {
                key.text(computed.what);
                key.value(&computed.result);
                known = known.wrapping_add(key.hash());
            } else {
                key.met.truncate(before);
            }
            self.met = key.met;
        }
        known
    }

    fn hash(&self) -> u128 {
        u128::from(self.low) << 64 | u128::from(self.high)
    }

    fn place(&mut self, place: &Place) {
        self.shared(Rc::as_ptr(place).addr(), |key| key.value(&place.borrow()));
    }

    /// Something that several may hold: its contents when it is met first, then which one it is.
    fn shared(&mut self, address: usize, contents: impl FnOnce(&mut Key)) {
        if let Some(at) = self.met.iter().position(|met| *met == address) {
            return self.number(at);
        }
        self.met.push(address);
        self.number(self.met.len());
        contents(self);
    }

    fn values(&mut self, values: &[Value]) {
        self.number(values.len());
        for value in values {
            self.value(value);
        }
    }

    fn tagged(&mut self, tag: usize, number: usize) {
        self.number(tag);
        self.number(number);
    }

    fn value(&mut self, value: &Value) {
        match value {
            Value::Unit => self.number(1),
            Value::Parameter => self.number(2),
            Value::Int(number) => self.tagged(3, *number),
            Value::Later(later) => match later.known.get() {
                Some(number) => self.tagged(3, number),
                None => {
                    self.number(4);
                    self.shared(Rc::as_ptr(later).addr(), |_| {});
                }
            },
            Value::Bool(value) => self.tagged(5, usize::from(*value)),
            Value::Str(text) | Value::Error(text) => {
                self.number(6);
                self.text(text);
            }
            Value::Tuple(all) | Value::List(all) => {
                self.number(7);
                self.values(all);
            }
            Value::Variant(name, inner) => {
                self.number(8);
                self.text(name);
                if let Some(inner) = inner {
                    self.value(inner);
                }
            }
            Value::Ref(place) => {
                self.number(9);
                self.place(place);
            }
            Value::Range(from, to) => {
                self.tagged(10, *from);
                self.number(*to);
            }
            Value::Iter(items) => {
                self.number(11);
                self.shared(Rc::as_ptr(items).addr(), |key| key.values(&items.borrow()));
            }
            Value::Cell(cell) => {
                self.number(12);
                self.shared(Rc::as_ptr(cell).addr(), |key| key.number(cell.get()));
            }
            Value::Response(at) => self.tagged(13, *at),
            Value::Head(at) => self.tagged(14, *at),
            Value::Body(at, done, drops) => {
                self.tagged(15, *at);
                self.number(usize::from(*drops));
                self.shared(Rc::as_ptr(done).addr(), |key| key.number(usize::from(done.get())));
            }
            Value::Closure(closure) => {
                let body = Rc::as_ptr(&closure.body).addr();
                self.tagged(16, body);
                self.scope(&closure.scope, &[], &|live, name| live.inside(body, name));
            }
            Value::Hook(inserts) => self.tagged(17, Rc::as_ptr(inserts).addr()),
        }
    }
}
