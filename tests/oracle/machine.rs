//! The interpreter: control flow and places. What calls do stands in `builtin`.

use std::rc::Rc;

use super::ast::{Expr, Pat, Stmt, StmtKind};
use super::execution::{Exit, Written, exit_of};
use super::response::{Response, Violation};
use super::value::{Closure, Eval, Flow, Place, Value, place, stuck};
use super::world::World;

pub struct Machine {
    pub world: World,
    pub responses: Vec<Response>,
    pub scope: Vec<(String, Place)>,
    /// The statements that are being executed: the innermost, and those that called the closure it stands in.
    pub statements: Vec<u32>,
    pub violations: Vec<(Vec<u32>, Violation)>,
    pub caught: bool,
    data: usize,
    closures: usize,
    pub exit: Option<Exit>,
    written: Written,
    pub parameters: usize,
    /// The operation that comes next is looked at by its caller: being late is an `Err`.
    pub lenient: bool,
}

impl Machine {
    pub fn new(world: World, responses: Vec<Response>, written: Written) -> Machine {
        Machine {
            world,
            responses,
            scope: Vec::new(),
            statements: vec![0],
            violations: Vec::new(),
            caught: false,
            data: 0,
            closures: 0,
            exit: None,
            written,
            parameters: 0,
            lenient: false,
        }
    }

    /// Ends variables, last first; what writes on drop does.
    pub fn leave(&mut self, down_to: usize) {
        while self.scope.len() > down_to {
            let (_, place) = self.scope.pop().expect("not empty");
            if Rc::strong_count(&place) == 1 {
                let value = place.borrow().clone();
                self.drop_value(&value);
            }
        }
    }

    pub fn block(&mut self, block: &[Stmt]) -> Eval {
        let depth = self.scope.len();
        let mut last = Value::Unit;
        for (at, stmt) in block.iter().enumerate() {
            match self.stmt(stmt) {
                Ok(value) => {
                    last = if at + 1 == block.len() { value } else { Value::Unit };
                }
                Err(flow) => {
                    self.leave(depth);
                    return Err(flow);
                }
            }
        }
        self.leave(depth);
        Ok(last)
    }

    fn stmt(&mut self, stmt: &Stmt) -> Eval {
        self.world.fuel = self.world.fuel.checked_sub(1).ok_or(Flow::Fuel)?;
        let outer = std::mem::replace(self.statements.last_mut().expect("one"), stmt.id);
        let done = self.stmt_kind(&stmt.kind);
        *self.statements.last_mut().expect("one") = outer;
        done
    }

    fn stmt_kind(&mut self, kind: &StmtKind) -> Eval {
        match kind {
            StmtKind::Let { pat, init, diverge } => {
                let Some(init) = init else {
                    if let Pat::Bind { name, .. } = pat {
                        self.scope.push((name.clone(), place(Value::Unit)));
                    }
                    return Ok(Value::Unit);
                };
                let data = matches!(pat, Pat::Bind { name, .. } if self.written.contains(name))
                    || matches!(pat, Pat::Variant(_, parts) if matches!(parts.first(), Some(Pat::Bind { name, .. }) if self.written.contains(name)));
                let value = self.fed(data, init)?;
                let mut bound = Vec::new();
                if self.matches(pat, &value, &mut bound)? {
                    self.scope.extend(bound);
                    return Ok(Value::Unit);
                }
                match diverge {
                    Some(diverge) => self.block(diverge),
                    None => stuck("a `let` that does not match"),
                }
            }
            StmtKind::Expr(expr, semicolon) => {
                let value = self.expr(expr)?;
                Ok(if *semicolon { Value::Unit } else { value })
            }
            StmtKind::Checked(inner) => {
                let before = self.violations.len();
                if self.is_committed(super::walk::names_of(inner)) {
                    self.caught = true;
                    return Ok(Value::Unit);
                }
                let done = self.stmt(inner);
                if self.violations.len() > before {
                    self.caught = true;
                }
                done
            }
        }
    }

