//! Random handlers, biased to what breaks naive hoisting.

use super::ast::{Expr, Handler, Pat, Stmt, StmtKind};
use super::random::Random;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ty {
    Int,
    Bool,
    /// `&str`.
    Str,
    /// `String`.
    Text,
    List,
    Opt,
    /// Interior mutability.
    Counter,
    Closure,
}

#[derive(Clone, Debug)]
pub struct Var {
    pub name: String,
    pub ty: Ty,
    pub mutable: bool,
    pub live: bool,
}

pub struct Generator {
    pub random: Random,
    pub vars: Vec<Var>,
    pub parameters: usize,
    pub next_site: usize,
    next_id: u32,
    next_label: usize,
    /// The loops and labelled blocks around, with the label.
    pub loops: Vec<(Option<String>, bool)>,
    pub in_closure: bool,
    /// Whether values read variables wherever they can.
    pub in_focus: bool,
    pub depth: usize,
    budget: usize,
    pub is_async: bool,
    /// How likely what ends or restarts the response is, in percent.
    endings: usize,
    branches: usize,
}

const NAMES: [&str; 8] = ["a", "b", "c", "d", "total", "n", "name", "flag"];

/// The handler of a seed.
pub fn generate(seed: u64) -> Handler {
    let mut random = Random::new(seed);
    let parameter = |name: &str, ty, mutable| Var { name: name.to_owned(), ty, mutable, live: true };
    let vars = vec![
        parameter("name", Ty::Str, false),
        parameter("title", Ty::Text, false),
        parameter("n", Ty::Int, false),
        parameter("flag", Ty::Bool, false),
        parameter("rows", Ty::List, false),
        parameter("items", Ty::List, true),
        parameter("maybe", Ty::Opt, false),
    ];
    let budget = if random.chance(60) { 5 + random.below(10) } else { 10 + random.below(50) };
    let (is_async, endings, branches) =
        (random.chance(50), *random.pick(&[0, 5, 15, 40]), *random.pick(&[10, 25, 40]));
    let parameters = vars.len();
    let mut generator = Generator {
        random,
        vars,
        parameters,
        next_site: 0,
        next_id: 0,
        next_label: 0,
        loops: Vec::new(),
        in_closure: false,
        in_focus: false,
        depth: 0,
        budget,
        is_async,
        endings,
        branches,
    };
    let mut body = if generator.random.chance(50) { generator.focused() } else { Vec::new() };
    while generator.budget > 0 && !generator.in_focus {
        generator.stmt(&mut body);
    }
    let last = Expr::call("Ok", vec![Expr::Unit]);
    body.push(generator.stmt_value(last));
    let entry_unknown = generator.random.chance(10);
    Handler { is_async, entry_unknown, body }
}

impl Generator {
    pub fn new_name(&mut self) -> String {
        (*self.random.pick(&NAMES)).to_owned()
    }

    pub fn declare(&mut self, name: &str, ty: Ty, mutable: bool) {
        self.vars.push(Var { name: name.to_owned(), ty, mutable, live: true });
    }

    /// Whether a value may be moved away here.
    pub fn movable(&self) -> bool {
        self.depth == 0 && !self.in_closure
    }

    pub fn consume(&mut self, name: &str) {
        if let Some(var) = self.vars.iter_mut().rev().find(|var| var.name == name) {
            var.live = false;
        }
    }

    fn id(&mut self) -> u32 {
        self.next_id += 1;
        self.next_id
    }

    pub fn stmt_value(&mut self, value: Expr) -> Stmt {
        Stmt { id: self.id(), kind: StmtKind::Expr(value, false) }
    }

    pub fn put(&mut self, out: &mut Vec<Stmt>, expr: Expr) {
        let block_like = matches!(
            expr,
            Expr::If(..)
                | Expr::Match(..)
                | Expr::Loop(..)
                | Expr::While(..)
                | Expr::For(..)
                | Expr::Block(..)
        );
        out.push(Stmt { id: self.id(), kind: StmtKind::Expr(expr, !block_like) });
    }

    pub fn bind(&mut self, out: &mut Vec<Stmt>, name: &str, mutable: bool, init: Expr) {
        let pat = if name == "_" { Pat::Wild } else { Pat::Bind { name: name.into(), mutable } };
        out.push(Stmt { id: self.id(), kind: StmtKind::Let { pat, init: Some(init), diverge: None } });
    }

    /// A nested block of some statements.
    pub fn block(&mut self, most: usize) -> Vec<Stmt> {
        let (depth, count) = (self.vars.len(), 1 + self.random.below(most));
        self.depth += 1;
        let mut out = Vec::new();
        for _ in 0..count {
            self.stmt(&mut out);
        }
        if self.random.chance(12) {
            self.leave(&mut out);
        }
        self.depth -= 1;
        self.vars.truncate(depth);
        out
    }

