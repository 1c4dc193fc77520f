//! Assignments: to variables and fields, of responses, of what a head is made of; counters that grow.

use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{BinOp, Expr, ExprAssign};

use crate::annotations::Via;
use crate::effect::Effect;
use crate::graph::{ConstId, Constant, FactId, Op, VarId};

use crate::kinds::kinds;

use super::Lowerer;
use super::expr::unwrapped;
use super::operate::Act;
use super::value::{Access, Kind, Value};
use super::written;

impl<'a> Lowerer<'a> {
    pub(crate) fn assign(&mut self, expr: &'a Expr, assign: &'a ExprAssign) -> Value<'a> {
        if let Some(by) = self.grows_by(&assign.left, &assign.right) {
            if let Some((var, path)) = self.place(&assign.left) {
                if let Some(fact) = self.place_fact(var, &path) {
                    self.grow(var, &path, fact, by);
                    return Value::default();
                }
            }
        }
        let value = self.expr(&assign.right);
        self.assign_to(expr, &assign.left, value);
        Value::default()
    }

    #[cfg_attr(headers_first_closed, deny(non_exhaustive_omitted_patterns))]
    fn assign_to(&mut self, expr: &'a Expr, left: &'a Expr, mut value: Value<'a>) {
        match unwrapped(left) {
            Expr::Tuple(tuple) => {
                let parts = std::mem::take(&mut value.parts);
                let mut parts = parts.into_iter();
                for elem in &tuple.elems {
                    let part = parts.next().unwrap_or_default();
                    self.assign_to(expr, elem, part);
                }
            }
            Expr::Array(array) => {
                array.elems.iter().for_each(|elem| self.assign_to(expr, elem, Value::default()));
            }
            Expr::Call(call) => call.args.iter().for_each(|arg| self.assign_to(expr, arg, Value::default())),
            Expr::Struct(literal) => {
                literal.fields.iter().for_each(|field| self.assign_to(expr, &field.expr, Value::default()));
            }
            Expr::Infer(_) => {}
            kinds!(Expr:
                Assign Async Await Binary Block Break Cast Closure Const Continue Field ForLoop Group If Index Let
                Lit Loop Macro Match MethodCall Paren Path Range RawAddr Reference Repeat Return Try TryBlock Unary
                Unsafe Verbatim While Yield
            ) => self.assign_place(expr, left, value),
            _ => self.assign_place(expr, left, value),
        }
    }

    fn assign_place(&mut self, expr: &'a Expr, left: &'a Expr, value: Value<'a>) {
        let target = self.read(left);
        if target.access.kind == Kind::HeadView && !is_name(left) {
            let mut act = Act::new(Some(expr), &written(left), left.span(), Effect::Head, Via::HeadView);
            (act.sets, act.header) = super::views::assigned_part(left);
            self.act(&target.access.of, &act);
            return;
        }
        if let Some((var, path)) = self.indexed(left) {
            self.change(var, &path);
        }
        self.put_into(left, &value);
        let Some((var, path)) = target.place.clone() else { return self.put_away(expr, &value) };
        if let Some(response) = self.response_at(var, &path) {
            self.replace_response(response, var, &path, value);
            return;
        }
        self.change(var, &path);
        if path.is_empty() && !matches!(left, Expr::Unary(_)) {
            self.assign_variable(var, &value);
        } else {
            self.put_away(expr, &value);
        }
        if let Some(fact) = self.place_fact(var, &path) {
            self.store(fact, &value);
        }
    }

    /// `all[0] = other`, `page.out = other`: what holds responses may hold another one.
    fn put_into(&mut self, left: &Expr, value: &Value<'a>) {
        let given = value.reach();
        let root = super::names::root(left).filter(|_| !is_name(left));
        let Some(var) = root.and_then(|name| self.env.lookup(&name)) else { return };
        let held = &mut self.env.vars[var.index()].value;
        if given.is_some() && given.kind != Kind::Part && held.access.kind == Kind::Holder {
            held.access = held.access.clone().either(given.held());
            (held.parts, held.labels) = (Vec::new(), Vec::new());
        }
    }

    /// A variable gets another value: for certain, or on some paths.
    fn assign_variable(&mut self, var: VarId, value: &Value<'a>) {
        let always = self.env.vars[var.index()].home == self.home();
        let before = if always { Value::default() } else { self.var(var).value.clone() };
        let several = !always && (before.code.is_some() || value.code.is_some());
        if several {
            self.hold_code(&before);
            self.hold_code(value);
        }
        let made = before.clone().either(value.clone());
        let held = &mut self.env.vars[var.index()].value;
        (held.access, held.parts, held.labels) = (made.access, made.parts, made.labels);
        held.code = value.code.clone().filter(|_| !several);
        held.carried = Value::all_code(&[before, value.clone()]);
    }

    /// What variables are assigned in a loop, they may hold from its second round on.
    pub(crate) fn assigned_in(&mut self, body: &syn::Block) {
        if self.responses.len() < 2 {
            return;
        }
        let mut assigned = Assigned::default();
        assigned.visit_block(body);
        for (name, right) in assigned.0 {
            let (reached, var) = (self.lent_by(right), self.env.lookup(&name));
            if let (true, Some(var)) = (reached.is_some(), var) {
                let held = &mut self.env.vars[var.index()].value;
                held.access = held.access.clone().either(reached);
            }
        }
    }

    /// The responses that a place, or a reference to it, is.
    fn lent_by(&self, expr: &Expr) -> Access {
        match unwrapped(expr) {
            Expr::Reference(inner) => self.lent_by(&inner.expr),
            Expr::Call(call) if call.args.len() == 1 => self.lent_by(&call.args[0]),
            _ => {
                let access = self.place(expr).map(|(var, path)| self.access(var, &path)).unwrap_or_default();
                if matches!(access.kind, Kind::Part | Kind::Prefix) { Access::default() } else { access }
            }
        }
    }

    /// What is stored somewhere else may be used by anybody.
    pub(crate) fn put_away(&mut self, expr: &'a Expr, value: &Value<'a>) {
        self.hold_code(value);
        self.escape(&value.reach(), expr, "an assignment");
    }

    /// A new response in the place of the old one; another response becomes an alias.
    fn replace_response(&mut self, response: usize, var: VarId, path: &str, value: Value<'a>) {
        if value.access.of == [response] {
            return;
        }
        self.change(var, path);
        self.fresh(response);
        if value.access.is_some() {
            let reached = Access::new(Kind::Alias, value.access.of);
            self.escape_silently(&reached);
        }
    }

    /// `place += value`: the right side first.
    pub(crate) fn compound_assign(&mut self, expr: &'a Expr, binary: &'a syn::ExprBinary) {
        let right = self.read(&binary.right);
        let left = self.read(&binary.left);
        if let Some((var, path)) = self.indexed(&binary.left) {
            self.change(var, &path);
        }
        if left.access.kind == Kind::HeadView {
            let act =
                Act::new(Some(expr), &written(&binary.left), binary.left.span(), Effect::Head, Via::HeadView);
            self.act(&left.access.of, &act);
        } else if let Some((var, path)) = left.place {
            self.compound(binary, var, &path, &right);
        }
    }

    /// `count += 1`: a counter grows; `seen |= true` sets a flag; anything else is a change.
    fn compound(&mut self, binary: &'a syn::ExprBinary, var: VarId, path: &str, right: &Value<'a>) {
        let step = right.constant.and_then(|constant| self.step(constant));
        let fact = self.place_fact(var, path);
        match (&binary.op, step, fact) {
            (BinOp::AddAssign(_), Some(step), Some(fact)) => self.grow(var, path, fact, step),
            (BinOp::BitOrAssign(_), _, Some(fact)) if right.constant == Some(self.yes) => {
                self.change(var, path);
                let yes = self.yes;
                self.emit(Op::Set(fact, yes));
            }
            _ => self.change(var, path),
        }
    }

    /// A counter grows: what else depends on it is out of date.
    fn grow(&mut self, var: VarId, path: &str, fact: FactId, by: i64) {
        let kept = self.out.graph.fact(Vec::new());
        self.emit(Op::Copy { to: kept, from: fact });
        self.change(var, path);
        self.emit(Op::Copy { to: fact, from: kept });
        self.emit(Op::Grow(fact, by));
    }

    /// `n = n + 1`, as far as it is one: the number that it grows by.
    fn grows_by(&mut self, left: &Expr, right: &Expr) -> Option<i64> {
        let Expr::Binary(sum) = unwrapped(right) else { return None };
        let (BinOp::Add(_), Expr::Lit(lit)) = (&sum.op, unwrapped(&sum.right)) else { return None };
        let (place, counter) = (self.place(left)?, self.place(&sum.left)?);
        let constant = self.constant_of_lit(&lit.lit, false).filter(|_| place == counter)?;
        self.step(constant)
    }

    /// What a counter that is only to grow may grow by.
    fn step(&self, constant: ConstId) -> Option<i64> {
        match self.out.graph.constants.get(constant) {
            Constant::Int(number) if *number > 0 => Some(*number),
            _ => None,
        }
    }
}

/// Whether a binary operator assigns.
pub(crate) fn assigns(op: &BinOp) -> bool {
    use BinOp::*;
    matches!(
        op,
        AddAssign(_)
            | SubAssign(_)
            | MulAssign(_)
            | DivAssign(_)
            | RemAssign(_)
            | BitXorAssign(_)
            | BitAndAssign(_)
            | BitOrAssign(_)
            | ShlAssign(_)
            | ShrAssign(_)
    )
}

fn is_name(expr: &Expr) -> bool {
    matches!(unwrapped(expr), Expr::Path(_))
}

/// The names that code assigns to, with what.
#[derive(Default)]
struct Assigned<'ast>(Vec<(String, &'ast Expr)>);

impl<'ast> Visit<'ast> for Assigned<'ast> {
    fn visit_expr_assign(&mut self, assign: &'ast ExprAssign) {
        if let Expr::Path(path) = &*assign.left {
            let name = path.path.get_ident().map(ToString::to_string);
            self.0.extend(name.map(|name| (name, &*assign.right)));
        }
        visit::visit_expr_assign(self, assign);
    }
}
