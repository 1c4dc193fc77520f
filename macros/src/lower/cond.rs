//! Conditions, lowered straight into their two targets, and what they say on the edges.

use quote::ToTokens;
use syn::{BinOp, Expr, ExprMethodCall, UnOp};

use crate::graph::{BlockId, ConstId, Constant, FactId, Op, PlaceId, Refine, Test};
use crate::kinds::kinds;
use crate::known::pure;
use crate::vocabulary::StateShape;

use super::compare::compared;
use super::expr::unwrapped;
use super::says::Says;
use super::value::{Kind, Value};
use super::{Lowerer, edge};

impl<'a> Lowerer<'a> {
    /// Goes to one of two blocks, by a condition.
    #[cfg_attr(headers_first_closed, deny(non_exhaustive_omitted_patterns))]
    pub(crate) fn branch(&mut self, condition: &'a Expr, yes: BlockId, no: BlockId) {
        match unwrapped(condition) {
            Expr::Unary(unary) if matches!(unary.op, UnOp::Not(_)) => self.branch(&unary.expr, no, yes),
            Expr::Binary(binary) if matches!(binary.op, BinOp::And(_)) => {
                let both = self.block();
                self.branch(&binary.left, both, no);
                self.start(both);
                self.perhaps(|lower| lower.branch(&binary.right, yes, no));
            }
            Expr::Binary(binary) if matches!(binary.op, BinOp::Or(_)) => {
                let other = self.block();
                self.branch(&binary.left, yes, other);
                self.start(other);
                self.perhaps(|lower| lower.branch(&binary.right, yes, no));
            }
            Expr::Let(condition) => self.branch_let(&condition.pat, &condition.expr, yes, no),
            Expr::Macro(mac) => self.branch_macro(&mac.mac, condition, yes, no),
            kinds!(Expr:
                Array Assign Async Await Binary Block Break Call Cast Closure Const Continue Field ForLoop Group If
                Index Infer Lit Loop Match MethodCall Paren Path Range RawAddr Reference Repeat Return Struct Try
                TryBlock Tuple Unary Unsafe Verbatim While Yield
            ) => self.branch_value(condition, yes, no),
            _ => self.branch_value(condition, yes, no),
        }
    }

    fn branch_value(&mut self, condition: &'a Expr, yes: BlockId, no: BlockId) {
        let edges = self.says(condition).edges(yes, no);
        self.switch(edges);
    }

    pub(crate) fn branch_let(&mut self, pat: &'a syn::Pat, expr: &'a Expr, yes: BlockId, no: BlockId) {
        self.mark_tested(expr);
        let value = self.read(expr);
        let value = self.with_fact(expr, value);
        let says = self.match_says(&value, pat);
        let matched = self.block();
        self.switch(says.edges(matched, no));
        self.start(matched);
        self.bind(pat, value);
        self.goto(yes);
    }

    /// Lowers any other condition and tells what its two outcomes say.
    fn says(&mut self, condition: &'a Expr) -> Says {
        match condition {
            Expr::Binary(binary) => self.comparison(binary),
            Expr::MethodCall(call) if call.args.is_empty() => {
                let good = match call.method.to_string().as_str() {
                    "is_some" | "is_ok" => true,
                    "is_none" | "is_err" => false,
                    "is_empty" => return self.emptiness(condition, call),
                    _ => return self.says_value(condition),
                };
                self.outcome_test(call, good)
            }
            _ => self.says_value(condition),
        }
    }

    pub(crate) fn says_value(&mut self, condition: &'a Expr) -> Says {
        let value = self.read(condition);
        self.truth(condition, &value)
    }

    /// What it says that a value is true.
    fn truth(&mut self, condition: &'a Expr, value: &Value<'a>) -> Says {
        if let Some(constant) = value.constant {
            return match self.out.graph.constants.get(constant) {
                Constant::Bool(true) => Says::always(),
                Constant::Bool(false) => Says::never(),
                _ => Says::nothing(),
            };
        }
        if let Some((response, StateShape::True)) = value.told {
            return self.sent(response, condition);
        }
        let fact = value.fact.or_else(|| self.pure_fact(condition));
        let fact = fact.or_else(|| self.told_flag(condition));
        fact.map_or_else(Says::nothing, |fact| is(fact, self.yes, self.no))
    }

    /// The fact about a `bool` that was got from a response: it is no part of that, and stays as it is unless it is `mut`.
    fn told_flag(&mut self, condition: &Expr) -> Option<FactId> {
        let Expr::Path(_) = unwrapped(condition) else { return None };
        let (var, path) = self.place(condition)?;
        let is_part = path.is_empty() && self.access(var, "").kind == Kind::Part;
        (is_part && !self.var(var).mutable).then(|| self.place_fact(var, "")).flatten()
    }

    pub(crate) fn sent(&mut self, response: usize, at: &'a Expr) -> Says {
        let site = self.state_site(response, at);
        Says::of(Refine::Sent(response, true, site), Refine::Sent(response, false, site))
    }

    /// `x.is_some()`, `x.is_err()` and so on.
    fn outcome_test(&mut self, call: &'a ExprMethodCall, good: bool) -> Says {
        self.mark_tested(&call.receiver);
        let value = self.read(&call.receiver);
        let says = match value.told {
            Some((response, StateShape::Some)) => self.sent(response, &call.receiver),
            _ => {
                let value = self.with_fact(&call.receiver, value);
                value.fact.map_or_else(Says::nothing, |fact| is(fact, self.good, self.bad))
            }
        };
        if good { says } else { says.negated() }
    }

