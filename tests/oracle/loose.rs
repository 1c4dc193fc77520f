//! A world that is seen by somebody who knows less: what the analysis does not try to know is anything here.
//!
//! A search may run in it instead of the real one. An error that is true here but in no real execution is one that only
//! the knowledge left out could disprove. [`Blind`] says what is left out.
//!
//! Without values, what arithmetic, comparisons and lengths give is anything, but the same thing for the same operands;
//! lists and ranges have any number of elements; and whatever can fail may fail. So the facts that the analysis has
//! (flags, the same condition asked twice, whether an option is there) hold as always.

use std::cell::RefCell;
use std::collections::HashSet;
use std::rc::Rc;

use super::ast::{Expr, Handler, Stmt, StmtKind};
use super::machine::Machine;
use super::script::Script;
use super::value::{Eval, Flow, Place, Value, place, stuck};
use super::walk;

/// What is left out.
#[derive(Clone, Debug, Default)]
pub struct Blind {
    pub values: bool,
    /// What a stored condition or number says, but for constants and the state of a response.
    pub copies: bool,
    /// That an operation which checks itself fails when it is late.
    pub own_checks: bool,
    /// Which views write when they are dropped.
    pub drops: bool,
    /// Which of two responses an `if` gives.
    pub choices: bool,
    /// Whether this response has started, for what happens to the others.
    pub state_of: Option<usize>,
    /// The values of variables that closures use or references lend.
    pub shared: Rc<HashSet<String>>,
}

/// The variables that closures and blocks use, those that `&mut` lends, and those that are handed on by value, which may be
/// references.
pub fn shared_names(handler: &Handler) -> HashSet<String> {
    let mut names = HashSet::new();
    walk::each(&handler.body, &mut |expr| match expr {
        Expr::Closure(_, body) | Expr::Async(body) => walk::each_in(body, &mut |inner| match inner {
            Expr::Var(name) => drop(names.insert(name.clone())),
            Expr::Format(text) => names.extend(walk::captures(text)),
            _ => {}
        }),
        Expr::Ref(true, inner) => names.extend(variable(inner)),
        Expr::Call(_, args) | Expr::Method(_, _, args) => names.extend(args.iter().filter_map(variable)),
        other => names.extend(tail(other.statements()).and_then(variable)),
    });
    walk::statements(&handler.body, &mut |stmt| {
        if let StmtKind::Let { init: Some(init), .. } = &stmt.kind {
            names.extend(variable(init));
        }
    });
    names
}

pub fn variable(expr: &Expr) -> Option<String> {
    match expr {
        Expr::Var(name) => Some(name.clone()),
        _ => None,
    }
}

/// The value of a block.
pub fn tail(block: &[Stmt]) -> Option<&Expr> {
    match block.last() {
        Some(Stmt { kind: StmtKind::Expr(value, false), .. }) => Some(value),
        _ => None,
    }
}

/// Something that was computed before.
#[derive(Debug)]
pub struct Computed {
    pub what: &'static str,
    pub operands: [Value; 2],
    pub result: Value,
}

/// Whether two values are known to be the same one.
fn identical(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Unit, Value::Unit) => true,
        (Value::Int(a), Value::Int(b)) => a == b,
        (Value::Later(a), Value::Later(b)) => Rc::ptr_eq(a, b),
        (Value::Cell(a), Value::Cell(b)) => Rc::ptr_eq(a, b),
        (Value::Str(a), Value::Str(b)) => a == b,
        (Value::List(a), Value::List(b)) => a.first().zip(b.first()).is_some_and(|(a, b)| identical(a, b)),
        _ => false,
    }
}

impl Machine {
    pub fn is_loose(&self) -> bool {
        self.blind().values
    }

    pub fn blind(&self) -> &Blind {
        &self.world.blind
    }

    /// What somebody gets who reads a variable.
    pub fn copied(&self, name: &str, value: &Value) -> Value {
        let shared = self.blind().shared.contains(name);
        match value {
            Value::Bool(_) if shared => Value::Bool(self.either()),
            Value::Variant("Some" | "None", _) if shared => self.loose_option(),
            Value::Int(_) | Value::Later(_) if shared => self.anything(),
            // A literal is known where it is compared, not where it is handed on.
            Value::Int(_) if self.is_loose() => {
                self.computed("copy", [value.clone(), Value::Unit], || self.anything())
            }
            other => other.clone(),
        }
    }

    /// The place of a receiver; a flag or option that others change is anything.
    pub fn shared_place(&mut self, receiver: &Expr) -> Result<Place, Flow> {
        let found = self.place(receiver)?;
        let seen = match (receiver, &*found.borrow()) {
            (Expr::Var(name), flag @ (Value::Bool(_) | Value::Variant("Some" | "None", _)))
                if self.blind().shared.contains(name) =>
            {
                Some(self.copied(name, flag))
            }
            _ => None,
        };
        Ok(seen.map_or(found, place))
    }

    /// What a variable gets that is bound or assigned a condition.
    pub fn stored(&self, from: &Expr, value: Value) -> Value {
        let asks = || {
            let mut asks = false;
            walk::each_in(from, &mut |expr| {
                asks |= matches!(expr, Expr::Method(_, name, _) if name == "head_sent");
            });
            asks
        };
        let stored = matches!(from, Expr::Var(_) | Expr::Not(_) | Expr::Binary(..) | Expr::Method(..));
        match value {
            Value::Bool(_) if self.blind().copies && stored && !asks() => Value::Bool(self.either()),
            Value::Int(_) | Value::Later(_) if self.blind().copies && stored => self.anything(),
            value => value,
        }
    }