    /// Evaluates what may become the body.
    pub fn fed(&mut self, data: bool, expr: &Expr) -> Eval {
        self.data += usize::from(data);
        let done = self.expr(expr);
        self.data -= usize::from(data);
        done
    }

    pub fn lookup(&self, name: &str) -> Option<(usize, Place)> {
        let at = self.scope.iter().rposition(|(known, _)| known == name)?;
        Some((at, self.scope[at].1.clone()))
    }

    /// Whether the head of the response that a statement works on is out, by the names in it.
    fn is_committed(&self, names: Vec<String>) -> bool {
        let on = names.iter().find_map(|name| match &*self.lookup(name)?.1.borrow() {
            Value::Response(at) | Value::Head(at) | Value::Body(at, ..) => Some(*at),
            _ => None,
        });
        on.is_some_and(|at| self.responses[at].committed())
    }

    /// The place of an expression, through references.
    pub fn place(&mut self, expr: &Expr) -> Result<Place, Flow> {
        let found = match expr {
            Expr::Var(name) => match self.lookup(name) {
                Some((_, place)) => place,
                None => return stuck(format!("`{name}` is not bound")),
            },
            Expr::Deref(inner) => self.place(inner)?,
            Expr::Ref(_, inner) => self.place(inner)?,
            other => place(self.expr(other)?),
        };
        let behind = match &*found.borrow() {
            Value::Ref(inner) => Some(inner.clone()),
            _ => None,
        };
        Ok(behind.unwrap_or(found))
    }

    pub fn expr(&mut self, expr: &Expr) -> Eval {
        self.world.fuel = self.world.fuel.checked_sub(1).ok_or(Flow::Fuel)?;
        match expr {
            Expr::Unit => Ok(Value::Unit),
            Expr::Int(number) => Ok(Value::Int(*number)),
            Expr::Bool(value) => Ok(Value::Bool(*value)),
            Expr::Str(text) => Ok(Value::text(text)),
            Expr::Var(name) if name == "None" => Ok(Value::none()),
            Expr::Var(name) => match self.lookup(name) {
                Some((_, place)) => Ok(place.borrow().clone()),
                None => stuck(format!("`{name}` is not bound")),
            },
            Expr::Format(text) => self.format(text),
            Expr::Binary(op, left, right) => self.binary(op, left, right),
            Expr::Not(inner) => Ok(Value::Bool(!self.expr(inner)?.bool()?)),
            Expr::Ref(_, inner) => Ok(match self.place(inner)? {
                place if matches!(&*place.borrow(), Value::Response(_)) => place.borrow().clone(),
                place => Value::Ref(place),
            }),
            Expr::Deref(inner) => Ok(self.expr(inner)?.seen()),
            Expr::Tuple(parts) => {
                Ok(Value::Tuple(parts.iter().map(|e| self.expr(e)).collect::<Result<_, _>>()?))
            }
            Expr::Call(name, args) => self.call(name, args),
            Expr::Method(receiver, name, args) => self.method(receiver, name, args),
            Expr::Index(base, index) => {
                let (base, index) = (self.expr(base)?.seen(), self.expr(index)?.int()?);
                match base {
                    Value::List(all) => all.get(index).cloned().ok_or(Flow::Panic),
                    other => stuck(format!("not indexed: {other:?}")),
                }
            }
            Expr::Try(inner) => self.tried(inner),
            Expr::Await(inner) => match self.expr(inner)?.seen() {
                Value::Closure(block) => self.apply(&block, Vec::new()),
                other => Ok(other),
            },
            Expr::Async(block) => {
                let body = Expr::Block(None, block.clone());
                self.expr(&Expr::Closure(Vec::new(), body.into()))
            }
            Expr::Closure(params, body) => Ok(Value::Closure(Rc::new(Closure {
                statement: *self.statements.last().expect("one"),
                params: params.clone(),
                body: body.clone(),
                scope: self.scope.clone(),
            }))),
            Expr::Assign(op, left, right) => self.assign(op, left, right),
            Expr::Range(from, to) => {
                let from = from.as_ref().map_or(Ok(0), |from| self.expr(from)?.int())?;
                let to = to.as_ref().map_or(Ok(usize::MAX), |to| self.expr(to)?.int())?;
                Ok(Value::Range(from, to))
            }
            Expr::Checked(inner) => {
                if self.is_committed(super::walk::names_in(inner)) {
                    self.caught = true;
                    return Err(Flow::Panic);
                }
                self.expr(inner)
            }
            Expr::Field(base, _) => match self.expr(base)?.seen() {
                hook @ Value::Hook(_) => Ok(hook),
                _ => stuck("a field"),
            },
            _ => self.control(expr),
        }
    }

