//! Calls: what a name means depends on what the receiver or an argument reaches.
//!
//! A name of the vocabulary has its effect only as a method on a response or a view of it, or as `Type::name(res, ..)`.
//! Whatever else gets a response is opaque, unless `calls(..)` says more; an unknown function that gets only a view of
//! the head works on the head, one that gets only a view of the body may write.

use syn::spanned::Spanned;
use syn::{Expr, ExprCall, ExprMethodCall};

use crate::annotations::{Responses, Via};
use crate::effect::Effect;
use crate::graph::{Op, Terminator};
use crate::known::{pure, wrappers, writers};
use crate::vocabulary::{Gives, Meaning, Sets};

use super::operate::{Act, literal};
use super::value::{Access, Kind, Value};
use super::{Lowerer, edge};

impl<'a> Lowerer<'a> {
    pub(crate) fn method_call(&mut self, expr: &'a Expr, call: &'a ExprMethodCall) -> Value<'a> {
        let name = call.method.to_string();
        if call.args.is_empty() && ["is_some", "is_none", "is_ok", "is_err"].contains(&name.as_str()) {
            return self.logical(expr);
        }
        if self.consumes(&name) {
            self.mark_consumed(&call.receiver);
        }
        let receiver = self.read(&call.receiver);
        let args: Vec<Value<'a>> = call.args.iter().map(|arg| self.argument(arg)).collect();
        if let Some(effect) = self.said_effect(expr).or_else(|| self.called_method(call)) {
            return self.told_effect(expr, &name, call.method.span(), effect, &receiver, &args);
        }
        match receiver.access.kind {
            Kind::Response => self.on_response(expr, call, receiver, args),
            Kind::HeadView => self.on_head_view(expr, call, receiver, args),
            Kind::BodyView => self.on_body_view(expr, call, receiver, args),
            Kind::Alias | Kind::Holder | Kind::Prefix => self.on_alias(expr, call, receiver, args),
            Kind::Part => self.on_part(expr, call, receiver, args),
            Kind::Nothing => self.on_other(expr, call, receiver, args),
        }
    }

    /// An argument; a closure among them stays a value.
    fn argument(&mut self, arg: &'a Expr) -> Value<'a> {
        self.expr(arg)
    }

    fn on_response(
        &mut self,
        expr: &'a Expr,
        call: &'a ExprMethodCall,
        receiver: Value<'a>,
        args: Vec<Value<'a>>,
    ) -> Value<'a> {
        let name = call.method.to_string();
        let known = self.lookup(&receiver.access.of, &name, call);
        if known.is_none() {
            if let Some(value) = self.passes_through(call, &name, &receiver, &args) {
                return value;
            }
        }
        if let Some(meaning) = known {
            return self.meant(expr, call, &receiver.access, args, &meaning);
        }
        self.others(expr, &name, &args);
        self.hand_away_code(&args);
        if !receiver.access.readonly {
            self.opaque(&receiver.access, expr, &name, call.method.span());
        }
        Value::of(receiver.access.to(Kind::Part))
    }

    /// What the vocabulary of the (first) response says of a method.
    fn lookup(&self, of: &Responses, name: &str, call: &ExprMethodCall) -> Option<Meaning> {
        let args: Vec<&Expr> = call.args.iter().collect();
        self.lookup_args(of, name, &args)
    }

    fn lookup_args(&self, of: &Responses, name: &str, args: &[&Expr]) -> Option<Meaning> {
        let tracked = &self.responses[*of.first()?].tracked;
        tracked.table.lookup(name, args, &tracked.type_name)
    }

    /// A method of the vocabulary.
    fn meant(
        &mut self,
        expr: &'a Expr,
        call: &'a ExprMethodCall,
        access: &Access,
        args: Vec<Value<'a>>,
        meaning: &Meaning,
    ) -> Value<'a> {
        let list: Vec<&'a Expr> = call.args.iter().collect();
        let name = call.method.to_string();
        let others: Vec<Value<'a>> = args.iter().filter(|arg| arg.reach().of != access.of).cloned().collect();
        self.others(expr, &name, &others);
        let hook = meaning.effect == Effect::Hook;
        for code in args.iter().filter_map(|arg| arg.code.clone()).filter(|_| !hook) {
            if meaning.deferred { self.run_deferred(&code, &name) } else { self.run_later(&code) }
        }
        self.perform(expr, &name, call.method.span(), &access.of, &list, meaning)
    }

    /// Performs what a meaning says on responses, and tells what the call's value gives access to.
    fn perform(
        &mut self,
        expr: &'a Expr,
        name: &str,
        span: proc_macro2::Span,
        of: &Responses,
        args: &[&'a Expr],
        meaning: &Meaning,
    ) -> Value<'a> {
        let act =
            Act::new(Some(expr), name, span, meaning.effect, Via::Response).meaning(meaning).header(args);
        let mut value = Value::default();
        if meaning.effect == Effect::State {
            value.told = of.first().map(|response| (*response, meaning.state));
            self.out.state_calls.entry(of[0]).or_insert(expr);
        }
        if meaning.effect == Effect::Never {
            self.end(Terminator::End);
        } else {
            value.fact = self.act(of, &act);
        }
        self.declare_trailers(of, &act, args);
        if meaning.buffers {
            of.iter().for_each(|response| self.emit(Op::Buffer(*response)));
        }
        let kind = match meaning.gives {
            Gives::Response => Kind::Response,
            Gives::HeadView => Kind::HeadView,
            Gives::BodyView => Kind::BodyView,
            Gives::Nothing if meaning.effect == Effect::State => Kind::Nothing,
            Gives::Nothing => Kind::Part,
        };
        if kind != Kind::Nothing {
            value.access = Access::new(kind, of.clone());
        }
        value
    }

    fn on_head_view(
        &mut self,
        expr: &'a Expr,
        call: &'a ExprMethodCall,
        receiver: Value<'a>,
        args: Vec<Value<'a>>,
    ) -> Value<'a> {
        let name = call.method.to_string();
        if let Some(value) = self.passes_through(call, &name, &receiver, &args) {
            return value;
        }
        self.others(expr, &name, &args);
        self.hand_away_code(&args);
        if !writers::is_head_read(&name) {
            let mut act = Act::new(Some(expr), &name, call.method.span(), Effect::Head, Via::HeadView);
            act.header = call.args.first().and_then(literal);
            act.sets = if act.header.is_some() { Sets::NamedHeader } else { Sets::Unknown };
            self.act(&receiver.access.of, &act);
        }
        Value::of(receiver.access.to(Kind::Part))
    }

    fn on_body_view(
        &mut self,
        expr: &'a Expr,
        call: &'a ExprMethodCall,
        receiver: Value<'a>,
        args: Vec<Value<'a>>,
    ) -> Value<'a> {
        let name = call.method.to_string();
        if let Some(value) = self.passes_through(call, &name, &receiver, &args) {
            return value;
        }
        self.others(expr, &name, &args);
        self.hand_away_code(&args);
        let mut act = Act::new(Some(expr), &name, call.method.span(), Effect::Write, Via::BodyView);
        act.sets_known = true;
        self.act(&receiver.access.of, &act);
        let inner = ["into_inner", "finish", "get_mut", "get_ref", "by_ref"].contains(&name.as_str());
        if inner { Value::of(receiver.access) } else { Value::default() }
    }

    fn on_alias(
        &mut self,
        expr: &'a Expr,
        call: &'a ExprMethodCall,
        receiver: Value<'a>,
        args: Vec<Value<'a>>,
    ) -> Value<'a> {
        let name = call.method.to_string();
        if receiver.access.kind == Kind::Alias {
            if let Some(meaning) = self.lookup(&receiver.access.of, &name, call) {
                return self.meant(expr, call, &receiver.access, args, &meaning);
            }
        }
        if receiver.access.kind != Kind::Prefix {
            if let Some(mut value) = self.passes_through(call, &name, &receiver, &args) {
                value.access = receiver.access.to(Kind::Alias);
                return value;
            }
        }
        self.change_receiver(&receiver, call);
        self.others(expr, &name, &args);
        self.hand_away_code(&args);
        if !receiver.access.readonly && !pure::is_pure_method(&name, call.args.len()) {
            self.helper(&name);
            self.opaque(&receiver.access, expr, &name, call.method.span());
        }
        Value::of(receiver.access.to(Kind::Part))
    }

    /// Only head operations mean something on what was got from a response.
    fn on_part(
        &mut self,
        expr: &'a Expr,
        call: &'a ExprMethodCall,
        receiver: Value<'a>,
        args: Vec<Value<'a>>,
    ) -> Value<'a> {
        let name = call.method.to_string();
        let meaning = self.lookup(&receiver.access.of, &name, call);
        if let Some(meaning) = meaning.filter(|meaning| meaning.effect == Effect::Head) {
            return self.meant(expr, call, &receiver.access, args, &meaning);
        }
        let of = receiver.access.to(Kind::Part);
        let mut value = self.on_other(expr, call, receiver, args);
        if !value.access.is_some() {
            value.access = of;
        }
        value
    }

    /// A method on something that has nothing to do with a response.
    fn on_other(
        &mut self,
        expr: &'a Expr,
        call: &'a ExprMethodCall,
        receiver: Value<'a>,
        args: Vec<Value<'a>>,
    ) -> Value<'a> {
        let name = call.method.to_string();
        self.change_receiver(&receiver, call);
        if let Some(value) = self.run_arguments(call, &receiver, &args) {
            return value;
        }
        if let Some(code) = receiver.code.clone() {
            if wrappers::keeps_code(&name) {
                return Value { code: Some(code), ..Value::default() };
            }
            self.run_later(&code);
        }
        self.hand_away_code(&args);
        let reached = self.others(expr, &name, &args);
        let fact = receiver.fact.filter(|_| wrappers::passes_outcome(&name));
        Value { fact, ..Value::of(reached.to(Kind::Part)) }
    }

    fn change_receiver(&mut self, receiver: &Value<'a>, call: &ExprMethodCall) {
        let Some((var, path)) = receiver.place.clone() else { return };
        if !pure::is_pure_method(&call.method.to_string(), call.args.len()) {
            self.change(var, &path);
        }
    }

    /// Methods that hand the response on: `unwrap`, `borrow_mut()`, `map_err(..)`.
    fn passes_through(
        &mut self,
        call: &'a ExprMethodCall,
        name: &str,
        receiver: &Value<'a>,
        args: &[Value<'a>],
    ) -> Option<Value<'a>> {
        let without_arguments = call.args.is_empty() && wrappers::is_pass_through(name);
        if name == "clone" && call.args.is_empty() || without_arguments || wrappers::is_result_method(name) {
            if let Some(value) = self.run_arguments(call, receiver, args) {
                return Some(Value { access: receiver.access.clone(), ..value });
            }
            let fact = receiver.fact.filter(|_| wrappers::passes_outcome(name));
            return Some(Value { fact, parts: Vec::new(), place: None, ..receiver.clone() });
        }
        None
    }

    pub(crate) fn call(&mut self, expr: &'a Expr, call: &'a ExprCall) -> Value<'a> {
        if let Some(value) = self.call_code(call) {
            return value;
        }
        let Expr::Path(path) = peeled(&call.func) else {
            let callee = self.expr(&call.func);
            let args: Vec<_> = call.args.iter().map(|arg| self.argument(arg)).collect();
            self.hand_away_code(&args);
            let reached = self.others(expr, "this call", &args);
            self.opaque(&callee.reach(), expr, "this call", call.func.span());
            return Value::of(reached.to(Kind::Part));
        };
        let args: Vec<_> = call.args.iter().map(|arg| self.argument(arg)).collect();
        let segments: Vec<String> = path.path.segments.iter().map(|s| s.ident.to_string()).collect();
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
        if let [only] = segments {
            if self.names.never.contains(only) {
                self.others(expr, &name, &args);
                self.end(Terminator::End);
                return Value::default();
            }
        }
        if wrappers::never_returns(segments) {
            self.end(Terminator::End);
            return Value::default();
        }
        if name == "drop" && args.len() == 1 && segments.len() <= 3 {
            return self.dropped(expr, call, &args[0]);
        }
        if let Some(value) = self.ufcs(expr, call, segments, &args) {
            return value;
        }
        if let Some(value) = self.constructed(call, segments, &args) {
            return value;
        }
        if wrappers::is_deferred(segments) {
            for code in args.iter().filter_map(|arg| arg.code.clone()) {
                self.run_deferred(&code, &name);
            }
        } else {
            self.hand_away_code(&args);
        }
        let reached = self.others(expr, &name, &args);
        Value::of(reached.to(Kind::Part))
    }

    /// `ResponseWriter::write(res, ..)`, `Write::flush(res)`: a method by another spelling.
    fn ufcs(
        &mut self,
        expr: &'a Expr,
        call: &'a ExprCall,
        segments: &[String],
        args: &[Value<'a>],
    ) -> Option<Value<'a>> {
        let [.., owner, name] = segments else { return None };
        let receiver = args.first()?;
        let access = receiver.access.clone();
        if access.kind == Kind::Nothing || access.of.is_empty() {
            return None;
        }
        let own = self.responses[access.of[0]].tracked.type_name == *owner;
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
        self.hand_away_code(&args[1..]);
        Some(self.perform(expr, name, span, &access.of, &list, &meaning))
    }

    /// Constructors: transparent ones, writers, and values that hold what they get.
    fn constructed(
        &mut self,
        call: &'a ExprCall,
        segments: &[String],
        args: &[Value<'a>],
    ) -> Option<Value<'a>> {
        let constant = self.constant_of_call(&call.func);
        if wrappers::is_transparent(segments) && args.len() == 1 {
            return Some(Value { constant, ..args[0].clone() });
        }
        let reached = reach(args);
        if writers::is_constructor(segments) && reached.is_some() {
            let kind = if matches!(reached.kind, Kind::Response | Kind::BodyView) || args.len() > 1 {
                Kind::BodyView
            } else {
                Kind::Holder
            };
            return Some(Value::of(Access { readonly: false, ..reached.to(kind) }));
        }
        let last = segments.last()?;
        if last.chars().next().is_some_and(char::is_uppercase) || wrappers::holds(segments) {
            self.hand_away_code(args);
            return Some(Value { constant, ..Value::of(reached.held()) });
        }
        None
    }

    /// `drop(res)` ends a response, `drop(view)` writes what it held back.
    fn dropped(&mut self, expr: &'a Expr, call: &'a ExprCall, value: &Value<'a>) -> Value<'a> {
        let effect = match value.access.kind {
            Kind::BodyView => Effect::Write,
            Kind::Response if !value.access.readonly && self.is_by_value(&value.access) => Effect::Abort,
            _ => return Value::default(),
        };
        let act = Act::new(Some(expr), "drop", call.func.span(), effect, Via::BodyView).silent();
        self.act(&value.access.of, &act);
        Value::default()
    }

    fn is_by_value(&self, access: &Access) -> bool {
        let by_value =
            |id: &usize| matches!(self.responses[*id].tracked.by, crate::handler::By::Value { .. });
        access.of.iter().all(by_value) && !self.is_handle(access)
    }

    /// What the user said of a helper, by `calls(..)` or `#[effect(..)]`.
    fn told_effect(
        &mut self,
        expr: &'a Expr,
        name: &str,
        span: proc_macro2::Span,
        effect: Effect,
        receiver: &Value<'a>,
        args: &[Value<'a>],
    ) -> Value<'a> {
        self.hand_away_code(args);
        if effect == Effect::Never {
            self.end(Terminator::End);
            return Value::default();
        }
        let mut reached = receiver.access.clone().either(reach(args));
        if reached.kind == Kind::Nothing && self.responses.len() == 1 {
            reached = Access::new(Kind::Response, vec![0]);
        }
        let mut value = Value::of(reached.to(Kind::Part));
        if reached.is_some() {
            let act = Act::new(Some(expr), name, span, effect, Via::Response);
            value.fact = self.act(&reached.of, &act);
        }
        value
    }

    /// What an unknown call does with the responses and views among its arguments.
    pub(crate) fn others(&mut self, expr: &'a Expr, name: &str, args: &[Value<'a>]) -> Access {
        let mut reached = Access::default();
        for arg in args {
            let access = arg.reach();
            if access.readonly || matches!(access.kind, Kind::Nothing | Kind::Part) {
                continue;
            }
            reached = reached.either(access.clone());
        }
        let span = self.name_span(expr);
        match reached.kind {
            Kind::HeadView => {
                let act = Act::new(Some(expr), name, span, Effect::Head, Via::HeadView);
                self.act(&reached.of, &act);
            }
            Kind::BodyView => self.may_write(expr, name, span, &reached.of),
            Kind::Nothing => {}
            _ => {
                self.helper(name);
                self.opaque(&reached, expr, name, span);
            }
        }
        reach(args)
    }

    /// An unknown function with a view of the body writes, or does nothing.
    fn may_write(&mut self, expr: &'a Expr, name: &str, span: proc_macro2::Span, of: &Responses) {
        let (writes, after) = (self.block(), self.block());
        self.switch(vec![edge(writes, Vec::new()), edge(after, Vec::new())]);
        self.start(writes);
        let mut act = Act::new(Some(expr), name, span, Effect::Write, Via::BodyView).silent();
        act.sets_known = true;
        self.act(of, &act);
        self.goto(after);
        self.start(after);
    }

    /// Something that may do anything with the responses it reaches.
    pub(crate) fn opaque(&mut self, access: &Access, expr: &'a Expr, name: &str, span: proc_macro2::Span) {
        if access.readonly || matches!(access.kind, Kind::Nothing | Kind::Part) {
            return;
        }
        let act = Act::new(Some(expr), name, span, Effect::Opaque, Via::Unknown);
        self.act(&access.of, &act);
    }

    /// A handle was stored or sent: anything may happen from then on.
    pub(crate) fn escape(&mut self, access: &Access, expr: &'a Expr, name: &str) {
        self.opaque(access, expr, name, expr.span());
    }

    pub(crate) fn escape_silently(&mut self, access: &Access) {
        let span = proc_macro2::Span::call_site();
        let act = Act::new(None, "an assignment", span, Effect::Opaque, Via::Unknown);
        self.act(&access.of, &act);
    }

    fn helper(&mut self, name: &str) {
        if !self.out.helpers.iter().any(|known| known == name) {
            self.out.helpers.push(name.to_owned());
        }
    }

    /// Where a message points for a call: at the name.
    fn name_span(&self, expr: &Expr) -> proc_macro2::Span {
        match expr {
            Expr::MethodCall(call) => call.method.span(),
            Expr::Call(call) => call.func.span(),
            Expr::Macro(mac) => mac.mac.path.span(),
            other => other.span(),
        }
    }

    /// What an `#[effect(..)]` in front of this call says.
    fn said_effect(&self, expr: &Expr) -> Option<Effect> {
        self.effect_on.filter(|(at, _)| *at == super::address(expr)).map(|(_, effect)| effect)
    }

    fn called_function(&self, segments: &[String]) -> Option<Effect> {
        self.input.args.called_function(segments)
    }

    fn called_method(&self, call: &ExprMethodCall) -> Option<Effect> {
        self.input.args.called_method(&call.receiver, &call.method.to_string())
    }
}

/// All that the arguments reach together.
pub(crate) fn reach(args: &[Value<'_>]) -> Access {
    args.iter().fold(Access::default(), |all, arg| all.either(arg.reach()))
}

fn peeled(expr: &Expr) -> &Expr {
    match expr {
        Expr::Paren(paren) => peeled(&paren.expr),
        Expr::Group(group) => peeled(&group.expr),
        other => other,
    }
}
