//! Methods on a view of the head or of the body, and what a place of the head sets.

use syn::{Expr, ExprMethodCall, Member};

use crate::annotations::Via;
use crate::effect::Effect;
use crate::known::{headers, wrappers, writers};
use crate::vocabulary::Sets;

use super::Lowerer;
use super::expr::unwrapped;
use super::operate::Act;
use super::value::{Kind, Value};

impl<'a> Lowerer<'a> {
    pub(crate) fn on_head_view(
        &mut self,
        expr: &'a Expr,
        call: &'a ExprMethodCall,
        receiver: Value<'a>,
        args: Vec<Value<'a>>,
    ) -> Value<'a> {
        let name = call.method.to_string();
        let handle = self.is_handle(&receiver.access);
        let copies = name == "clone" && call.args.is_empty() && !handle;
        let handed = if copies { None } else { self.passes_through(call, &name, &receiver, &args) };
        if let Some(mut value) = handed {
            if wrappers::is_pass_through(&name) {
                // What a lock gives can be changed, whatever it was reached through.
                value.access.readonly = wrappers::is_shared_borrow(&name) && !handle;
            }
            return value;
        }
        self.others(expr, &name, &args);
        self.hand_away_code(&args);
        if !receiver.access.readonly && !writers::is_head_read(&name) {
            let mut act = Act::new(Some(expr), &name, call.method.span(), Effect::Head, Via::HeadView);
            let first = call.args.first().and_then(headers::named);
            act.sets = if is_of_cookies(self, &call.receiver) {
                Sets::Cookies
            } else if first.is_some() {
                Sets::NamedHeader
            } else {
                Sets::Unknown
            };
            act.header = first.filter(|_| act.sets == Sets::NamedHeader);
            let view = receiver.place.as_ref().map(|(var, _)| *var);
            act.view = view.and_then(|var| self.views.get(&var).copied());
            if view.is_some_and(|var| self.checked_views.contains(&var)) {
                act.err_is_late = true;
                self.self_checked.insert(super::address(expr));
            }
            self.act(&receiver.access.of, &act);
            self.note_trailers(&receiver.access.of, &act, &call.args.iter().collect::<Vec<_>>());
        }
        Value::of(receiver.access.to(Kind::Part))
    }

    pub(crate) fn on_body_view(
        &mut self,
        expr: &'a Expr,
        call: &'a ExprMethodCall,
        receiver: Value<'a>,
        args: Vec<Value<'a>>,
    ) -> Value<'a> {
        let name = call.method.to_string();
        if call.args.is_empty() && ["get_mut", "get_ref"].contains(&name.as_str()) {
            return Value::of(receiver.access.unwrapped());
        }
        if let Some(value) = self.passes_through(call, &name, &receiver, &args) {
            return value;
        }
        self.others(expr, &name, &args);
        self.hand_away_code(&args);
        let mut act = Act::new(Some(expr), &name, call.method.span(), Effect::Write, Via::BodyView);
        act.sets_known = true;
        self.act(&receiver.access.of, &act);
        match name.as_str() {
            "into_inner" | "finish" => Value::of(receiver.access.unwrapped()),
            _ => Value::default(),
        }
    }
}

/// `res.cookies`, `res.cookies_mut()`, or a variable that was made from one.
pub(crate) fn is_of_cookies(lower: &Lowerer<'_>, expr: &Expr) -> bool {
    match unwrapped(expr) {
        Expr::Field(field) => {
            matches!(&field.member, Member::Named(name) if name == "cookies")
                || is_of_cookies(lower, &field.base)
        }
        Expr::MethodCall(call) => {
            call.method.to_string().contains("cookie") || is_of_cookies(lower, &call.receiver)
        }
        Expr::Path(_) => lower.place(expr).is_some_and(|(var, _)| lower.cookie_views.contains(&var)),
        Expr::Try(inner) => is_of_cookies(lower, &inner.expr),
        Expr::Reference(inner) => is_of_cookies(lower, &inner.expr),
        _ => false,
    }
}

/// What an assignment to a place of the head sets: `res.status`, `*res.status_mut()`, `headers["A"]`.
pub(crate) fn assigned_part(left: &Expr) -> (Sets, Option<String>) {
    match unwrapped(left) {
        Expr::Field(field) if matches!(&field.member, Member::Named(name) if name == "status") => {
            (Sets::Status, None)
        }
        Expr::Unary(inner) => assigned_part(&inner.expr),
        Expr::Try(inner) => assigned_part(&inner.expr),
        Expr::MethodCall(call) if call.method == "status_mut" => (Sets::Status, None),
        Expr::Index(index) => match headers::named(&index.index) {
            Some(header) => (Sets::NamedHeader, Some(header)),
            None => (Sets::Unknown, None),
        },
        _ => (Sets::Unknown, None),
    }
}
