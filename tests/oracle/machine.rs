//! The interpreter: control flow and places. What calls do stands in `builtin`.

use super::ast::{Expr, Handler, Pat, RESPONSES, Stmt, StmtKind};
use super::response::{Response, Violation};
use super::value::{Closure, Eval, Flow, Place, Value, place, stuck};
use super::world::{Event, World};
use std::collections::HashSet;
use std::rc::Rc;

/// Why an execution ended in `Err`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// The `?` of a write.
    Write,
    /// The `?` of a head operation.
    Head,
    /// A `?` among what becomes the body.
    Data,
    /// Any other: a check.
    Check,
}

/// One execution.
pub struct Outcome {
    pub value: Result<Value, Flow>,
    pub responses: Vec<Response>,
    pub trace: Vec<Event>,
    /// What happened too late, with the statements that may be blamed.
    pub violations: Vec<(Vec<u32>, Violation)>,
    /// Whether a run-time check caught something.
    pub caught: bool,
    pub exit: Option<Exit>,
}

impl Outcome {
    pub fn makes_sense(&self) -> bool {
        !matches!(self.value, Err(Flow::Stuck(_) | Flow::Fuel | Flow::Panic))
    }
}

/// The names that the writes of a handler use.
pub type Written = Rc<HashSet<String>>;

pub struct Machine {
    pub world: World,
    pub responses: Vec<Response>,
    pub scope: Vec<(String, Place)>,
    /// The statements that are being executed: the innermost, and those that called the closure it stands in.
    pub statements: Vec<u32>,
    pub violations: Vec<(Vec<u32>, Violation)>,
    caught: bool,
    data: usize,
    closures: usize,
    exit: Option<Exit>,
    written: Written,
    pub parameters: usize,
}

/// Executes a handler.
pub fn run(handler: &Handler, written: &Written, seed: u64, buffering: bool) -> Outcome {
    let mut machine = Machine {
        world: World::new(seed),
        responses: RESPONSES.iter().map(|_| Response::new(buffering)).collect(),
        scope: Vec::new(),
        statements: vec![0],
        violations: Vec::new(),
        caught: false,
        data: 0,
        closures: 0,
        exit: None,
        written: written.clone(),
        parameters: 0,
    };
    machine.bind_parameters();
    let value = match machine.block(&handler.body) {
        Err(Flow::Return(value)) => Ok(value),
        other => other,
    };
    machine.leave(0);
    let Machine { world, responses, violations, caught, exit, .. } = machine;
    Outcome { value, responses, trace: world.trace, violations, caught, exit }
}

impl Machine {
    fn bind_parameters(&mut self) {
        let world = &self.world;
        let name = if world.fixed("name") % 6 == 0 { "na\nme" } else { "name" };
        let list = |of: &str| {
            let numbers = (0..world.fixed(of) % 4).map(|at| Value::Int(at as usize + 3));
            Value::List(numbers.collect())
        };
        let maybe = match world.fixed("maybe") % 3 {
            0 => Value::none(),
            number => Value::some(Value::Int(number as usize)),
        };
        let parameters = [
            ("name", Value::text(name)),
            ("title", Value::text(if world.fixed("title") % 6 == 0 { "ti\ntle" } else { "title" })),
            ("n", Value::Int((world.fixed("n") % 4) as usize)),
            ("flag", Value::Bool(world.fixed("flag") % 2 == 0)),
            ("rows", list("rows")),
            ("items", list("items")),
            ("maybe", maybe),
            ("state", Value::Cell(Rc::default())),
            ("res", Value::Response(0)),
            ("log", Value::Response(1)),
        ];
        self.scope = parameters.into_iter().map(|(name, value)| (name.to_owned(), place(value))).collect();
        self.parameters = self.scope.len();
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
                let committed: Vec<bool> = self.responses.iter().map(Response::committed).collect();
                let on = super::walk::response_of(inner);
                if committed[on] {
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
            Expr::Await(inner) => self.expr(inner),
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
                let on = super::walk::response_of_expr(inner);
                if self.responses[on].committed() {
                    self.caught = true;
                    return Err(Flow::Panic);
                }
                self.expr(inner)
            }
            Expr::Field(..) => stuck("a field"),
            _ => self.control(expr),
        }
    }

    fn tried(&mut self, inner: &Expr) -> Eval {
        match self.expr(inner)?.seen() {
            Value::Variant("Ok" | "Some", Some(value)) => Ok(*value),
            Value::Variant("Err", Some(error)) => {
                let exit = match chain(inner) {
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

/// What a `?` stands on: a write, a head operation, or something else.
fn chain(inner: &Expr) -> Option<Exit> {
    match inner {
        Expr::Await(inner) | Expr::Try(inner) => chain(inner),
        Expr::Method(receiver, name, _) => match &**name {
            "map_err" => chain(receiver),
            "write" | "write_all" | "flush" | "finish" | "write_head" | "send" => Some(Exit::Write),
            "insert_header" | "append_header" | "set_status" | "content_type" | "add_cookie" => {
                Some(Exit::Head)
            }
            _ => None,
        },
        _ => None,
    }
}
