//! Random statements: bindings, branches and loops, views, closures.

use super::ast::{Arm, Expr, Pat, Stmt, StmtKind};
use super::generate::{Generator, Ty};

impl Generator {
    pub fn let_(&mut self, out: &mut Vec<Stmt>) {
        let (name, pure) = (self.new_name(), self.random.chance(50));
        let mutable = self.random.chance(45);
        let (ty, init) = match self.random.below(12) {
            0..=3 => (Ty::Int, self.int(2, pure)),
            4 | 5 if mutable => (Ty::Bool, Expr::Bool(self.random.chance(30))),
            4 | 5 => (Ty::Bool, self.cond(2, pure)),
            6 => (Ty::Text, Expr::call("String::from", vec![Expr::str("text")])),
            7 => match self.variable(Ty::Int, false) {
                Some(captured) => (Ty::Text, Expr::Format(format!("{{{captured}}}"))),
                None => (Ty::Text, self.outside("text")),
            },
            8 => (Ty::Opt, self.outside("find")),
            9 => (Ty::Counter, self.counter()),
            10 => match self.variable(Ty::List, false) {
                Some(list) => (Ty::List, Expr::Var(list).method("to_vec", vec![])),
                None => (Ty::Str, Expr::str("word")),
            },
            _ => (Ty::Str, Expr::str("word")),
        };
        self.bind(out, &name, mutable, init);
        self.declare(&name, ty, mutable);
    }

    /// A counter, or a second name of one.
    fn counter(&mut self) -> Expr {
        match self.variable(Ty::Counter, false) {
            Some(name) if self.random.chance(60) => Expr::Ref(false, Box::new(Expr::Var(name))),
            _ => Expr::call("Counter::new", vec![Expr::Int(1)]),
        }
    }

    pub fn branch(&mut self, out: &mut Vec<Stmt>) {
        let expr = match self.random.below(14) {
            0..=3 => self.if_(),
            4 => self.if_let(),
            5 | 6 => self.match_(),
            7 | 8 => self.for_(),
            9 => self.while_(),
            10 => self.loop_(),
            11 => {
                let label = self.label();
                self.loops.push((label.clone(), false));
                let block = self.block(3);
                self.loops.pop();
                Expr::Block(label, block)
            }
            12 if !self.in_closure => return self.let_else(out),
            _ => self.head_only_branch(),
        };
        self.put(out, expr);
    }

    fn if_(&mut self) -> Expr {
        let cond = self.cond(2, false);
        let then = self.block(3);
        let other = self.random.chance(35).then(|| Box::new(Expr::Block(None, self.block(2))));
        Expr::If(Box::new(cond), then, other)
    }

    /// A branch that is nothing but head operations, under a pure condition.
    pub fn head_only_branch(&mut self) -> Expr {
        let cond = self.cond(2, true);
        let block = |generator: &mut Generator| {
            let mut out = Vec::new();
            let on = Expr::var("res");
            let operation = generator.head_operation(on);
            generator.operate(&mut out, operation, false);
            out
        };
        let then = block(self);
        let other = self.random.chance(30).then(|| Box::new(Expr::Block(None, block(self))));
        Expr::If(Box::new(cond), then, other)
    }

    fn option(&mut self) -> Expr {
        match self.variable(Ty::Opt, false) {
            Some(name) if self.random.chance(50) => Expr::Var(name),
            _ => self.outside("find"),
        }
    }

    fn if_let(&mut self) -> Expr {
        let on = self.option();
        let (pat, name) = self.some_pattern();
        let depth = self.vars.len();
        self.declare(&name, Ty::Int, false);
        let mut cond = Expr::Let(Box::new(pat), Box::new(on));
        if self.random.chance(25) {
            cond = Expr::binary("&&", cond, Expr::binary(">", Expr::Var(name), Expr::Int(1)));
        }
        let then = self.block(3);
        self.vars.truncate(depth);
        let other = self.random.chance(30).then(|| Box::new(Expr::Block(None, self.block(2))));
        Expr::If(Box::new(cond), then, other)
    }

