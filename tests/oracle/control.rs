//! The interpreter: conditions, loops, patterns.

use std::rc::Rc;

use super::ast::{Arm, Expr, Pat, Stmt, StmtKind};
use super::execution::is_head_operation;
use super::machine::Machine;
use super::value::{Eval, Flow, Place, Value, place, stuck};
use super::walk;

impl Machine {
    pub fn control(&mut self, expr: &Expr) -> Eval {
        match expr {
            Expr::Let(pat, inner) => {
                let value = self.expr(inner)?;
                let mut bound = Vec::new();
                let fits = self.matches(pat, &value, &mut bound)?;
                self.scope.extend(bound);
                Ok(Value::Bool(fits))
            }
            Expr::If(cond, then, other) => self.scoped(|machine| {
                let data = binds(cond) && walk::writes(then);
                let depth = machine.scope.len();
                let leaves =
                    || walk::leaves(then) || other.as_ref().is_some_and(|other| walk::leaves_in(other));
                machine.lenient = looks_at_operation(cond) && !leaves();
                let mut holds = machine.fed(data, cond)?.bool()?;
                if machine.blind().choices && lends(then) {
                    holds = machine.either();
                }
                if holds {
                    return machine.block(then);
                }
                machine.leave(depth);
                other.as_ref().map_or(Ok(Value::Unit), |other| machine.expr(other))
            }),
            Expr::Match(on, arms) => self.matched(on, arms),
            Expr::Loop(label, block) => self.repeat(label, |machine| machine.block(block).map(|_| true)),
            Expr::While(label, cond, block) => {
                let data = binds(cond) && walk::writes(block);
                self.repeat(label, |machine| {
                    machine
                        .scoped(|machine| {
                            if !machine.fed(data, cond)?.bool()? {
                                return Ok(Value::Bool(false));
                            }
                            machine.block(block)?;
                            Ok(Value::Bool(true))
                        })?
                        .bool()
                })
            }
            Expr::For(label, pat, over, block) => self.iterate(label, pat, over, block),
            Expr::Block(label, block) => match self.block(block) {
                Err(Flow::Break(Some(at), value)) if Some(&at) == label.as_ref() => Ok(value),
                other => other,
            },
            Expr::Break(label, value) => {
                let value = value.as_ref().map_or(Ok(Value::Unit), |value| self.expr(value))?;
                Err(Flow::Break(label.clone(), value))
            }
            Expr::Continue(label) => Err(Flow::Continue(label.clone())),
            Expr::Return(value) => {
                let value = value.as_ref().map_or(Ok(Value::Unit), |value| self.expr(value))?;
                self.returns(&value);
                Err(Flow::Return(value))
            }
            other => stuck(format!("not control flow: {other:?}")),
        }
    }

    fn matched(&mut self, on: &Expr, arms: &[Arm]) -> Eval {
        let data = arms.iter().any(|arm| walk::writes_in(&arm.body));
        self.lenient = is_operation(on) && !arms.iter().any(|arm| walk::leaves_in(&arm.body));
        let value = if self.is_loose() { self.compared(on)? } else { self.fed(data, on)? };
        for arm in arms {
            let mut bound = Vec::new();
            if !self.matches(&arm.pat, &value, &mut bound)? {
                continue;
            }
            let depth = self.scope.len();
            self.starts.push(depth);
            self.scope.extend(bound);
            let taken = arm.guard.as_ref().map_or(Ok(true), |guard| self.beside(guard)?.bool());
            let done = match taken {
                Ok(false) => None,
                Ok(true) => Some(self.expr(&arm.body)),
                Err(flow) => Some(Err(flow)),
            };
            self.starts.pop();
            self.leave(depth);
            if let Some(done) = done {
                return done;
            }
        }
        stuck("no arm matches")
    }