    fn tried(&mut self, inner: &Expr) -> Eval {
        match self.expr(inner)?.seen() {
            Value::Variant("Ok" | "Some", Some(value)) => Ok(*value),
            Value::Variant("Err", Some(error)) => {
                let exit = match exit_of(inner) {
                    Some(exit) => exit,
                    None if self.data > 0 => Exit::Data,
                    None => Exit::Check,
                };
                self.leaves(exit);
                Err(Flow::Return(Value::Variant("Err", Some(error))))
            }
            Value::Variant("None", _) => Err(Flow::Return(Value::none())),
            other => stuck(format!("`?` on {other:?}")),
        }
    }

    /// Notes why the handler ends in `Err`.
    fn leaves(&mut self, exit: Exit) {
        if self.closures == 0 {
            self.exit = Some(exit);
        }
    }

    pub fn returns(&mut self, value: &Value) {
        if matches!(value, Value::Variant("Err", _)) {
            self.leaves(Exit::Check);
        }
    }

    fn format(&mut self, text: &str) -> Eval {
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

    fn binary(&mut self, op: &str, left: &Expr, right: &Expr) -> Eval {
        if matches!(op, "&&" | "||") {
            let left = self.expr(left)?.bool()?;
            return if left == (op == "&&") { self.expr(right) } else { Ok(Value::Bool(left)) };
        }
        let (left, right) = (self.expr(left)?, self.expr(right)?);
        if matches!(op, "==" | "!=") {
            return Ok(Value::Bool(left.same(&right)? == (op == "==")));
        }
        let (left, right) = (left.int()?, right.int()?);
        Ok(match op {
            "+" => Value::Int(left.checked_add(right).ok_or(Flow::Panic)?),
            "-" => Value::Int(left.checked_sub(right).ok_or(Flow::Panic)?),
            "*" => Value::Int(left.checked_mul(right).ok_or(Flow::Panic)?),
            "/" => Value::Int(left.checked_div(right).ok_or(Flow::Panic)?),
            "<" => Value::Bool(left < right),
            ">" => Value::Bool(left > right),
            "<=" => Value::Bool(left <= right),
            ">=" => Value::Bool(left >= right),
            other => return stuck(format!("operator {other}")),
        })
    }

    fn assign(&mut self, op: &str, left: &Expr, right: &Expr) -> Eval {
        let value = self.expr(right)?;
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
            "+=" => Value::Int(place.borrow().int()?.checked_add(value.int()?).ok_or(Flow::Panic)?),
            other => return stuck(format!("operator {other}")),
        };
        *place.borrow_mut() = value;
        Ok(Value::Unit)
    }

    /// Calls a closure with values.
    pub fn apply(&mut self, closure: &Closure, args: Vec<Value>) -> Eval {
        self.world.fuel = self.world.fuel.checked_sub(1).ok_or(Flow::Fuel)?;
        let outer = std::mem::replace(&mut self.scope, closure.scope.clone());
        let names = closure.params.iter().map(|param| param.split(':').next().unwrap_or(param).to_owned());
        self.scope.extend(names.zip(args.into_iter().map(place)));
        self.statements.push(closure.statement);
        self.closures += 1;
        let value = self.expr(&closure.body);
        self.closures -= 1;
        self.statements.pop();
        self.scope = outer;
        match value {
            Err(Flow::Return(value)) => Ok(value),
            other => other,
        }
    }
}