    fn let_else(&mut self, out: &mut Vec<Stmt>) {
        let on = self.option();
        let (pat, name) = self.some_pattern();
        let mut diverge = if self.random.chance(40) { self.block(1) } else { Vec::new() };
        let value = if self.random.chance(60) {
            Expr::call("Ok", vec![Expr::Unit])
        } else {
            let error = self.outside("Error::new");
            Expr::call("Err", vec![error])
        };
        self.put(&mut diverge, Expr::Return(Some(Box::new(value))));
        let id = self.stmt_value(Expr::Unit).id;
        out.push(Stmt { id, kind: StmtKind::Let { pat, init: Some(on), diverge: Some(diverge) } });
        self.declare(&name, Ty::Int, false);
    }

    fn match_(&mut self) -> Expr {
        if self.random.chance(40) {
            let on = self.option();
            let (pat, name) = self.some_pattern();
            let depth = self.vars.len();
            self.declare(&name, Ty::Int, false);
            let guard = self.random.chance(35).then(|| self.cond(1, false));
            let some = Arm { pat, guard, body: Expr::Block(None, self.block(2)) };
            self.vars.truncate(depth);
            let rest = Arm { pat: Pat::Wild, guard: None, body: Expr::Block(None, self.block(2)) };
            return Expr::Match(Box::new(on), vec![some, rest]);
        }
        let pure = self.random.chance(60);
        let on = self.int(1, pure);
        let literal = |number| Pat::Lit(Box::new(Expr::Int(number)));
        let first = if self.random.chance(30) { Pat::Or(vec![literal(0), literal(2)]) } else { literal(0) };
        let pats = [first, literal(1), Pat::Wild];
        let arms = pats.into_iter().map(|pat| {
            let guard = (pat != Pat::Wild && self.random.chance(25)).then(|| self.cond(1, false));
            Arm { pat, guard, body: Expr::Block(None, self.block(2)) }
        });
        Expr::Match(Box::new(on), arms.collect())
    }

    fn in_loop(&mut self, label: &Option<String>, most: usize) -> Vec<Stmt> {
        self.loops.push((label.clone(), true));
        let block = self.block(most);
        self.loops.pop();
        block
    }

    fn for_(&mut self) -> Expr {
        let over = match self.random.below(5) {
            0 => Expr::Range(Some(Box::new(Expr::Int(0))), Some(Box::new(Expr::Int(2)))),
            1 => Expr::Range(Some(Box::new(Expr::Int(0))), Some(Box::new(self.int(0, true)))),
            choice => match self.variable(Ty::List, choice == 4) {
                Some(name) if choice == 4 => {
                    let all = Expr::Range(None, None);
                    Expr::Var(name).method("drain", vec![all])
                }
                Some(name) if choice == 2 => Expr::Var(name).method("to_vec", vec![]),
                Some(name) => Expr::Ref(false, Box::new(Expr::Var(name).method("to_vec", vec![]))),
                None => self.range(),
            },
        };
        let is_reference = matches!(over, Expr::Ref(..));
        let (label, name, depth) = (self.label(), self.new_name(), self.vars.len());
        self.declare(&name, if is_reference { Ty::Closure } else { Ty::Int }, false);
        let block = self.in_loop(&label, 3);
        self.vars.truncate(depth);
        Expr::For(label, Pat::Bind { name: name.into(), mutable: false }, Box::new(over), block)
    }

    fn range(&mut self) -> Expr {
        Expr::Range(Some(Box::new(Expr::Int(0))), Some(Box::new(Expr::Int(3))))
    }

    fn while_(&mut self) -> Expr {
        let label = self.label();
        if self.random.chance(40) {
            let (pat, name) = self.some_pattern();
            let depth = self.vars.len();
            let on = match self.variable(Ty::List, true) {
                Some(list) if self.random.chance(50) => Expr::Var(list).method("pop", vec![]),
                _ => self.outside("find"),
            };
            self.declare(&name, Ty::Int, false);
            let block = self.in_loop(&label, 3);
            self.vars.truncate(depth);
            return Expr::While(label, Box::new(Expr::Let(Box::new(pat), Box::new(on))), block);
        }
        let cond = self.outside("ask");
        let block = self.in_loop(&label, 3);
        Expr::While(label, Box::new(cond), block)
    }

