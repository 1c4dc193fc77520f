//! What handlers do besides setting and writing: asking whether the head is out, looking at results, remembering what
//! was done, lending the response, running code in closures and blocks.

use super::ast::{Arm, Expr, Pat, Stmt, StmtKind};
use super::generate::{Generator, Ty};

impl Generator {
    /// Whether the head of `res` or `log` is out, or not.
    pub fn asks_head_sent(&mut self) -> Expr {
        let asked = self.response().method("head_sent", vec![]);
        if self.random.chance(60) { Expr::Not(Box::new(asked)) } else { asked }
    }

    pub fn habit(&mut self, out: &mut Vec<Stmt>) {
        match self.random.below(12) {
            0 | 1 => self.guard(out),
            2 => self.own_check(out),
            3 | 4 => self.outcome(out),
            5 | 6 => self.remembered(out),
            7 => self.combinator(out),
            8 => self.lent(out),
            9 => self.trailer(out),
            10 => self.prepared(out),
            _ => self.async_block(out),
        }
    }

    /// One or two operations on a response.
    fn operations(&mut self, on: &Expr) -> Vec<Stmt> {
        let mut out = Vec::new();
        for _ in 0..1 + self.random.below(2) {
            if self.random.chance(65) {
                let operation = self.head_operation(on.clone());
                self.operate(&mut out, operation, false);
            } else {
                let chunk = self.shown(true);
                let write = on.clone().method("write", vec![chunk]);
                self.operate(&mut out, write, true);
            }
        }
        out
    }

    fn then(&mut self, out: &mut Vec<Stmt>, cond: Expr, then: Vec<Stmt>, other: Option<Vec<Stmt>>) {
        let other = other.map(|other| Box::new(Expr::Block(None, other)));
        self.put(out, Expr::If(Box::new(cond), then, other));
    }

    fn guard(&mut self, out: &mut Vec<Stmt>) {
        let (mut asked, on) = (self.asks_head_sent(), self.response());
        if self.random.chance(25) {
            let (op, more) = (*self.random.pick(&["&&", "||"]), self.cond(1, false));
            let (left, right) = if self.random.chance(50) { (asked, more) } else { (more, asked) };
            asked = Expr::binary(op, left, right);
        }
        match self.random.below(6) {
            0 | 1 => {
                let then = self.operations(&on);
                self.then(out, asked, then, None);
            }
            2 => {
                let (then, other) = (self.operations(&on), self.operations(&on));
                self.then(out, asked, then, Some(other));
            }
            3 if !self.in_closure => {
                let mut leave = Vec::new();
                let ok = Expr::call("Ok", vec![Expr::Unit]);
                self.put(&mut leave, Expr::Return(Some(Box::new(ok))));
                self.then(out, asked, leave, None);
            }
            4 => {
                let arms = [true, false].map(|value| Arm {
                    pat: Pat::Lit(Box::new(Expr::Bool(value))),
                    guard: None,
                    body: Expr::Block(None, self.operations(&on)),
                });
                self.put(out, Expr::Match(Box::new(asked), arms.into()));
            }
            _ => {
                let name = self.new_name();
                self.bind(out, &name, false, asked);
                self.declare(&name, Ty::Bool, false);
            }
        }
    }

    /// A head operation whose own result says whether it was late.
    fn own_check(&mut self, out: &mut Vec<Stmt>) {
        let on = self.response();
        let operation = self.head_operation(on.clone());
        let body = if self.random.chance(60) {
            let call = self.effect();
            let mut body = Vec::new();
            self.put(&mut body, call);
            body
        } else {
            self.operations(&on)
        };
        self.looked_at(out, operation, body, Vec::new());
    }

    /// An operation that commits and may fail, and what happens then.
    fn outcome(&mut self, out: &mut Vec<Stmt>) {
        let on = self.response();
        let chunk = self.shown(true);
        let operation = match self.random.below(5) {
            0..=2 => on.clone().method("write", vec![chunk]),
            3 => on.clone().method("redirect", vec![Expr::str("/x")]),
            _ => on.clone().method("send_error", vec![Expr::Int(500)]),
        };
        let (failed, done) = (self.operations(&on), self.operations(&on));
        if self.random.chance(20) && !self.in_closure {
            let ok = Pat::Variant("Ok".to_owned(), vec![Pat::Wild]);
            let mut diverge = failed;
            let value = Expr::call("Ok", vec![Expr::Unit]);
            self.put(&mut diverge, Expr::Return(Some(Box::new(value))));
            let id = self.stmt_value(Expr::Unit).id;
            let kind = StmtKind::Let { pat: ok, init: Some(operation), diverge: Some(diverge) };
            return out.push(Stmt { id, kind });
        }
        self.looked_at(out, operation, failed, done);
    }

