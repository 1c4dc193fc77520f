//! Comparisons: equal and not, less and greater, in either order; lengths, and what the response told.

use quote::ToTokens;
use syn::{BinOp, Expr, ExprBinary, ExprMethodCall};

use crate::graph::{ConstId, Constant, FactId, Refine, Test};
use crate::vocabulary::StateShape;

use super::Lowerer;
use super::cond::is;
use super::expr::unwrapped;
use super::says::Says;
use super::value::Value;

impl<'a> Lowerer<'a> {
    /// `x.is_empty()`: the length of `x` is at most 0.
    pub(crate) fn emptiness(&mut self, condition: &'a Expr, call: &'a ExprMethodCall) -> Says {
        let says = self.says_value(condition);
        let mut reads = Vec::new();
        match self.canonical(&call.receiver, &mut reads) {
            Some(of) if !reads.is_empty() => {
                let length = self.condition_fact(format!("{of}.len()"), reads);
                is_zero(length)
            }
            _ => says,
        }
    }

    pub(crate) fn comparison(&mut self, binary: &'a ExprBinary) -> Says {
        let left = self.read(&binary.left);
        let left = self.with_fact(&binary.left, left);
        let right = self.read(&binary.right);
        let right = self.with_fact(&binary.right, right);
        let compared = match (left.fact, right.constant, right.fact, left.constant) {
            (Some(fact), Some(constant), ..) => Some((fact, constant, false)),
            (_, _, Some(fact), Some(constant)) => Some((fact, constant, true)),
            _ => None,
        };
        if let Some(says) = self.told_is(&left, &right, binary) {
            return says;
        }
        if let Some((response, StateShape::NotZero)) = left.told {
            return self.not_zero(response, binary);
        }
        let length = is_length(&binary.left) || is_length(&binary.right);
        let says = compared.and_then(|(fact, constant, flipped)| match &binary.op {
            op @ (BinOp::Eq(_) | BinOp::Ne(_)) if length && self.is_number(constant, 0) => {
                let zero = is_zero(fact);
                Some(if matches!(op, BinOp::Eq(_)) { zero } else { zero.negated() })
            }
            op => self.compare(op, fact, constant, flipped),
        });
        let partly = carries_data(&binary.left) || carries_data(&binary.right);
        let says = says.map(|says| if partly { says.of_a_variant(&binary.op) } else { says });
        says.or_else(|| self.pure_comparison(binary)).unwrap_or_else(Says::nothing)
    }

    /// Two pure values compared; what is not equal is the other outcome of what is.
    fn pure_comparison(&mut self, binary: &ExprBinary) -> Option<Says> {
        let mut reads = Vec::new();
        let left = self.canonical(&binary.left, &mut reads)?;
        let right = self.canonical(&binary.right, &mut reads)?;
        let (canonical, negated) = compared(&binary.op, left, right);
        let fact = (!reads.is_empty()).then(|| self.condition_fact(canonical, reads))?;
        let says = is(fact, self.yes, self.no);
        Some(if negated { says.negated() } else { says })
    }

    /// `res.headers_sent() == false`
    fn told_is(&mut self, left: &Value<'a>, right: &Value<'a>, binary: &'a ExprBinary) -> Option<Says> {
        let (told, constant, at) = match (left.told, right.told) {
            (Some(told), _) => (told, right.constant?, &binary.left),
            (None, told) => (told?, left.constant?, &binary.right),
        };
        let (response, StateShape::True) = told else { return None };
        let Constant::Bool(value) = *self.out.graph.constants.get(constant) else { return None };
        let says = self.sent(response, at);
        match binary.op {
            BinOp::Eq(_) if value => Some(says),
            BinOp::Ne(_) if !value => Some(says),
            BinOp::Eq(_) | BinOp::Ne(_) => Some(says.negated()),
            _ => None,
        }
    }

    fn not_zero(&mut self, response: usize, binary: &'a ExprBinary) -> Says {
        let says = self.sent(response, &binary.left);
        let zero = matches!(&*binary.right, Expr::Lit(lit) if lit.to_token_stream().to_string() == "0");
        match binary.op {
            BinOp::Ne(_) | BinOp::Gt(_) if zero => says,
            BinOp::Eq(_) if zero => says.negated(),
            _ => Says::nothing(),
        }
    }

    fn is_number(&self, constant: ConstId, number: i64) -> bool {
        *self.out.graph.constants.get(constant) == Constant::Int(number)
    }

    fn compare(&self, op: &BinOp, fact: FactId, constant: ConstId, flipped: bool) -> Option<Says> {
        let says = |yes, no| Some(Says::of(Refine::Fact(fact, yes), Refine::Fact(fact, no)));
        let number = match self.out.graph.constants.get(constant) {
            Constant::Int(number) => Some(*number),
            _ => None,
        };
        let above = |bound: i64| says(Test::Above(bound), Test::AtMost(bound));
        let at_most = |bound: i64| says(Test::AtMost(bound), Test::Above(bound));
        match (op, flipped) {
            (BinOp::Eq(_), _) => says(Test::Is(constant), Test::Not(constant)),
            (BinOp::Ne(_), _) => says(Test::Not(constant), Test::Is(constant)),
            (BinOp::Gt(_), false) | (BinOp::Lt(_), true) => above(number?),
            (BinOp::Ge(_), false) | (BinOp::Le(_), true) => above(number?.checked_sub(1)?),
            (BinOp::Lt(_), false) | (BinOp::Gt(_), true) => at_most(number?.checked_sub(1)?),
            (BinOp::Le(_), false) | (BinOp::Ge(_), true) => at_most(number?),
            _ => None,
        }
    }
}

pub(crate) fn is_comparison(op: &BinOp) -> bool {
    use BinOp::*;
    matches!(op, Eq(_) | Ne(_) | Lt(_) | Le(_) | Gt(_) | Ge(_))
}

/// A comparison in one of the ways to write it, and whether it is the opposite of that. Only equality has an opposite: of
/// numbers that are none, each is neither less than the other nor at least that.
pub(crate) fn compared(op: &BinOp, left: String, right: String) -> (String, bool) {
    let negated = matches!(op, BinOp::Ne(_));
    let (op, left, right) = match op {
        BinOp::Gt(_) => ("<", right, left),
        BinOp::Ge(_) => ("<=", right, left),
        BinOp::Eq(_) | BinOp::Ne(_) if right < left => ("==", right, left),
        BinOp::Eq(_) | BinOp::Ne(_) => ("==", left, right),
        _ => return (format!("({left} {} {right})", op.to_token_stream()), false),
    };
    (format!("({left} {op} {right})"), negated)
}

/// `Some(3)`, `Kind::Page { n: 1 }`
fn carries_data(expr: &Expr) -> bool {
    match unwrapped(expr) {
        Expr::Call(_) | Expr::Struct(_) => true,
        Expr::Reference(inner) => carries_data(&inner.expr),
        _ => false,
    }
}

/// A length is 0 or more.
fn is_zero(length: FactId) -> Says {
    Says::of(Refine::Fact(length, Test::AtMost(0)), Refine::Fact(length, Test::Above(0)))
}

fn is_length(expr: &Expr) -> bool {
    matches!(unwrapped(expr), Expr::MethodCall(call) if call.method == "len" && call.args.is_empty())
}
