//! Calls: what a name means depends on what the receiver or an argument reaches.
//!
//! A name of the vocabulary has its effect only as a method on a response or a view of it, or as `Type::name(res, ..)`.
//! Whatever else gets a response is opaque, unless `calls(..)` says more; an unknown function that gets only a view of
//! the head works on the head, one that gets only a view of the body may write.

use syn::{Expr, ExprMethodCall};

use crate::annotations::{Responses, Via};
use crate::effect::Effect;
use crate::graph::{FactId, Op, Terminator};
use crate::known::{closures, messages, pure, wrappers};
use crate::vocabulary::{Gives, Meaning};

use super::Lowerer;
use super::expr::unwrapped;
use super::operate::Act;
use super::value::{Access, Kind, Value};

impl<'a> Lowerer<'a> {
    pub(crate) fn method_call(&mut self, expr: &'a Expr, call: &'a ExprMethodCall) -> Value<'a> {
        let name = call.method.to_string();
        if call.args.is_empty() && ["is_some", "is_none", "is_ok", "is_err"].contains(&name.as_str()) {
            return self.logical(expr);
        }
        if self.consumes(&name) {
            self.mark_consumed(&call.receiver);
        }
        if call.args.iter().any(|arg| matches!(arg, Expr::Closure(_))) && closures::by_outcome(&name) {
            self.mark_tested(&call.receiver);
        }
        let receiver = self.read(&call.receiver);
        // The closure of a hook gets the response before its head goes out.
        let hook = self.lookup(&receiver.access.of, &name, call).is_some_and(|m| m.effect == Effect::Hook);
        let receives = (!hook).then_some(&*call.receiver);
        let args = self.arguments(receives, &call.args);
        if name == "take" && args.is_empty() {
            if let Some(value) = self.option_taken(&receiver) {
                return value;
            }
        }
        if let Some(effect) = self.said_effect(expr).or_else(|| self.called_method(call)) {
            return self.told_effect(expr, &name, call.method.span(), effect, &receiver, &args);
        }
        if ["unwrap_or", "or"].contains(&name.as_str()) {
            if let Some(value) = Self::one_of_two(&receiver, &args) {
                return value;
            }
        }
        let on_self = matches!(&*call.receiver, Expr::Path(path) if path.path.is_ident("self"));
        if on_self && self.input.never.methods.contains(&name) {
            self.end(Terminator::End);
            return Value::default();
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

    /// `backup.unwrap_or(res)` is either of them.
    fn one_of_two(receiver: &Value<'a>, args: &[Value<'a>]) -> Option<Value<'a>> {
        let [other] = args else { return None };
        let given = other.reach();
        let chosen = given.is_some() && !matches!(given.kind, Kind::Part | Kind::Prefix);
        chosen.then(|| Value::of(receiver.access.inside().either(given.inside())))
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
        // `write()` of a lock has no arguments, that of a response has.
        let locks = call.args.is_empty() && name == "write";
        if known.is_none() || locks {
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

    /// Whether a method of a response, by its name, does something to it.
    pub(crate) fn operates(&self, call: &ExprMethodCall) -> bool {
        let Some((var, path)) = self.place(&call.receiver) else { return false };
        let access = self.access(var, &path);
        let meaning = || self.lookup(&access.of, &call.method.to_string(), call);
        access.kind == Kind::Response
            && meaning().is_some_and(|meaning| !matches!(meaning.effect, Effect::Read | Effect::State))
    }

    /// What the vocabulary of the (first) response says of a method.
    pub(crate) fn lookup(&self, of: &Responses, name: &str, call: &ExprMethodCall) -> Option<Meaning> {
        let args: Vec<&Expr> = call.args.iter().collect();
        self.lookup_args(of, name, &args)
    }

    pub(crate) fn lookup_args(&self, of: &Responses, name: &str, args: &[&Expr]) -> Option<Meaning> {
        let tracked = &self.responses[*of.first()?].tracked;
        let written: Vec<&Expr> = args.iter().map(|arg| self.initializer_of(arg).unwrap_or(arg)).collect();
        tracked.table.lookup(name, &written, &tracked.type_name)
    }

    /// What a head that was built in a `let` was built from, unless its status may be another one by now.
    fn initializer_of(&self, arg: &Expr) -> Option<&'a Expr> {
        match unwrapped(arg) {
            Expr::Reference(inner) => self.initializer_of(&inner.expr),
            Expr::Call(call) if call.args.len() == 1 => self.initializer_of(&call.args[0]),
            Expr::Path(path) => {
                let name = path.path.get_ident()?.to_string();
                let changed = self.names.is_lent(&name, "") || self.names.restatused.contains(&name);
                let var = self.env.lookup(&name).filter(|_| !changed)?;
                self.built.get(&var).copied()
            }
            _ => None,
        }
    }