    /// One of the ways to look at a result.
    fn looked_at(&mut self, out: &mut Vec<Stmt>, operation: Expr, failed: Vec<Stmt>, done: Vec<Stmt>) {
        let variant = |name: &str| Pat::Variant(name.to_owned(), vec![Pat::Wild]);
        let done = Some(done).filter(|done| !done.is_empty());
        match self.random.below(4) {
            0 => self.then(out, operation.method("is_err", vec![]), failed, done),
            1 => {
                let cond = Expr::Let(Box::new(variant("Err")), Box::new(operation));
                self.then(out, cond, failed, done);
            }
            2 => {
                let body = Expr::Block(None, done.unwrap_or_default());
                let arms = vec![
                    Arm { pat: variant("Ok"), guard: None, body },
                    Arm { pat: variant("Err"), guard: None, body: Expr::Block(None, failed) },
                ];
                self.put(out, Expr::Match(Box::new(operation), arms));
            }
            _ => {
                let cond = operation.method("is_ok", vec![]);
                self.then(out, cond, done.unwrap_or_default(), Some(failed));
            }
        }
    }

    /// A flag that goes with a write.
    fn remembered(&mut self, out: &mut Vec<Stmt>) {
        let (name, on) = (self.new_name(), self.response());
        let mutable = self.random.chance(40);
        match self.random.below(5) {
            0 => {
                let cond = self.cond(1, false);
                let value = |generator: &mut Generator, value| {
                    let mut block = generator.operations(&on);
                    block.push(generator.stmt_value(Expr::Bool(value)));
                    block
                };
                let (then, other) = (value(self, true), vec![self.stmt_value(Expr::Bool(false))]);
                let value = Expr::If(Box::new(cond), then, Some(Box::new(Expr::Block(None, other))));
                self.bind(out, &name, mutable, value);
                self.declare(&name, Ty::Bool, mutable);
            }
            1 => {
                let (on_number, mut wrote) = (self.int(1, false), self.operations(&on));
                wrote.push(self.stmt_value(Expr::Bool(true)));
                let arms = vec![
                    Arm {
                        pat: Pat::Lit(Box::new(Expr::Int(self.random.below(3)))),
                        guard: None,
                        body: Expr::Block(None, wrote),
                    },
                    Arm { pat: Pat::Wild, guard: None, body: Expr::Bool(false) },
                ];
                self.bind(out, &name, mutable, Expr::Match(Box::new(on_number), arms));
                self.declare(&name, Ty::Bool, mutable);
            }
            2 => {
                let mut block = self.operations(&on);
                let mut leave = Vec::new();
                self.put(&mut leave, Expr::Break(None, Some(Box::new(Expr::Bool(true)))));
                let ask = self.outside("ask");
                self.then(&mut block, ask, leave, None);
                if self.random.chance(50) {
                    block.rotate_right(1);
                }
                self.put(&mut block, Expr::Break(None, Some(Box::new(Expr::Bool(false)))));
                self.bind(out, &name, mutable, Expr::Loop(None, block));
                self.declare(&name, Ty::Bool, mutable);
            }
            choice => self.first_round(out, &name, &on, choice == 3),
        }
    }

    /// A loop that sets a head in its first round: by a flag, a counter or the index.
    fn first_round(&mut self, out: &mut Vec<Stmt>, name: &str, on: &Expr, by_index: bool) {
        let depth = self.vars.len();
        let counts = by_index || self.random.chance(40);
        self.declare(name, if counts { Ty::Int } else { Ty::Bool }, !by_index);
        let guarded = self.operations(on);
        let write = self.shown(true);
        let write = on.clone().method("write", vec![write]);
        let mut block = Vec::new();
        if by_index {
            self.vars.truncate(depth);
            let first = Expr::binary("==", Expr::var(name), Expr::Int(0));
            self.then(&mut block, first, guarded, None);
            self.operate(&mut block, write, true);
            let pair = Pat::Tuple(vec![Pat::Bind { name: name.into(), mutable: false }, Pat::Wild]);
            let over = Expr::var("rows").method("iter", vec![]).method("enumerate", vec![]);
            if self.vars.iter().filter(|var| var.name == "rows").count() == 1 {
                self.put(out, Expr::For(None, pair, Box::new(over), block));
            }
            return;
        }
        let start = if counts { Expr::Int(0) } else { Expr::Bool(true) };
        self.bind(out, name, true, start);
        let (cond, op, next) = if counts {
            (Expr::binary("==", Expr::var(name), Expr::Int(0)), "+=", Expr::Int(1))
        } else {
            (Expr::var(name), "=", Expr::Bool(false))
        };
        let mut guarded = guarded;
        let step = Expr::Assign(op.to_owned(), Box::new(Expr::var(name)), Box::new(next));
        let inside = self.random.chance(60);
        if inside {
            self.put(&mut guarded, step.clone());
        }
        self.then(&mut block, cond, guarded, None);
        self.operate(&mut block, write, true);
        if !inside {
            self.put(&mut block, step);
        }
        let over = Expr::Range(Some(Box::new(Expr::Int(0))), Some(Box::new(Expr::Int(3))));
        self.put(out, Expr::For(None, Pat::Wild, Box::new(over), block));
    }

