//! Handlers around one hoist: variables, a write, something that may change them, a header that reads them.

use super::ast::{Expr, Stmt};
use super::generate::{Generator, Ty};

impl Generator {
    /// The statements of such a handler.
    pub fn focused(&mut self) -> Vec<Stmt> {
        self.in_focus = true;
        let mut out = Vec::new();
        for _ in 0..1 + self.random.below(4) {
            self.let_(&mut out);
        }
        if self.random.chance(20) {
            self.on_res(&mut out);
        }
        if self.random.chance(15) {
            self.held(&mut out);
            return out;
        }
        self.plain_write(&mut out);
        for _ in 0..1 + self.random.below(2) {
            for _ in 0..self.random.below(4) {
                self.in_between(&mut out);
            }
            self.on_res(&mut out);
            if self.random.chance(30) {
                self.plain_write(&mut out);
            }
        }
        out
    }

    /// A head operation that reads a variable, alone, in a branch or through a view.
    fn on_res(&mut self, out: &mut Vec<Stmt>) {
        match self.random.below(10) {
            0 => {
                let branch = self.head_only_branch();
                self.put(out, branch);
            }
            1 => self.view(out),
            2 => {
                let name = self.new_name();
                let value = self.int(2, true);
                self.bind(out, &name, false, value);
                self.declare(&name, Ty::Int, false);
                let insert =
                    Expr::var("res").method("insert_header", vec![Expr::str("X-E"), Expr::Var(name)]);
                self.operate(out, insert, false);
            }
            _ => {
                let operation = self.head_operation(Expr::var("res"));
                self.operate(out, operation, false);
            }
        }
    }

    /// A hoist that only the compiler can object to: of what the writes still borrow or use, or over a live view. Or one of
    /// what changes under another name.
    fn held(&mut self, out: &mut Vec<Stmt>) {
        let on = || Expr::var("res");
        let header = |value| on().method("insert_header", vec![Expr::str("X-H"), value]);
        match self.random.below(5) {
            0 => {
                let list = self.variable(Ty::List, true).unwrap_or_else(|| "items".to_owned());
                let all = Expr::Range(None, None);
                self.bind(out, "it", true, Expr::var(&list).method("drain", vec![all]));
                let next = Expr::var("it").method("next", vec![]).method("unwrap_or", vec![Expr::Int(0)]);
                self.operate(out, on().method("write", vec![next]), true);
                self.operate(out, header(Expr::Var(list).method("len", vec![])), false);
            }
            1 => {
                let Some(name) = self.variable(Ty::Int, true) else { return self.plain_write(out) };
                self.bind(out, "r", false, Expr::Ref(true, Box::new(Expr::var(&name))));
                let read = Expr::Deref(Box::new(Expr::var("r")));
                self.operate(out, on().method("write", vec![read]), true);
                self.operate(out, header(Expr::Var(name)), false);
            }
            2 => {
                let Some(name) = self.variable(Ty::Text, false) else { return self.plain_write(out) };
                let lent = Expr::Ref(false, Box::new(Expr::var(&name)));
                self.operate(out, on().method("write", vec![lent]), true);
                self.consume(&name);
                self.operate(out, header(Expr::Var(name)), false);
            }
            3 => {
                self.bind(out, "counter", false, Expr::call("Counter::new", vec![Expr::Int(1)]));
                self.bind(out, "r", false, Expr::Ref(false, Box::new(Expr::var("counter"))));
                self.plain_write(out);
                let (hit, read) = if self.random.chance(50) { ("counter", "r") } else { ("r", "counter") };
                self.put(out, Expr::var(hit).method("hit", vec![]));
                self.operate(out, header(Expr::var(read).method("len", vec![])), false);
            }
            _ => {
                let reborrow = Expr::Ref(true, Box::new(Expr::Deref(Box::new(on()))));
                self.bind(out, "w", true, Expr::call("GzEncoder::new", vec![reborrow]));
                let mut inner = Vec::new();
                let chunk = self.shown(true).method("to_string", vec![]);
                let write = Expr::var("w").method("write_all", vec![Expr::Ref(false, Box::new(chunk))]);
                self.operate(&mut inner, write, false);
                let end = Expr::var("w").method("finish", vec![]);
                self.operate(&mut inner, end, false);
                let value = self.shown(true);
                self.operate(&mut inner, header(value), false);
                self.put(out, Expr::Block(None, inner));
            }
        }
    }

