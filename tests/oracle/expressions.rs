//! Random expressions by type, and random operations on a response.

use super::ast::{Expr, Pat};
use super::generate::{Generator, Ty};

impl Generator {
    /// A variable of a type in sight.
    pub fn variable(&mut self, ty: Ty, mutable: bool) -> Option<String> {
        let mut seen = std::collections::HashSet::new();
        let mut found = Vec::new();
        for var in self.vars.iter().rev() {
            if seen.insert(var.name.clone()) && var.ty == ty && (var.mutable || !mutable) && var.live {
                found.push(var.name.clone());
            }
        }
        let count = found.len();
        (count > 0).then(|| found.swap_remove(self.random.below(count)))
    }

    pub fn site(&mut self) -> Expr {
        self.next_site += 1;
        Expr::Int(self.next_site)
    }

    pub fn outside(&mut self, name: &str) -> Expr {
        let site = self.site();
        Expr::call(name, vec![site])
    }

    /// A call whose error leaves the handler, where that is possible.
    fn tried(&mut self, name: &str) -> Expr {
        let call = self.outside(name);
        if self.in_closure { call.method("unwrap_or", vec![Expr::Int(1)]) } else { call.tried() }
    }

    pub fn int(&mut self, depth: usize, pure: bool) -> Expr {
        if depth == 0 || self.random.chance(35) {
            return match self.variable(Ty::Int, false) {
                Some(name) if self.random.chance(75) => Expr::Var(name),
                _ => Expr::Int(self.random.below(5)),
            };
        }
        let choice = if pure { self.random.below(8) } else { self.random.below(15) };
        match choice {
            0 | 1 => {
                Expr::binary(if choice == 0 { "+" } else { "*" }, self.int(depth - 1, pure), Expr::Int(2))
            }
            2 => {
                let Some(name) = self.variable(Ty::List, false) else { return Expr::Int(1) };
                Expr::Var(name).method("len", vec![])
            }
            3 => {
                let Some(text) = self.text_variable() else { return Expr::Int(2) };
                Expr::Var(text).method("len", vec![])
            }
            4 => {
                let (cond, then, other) = (self.cond(depth - 1, pure), self.int(0, pure), self.int(0, pure));
                let block = |generator: &mut Generator, value| vec![generator.stmt_value(value)];
                let (then, other) = (block(self, then), block(self, other));
                Expr::If(Box::new(cond), then, Some(Box::new(Expr::Block(None, other))))
            }
            5 => {
                let Some(name) = self.variable(Ty::Opt, false) else { return Expr::Int(1) };
                Expr::Var(name).method("unwrap_or", vec![Expr::Int(0)])
            }
            6 => {
                let name = self.variable(Ty::Counter, false).unwrap_or_else(|| "state".to_owned());
                Expr::Var(name).method("len", vec![])
            }
            7 if self.random.chance(30) => Expr::binary("/", Expr::Int(8), self.int(0, true)),
            7 => Expr::Int(7),
            8 | 9 => self.outside("num"),
            10 => self.tried("load"),
            11 | 12 => {
                let Some(name) = self.variable(Ty::Int, true) else { return self.outside("num") };
                Expr::call("bump", vec![Expr::Ref(true, Box::new(Expr::Var(name)))])
            }
            13 => {
                let Some(name) = self.variable(Ty::Counter, false) else { return self.outside("num") };
                Expr::Var(name).method("hit", vec![])
            }
            _ => {
                let Some(name) = self.variable(Ty::List, true) else { return self.outside("num") };
                Expr::Var(name).method("pop", vec![]).method("unwrap_or", vec![Expr::Int(0)])
            }
        }
    }

    pub fn cond(&mut self, depth: usize, pure: bool) -> Expr {
        if depth == 0 || self.random.chance(40) {
            return match self.variable(Ty::Bool, false) {
                Some(name) if self.random.chance(if pure { 90 } else { 45 }) => Expr::Var(name),
                _ if pure => Expr::binary(">", self.int(0, true), Expr::Int(1)),
                _ => self.outside("ask"),
            };
        }
        match self.random.below(7) {
            0 => Expr::Not(Box::new(self.cond(depth - 1, pure))),
            1 => {
                let op = *self.random.pick(&["&&", "||"]);
                Expr::binary(op, self.cond(depth - 1, pure), self.cond(depth - 1, pure))
            }
            2 => {
                let op = *self.random.pick(&["==", "!=", "<", ">"]);
                Expr::binary(op, self.int(0, pure), self.int(0, true))
            }
            3 => {
                let Some(text) = self.text_variable() else { return self.cond(0, pure) };
                Expr::Var(text).method("is_empty", vec![])
            }
            4 => match self.variable(Ty::Opt, false) {
                Some(name) => {
                    let test = *self.random.pick(&["is_some", "is_none"]);
                    Expr::Var(name).method(test, vec![])
                }
                None => self.cond(0, pure),
            },
            5 => match self.variable(Ty::List, false) {
                Some(name) => Expr::Var(name).method("is_empty", vec![]),
                None => self.cond(0, pure),
            },
            _ => self.cond(0, pure),
        }
    }

