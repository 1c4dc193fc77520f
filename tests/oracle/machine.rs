//! The interpreter: control flow and places. What calls do stands in `builtin`.

use std::cell::RefCell;
use std::rc::Rc;

use super::ast::{Expr, Pat, Stmt, StmtKind};
use super::execution::{Exit, Written, exit_of, parameter};
use super::response::{Response, Violation};
use super::value::{Closure, Eval, Flow, Place, Value, place, stuck};
use super::world::World;

pub type Scope = Vec<(Rc<str>, Place)>;

/// Where a closure was called: the call, its statement, and what is in scope there.
pub struct Caller {
    pub here: [usize; 2],
    pub scope: Scope,
    pub starts: Vec<usize>,
}

pub struct Machine {
    pub world: World,
    pub responses: Vec<Response>,
    pub scope: Scope,
    /// Where in it the blocks around start: what is bound twice in one of them is gone for good.
    pub starts: Vec<usize>,
    /// Those that called the closure that runs.
    pub callers: Vec<Caller>,
    /// The call that is evaluated, and the statement it stands in.
    here: [usize; 2],
    /// What the loops around have left.
    pub loops: Vec<Rc<RefCell<Vec<Value>>>>,
    /// How many values around are neither in a scope nor in a loop.
    pub pending: usize,
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
            starts: Vec::new(),
            callers: Vec::new(),
            here: [0; 2],
            loops: Vec::new(),
            pending: 0,
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
        self.scoped(|machine| machine.statements_of(block))
    }

    /// Bindings made inside end here.
    pub fn scoped(&mut self, inside: impl FnOnce(&mut Machine) -> Eval) -> Eval {
        let depth = self.scope.len();
        self.starts.push(depth);
        let done = inside(self);
        self.starts.pop();
        self.leave(depth);
        done
    }

    fn statements_of(&mut self, block: &[Stmt]) -> Eval {
        let mut last = Value::Unit;
        for (at, stmt) in block.iter().enumerate() {
            let value = self.stmt(stmt)?;
            last = if at + 1 == block.len() { value } else { Value::Unit };
        }
        Ok(last)
    }

    fn stmt(&mut self, stmt: &Stmt) -> Eval {
        self.world.fuel = self.world.fuel.checked_sub(1).ok_or(Flow::Fuel)?;
        if let Some(script) = self.world.script().filter(|script| self.pending == 0 && script.is_new()) {
            if script.was_here(self.key(script, stmt)) {
                return Err(Flow::Known);
            }
        }
        let outer = std::mem::replace(self.statements.last_mut().expect("one"), stmt.id);
        let around = std::mem::replace(&mut self.here[1], std::ptr::from_ref(stmt).addr());
        let done = self.stmt_kind(&stmt.kind);
        self.here[1] = around;
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
                let data = matches!(pat, Pat::Bind { name, .. } if self.written.contains(&**name))
                    || matches!(pat, Pat::Variant(_, parts) if matches!(parts.first(), Some(Pat::Bind { name, .. }) if self.written.contains(&**name)));
                let value = self.fed(data, init)?;
                let value = self.stored(init, value);
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

    /// As above, while other values are kept.
    pub fn fed_beside(&mut self, data: bool, expr: &Expr) -> Eval {
        self.pending += 1;
        let done = self.fed(data, expr);
        self.pending -= 1;
        done
    }

    pub fn lookup(&self, name: &str) -> Option<(usize, Place)> {
        let at = self.scope.iter().rposition(|(known, _)| **known == *name)?;
        let place = &self.scope[at].1;
        if matches!(&*place.borrow(), Value::Parameter) {
            place.replace(parameter(&self.world, name));
        }
        Some((at, place.clone()))
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
                Some((_, place)) => Ok(self.copied(name, &place.borrow())),
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
                let parts: Result<_, _> = parts.iter().map(|part| self.beside(part)).collect();
                Ok(Value::Tuple(parts?))
            }
            Expr::Call(..) | Expr::Method(..) | Expr::Await(_) => {
                let outer = std::mem::replace(&mut self.here[0], std::ptr::from_ref(expr).addr());
                let done = self.calls(expr);
                self.here[0] = outer;
                done
            }
            Expr::Index(base, index) => {
                let (base, index) = (self.expr(base)?.seen(), self.beside(index)?.int()?);
                match base {
                    Value::List(_) if self.is_loose() => Ok(self.anything()),
                    Value::List(all) => all.get(index).cloned().ok_or(Flow::Panic),
                    other => stuck(format!("not indexed: {other:?}")),
                }
            }
            Expr::Try(inner) => self.tried(inner),
            Expr::Async(body) => Ok(self.closure_of(&[], body)),
            Expr::Closure(params, body) => Ok(self.closure_of(params, body)),
            Expr::Assign(op, left, right) => self.assign(op, left, right),
            Expr::Range(from, to) => {
                let from = from.as_ref().map_or(Ok(0), |from| self.expr(from)?.int())?;
                let to = to.as_ref().map_or(Ok(usize::MAX), |to| self.beside(to)?.int())?;
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

    /// Evaluates an expression while the values of others are kept for what comes after it.
    pub fn beside(&mut self, expr: &Expr) -> Eval {
        self.pending += 1;
        let done = self.expr(expr);
        self.pending -= 1;
        done
    }

    fn closure_of(&self, params: &[String], body: &Rc<Expr>) -> Value {
        Value::Closure(Rc::new(Closure {
            statement: *self.statements.last().expect("one"),
            params: params.to_vec(),
            body: body.clone(),
            scope: self.scope.clone(),
        }))
    }

    fn calls(&mut self, expr: &Expr) -> Eval {
        match expr {
            Expr::Call(name, args) => self.call(name, args),
            Expr::Method(receiver, name, args) => self.method(receiver, name, args),
            Expr::Await(inner) => match self.expr(inner)?.seen() {
                Value::Closure(block) => self.apply(&block, Vec::new()),
                other => Ok(other),
            },
            other => stuck(format!("not called: {other:?}")),
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

    /// Calls a closure with values.
    pub fn apply(&mut self, closure: &Closure, args: Vec<Value>) -> Eval {
        self.world.fuel = self.world.fuel.checked_sub(1).ok_or(Flow::Fuel)?;
        let outer = std::mem::replace(&mut self.scope, closure.scope.clone());
        self.callers.push(Caller { here: self.here, scope: outer, starts: std::mem::take(&mut self.starts) });
        let names = closure.params.iter().map(|param| Rc::from(param.split(':').next().unwrap_or(param)));
        let args: Vec<Value> = args.into_iter().map(|arg| self.handed(arg)).collect();
        self.scope.extend(names.zip(args.into_iter().map(place)));
        self.statements.push(closure.statement);
        self.closures += 1;
        let value = self.expr(&closure.body);
        self.closures -= 1;
        self.statements.pop();
        let Caller { scope, starts, .. } = self.callers.pop().expect("pushed above");
        (self.scope, self.starts) = (scope, starts);
        match value {
            Err(Flow::Return(value)) => Ok(value),
            other => other,
        }
    }
}