    fn leave(&mut self, out: &mut Vec<Stmt>) {
        let inside = self.loops.clone();
        let exit = match self.random.below(5) {
            0 if !self.in_closure => Expr::Return(Some(Box::new(Expr::call("Ok", vec![Expr::Unit])))),
            1 if !self.in_closure => {
                let error = self.outside("Error::new");
                Expr::Return(Some(Box::new(Expr::call("Err", vec![error]))))
            }
            2 | 3 => match self.random.below(inside.len().max(1)) {
                at if at < inside.len() => match &inside[at] {
                    (Some(label), true) if self.random.chance(50) => Expr::Continue(Some(label.clone())),
                    (Some(label), _) => Expr::Break(Some(label.clone()), None),
                    _ => return,
                },
                _ => return,
            },
            _ => match inside.iter().rev().find(|(_, is_loop)| *is_loop) {
                Some(_) if self.random.chance(50) => Expr::Break(None, None),
                Some(_) => Expr::Continue(None),
                None => return,
            },
        };
        self.put(out, exit);
    }

    pub fn label(&mut self) -> Option<String> {
        self.random.chance(40).then(|| {
            self.next_label += 1;
            format!("l{}", self.next_label)
        })
    }

    /// The result of an operation, in one of the ways in which it is ignored or passed on.
    pub fn operate(&mut self, out: &mut Vec<Stmt>, operation: Expr, awaited: bool) {
        let operation = if awaited && self.is_async && !self.in_closure {
            Expr::Await(Box::new(operation))
        } else {
            operation
        };
        match self.random.below(8) {
            0..=3 if !self.in_closure => self.put(out, operation.tried()),
            4 | 0 => self.bind(out, "_", false, operation),
            5 | 1 => self.put(out, operation.method("ok", vec![])),
            6 if !self.in_closure => {
                let error = self.outside("Error::new");
                let closure = Expr::Closure(vec!["_".to_owned()], error.into());
                self.put(out, operation.method("map_err", vec![closure]).tried());
            }
            _ => self.put(out, operation),
        }
    }

    pub fn stmt(&mut self, out: &mut Vec<Stmt>) {
        self.budget = self.budget.saturating_sub(1);
        if self.depth < 4 && self.budget > 0 && self.random.chance(self.branches) {
            return self.branch(out);
        }
        match self.random.below(100) {
            0..=19 => self.write(out),
            20..=23 => self.habit(out),
            24..=51 => self.head(out),
            52..=67 => self.let_(out),
            68..=75 => self.change(out),
            76..=81 => {
                let call = self.effect();
                self.put(out, call);
            }
            82..=84 if !self.in_closure => {
                let call = self.outside("verify").tried();
                self.put(out, call);
            }
            85..=88 => self.view(out),
            89..=91 => self.closure(out),
            92..=93 => {
                let on = self.response();
                let site = self.site();
                self.put(out, Expr::call("helper", vec![site, on]));
            }
            94..=97 if self.random.chance(self.endings) => self.ending(out),
            94..=96 => self.write(out),
            _ => self.habit(out),
        }
    }

    fn write(&mut self, out: &mut Vec<Stmt>) {
        let on = self.response();
        let pure = self.random.chance(45);
        let write = if self.random.chance(90) {
            let chunk = self.shown(pure);
            on.method("write", vec![chunk])
        } else {
            on.method("flush", vec![])
        };
        self.operate(out, write, true);
    }

    fn head(&mut self, out: &mut Vec<Stmt>) {
        let on = self.response();
        let operation = self.head_operation(on);
        let chained = !self.in_closure
            && self.random.chance(10)
            && !matches!(&operation, Expr::Method(_, name, _) if name == "remove_header");
        let operation = if chained { self.head_operation(operation.tried()) } else { operation };
        self.operate(out, operation, false);
    }

    pub fn ending(&mut self, out: &mut Vec<Stmt>) {
        let on = self.response();
        let text = self.shown(true);
        let operation = match self.random.below(9) {
            0 => on.method("write_head", vec![Expr::Int(200)]),
            1 => on.method("finish", vec![]),
            2 => on.method("redirect", vec![Expr::str("/x")]),
            3 => on.method("send_error", vec![Expr::Int(500)]),
            4 => on.method("send", vec![text]),
            5 => on.method("abort", vec![]),
            6 => on.method("send_informational", vec![Expr::Int(103)]),
            7 => on.method("reset", vec![]),
            _ => return self.read_head(out),
        };
        self.operate(out, operation, false);
    }

    pub fn change(&mut self, out: &mut Vec<Stmt>) {
        let pure = self.random.chance(60);
        if let Some(name) = self.variable(Ty::Int, true).filter(|_| self.random.chance(60)) {
            let op = *self.random.pick(&["=", "+="]);
            let value = self.int(1, pure);
            return self.put(out, Expr::Assign(op.to_owned(), Box::new(Expr::Var(name)), Box::new(value)));
        }
        if let Some(name) = self.variable(Ty::Bool, true) {
            let value =
                if self.random.chance(70) { Expr::Bool(self.random.chance(70)) } else { self.cond(1, pure) };
            return self.put(out, Expr::Assign("=".to_owned(), Box::new(Expr::Var(name)), Box::new(value)));
        }
        if let Some(name) = self.variable(Ty::List, true) {
            let value = self.int(1, pure);
            return self.put(out, Expr::Var(name).method("push", vec![value]));
        }
        let call = self.outside("effect");
        self.put(out, call);
    }
}