    fn text_variable(&mut self) -> Option<String> {
        let ty = if self.random.chance(50) { Ty::Str } else { Ty::Text };
        self.variable(ty, false).or_else(|| self.variable(Ty::Str, false))
    }

    /// Something that can be shown.
    pub fn shown(&mut self, pure: bool) -> Expr {
        if self.in_focus && self.random.chance(10) {
            let shared = *self.random.pick(&["name", "rows", "state"]);
            let meant = self.vars.iter().rposition(|var| var.name == shared);
            if meant.is_none_or(|at| at < self.parameters) {
                return Expr::call("render", vec![Expr::var(shared)]);
            }
        }
        let first = if self.in_focus && self.random.chance(85) { 2 } else { 0 };
        match first + self.random.below(if pure { 7 } else { 13 } - first) {
            0 | 1 => Expr::str(["one", "two", "three"][self.random.below(3)]),
            2 | 3 => {
                let ty = *self.random.pick(&[Ty::Int, Ty::Int, Ty::Str, Ty::Text]);
                match self.variable(ty, false) {
                    Some(name) => Expr::Format(format!("{}{{{name}}}", ["", "v"][self.random.below(2)])),
                    None => Expr::str("none"),
                }
            }
            4 | 5 => self.int(2, pure),
            6 => match self.variable(Ty::Text, false) {
                Some(name) => match self.random.below(3) {
                    0 => Expr::Var(name).method("as_str", vec![]),
                    1 => Expr::Var(name).method("clone", vec![]),
                    _ => Expr::Ref(false, Box::new(Expr::Var(name))),
                },
                None => self.text_variable().map_or(Expr::str("four"), Expr::Var),
            },
            7 => self.outside("text"),
            8 if !self.in_closure => self.outside("fetch").tried(),
            9 => {
                let shared = *self.random.pick(&["name", "rows", "state"]);
                let is_parameter = self
                    .vars
                    .iter()
                    .rposition(|var| var.name == shared)
                    .is_some_and(|at| at < self.parameters);
                let arg = if is_parameter {
                    Expr::var(shared)
                } else {
                    Expr::Ref(false, Box::new(self.int_place()))
                };
                Expr::call("render", vec![arg])
            }
            10 => Expr::call("render", vec![Expr::Ref(false, Box::new(self.int_place()))]),
            11 if self.movable() => {
                let Some(name) = self.variable(Ty::Text, false) else { return self.int(1, pure) };
                self.consume(&name);
                Expr::Var(name)
            }
            _ => self.int(2, pure),
        }
    }

    fn int_place(&mut self) -> Expr {
        self.variable(Ty::Int, false).map_or(Expr::Int(3), Expr::Var)
    }

    pub fn response(&mut self) -> Expr {
        Expr::var(if self.random.chance(88) { "res" } else { "log" })
    }

    /// A head operation, without what is done with its result.
    pub fn head_operation(&mut self, on: Expr) -> Expr {
        let pure = self.random.chance(88);
        let name = *self.random.pick(&["X-A", "x-a", "X-B", "X-C", "X-D", "Content-Type"]);
        match self.random.below(12) {
            0..=5 => on.method("insert_header", vec![Expr::str(name), self.shown(pure)]),
            6 => on.method("append_header", vec![Expr::str(name), self.shown(pure)]),
            7 => on.method("remove_header", vec![Expr::str(name)]),
            8 | 9 => {
                let status = if self.random.chance(70) {
                    Expr::Int(*self.random.pick(&[200, 201, 404]))
                } else {
                    self.int(1, pure)
                };
                on.method("set_status", vec![status])
            }
            10 => on.method("content_type", vec![Expr::str("text/plain")]),
            _ => on.method("add_cookie", vec![Expr::str("sid"), self.shown(pure)]),
        }
    }

    /// A pattern of an option with the name that it binds.
    pub fn some_pattern(&mut self) -> (Pat, String) {
        let name = self.new_name();
        (Pat::Variant("Some".to_owned(), vec![Pat::Bind { name: (*name).into(), mutable: false }]), name)
    }
}