    /// What a closure gets, which looks at it under a name of its own.
    pub fn handed(&self, value: Value) -> Value {
        match value {
            Value::Bool(_) if self.blind().copies => Value::Bool(self.either()),
            Value::Int(_) | Value::Later(_) if self.blind().copies => self.anything(),
            value => value,
        }
    }

    /// A number that was taken out of an option, or is the value of an `if`: a new one.
    pub fn taken_out(&self, value: Value) -> Value {
        match value {
            Value::Int(_) | Value::Later(_) if self.is_loose() => self.anything(),
            value => value,
        }
    }

    /// What is compared with a literal: a variable keeps what it was assigned.
    pub fn compared(&mut self, expr: &Expr) -> Eval {
        match expr {
            Expr::Var(name) if self.is_loose() && !self.blind().shared.contains(name) => {
                match self.lookup(name) {
                    Some((_, place)) => Ok(place.borrow().clone()),
                    None => self.expr(expr),
                }
            }
            Expr::Var(_) => self.expr(expr),
            _ => {
                let value = self.expr(expr)?;
                Ok(self.taken_out(value))
            }
        }
    }

    fn script(&self) -> &Script {
        self.world.script().expect("only in a search")
    }

    /// A number that nobody knows.
    pub fn anything(&self) -> Value {
        self.world.unknown().number()
    }

    /// One of two, in any case.
    pub fn either(&self) -> bool {
        self.script().choose(2) == 1
    }

    /// A list that nobody knows.
    pub fn any_list(&self) -> Value {
        Value::List(vec![self.anything()])
    }

    /// What is computed from these, which is the same whenever it is computed.
    fn computed(&self, what: &'static str, operands: [Value; 2], result: impl FnOnce() -> Value) -> Value {
        let mut all = self.script().computed.borrow_mut();
        let same = |known: &&Computed| {
            known.what == what && known.operands.iter().zip(&operands).all(|(a, b)| identical(a, b))
        };
        if let Some(known) = all.iter().find(same) {
            return known.result.clone();
        }
        let result = result();
        all.push(Computed { what, operands, result: result.clone() });
        result
    }

    fn is(&self, what: &'static str, operands: [Value; 2]) -> bool {
        matches!(self.computed(what, operands, || Value::Bool(self.either())), Value::Bool(true))
    }

    pub fn loose_binary(&mut self, op: &str, sides: [&Expr; 2], operands: [Value; 2]) -> Eval {
        let operands = operands.map(|operand| operand.seen());
        let compared = matches!(sides, [Expr::Var(_), Expr::Int(_)]);
        Ok(match op {
            "==" | "!=" if matches!(operands[0], Value::Bool(_)) || compared => {
                Value::Bool(operands[0].same(&operands[1])? == (op == "=="))
            }
            "==" | "!=" => Value::Bool(self.is("==", operands) == (op == "==")),
            "<" => Value::Bool(self.is("<", operands)),
            ">" => Value::Bool(self.is(">", operands)),
            "+" => self.computed("+", operands, || self.anything()),
            "*" => self.computed("*", operands, || self.anything()),
            "/" => self.computed("/", operands, || self.anything()),
            other => return stuck(format!("operator {other}")),
        })
    }

    /// A counter that starts at a literal counts; everything else is lost.
    pub fn loose_sum(&self, before: &Value, more: &Value) -> Value {
        match (before, more) {
            (Value::Int(before), Value::Int(more)) if before + more < 4 => Value::Int(before + more),
            _ => self.anything(),
        }
    }

    pub fn loose_length(&self, of: &Value) -> Value {
        match of {
            Value::Cell(cell) => {
                let version = Value::Int(cell.get());
                self.computed("cell", [of.clone(), version], || self.anything())
            }
            Value::List(_) | Value::Str(_) if self.blind().copies => self.anything(),
            _ => self.computed("len", [of.clone(), Value::Unit], || self.anything()),
        }
    }

    pub fn loose_is_empty(&self, of: &Value) -> Value {
        if self.blind().copies && matches!(of, Value::List(_) | Value::Str(_)) {
            return Value::Bool(self.either());
        }
        Value::Bool(self.is("is_empty", [of.clone(), Value::Unit]))
    }

    pub fn loose_option(&self) -> Value {
        if self.either() { Value::some(self.anything()) } else { Value::none() }
    }

    /// The next of what is left; in a loose world that is one value which stands for all.
    pub fn next_item(&self, left: &RefCell<Vec<Value>>) -> Option<Value> {
        let mut left = left.borrow_mut();
        if !self.is_loose() {
            return if left.is_empty() { None } else { Some(left.remove(0)) };
        }
        if !self.either() {
            return None;
        }
        match left.first_mut() {
            Some(Value::Tuple(pair)) => {
                let index = std::mem::replace(&mut pair[0], Value::Int(1));
                Some(Value::Tuple(vec![index, self.anything()]))
            }
            _ => Some(self.anything()),
        }
    }
}
