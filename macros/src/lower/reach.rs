//! What a call that nothing is known of does with the responses that it reaches, and what the user said of it.

use quote::ToTokens;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Expr, ExprMethodCall};

use crate::annotations::{Denotes, Responses, Via};
use crate::effect::Effect;
use crate::graph::Terminator;

use super::Lowerer;
use super::operate::Act;
use super::value::{Access, Kind, Value};

impl<'a> Lowerer<'a> {
    /// The arguments of a call; the closures among them know what else it gets.
    pub(crate) fn arguments(
        &mut self,
        receiver: Option<&'a Expr>,
        args: &'a Punctuated<Expr, syn::Token![,]>,
    ) -> Vec<Value<'a>> {
        let others = receiver.into_iter().chain(args).filter(|arg| !matches!(arg, Expr::Closure(_)));
        let closures = args.iter().any(|arg| matches!(arg, Expr::Closure(_)));
        let beside = others
            .filter(|_| closures)
            .fold(Access::default(), |all, arg| all.either(self.mentioned(arg.to_token_stream())));
        let outer = std::mem::replace(&mut self.beside, beside);
        let values = args.iter().map(|arg| self.expr(arg)).collect();
        self.beside = outer;
        values
    }

    /// What the user said of a helper, by `calls(..)` or `#[effect(..)]`.
    pub(crate) fn told_effect(
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
            self.never_comes_back(expr);
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

    pub(crate) fn never_comes_back(&mut self, call: &'a Expr) {
        self.out.annotations.set_never_returns(call);
        self.end(Terminator::End);
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
    pub(crate) fn may_write(&mut self, expr: &'a Expr, name: &str, span: proc_macro2::Span, of: &Responses) {
        let mut act = Act::new(Some(expr), name, span, Effect::Write, Via::BodyView).silent();
        act.sets_known = true;
        self.may_act(of, &act);
    }

    /// An operation that happens or not.
    pub(crate) fn may_act(&mut self, of: &Responses, act: &Act<'a>) {
        let (acts, after) = (self.block(), self.block());
        self.fork(acts, after);
        self.start(acts);
        self.act(of, act);
        self.goto(after);
        self.start(after);
    }

    /// Something that may do anything with the responses it reaches.
    pub(crate) fn opaque(&mut self, access: &Access, expr: &'a Expr, name: &str, span: proc_macro2::Span) {
        if access.readonly || matches!(access.kind, Kind::Nothing | Kind::Part) {
            return;
        }
        let act = Act::new(Some(expr), name, span, self.unknown_effect(), Via::Unknown);
        self.act(&access.of, &act);
    }

    /// What an unknown use does: anything, unless the user said more of the block that it stands in.
    pub(crate) fn unknown_effect(&self) -> Effect {
        self.effect_inside.unwrap_or(Effect::Opaque)
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

    pub(crate) fn helper(&mut self, name: &str) {
        if !self.out.helpers.iter().any(|known| known == name) {
            self.out.helpers.push(name.to_owned());
        }
    }

    /// Where a message points for a call: at the name.
    pub(crate) fn name_span(&self, expr: &Expr) -> proc_macro2::Span {
        match expr {
            Expr::MethodCall(call) => call.method.span(),
            Expr::Call(call) => call.func.span(),
            Expr::Macro(mac) => mac.mac.path.span(),
            other => other.span(),
        }
    }

    /// What an `#[effect(..)]` in front of this call says.
    pub(crate) fn said_effect(&self, expr: &Expr) -> Option<Effect> {
        self.effect_on.filter(|(at, _)| *at == super::address(expr)).map(|(_, effect)| effect)
    }

    pub(crate) fn called_function(&self, segments: &[String]) -> Option<Effect> {
        self.input.args.called_function(segments)
    }

    pub(crate) fn called_method(&self, call: &ExprMethodCall) -> Option<Effect> {
        let name = call.method.to_string();
        let own = match self.out.annotations.denotes(&call.receiver) {
            Some(Denotes::Response(of)) => self.lookup(of, &name, call).is_some(),
            _ => false,
        };
        let args = self.input.args;
        if own {
            args.called_own_method(&call.receiver, &name)
        } else {
            args.called_method(&call.receiver, &name)
        }
    }

    /// The function is a callback that runs after the head has gone.
    pub(crate) fn enter_late(&mut self) {
        for response in 0..self.responses.len() {
            let Some((name, span)) = self.responses[response].tracked.late_phase.clone() else { continue };
            let act = Act::new(None, &name, span, Effect::Commit, Via::Unknown);
            self.act(&vec![response], &act);
        }
    }
}

/// All that the arguments reach together.
pub(crate) fn reach(args: &[Value<'_>]) -> Access {
    args.iter().fold(Access::default(), |all, arg| all.either(arg.reach()))
}