    fn loop_(&mut self) -> Expr {
        let label = self.label();
        let mut block = self.in_loop(&label, 3);
        let cond = self.outside("ask");
        let mut leave = Vec::new();
        self.put(&mut leave, Expr::Break(None, None));
        let at = if self.random.chance(50) { 0 } else { block.len() };
        let ends = matches!(
            block.last(),
            Some(Stmt {
                kind: StmtKind::Expr(Expr::Break(..) | Expr::Continue(..) | Expr::Return(..), _),
                ..
            })
        );
        let id = self.stmt_value(Expr::Unit).id;
        let check = Stmt { id, kind: StmtKind::Expr(Expr::If(Box::new(cond), leave, None), false) };
        block.insert(if ends { 0 } else { at }, check);
        Expr::Loop(label, block)
    }

    /// A view of the head with its uses, or of the body.
    pub fn view(&mut self, out: &mut Vec<Stmt>) {
        let on = self.response();
        let pure = self.random.chance(80);
        match self.random.below(4) {
            0 => {
                let value = self.shown(pure).method("to_string", vec![]);
                let insert = on.method("headers_mut", vec![]).method("insert", vec![Expr::str("X-A"), value]);
                self.put(out, insert);
            }
            1 | 2 => {
                self.bind(out, "h", false, on.method("headers_mut", vec![]));
                for name in ["X-A", "X-B"].into_iter().take(1 + self.random.below(2)) {
                    if self.random.chance(30) {
                        let call = self.outside("effect");
                        self.put(out, call);
                    }
                    let value = self.shown(pure).method("to_string", vec![]);
                    self.put(out, Expr::var("h").method("insert", vec![Expr::str(name), value]));
                }
            }
            _ => {
                let reborrow = Expr::Ref(true, Box::new(Expr::Deref(Box::new(on.clone()))));
                let make = if self.random.chance(60) {
                    Expr::call("GzEncoder::new", vec![reborrow])
                } else {
                    on.method("as_io_writer", vec![])
                };
                let mut inner = Vec::new();
                self.bind(&mut inner, "w", true, make);
                for _ in 0..self.random.below(3) {
                    let chunk = self.shown(true).method("to_string", vec![]);
                    let write = Expr::var("w").method("write_all", vec![Expr::Ref(false, Box::new(chunk))]);
                    self.operate(&mut inner, write, false);
                }
                if self.random.chance(40) {
                    let end = Expr::var("w").method("finish", vec![]);
                    self.operate(&mut inner, end, false);
                }
                if self.random.chance(60) {
                    self.put(out, Expr::Block(None, inner));
                } else {
                    self.put(&mut inner, Expr::call("drop", vec![Expr::var("w")]));
                    out.extend(inner);
                }
            }
        }
    }

    /// A closure that is bound and called, or one that a method runs.
    pub fn closure(&mut self, out: &mut Vec<Stmt>) {
        let outer = std::mem::replace(&mut self.in_closure, true);
        let loops = std::mem::take(&mut self.loops);
        let depth = self.vars.len();
        self.declare("x", Ty::Int, false);
        let block = Expr::Block(None, self.block(2));
        self.vars.truncate(depth);
        self.loops = loops;
        self.in_closure = outer;
        let unit = matches!(self.random.below(3), 0);
        if unit {
            let closure = Expr::Closure(vec!["x".to_owned()], block.into());
            let range = self.range();
            return self.put(out, range.method("for_each", vec![closure]));
        }
        let closure = Expr::Closure(vec!["x: usize".to_owned()], block.into());
        self.bind(out, "run", true, closure);
        for _ in 0..1 + self.random.below(2) {
            if self.random.chance(40) {
                let call = self.outside("effect");
                self.put(out, call);
            }
            let argument = self.int(0, true);
            self.put(out, Expr::call("run", vec![argument]));
        }
    }
}
