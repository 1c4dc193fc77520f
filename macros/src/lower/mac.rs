//! Macros: known ones by what they do with their arguments, others are opaque for what they mention.

use syn::spanned::Spanned;
use syn::visit::Visit;
use syn::{Expr, Macro};

use crate::annotations::Via;
use crate::effect::Effect;
use crate::graph::{BlockId, FactId, Op, Refine, Terminator, Test};
use crate::known::macros::{Format, KnownMacro};

use super::operate::Act;
use super::value::{Access, Kind, Value};
use super::{Lowerer, edge};

impl<'a> Lowerer<'a> {
    pub(crate) fn mac(&mut self, mac: &'a Macro, expr: Option<&'a Expr>) -> Value<'a> {
        let macros = self.input.macros;
        if let Some((_, effect)) = self.effect_on.filter(|(at, _)| *at == super::address(mac)) {
            return self.told_macro(mac, expr, effect);
        }
        let Some(known) = macros.get(mac) else {
            let reached = self.mentioned(mac.tokens.clone());
            self.opaque_macro(mac, expr, &reached);
            return Value::default();
        };
        match known {
            KnownMacro::Write { target, format } => return self.write_macro(mac, expr, target, format),
            KnownMacro::Format(format) => self.format(format),
            KnownMacro::Vec { elems } => return self.vec_macro(elems),
            KnownMacro::Assert { cond, rest } => self.assert_macro(cond, rest),
            KnownMacro::AssertEq { left, right, rest } => {
                self.read(left);
                self.read(right);
                rest.iter().for_each(|expr| drop(self.read(expr)));
            }
            KnownMacro::DebugAssert { exprs } | KnownMacro::Log { exprs } => self.may_run(exprs),
            KnownMacro::Matches { .. } => return self.matches_value(mac),
            KnownMacro::Dbg { exprs } => return self.dbg_macro(exprs),
            KnownMacro::Diverges(format) => {
                self.format(format);
                self.end(Terminator::End);
            }
            KnownMacro::Bail(format) => {
                self.format(format);
                let error = Value::constant(self.bad);
                self.leave_by(&error, true);
            }
            KnownMacro::Ensure { cond, rest } => self.ensure_macro(cond, rest),
            KnownMacro::Select { .. } => self.select_macro(known),
            KnownMacro::Join { futures } => self.join_macro(futures),
            KnownMacro::TryJoin { futures } => return self.try_join_macro(futures),
            KnownMacro::Deferred { block } => self.deferred_macro(mac, block),
            KnownMacro::Defer { block } => {
                self.defer(block);
            }
            KnownMacro::Pin { .. } => {}
            KnownMacro::Local { mentions, exits } => self.local_macro(mac, expr, mentions, *exits),
            KnownMacro::Opaque { mentions } => {
                let reached = self.reached_by(mentions);
                self.opaque_macro(mac, expr, &reached);
            }
        }
        Value::default()
    }

    fn reached_by(&self, mentions: &[String]) -> Access {
        mentions.iter().fold(Access::default(), |all, name| all.either(self.reached_by_name(name)))
    }

    fn opaque_macro(&mut self, mac: &'a Macro, expr: Option<&'a Expr>, reached: &Access) {
        if reached.is_some() {
            let name = format!("{}!", last_segment(mac));
            let act =
                Act::new(expr, &name, mac.path.span(), self.unknown_effect(), Via::Unknown).of_macro(mac);
            self.act(&reached.of, &act);
        }
    }

    /// `#[effect(..)]` in front of a macro.
    fn told_macro(&mut self, mac: &'a Macro, expr: Option<&'a Expr>, effect: Effect) -> Value<'a> {
        let reached = self.mentioned(mac.tokens.clone());
        if effect == Effect::Never {
            self.end(Terminator::End);
        } else if reached.is_some() {
            let name = format!("{}!", last_segment(mac));
            let act = Act::new(expr, &name, mac.path.span(), effect, Via::Response).of_macro(mac);
            self.act(&reached.of, &act);
        }
        Value::of(reached.to(Kind::Part))
    }

    fn format(&mut self, format: &'a Format) {
        for arg in &format.args {
            let value = self.read(arg);
            self.look(&value);
        }
    }

    /// A code value that is only looked at does not run.
    fn look(&mut self, _: &Value<'a>) {}

    /// `write!(res, ..)`: the target is borrowed, the arguments are evaluated, then it writes.
    fn write_macro(
        &mut self,
        mac: &'a Macro,
        expr: Option<&'a Expr>,
        target: &'a Expr,
        format: &'a Format,
    ) -> Value<'a> {
        let value = self.read(target);
        self.format(format);
        if let Some((var, path)) = value.place.clone().filter(|_| !value.access.is_some()) {
            self.change(var, &path);
        }
        let via = match value.access.kind {
            Kind::Response | Kind::Alias => Via::Response,
            Kind::BodyView => Via::BodyView,
            _ => return Value::default(),
        };
        let name = format!("{}!", last_segment(mac));
        let mut act = Act::new(expr, &name, mac.path.span(), Effect::Write, via).of_macro(mac);
        act.sets_known = true;
        self.act(&value.access.of, &act);
        Value::default()
    }

    fn vec_macro(&mut self, elems: &'a [Expr]) -> Value<'a> {
        self.holding(elems.iter())
    }

    fn assert_macro(&mut self, cond: &'a Expr, rest: &'a [Expr]) {
        let (holds, fails) = (self.block(), self.block());
        self.branch(cond, holds, fails);
        self.start(fails);
        rest.iter().for_each(|expr| drop(self.read(expr)));
        self.end(Terminator::End);
        self.start(holds);
    }

    /// Arguments that may not be evaluated at all.
    fn may_run(&mut self, exprs: &'a [Expr]) {
        if exprs.is_empty() {
            return;
        }
        let (runs, after) = (self.block(), self.block());
        self.fork(runs, after);
        self.start(runs);
        self.perhaps(|lower| exprs.iter().for_each(|expr| drop(lower.read(expr))));
        self.goto(after);
        self.start(after);
    }

    fn dbg_macro(&mut self, exprs: &'a [Expr]) -> Value<'a> {
        let mut values: Vec<Value<'a>> = exprs.iter().map(|expr| self.expr(expr)).collect();
        match values.len() {
            1 => values.remove(0),
            _ => Value::made_of(values, Vec::new()),
        }
    }

    fn ensure_macro(&mut self, cond: &'a Expr, rest: &'a [Expr]) {
        let (holds, fails) = (self.block(), self.block());
        self.branch(cond, holds, fails);
        self.start(fails);
        rest.iter().for_each(|expr| drop(self.read(expr)));
        let error = Value::constant(self.bad);
        self.leave_by(&error, true);
        self.start(holds);
    }

    /// A macro in a condition.
    pub(crate) fn branch_macro(&mut self, mac: &'a Macro, whole: &'a Expr, yes: BlockId, no: BlockId) {
        let macros = self.input.macros;
        if mac.path.is_ident("cfg") {
            let says = self.cfg_macro(mac.tokens.clone());
            return self.switch(says.edges(yes, no));
        }
        let Some(KnownMacro::Matches { expr, pat, guard }) = macros.get(mac) else {
            let value = self.mac(mac, Some(whole));
            let edges = match value.fact {
                Some(fact) => super::cond::is(fact, self.yes, self.no).edges(yes, no),
                None => vec![edge(yes, Vec::new()), edge(no, Vec::new())],
            };
            return self.switch(edges);
        };
        let scope = self.env.scope();
        match guard {
            None => self.branch_let(pat, expr, yes, no),
            Some(guard) => {
                let inside = self.block();
                self.branch_let(pat, expr, inside, no);
                self.start(inside);
                self.branch(guard, yes, no);
            }
        }
        self.env.leave(scope);
    }

    fn matches_value(&mut self, mac: &'a Macro) -> Value<'a> {
        let fact = self.out.graph.fact(Vec::new());
        let macros = self.input.macros;
        let Some(KnownMacro::Matches { expr, pat, guard }) = macros.get(mac) else { return Value::default() };
        let (yes, no, after) = (self.block(), self.block(), self.block());
        let scope = self.env.scope();
        let inside = if guard.is_some() { self.block() } else { yes };
        self.branch_let(pat, expr, inside, no);
        if let Some(guard) = guard {
            self.start(inside);
            self.branch(guard, yes, no);
        }
        self.env.leave(scope);
        for (block, value) in [(yes, self.yes), (no, self.no)] {
            self.start(block);
            self.store(fact, &Value::constant(value));
            self.goto(after);
        }
        self.start(after);
        Self::fact_value(fact)
    }

    /// `select!`: the futures start in any order and one arm's body runs.
    fn select_macro(&mut self, known: &'a KnownMacro) {
        let KnownMacro::Select { arms, otherwise } = known else { return };
        let after = self.block();
        let started: Vec<Value<'a>> = arms.iter().map(|arm| self.expr(&arm.future)).collect();
        let ran: Vec<(Value<'a>, Option<FactId>)> =
            started.into_iter().map(|value| self.may_win(value)).collect();
        let ways: Vec<BlockId> =
            (0..arms.len() + usize::from(otherwise.is_some())).map(|_| self.block()).collect();
        let won = |at: usize| ran.get(at).and_then(|(_, won)| *won);
        let yes = self.yes;
        let when = |at: usize| won(at).map(|won| Refine::Fact(won, Test::Is(yes))).into_iter().collect();
        self.switch(ways.iter().enumerate().map(|(at, way)| edge(*way, when(at))).collect());
        for ((arm, (value, _)), way) in arms.iter().zip(ran).zip(&ways) {
            self.start(*way);
            let scope = self.env.scope();
            self.bind(&arm.pat, value);
            self.perhaps(|lower| lower.expr(&arm.body));
            self.leave(scope);
            self.goto(after);
        }
        if let (Some(otherwise), Some(way)) = (otherwise, ways.last()) {
            self.start(*way);
            self.expr(otherwise);
            self.goto(after);
        }
        self.start(after);
    }

    /// A block among the futures of a `select!` runs in full if it wins, and else not, or in part.
    fn may_win(&mut self, value: Value<'a>) -> (Value<'a>, Option<FactId>) {
        let Some(code) = value.code.clone() else { return (value, None) };
        let (runs, waits, after) = (self.block(), self.block(), self.block());
        let won = self.out.graph.fact(Vec::new());
        self.fork(runs, waits);
        self.start(runs);
        let value = self.run_once(&code);
        self.emit(Op::Set(won, self.yes));
        self.goto(after);
        self.start(waits);
        self.emit(Op::Set(won, self.no));
        self.goto(after);
        self.start(after);
        (value, Some(won))
    }

    /// `join!`: all futures run to their end, in any order.
    fn join_macro(&mut self, futures: &'a [Expr]) {
        for future in futures {
            let value = self.expr(future);
            if let Some(code) = value.code {
                self.run_once(&code);
            }
        }
    }

    fn try_join_macro(&mut self, futures: &'a [Expr]) -> Value<'a> {
        for future in futures {
            let value = self.expr(future);
            if let Some(code) = value.code {
                self.run_later(&code);
            }
        }
        Value::default()
    }

    /// `stream! { .. }`: its body runs after the head has gone.
    fn deferred_macro(&mut self, mac: &'a Macro, block: &'a syn::Block) {
        let captured = {
            let names = super::names::free_names(self.input.macros, |free| free.visit_block(block));
            self.reached_by(&names)
        };
        let (inside, after) = (self.block(), self.block());
        self.fork(inside, after);
        self.start(inside);
        if captured.is_some() {
            let name = format!("{}!", last_segment(mac));
            let act = Act::new(None, &name, mac.path.span(), Effect::Write, Via::Unknown).silent();
            self.act(&captured.of, &act);
        }
        self.outliving_block(mac.path.span(), block);
        self.end(Terminator::End);
        self.start(after);
    }

    /// A macro of the function's own: a use of everything its body mentions, exits included.
    fn local_macro(&mut self, mac: &'a Macro, expr: Option<&'a Expr>, mentions: &[String], exits: bool) {
        let reached = self.reached_by(mentions).either(self.mentioned(mac.tokens.clone()));
        for name in mentions {
            if let Some(var) = self.env.lookup(name) {
                self.change(var, "");
            }
        }
        self.opaque_macro(mac, expr, &reached);
        if exits {
            let (leaves, after) = (self.block(), self.block());
            self.fork(leaves, after);
            self.start(leaves);
            self.leave_by(&Value::default(), false);
            self.start(after);
        }
    }
}

fn last_segment(mac: &Macro) -> String {
    mac.path.segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default()
}
