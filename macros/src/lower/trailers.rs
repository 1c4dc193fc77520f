//! Headers that a literal `Trailer` declares: from then on they are trailers.
//!
//! A declaration is a fact about the response. All of them depend on one place, the field `Trailer` itself, so that what
//! replaces or removes it ends them.

use syn::Expr;

use crate::annotations::{Responses, Via};
use crate::effect::Effect;
use crate::graph::{FactId, Op, PlaceId, ResponseId, VarId};
use crate::known::headers;

use super::Lowerer;
use super::operate::Act;

impl<'a> Lowerer<'a> {
    /// The fact that this header was declared in a literal `Trailer` on the way here. Through a view, or where it is
    /// removed, it would still be one of the head.
    pub(crate) fn declared_trailer(&mut self, act: &Act<'a>, response: ResponseId) -> Option<FactId> {
        let sets = act.effect == Effect::Head && act.via != Via::HeadView && !takes_away(&act.name);
        let header = act.header.clone().filter(|header| sets && !headers::is_forbidden_trailer(header))?;
        let tracked = &self.responses[response].tracked;
        let declares = tracked.table.declares_trailers(&tracked.type_name);
        declares.then(|| self.trailer_fact(response, &header))
    }

    /// Notes what an operation does to the field `Trailer`.
    pub(crate) fn note_trailers(&mut self, of: &Responses, act: &Act<'a>, args: &[&Expr]) {
        let declares = act.name == "declare_trailer";
        let is_trailer = |header: &String| header.eq_ignore_ascii_case("trailer");
        let field = act.effect == Effect::Head && act.header.as_ref().is_some_and(is_trailer);
        let all = act.effect == Effect::Reset || (act.via == Via::HeadView && act.name == "clear");
        if all || (field && !["append", "add", "push"].iter().any(|verb| act.name.contains(verb))) {
            of.iter().for_each(|response| self.forget_trailers(*response));
        }
        let list = match args {
            [names, ..] if declares => headers::value(names),
            [_, names, ..] if field => headers::value(names),
            [pair @ Expr::Tuple(_)] if field => headers::value(pair),
            _ => None,
        };
        for (response, name) in
            of.iter().flat_map(|id| list.iter().flat_map(|list| list.split(',')).map(move |name| (*id, name)))
        {
            let fact = self.trailer_fact(response, name.trim());
            let declared = self.yes;
            self.emit(Op::Set(fact, declared));
        }
    }

    /// A new life of a response.
    pub(crate) fn fresh(&mut self, response: ResponseId) {
        self.emit(Op::Fresh(response));
        self.forget_trailers(response);
    }

    fn forget_trailers(&mut self, response: ResponseId) {
        let field = self.trailer_field(response);
        self.emit(Op::Renew(field));
    }

    fn trailer_fact(&mut self, response: ResponseId, header: &str) -> FactId {
        let field = self.trailer_field(response);
        self.condition_fact(format!("trailer {response} {}", header.to_ascii_lowercase()), vec![field])
    }

    /// No variable has this place.
    fn trailer_field(&mut self, response: ResponseId) -> PlaceId {
        self.out.graph.place(VarId(u32::MAX - response as u32), "trailer")
    }
}

fn takes_away(name: &str) -> bool {
    ["remove", "delete", "unset", "clear", "del_", "take"].iter().any(|verb| name.starts_with(verb))
}
