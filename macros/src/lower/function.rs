//! Calls of functions: constructors, `drop`, methods by another spelling, functions that never return.

use syn::spanned::Spanned;
use syn::{Expr, ExprCall, ExprMethodCall};

use crate::annotations::Via;
use crate::effect::Effect;
use crate::known::{pure, wrappers, writers};

use super::Lowerer;
use super::expr::unwrapped;
use super::operate::Act;
use super::reach::reach;
use super::value::{Access, Kind, Value};

impl<'a> Lowerer<'a> {
    pub(crate) fn call(&mut self, expr: &'a Expr, call: &'a ExprCall) -> Value<'a> {
        if let Some(value) = self.call_code(call) {
            return value;
        }
        let Expr::Path(path) = unwrapped(&call.func) else {
            let callee = self.expr(&call.func);
            let args: Vec<_> = call.args.iter().map(|arg| self.expr(arg)).collect();
            self.hand_away_code(&args);
            let reached = self.others(expr, "this call", &args);
            self.opaque(&callee.reach(), expr, "this call", call.func.span());
            return Value::of(reached.to(Kind::Part));
        };
        let segments: Vec<String> = path.path.segments.iter().map(|s| s.ident.to_string()).collect();
        if let Some(value) = self.memory_taken(expr, call, &segments) {
            return value;
        }
        let args = self.arguments(None, &call.args);
        let name = segments.last().cloned().unwrap_or_default();
        if let Some(effect) = self.said_effect(expr).or_else(|| self.called_function(&segments)) {
            return self.told_effect(expr, &name, path.span(), effect, &Value::default(), &args);
        }
        self.call_path(expr, call, &segments, args)
    }

    fn call_path(
        &mut self,
        expr: &'a Expr,
        call: &'a ExprCall,
        segments: &[String],
        args: Vec<Value<'a>>,
    ) -> Value<'a> {
        let name = segments.last().cloned().unwrap_or_default();
        if self.never_returns(segments) {
            self.others(expr, &name, &args);
            self.never_comes_back(expr);
            return Value::default();
        }
        if wrappers::never_returns(segments) {
            self.never_comes_back(expr);
            return Value::default();
        }
        if name == "drop" && args.len() == 1 && segments.len() <= 3 {
            return self.dropped(expr, call, &args[0]);
        }
        if name == "into_inner" {
            if let Some((var, _)) = args.first().and_then(|arg| arg.place.clone()) {
                self.release(var, false);
            }
        }
        if let Some(value) = self.ufcs(expr, call, segments, &args) {
            return value;
        }
        if let Some(value) = self.run_here(&name, &args) {
            return value;
        }
        if let Some(value) = self.scope_guard(call, segments, &args) {
            return value;
        }
        if wrappers::is_deferred(segments) {
            self.defer_all(&args, &name);
        } else if let Some(value) = self.constructed(call, segments, &args) {
            return value;
        } else {
            self.hand_away_code(&args);
        }
        let reached = self.others(expr, &name, &args);
        Value { carried: Value::all_code(&args), ..Value::of(reached.to(Kind::Part)) }
    }

    /// A function declared `-> !`, nested or beside this one; a variable or nearer item of that name hides it.
    fn never_returns(&self, segments: &[String]) -> bool {
        let beside = self.input.never;
        match segments {
            [name] => {
                let hidden = self.env.lookup(name).is_some() || self.names.items.contains(name);
                self.names.never.contains(name) || (beside.functions.contains(name) && !hidden)
            }
            [owner, name] if owner == "Self" => beside.methods.contains(name),
            [owner, name] if owner == "self" || owner == "super" => beside.functions.contains(name),
            _ => false,
        }
    }

    /// `ResponseWriter::write(res, ..)`, `Write::flush(res)`: a method by another spelling.
    pub(crate) fn ufcs(
        &mut self,
        expr: &'a Expr,
        call: &'a ExprCall,
        segments: &[String],
        args: &[Value<'a>],
    ) -> Option<Value<'a>> {
        let [.., owner, name] = segments else { return None };
        let receiver = args.first()?;
        let access = receiver.access.clone();
        let own = self.responses[*access.of.first()?].tracked.type_name == *owner;
        if !(own || owner.ends_with("Write") || owner.ends_with("Ext")) {
            return None;
        }
        let span = call.func.span();
        if access.kind == Kind::BodyView {
            let mut act = Act::new(Some(expr), name, span, Effect::Write, Via::BodyView);
            act.sets_known = true;
            self.act(&access.of, &act);
            return Some(Value::default());
        }
        let list: Vec<&'a Expr> = call.args.iter().skip(1).collect();
        let meaning = self.lookup_args(&access.of, name, &list)?;
        self.others(expr, name, &args[1..]);
        self.run_as_meant(&args[1..], name, &access.of, &meaning);
        Some(self.perform(expr, name, span, &access.of, &list, &meaning))
    }

    /// `Some(res).map(send_it)`: a function by its name gets what is inside.
    pub(crate) fn hand_over(
        &mut self,
        call: &'a ExprMethodCall,
        receiver: &Value<'a>,
        args: &[Value<'a>],
    ) -> Option<Value<'a>> {
        let (function, value) = (call.args.last()?, args.last()?);
        let Expr::Path(path) = unwrapped(function) else { return None };
        if value.access.is_some() {
            return None;
        }
        let segments: Vec<String> = path.path.segments.iter().map(|s| s.ident.to_string()).collect();
        let name = segments.last()?;
        let keeps = wrappers::is_transparent(&segments) || wrappers::holds(&segments);
        if keeps || name.starts_with(char::is_uppercase) || name == "drop" || pure::is_pure_method(name, 0) {
            return None;
        }
        let given = [Value::of(receiver.access.inside())];
        if let Some(effect) = self.called_function(&segments) {
            return Some(self.told_effect(function, name, path.span(), effect, &given[0], &[]));
        }
        let method = segments.len() > 1;
        if let Some(meaning) = method.then(|| self.lookup_args(&given[0].access.of, name, &[])).flatten() {
            return Some(self.perform(function, name, path.span(), &given[0].access.of, &[], &meaning));
        }
        let reached = self.others(function, name, &given);
        Some(Value::of(reached.to(Kind::Part)))
    }

    /// Constructors: transparent ones, writers, and values that hold what they get.
    fn constructed(
        &mut self,
        call: &'a ExprCall,
        segments: &[String],
        args: &[Value<'a>],
    ) -> Option<Value<'a>> {
        let constant = self.constant_of_call(&call.func);
        let instruments = args.first().is_some_and(|arg| arg.code.is_some());
        if wrappers::is_transparent(segments) && (args.len() == 1 || instruments) {
            return Some(args[0].clone());
        }
        let reached = reach(args);
        if writers::is_constructor(segments) && reached.is_some() {
            let around = matches!(reached.kind, Kind::Response | Kind::BodyView);
            return Some(Value::of(if around { reached.wrapped() } else { reached.to(Kind::Holder) }));
        }
        if let Some(head) = self.made_head(segments) {
            return Some(head);
        }
        let last = segments.last()?;
        if last.chars().next().is_some_and(char::is_uppercase) || wrappers::holds(segments) {
            self.hand_away_code(args);
            let made = match args {
                [only] if constant == Some(self.good) => self.wrapped(only),
                _ => Value { constant, ..Value::default() },
            };
            return Some(Value { access: reached.held(), ..made });
        }
        None
    }

    /// A head that is made apart, and given later to the only response that takes such heads.
    fn made_head(&self, segments: &[String]) -> Option<Value<'a>> {
        let takes = |id: &usize| self.responses[*id].tracked.table.vocabulary().makes_head(segments);
        let takers: Vec<usize> = (0..self.responses.len()).filter(takes).collect();
        (takers.len() == 1).then(|| Value::of(Access::new(Kind::HeadView, takers)))
    }

    /// `drop(guard)` runs it, `drop(view)` writes what it held back.
    fn dropped(&mut self, expr: &'a Expr, call: &'a ExprCall, value: &Value<'a>) -> Value<'a> {
        if let Some((var, true)) = value.place.as_ref().map(|(var, path)| (*var, path.is_empty())) {
            self.release(var, true);
        }
        if value.access.kind == Kind::BodyView {
            self.may_write(expr, "drop", call.func.span(), &value.access.of);
        }
        Value::default()
    }
}
