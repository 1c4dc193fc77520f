//! Moves, borrows and new names in a handler, so that what is held at one place is used at another.

use super::ast::{Expr, Handler, Pat, Stmt, StmtKind};
use super::random::Random;
use super::walk;

/// What every handler has to hold.
const PARAMETERS: [&str; 6] = ["name", "title", "rows", "items", "maybe", "state"];

/// The handler with some of them, at random places; whether it still compiles is for the compiler to say.
pub fn with_held(mut handler: Handler, seed: u64) -> Handler {
    let mut random = Random::new(seed ^ 0x4e1d);
    let mut next_id = 0;
    walk::blocks(&mut handler.body, &mut |stmt| next_id = next_id.max(stmt.id));
    for number in 0..1 + random.below(3) {
        let mut holder = Holder { random: &mut random, next_id: &mut next_id, number };
        holder.hold(&mut handler.body);
    }
    handler
}

struct Holder<'r> {
    random: &'r mut Random,
    next_id: &'r mut u32,
    number: usize,
}

impl Holder<'_> {
    /// In this block, or in one inside.
    fn hold(&mut self, block: &mut Vec<Stmt>) {
        let inner = block.iter().filter(|stmt| is_block(stmt)).count();
        if inner > 0 && self.random.chance(25) {
            let at = self.random.below(inner);
            let stmt = block.iter_mut().filter(|stmt| is_block(stmt)).nth(at).expect("counted");
            let mut blocks = 0;
            walk::nested(stmt, &mut |_| blocks += 1);
            let (chosen, mut at) = (self.random.below(blocks), 0);
            walk::nested(stmt, &mut |inner| {
                if at == chosen {
                    self.hold(inner);
                }
                at += 1;
            });
            return;
        }
        // Not behind the tail.
        let last = block.len().saturating_sub(1);
        let from = self.random.below(last + 1);
        let to = from + self.random.below(last + 1 - from);
        let held = self.held(&block[..from]);
        let (first, then) = self.pair(&held);
        block.splice(to..to, then);
        block.splice(from..from, first);
    }

    /// A parameter, or what is bound in front.
    fn held(&mut self, before: &[Stmt]) -> String {
        let bound: Vec<&str> = before
            .iter()
            .filter_map(|stmt| match &stmt.kind {
                StmtKind::Let { pat: Pat::Bind { name, .. }, .. } => Some(&**name),
                _ => None,
            })
            .collect();
        if bound.is_empty() || self.random.chance(50) {
            (*self.random.pick(&PARAMETERS)).to_owned()
        } else {
            (*self.random.pick(&bound)).to_owned()
        }
    }

    /// What takes hold, and what uses it later.
    fn pair(&mut self, held: &str) -> (Option<Stmt>, Option<Stmt>) {
        let name = format!("held_{}", self.number);
        let shared = Expr::Ref(false, Box::new(Expr::var(held)));
        let value = match self.random.below(9) {
            0 | 1 => shared,
            2 => Expr::Ref(true, Box::new(Expr::var(held))),
            3 | 4 => Expr::var(held),
            5 => Expr::Tuple(vec![shared, Expr::Int(1)]),
            6 => Expr::var(held).method("iter", vec![]),
            7 => {
                let used = self.used(held);
                return (self.closure(&name, used), Some(self.stmt(Expr::call(&name, vec![]))));
            }
            _ if self.random.chance(50) => {
                return (None, Some(self.stmt(Expr::call("drop", vec![Expr::var(held)]))));
            }
            // The same name again.
            _ => return (Some(self.bind(held, Expr::var(held))), None),
        };
        let used = self.used(&name);
        (Some(self.bind(&name, value)), Some(self.stmt(used)))
    }

    /// An effect, a header or a write of something that is held.
    fn used(&mut self, name: &str) -> Expr {
        match self.random.below(4) {
            0 => Expr::var("res")
                .method("insert_header", vec![Expr::str("X-H"), Expr::var(name)])
                .method("ok", vec![]),
            1 => Expr::var("res")
                .method("set_status", vec![Expr::var(name).method("len", vec![])])
                .method("ok", vec![]),
            _ => Expr::call("effect_of", vec![Expr::Int(900), Expr::var(name)]),
        }
    }

    fn closure(&mut self, name: &str, used: Expr) -> Option<Stmt> {
        let body = vec![self.stmt(used)];
        Some(self.bind(name, Expr::Closure(Vec::new(), Expr::Block(None, body).into())))
    }

    fn bind(&mut self, name: &str, value: Expr) -> Stmt {
        let pat = Pat::Bind { name: name.into(), mutable: self.random.chance(30) };
        self.numbered(StmtKind::Let { pat, init: Some(value), diverge: None })
    }

    fn stmt(&mut self, expr: Expr) -> Stmt {
        self.numbered(StmtKind::Expr(expr, true))
    }

    fn numbered(&mut self, kind: StmtKind) -> Stmt {
        *self.next_id += 1;
        Stmt { id: *self.next_id, kind }
    }
}

fn is_block(stmt: &Stmt) -> bool {
    let mut any = false;
    walk::nested(&mut stmt.clone(), &mut |_| any = true);
    any
}