    /// Runs rounds until one says `false` or breaks.
    fn repeat(
        &mut self,
        label: &Option<String>,
        mut round: impl FnMut(&mut Machine) -> Result<bool, Flow>,
    ) -> Eval {
        let ours = |at: &Option<String>| at.is_none() || at == label;
        loop {
            self.world.fuel = self.world.fuel.checked_sub(1).ok_or(Flow::Fuel)?;
            match round(self) {
                Ok(true) => {}
                Ok(false) => return Ok(Value::Unit),
                Err(Flow::Break(at, value)) if ours(&at) => return Ok(value),
                Err(Flow::Continue(at)) if ours(&at) => {}
                Err(flow) => return Err(flow),
            }
        }
    }

    fn iterate(&mut self, label: &Option<String>, pat: &Pat, over: &Expr, block: &[Stmt]) -> Eval {
        let over = self.fed(walk::writes(block), over)?;
        let Value::Iter(items) = self.iterator(over)? else { return stuck("no iterator") };
        self.loops.push(items.clone());
        let done = self.repeat(label, |machine| {
            let Some(item) = machine.next_item(&items) else { return Ok(false) };
            machine.scoped(|machine| {
                let mut bound = Vec::new();
                machine.matches(pat, &item, &mut bound)?;
                machine.scope.extend(bound);
                machine.block(block)
            })?;
            Ok(true)
        });
        self.loops.pop();
        done
    }

    /// What a `for` runs over.
    pub fn iterator(&mut self, value: Value) -> Eval {
        let items = match value {
            Value::Range(..) if self.is_loose() => vec![self.anything()],
            Value::Range(from, to) => (from..to.min(from + 8)).map(Value::Int).collect(),
            Value::List(all) => all,
            Value::Iter(_) => return Ok(value),
            Value::Ref(place) => {
                let inner = place.borrow().clone();
                return self.iterator(inner);
            }
            other => return stuck(format!("not iterated: {other:?}")),
        };
        Ok(Value::Iter(Rc::new(std::cell::RefCell::new(items))))
    }

    pub fn matches(
        &mut self,
        pat: &Pat,
        value: &Value,
        bound: &mut Vec<(Rc<str>, Place)>,
    ) -> Result<bool, Flow> {
        match pat {
            Pat::Wild => Ok(true),
            Pat::Bind { name, .. } => {
                bound.push((name.clone(), place(value.clone())));
                Ok(true)
            }
            Pat::Lit(lit) => self.expr(lit)?.same(value),
            Pat::Variant(name, parts) => match value.seen() {
                Value::Variant(is, inner) if is == name => match (inner, parts.first()) {
                    (Some(inner), Some(part)) => self.matches(part, &self.taken_out(*inner), bound),
                    _ => Ok(true),
                },
                Value::Variant(..) => Ok(false),
                other => stuck(format!("no variant: {other:?}")),
            },
            Pat::Tuple(parts) => {
                let Value::Tuple(values) = value.seen() else { return stuck("no tuple") };
                for (part, value) in parts.iter().zip(&values) {
                    if !self.matches(part, value, bound)? {
                        return Ok(false);
                    }
                }
                Ok(true)
            }
            Pat::Or(parts) => {
                for part in parts {
                    if self.matches(part, value, bound)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
        }
    }
}

/// Whether a condition is a `let`.
fn binds(cond: &Expr) -> bool {
    match cond {
        Expr::Let(..) => true,
        Expr::Binary(_, left, right) => binds(left) || binds(right),
        _ => false,
    }
}

fn is_operation(expr: &Expr) -> bool {
    let sends = |name: &str| matches!(name, "redirect" | "send_error" | "send" | "write_head");
    matches!(expr, Expr::Method(_, name, _) if is_head_operation(name) || sends(name))
}

/// Whether a condition is the result of an operation that needs an open response.
fn looks_at_operation(cond: &Expr) -> bool {
    match cond {
        Expr::Method(on, name, _) => matches!(&**name, "is_err" | "is_ok") && is_operation(on),
        Expr::Let(_, on) => is_operation(on),
        _ => false,
    }
}

/// Whether a block is nothing but a response.
fn lends(block: &[Stmt]) -> bool {
    matches!(block, [Stmt { kind: StmtKind::Expr(Expr::Ref(true, _), false), .. }])
}