    fn plain_write(&mut self, out: &mut Vec<Stmt>) {
        let pure = self.random.chance(60);
        let chunk = self.shown(pure);
        let write = Expr::var("res").method("write", vec![chunk]);
        self.operate(out, write, true);
    }

    fn in_between(&mut self, out: &mut Vec<Stmt>) {
        match self.random.below(14) {
            0..=2 => self.change(out),
            3 | 4 => self.let_(out),
            5 => {
                let call = self.effect();
                self.put(out, call);
            }
            6 => self.plain_write(out),
            7 => self.closure(out),
            8 => self.borrow(out),
            9 => self.read_head(out),
            10 if self.random.chance(30) => self.ending(out),
            11 => {
                let on = Expr::var("log");
                let operation = self.head_operation(on);
                self.operate(out, operation, false);
            }
            12 => {
                let loads = self.outside("load").tried();
                let name = self.new_name();
                self.bind(out, &name, false, loads);
                self.declare(&name, Ty::Int, false);
                if self.random.chance(60) {
                    let write = Expr::var("res").method("write", vec![Expr::Var(name)]);
                    self.operate(out, write, true);
                }
            }
            _ => self.branch(out),
        }
    }

    /// A reference or an iterator that holds a variable and is used afterwards.
    fn borrow(&mut self, out: &mut Vec<Stmt>) {
        match self.random.below(3) {
            0 => {
                let Some(name) = self.variable(Ty::Int, true) else { return self.change(out) };
                self.bind(out, "r", false, Expr::Ref(true, Box::new(Expr::Var(name))));
                let target = Box::new(Expr::Deref(Box::new(Expr::var("r"))));
                self.put(out, Expr::Assign("+=".to_owned(), target, Box::new(Expr::Int(1))));
            }
            1 => {
                let Some(name) = self.variable(Ty::Counter, false) else { return self.change(out) };
                self.bind(out, "r", false, Expr::Ref(false, Box::new(Expr::Var(name))));
                self.put(out, Expr::var("r").method("hit", vec![]));
            }
            _ => {
                let Some(name) = self.variable(Ty::List, true) else { return self.change(out) };
                let all = Expr::Range(None, None);
                self.bind(out, "it", true, Expr::Var(name).method("drain", vec![all]));
                let next = Expr::var("it").method("next", vec![]).method("unwrap_or", vec![Expr::Int(0)]);
                let write = Expr::var("res").method("write", vec![next]);
                self.operate(out, write, true);
            }
        }
    }

    /// What is read from the head, and can be seen.
    pub fn read_head(&mut self, out: &mut Vec<Stmt>) {
        let (name, on) = (self.new_name(), Expr::var("res"));
        let (ty, read) = if self.random.chance(50) {
            let header = *self.random.pick(&["X-A", "x-b", "X-E"]);
            (Ty::Bool, on.method("headers", vec![]).method("contains_key", vec![Expr::str(header)]))
        } else {
            (Ty::Int, on.method("status", vec![]))
        };
        self.bind(out, &name, false, read);
        self.declare(&name, ty, false);
        let site = self.site();
        self.put(out, Expr::call("effect_of", vec![site, Expr::Var(name)]));
    }

    pub fn effect(&mut self) -> Expr {
        let site = self.site();
        let ty = *self.random.pick(&[Ty::Int, Ty::Bool]);
        match self.variable(ty, false) {
            Some(name) if self.random.chance(40) => Expr::call("effect_of", vec![site, Expr::Var(name)]),
            _ => Expr::call("effect", vec![site]),
        }
    }
}
