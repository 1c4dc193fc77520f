//! The interpreter: format strings, operators, assignments.

use super::ast::Expr;
use super::machine::Machine;
use super::value::{Eval, Flow, Value, stuck};

/// Larger than what handlers compare with.
const MOST: usize = 20;

impl Machine {
    pub fn format(&mut self, text: &str) -> Eval {
        let mut out = String::new();
        for (at, part) in text.split(['{', '}']).enumerate() {
            if at % 2 == 0 {
                out.push_str(part);
            } else {
                let value = self.expr(&Expr::var(part.split(':').next().unwrap_or(part)))?;
                out.push_str(&value.show()?);
            }
        }
        Ok(Value::text(&out))
    }

    /// In a search numbers stop growing where no handler can tell them apart, so that loops come to an end.
    pub fn bounded(&self, number: usize) -> usize {
        if self.world.script().is_some() { number.min(MOST) } else { number }
    }

    pub fn binary(&mut self, op: &str, left: &Expr, right: &Expr) -> Eval {
        if matches!(op, "&&" | "||") {
            let left = self.expr(left)?.bool()?;
            return if left == (op == "&&") { self.expr(right) } else { Ok(Value::Bool(left)) };
        }
        let values = [self.compared(left)?, self.beside(right)?];
        if self.is_loose() {
            return self.loose_binary(op, [left, right], values);
        }
        let [left, right] = values;
        if matches!(op, "==" | "!=") {
            return Ok(Value::Bool(left.same(&right)? == (op == "==")));
        }
        let (left, right) = (left.int()?, right.int()?);
        Ok(match op {
            "+" => Value::Int(self.bounded(left.checked_add(right).ok_or(Flow::Panic)?)),
            "-" => Value::Int(left.checked_sub(right).ok_or(Flow::Panic)?),
            "*" => Value::Int(self.bounded(left.checked_mul(right).ok_or(Flow::Panic)?)),
            "/" => Value::Int(left.checked_div(right).ok_or(Flow::Panic)?),
            "<" => Value::Bool(left < right),
            ">" => Value::Bool(left > right),
            "<=" => Value::Bool(left <= right),
            ">=" => Value::Bool(left >= right),
            other => return stuck(format!("operator {other}")),
        })
    }

    pub fn assign(&mut self, op: &str, left: &Expr, right: &Expr) -> Eval {
        let value = self.expr(right)?;
        let value = self.stored(right, value);
        if let Expr::Tuple(parts) = left {
            let Value::Tuple(values) = value else { return stuck("a tuple is assigned something else") };
            for (part, value) in parts.iter().zip(values) {
                *self.place(part)?.borrow_mut() = value;
            }
            return Ok(Value::Unit);
        }
        let place = self.place(left)?;
        let value = match op {
            "=" => value,
            "+=" if self.is_loose() => self.loose_sum(&place.borrow().seen(), &value.seen()),
            "+=" => {
                let sum = place.borrow().int()?.checked_add(value.int()?).ok_or(Flow::Panic)?;
                Value::Int(self.bounded(sum))
            }
            other => return stuck(format!("operator {other}")),
        };
        *place.borrow_mut() = value;
        Ok(Value::Unit)
    }
}