    /// A method of the vocabulary.
    pub(crate) fn meant(
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
        self.run_as_meant(&args, &name, &access.of, meaning);
        self.perform(expr, &name, call.method.span(), &access.of, &list, meaning)
    }

    /// Performs what a meaning says on responses, and tells what the call's value gives access to.
    pub(crate) fn perform(
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
            self.never_comes_back(expr);
        } else {
            value.fact = self.act(of, &act);
        }
        self.note_trailers(of, &act, args);
        if meaning.buffers {
            of.iter().for_each(|response| self.emit(Op::Buffer(*response)));
        }
        if meaning.renews {
            of.iter().for_each(|response| self.fresh(*response));
        }
        let kind = match meaning.gives {
            Gives::Response => Kind::Response,
            Gives::HeadView => Kind::HeadView,
            Gives::BodyView => Kind::BodyView,
            Gives::Halves => {
                let sends = Value::of(Access::new(Kind::Response, of.clone()));
                return Value::made_of(vec![sends, Value::default()], Vec::new());
            }
            Gives::Nothing if meaning.effect == Effect::State => Kind::Nothing,
            Gives::Nothing => Kind::Part,
        };
        if kind != Kind::Nothing {
            value.access = Access::new(kind, of.clone());
        }
        value.checked = kind == Kind::HeadView
            && meaning.err_is_late
            && self.self_checked.contains(&super::address(expr));
        value
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
        if receiver.access.kind == Kind::Holder {
            if let Some(value) = self.run_arguments(call, &receiver, &args) {
                return value;
            }
        }
        if receiver.access.kind == Kind::Holder && ["into_iter", "iter_mut"].contains(&name.as_str()) {
            return Value { parts: receiver.parts, ..Value::of(receiver.access) };
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
        let with_receiver: Vec<Value<'a>> = args.iter().chain([&receiver]).cloned().collect();
        let carried = Value::all_code(&with_receiver);
        if let Some(value) = self.run_arguments(call, &receiver, &args) {
            return Value { carried, ..value };
        }
        if wrappers::is_deferred_method(&name) {
            self.defer_all(&args, &name);
            return Value::default();
        }
        if let Some(code) = receiver.code.clone() {
            if wrappers::keeps_code(&name) {
                return Value { code: Some(code), ..Value::default() };
            }
            self.run_later(&code);
        }
        if let Some(value) = self.run_here(&name, &args) {
            return value;
        }
        self.hand_away_code(&args);
        if name == "then_some" && !args.iter().any(|arg| arg.reach().is_some()) {
            return self.run_if_true(&receiver, None);
        }
        let mut reached = self.others(expr, &name, &args);
        if messages::fills(&name) && reached.kind == Kind::Part && !receiver.access.is_some() {
            reached = Access::default();
        }
        let fact = self.fact_after(&receiver, &name);
        Value { fact, carried, ..Value::of(reached.to(Kind::Part)) }
    }

    fn change_receiver(&mut self, receiver: &Value<'a>, call: &ExprMethodCall) {
        let Some((var, path)) = receiver.place.clone().or_else(|| self.indexed(&call.receiver)) else {
            return;
        };
        let name = call.method.to_string();
        // What takes its receiver by value moves it, or leaves it as it was.
        if !pure::is_pure_method(&name, call.args.len())
            && !wrappers::is_result_method(&name, call.args.len())
        {
            self.change(var, &path);
        }
    }

    /// What is known of the value that a method on a result gives.
    fn fact_after(&mut self, receiver: &Value<'a>, name: &str) -> Option<FactId> {
        match name {
            "unwrap" | "expect" | "unwrap_or_default" => self.inner_of(receiver),
            _ if !wrappers::passes_outcome(name) => None,
            _ => self.settle(receiver),
        }
    }

    /// Methods that hand the response on: `unwrap`, `borrow_mut()`, `map_err(..)`.
    pub(crate) fn passes_through(
        &mut self,
        call: &'a ExprMethodCall,
        name: &str,
        receiver: &Value<'a>,
        args: &[Value<'a>],
    ) -> Option<Value<'a>> {
        let without_arguments = call.args.is_empty() && wrappers::is_pass_through(name);
        if name == "clone" && call.args.is_empty()
            || without_arguments
            || wrappers::is_result_method(name, call.args.len())
        {
            if let Some(value) = self.run_arguments(call, receiver, args) {
                let other =
                    if value.access.kind == Kind::Part { Access::default() } else { value.access.clone() };
                return Some(Value { access: receiver.access.clone().either(other), ..value });
            }
            if closures::hands_over(name) {
                if let Some(value) = self.hand_over(call, receiver, args) {
                    return Some(value);
                }
            }
            let fact = self.fact_after(receiver, name);
            return Some(Value { fact, place: None, ..receiver.clone() });
        }
        None
    }
}