    /// A closure that a method of an option, a result or a condition runs.
    fn combinator(&mut self, out: &mut Vec<Stmt>) {
        let outer = std::mem::replace(&mut self.in_closure, true);
        let on = self.response();
        let mut body = self.operations(&on);
        self.in_closure = outer;
        let closure = |params: &[&str], body: Vec<Stmt>| {
            let params = params.iter().map(|param| (*param).to_owned()).collect();
            Expr::Closure(params, Expr::Block(None, body).into())
        };
        let call = match self.random.below(5) {
            0 => self.outside("find").method("map", vec![closure(&["_"], body)]),
            1 => {
                body.push(self.stmt_value(Expr::Int(1)));
                self.outside("find").method("unwrap_or_else", vec![closure(&[], body)])
            }
            2 => self.cond(1, false).method("then", vec![closure(&[], body)]),
            3 => {
                body.push(self.stmt_value(Expr::var("e")));
                self.outside("load").method("map_err", vec![closure(&["e"], body)])
            }
            _ => {
                let value = Expr::call("Ok", vec![Expr::var("v")]);
                body.push(self.stmt_value(value));
                self.outside("load").method("and_then", vec![closure(&["v"], body)])
            }
        };
        let is_result =
            matches!(&call, Expr::Method(_, name, _) if matches!(&**name, "map_err" | "and_then"));
        if is_result && !self.in_closure && self.random.chance(60) {
            return self.put(out, call.tried());
        }
        self.bind(out, "_", false, call);
    }

    /// The response under another name.
    fn lent(&mut self, out: &mut Vec<Stmt>) {
        let lend = |name: &str| Expr::Ref(true, Box::new(Expr::Deref(Box::new(Expr::var(name)))));
        let mut inner = Vec::new();
        let on = if self.random.chance(85) { "res" } else { "log" };
        match self.random.below(3) {
            0 => self.bind(&mut inner, "lent", false, lend(on)),
            1 => {
                let parts = ["lent", "other"].map(|name| Pat::Bind { name: name.into(), mutable: false });
                let value = Expr::Tuple(vec![lend(on), Expr::Int(1)]);
                let id = self.stmt_value(Expr::Unit).id;
                let kind = StmtKind::Let { pat: Pat::Tuple(parts.into()), init: Some(value), diverge: None };
                inner.push(Stmt { id, kind });
            }
            _ => {
                let cond = self.cond(1, false);
                let (then, other) = (vec![self.stmt_value(lend("res"))], vec![self.stmt_value(lend("log"))]);
                let choice = Expr::If(Box::new(cond), then, Some(Box::new(Expr::Block(None, other))));
                self.bind(&mut inner, "lent", false, choice);
            }
        }
        for _ in 0..1 + self.random.below(2) {
            let more = self.operations(&Expr::var("lent"));
            inner.extend(more);
        }
        self.put(out, Expr::Block(None, inner));
    }

    fn trailer(&mut self, out: &mut Vec<Stmt>) {
        let on = self.response();
        let name = Expr::str(["X-T", "X-U"][self.random.below(2)]);
        let value = self.shown(true);
        let operation = match self.random.below(5) {
            0 => on.method("declare_trailer", vec![name]),
            1 => on.method("insert_header", vec![Expr::str("Trailer"), Expr::str("X-T, x-u")]),
            2 => on.method("append_trailer", vec![name, value]),
            _ => on.method("insert_header", vec![name, value]),
        };
        self.operate(out, operation, false);
    }

    /// A hook, or room for the first writes.
    fn prepared(&mut self, out: &mut Vec<Stmt>) {
        let on = self.response();
        let operation = if self.random.chance(60) {
            let headers = Expr::Field(Box::new(Expr::var("head")), "headers".to_owned());
            let name = *self.random.pick(&["X-A", "X-H"]);
            let insert = headers.method("insert", vec![Expr::str(name), Expr::str("hook")]);
            let mut body = Vec::new();
            self.put(&mut body, insert);
            on.method(
                "on_commit",
                vec![Expr::Closure(vec!["head".to_owned()], Expr::Block(None, body).into())],
            )
        } else {
            on.method("buffer", vec![Expr::Int(64)])
        };
        self.operate(out, operation, false);
    }

    /// A block that is awaited at once, or bound and awaited later; `?` and `return` leave only the block.
    fn async_block(&mut self, out: &mut Vec<Stmt>) {
        if !self.is_async || self.in_closure {
            return self.guard(out);
        }
        let loops = std::mem::take(&mut self.loops);
        let mut body = self.block(2);
        self.loops = loops;
        let ends = matches!(
            body.last(),
            Some(Stmt { kind: StmtKind::Expr(Expr::Return(_) | Expr::Break(..) | Expr::Continue(_), _), .. })
        );
        if !ends {
            let last = Expr::call("Ok", vec![Expr::Unit]);
            body.push(self.stmt_value(last));
        }
        let mut run = Expr::Async(Expr::Block(None, body).into());
        if self.random.chance(40) {
            self.bind(out, "task", false, run);
            if self.random.chance(50) {
                let call = self.effect();
                self.put(out, call);
            }
            run = Expr::var("task");
        }
        let awaited = Expr::Await(Box::new(run));
        if self.random.chance(50) {
            self.put(out, awaited.tried());
        } else {
            self.bind(out, "_", false, awaited);
        }
    }
}