    /// The value with a fact about it, where one can be kept: of its place, or of the pure expression it came from.
    pub(crate) fn with_fact(&mut self, expr: &'a Expr, mut value: Value<'a>) -> Value<'a> {
        if value.fact.is_none() && value.constant.is_none() && value.told.is_none() {
            value.fact = match value.place.clone() {
                Some((var, path)) => self.place_fact(var, &path),
                None => self.pure_fact(expr),
            };
        }
        value
    }

    /// The fact about the value of a pure expression over places.
    pub(crate) fn pure_fact(&mut self, expr: &Expr) -> Option<FactId> {
        let mut reads = Vec::new();
        let canonical = self.canonical(expr, &mut reads)?;
        (!reads.is_empty()).then(|| self.condition_fact(canonical, reads))
    }

    /// The expression with its bindings told apart, if it is pure.
    pub(crate) fn canonical(&mut self, expr: &Expr, reads: &mut Vec<PlaceId>) -> Option<String> {
        match unwrapped(expr) {
            Expr::Reference(reference) => self.canonical(&reference.expr, reads),
            Expr::Unary(unary) => {
                let inner = self.canonical(&unary.expr, reads)?;
                Some(format!("({}{inner})", unary.op.to_token_stream()))
            }
            Expr::Lit(lit) => Some(lit.to_token_stream().to_string()),
            Expr::Cast(cast) => {
                let inner = self.canonical(&cast.expr, reads)?;
                Some(format!("({inner} as {})", cast.ty.to_token_stream()))
            }
            Expr::Path(_) | Expr::Field(_) => self.canonical_place(expr, reads),
            Expr::Binary(binary) => {
                let left = self.canonical(&binary.left, reads)?;
                let right = self.canonical(&binary.right, reads)?;
                let (text, negated) = compared(&binary.op, left, right);
                Some(if negated { format!("(!{text})") } else { text })
            }
            Expr::MethodCall(call) if pure::is_pure_method(&call.method.to_string(), call.args.len()) => {
                let mut text = self.canonical(&call.receiver, reads)?;
                text = format!("{text}.{}(", call.method);
                for arg in &call.args {
                    text += &self.canonical(arg, reads)?;
                    text.push(',');
                }
                Some(text + ")")
            }
            _ => None,
        }
    }

    fn canonical_place(&mut self, expr: &Expr, reads: &mut Vec<PlaceId>) -> Option<String> {
        let Some((var, path)) = self.place(expr) else {
            let Expr::Path(path) = expr else { return None };
            let last = path.path.segments.last()?.ident.to_string();
            return is_upper(&last).then(|| path.to_token_stream().to_string());
        };
        if self.access(var, &path).is_some() || self.is_shaky(var, &path) {
            return None;
        }
        reads.push(self.out.graph.place(var, &path));
        Some(format!("#{}.{path}", var.0))
    }

    /// A `mut` variable that a closure holds may change without being mentioned.
    fn is_shaky(&self, var: crate::graph::VarId, path: &str) -> bool {
        let var = self.var(var);
        self.names.is_lent(&var.name, path) || (var.mutable && self.names.captured.contains(&var.name))
    }

    /// A fact that holds what a value says, if it says something.
    pub(crate) fn settle(&mut self, value: &Value<'a>) -> Option<FactId> {
        if value.fact.is_some() {
            return value.fact;
        }
        if let Some((response, shape)) = value.told {
            let (sent, open) = match shape {
                StateShape::True => (self.yes, self.no),
                StateShape::Some => (self.good, self.bad),
                StateShape::NotZero => return None,
            };
            return Some(self.tell(response, sent, open));
        }
        let (var, path) = value.place.clone()?;
        self.place_fact(var, &path)
    }

    fn tell(&mut self, response: usize, sent: ConstId, open: ConstId) -> FactId {
        let fact = self.out.graph.fact(Vec::new());
        let site = self.blank_site(response);
        let (yes, no, after) = (self.block(), self.block(), self.block());
        self.switch(vec![
            edge(yes, vec![Refine::Sent(response, true, site)]),
            edge(no, vec![Refine::Sent(response, false, site)]),
        ]);
        for (block, value) in [(yes, sent), (no, open)] {
            self.start(block);
            self.emit(Op::Set(fact, value));
            self.goto(after);
        }
        self.start(after);
        fact
    }

    /// The value of a logical expression, as a fact.
    pub(crate) fn logical(&mut self, expr: &'a Expr) -> Value<'a> {
        let fact = self.out.graph.fact(Vec::new());
        let (yes, no, after) = (self.block(), self.block(), self.block());
        self.branch(expr, yes, no);
        for (block, value) in [(yes, self.yes), (no, self.no)] {
            self.start(block);
            self.emit(Op::Set(fact, value));
            self.goto(after);
        }
        self.start(after);
        Value { fact: Some(fact), ..Value::default() }
    }

    /// The places that a condition reads.
    pub(crate) fn reads_of(&mut self, expr: &Expr) -> Vec<PlaceId> {
        super::expr::places_in(self, expr)
    }
}

pub(crate) fn is(fact: FactId, yes: ConstId, no: ConstId) -> Says {
    Says::of(Refine::Fact(fact, Test::Is(yes)), Refine::Fact(fact, Test::Is(no)))
}

/// `MAX_SIZE`: a constant by its spelling.
pub(crate) fn is_upper(name: &str) -> bool {
    name.chars().any(char::is_alphabetic) && !name.chars().any(char::is_lowercase)
}
