//! Patterns: what they bind, and what it says that a value matches one.

use quote::ToTokens;
use syn::Pat;

use crate::graph::{ConstId, Constant, FactId, Refine, Test};
use crate::kinds::kinds;
use crate::known::macros::names_in;
use crate::vocabulary::StateShape;

use super::Lowerer;
use super::constant::{is_plain_type, is_settled};
use super::says::Says;
use super::value::{Kind, Value};

impl<'a> Lowerer<'a> {
    /// Binds the names of a pattern to a value and its parts.
    #[cfg_attr(headers_first_closed, deny(non_exhaustive_omitted_patterns))]
    pub(crate) fn bind(&mut self, pat: &'a Pat, value: Value<'a>) {
        match bare(pat) {
            Pat::Ident(ident) if ident.subpat.is_some() || !is_constant_name(ident) => {
                self.bind_name(ident, value)
            }
            Pat::Type(typed) => {
                let plain = is_plain_type(&typed.ty);
                self.bind(&typed.pat, self.coerced(value, &typed.ty));
                if let (true, Pat::Ident(ident)) = (plain, &*typed.pat) {
                    self.mark_plain(&ident.ident.to_string());
                }
            }
            Pat::Wild(_) => self.drop_unbound(&value),
            Pat::Reference(reference) => self.bind(&reference.pat, value),
            Pat::Guard(guarded) => self.bind(&guarded.pat, value),
            Pat::Or(or) => or.cases.iter().take(1).for_each(|case| self.bind(case, value.clone())),
            Pat::Tuple(tuple) => self.bind_elements(tuple.elems.iter(), value),
            Pat::TupleStruct(tuple) => self.bind_tuple_struct(tuple, value),
            Pat::Struct(structure) if value.access.kind == Kind::Prefix => {
                for field in &structure.fields {
                    self.bind_field(&field.pat, &value, &super::expr::member(&field.member));
                }
            }
            Pat::Slice(slice) => self.bind_elements(slice.elems.iter(), value),
            Pat::Struct(structure) => {
                for field in &structure.fields {
                    let name = super::expr::member(&field.member);
                    let part = value.part(&name).cloned();
                    let access = || super::env::field_of(&value.access, &name);
                    self.bind(&field.pat, part.unwrap_or_else(|| Value::of(access())));
                }
            }
            // A name that is spelled like a constant binds nothing.
            kinds!(Pat: Const Ident Lit Path Range Rest) => {}
            kinds!(Pat: Macro Paren Verbatim) => self.bind_unknown(pat, &value),
            _ => self.bind_unknown(pat, &value),
        }
    }

    fn bind_tuple_struct(&mut self, tuple: &'a syn::PatTupleStruct, value: Value<'a>) {
        if let Some(pat) = inside(tuple) {
            // What is inside an optional response is the response.
            let access = value.access.inside();
            let fact = self.inner_of(&value);
            let inside = Value { access, fact, constant: None, inner: None, place: None, ..value };
            self.bind(pat, inside);
        } else if value.access.kind == Kind::Prefix {
            for (index, pat) in tuple.elems.iter().enumerate() {
                self.bind_field(pat, &value, &index.to_string());
            }
        } else {
            self.bind_parts(tuple.elems.iter(), &value);
        }
    }

    /// Whatever a pattern of unknown syntax binds may be the value or a part of it.
    fn bind_unknown(&mut self, pat: &Pat, value: &Value<'a>) {
        let tokens = match pat {
            Pat::Macro(mac) => mac.mac.tokens.clone(),
            other => other.to_token_stream(),
        };
        let access = if value.access.is_some() { value.access.to(Kind::Alias) } else { Default::default() };
        for name in names_in(&tokens).into_iter().filter(|name| !name.starts_with(char::is_uppercase)) {
            self.declare(name, Value::of(access.clone()), true, false);
        }
    }

    fn bind_elements(&mut self, elems: impl Iterator<Item = &'a Pat>, mut value: Value<'a>) {
        let mut elems: Vec<&'a Pat> = elems.collect();
        let mut parts = std::mem::take(&mut value.parts);
        if let Some(rest) = elems.iter().position(|pat| matches!(pat, Pat::Rest(_))) {
            let left_out = (parts.len() + 1).saturating_sub(elems.len());
            elems.remove(rest);
            parts.drain(rest.min(parts.len())..(rest + left_out).min(parts.len()));
        }
        if parts.len() != elems.len() {
            return self.bind_parts(elems.into_iter(), &value);
        }
        for (pat, part) in elems.into_iter().zip(parts) {
            self.bind(pat, part);
        }
    }

    /// `let out: &mut dyn Write = res;` makes a view of the body, as `res as &mut dyn Write` does.
    fn coerced(&self, mut value: Value<'a>, ty: &syn::Type) -> Value<'a> {
        if value.access.kind == Kind::Response && is_dyn_write(ty) {
            value.access = value.access.to(Kind::BodyView);
        }
        value
    }

    /// A field of a place that a response is a field of.
    fn bind_field(&mut self, pat: &'a Pat, whole: &Value<'a>, name: &str) {
        let Some((var, path)) = &whole.place else { return self.bind(pat, Value::default()) };
        let path = if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
        let access = self.access(*var, &path);
        self.bind(pat, Value { place: Some((*var, path)), ..Value::of(access) });
    }

    /// What a pattern binds of a value that reaches a response is a part of it.
    fn bind_parts(&mut self, pats: impl Iterator<Item = &'a Pat>, value: &Value<'a>) {
        let kind = match value.access.kind {
            Kind::Nothing | Kind::Prefix => Kind::Nothing,
            Kind::Alias | Kind::Holder => Kind::Alias,
            Kind::Response | Kind::Part => Kind::Part,
            other => other,
        };
        for pat in pats {
            let access = if kind == Kind::Nothing { Default::default() } else { value.access.to(kind) };
            self.bind(pat, Value::of(access));
        }
    }

    fn bind_name(&mut self, ident: &'a syn::PatIdent, value: Value<'a>) {
        let name = ident.ident.to_string();
        let known = value.constant.is_some() || value.fact.is_some() || value.told.is_some();
        let known = known.then(|| (value.constant, self.settle(&value)));
        let inner = value.inner;
        let answers = matches!(value.told, Some((_, StateShape::True)));
        let settled = value.constant.is_some() || answers || self.initializer.is_some_and(is_settled);
        let copied = value.place.as_ref().map(|(var, path)| (*var, path.clone()));
        let value = match ident.by_ref {
            Some(_) if ident.mutability.is_none() => readonly(value),
            _ => value,
        };
        let mutable = ident.mutability.is_some() && ident.by_ref.is_none();
        let local = self.local_response(&name);
        let from =
            copied.clone().filter(|_| local.is_none()).and_then(|(var, path)| self.place_fact(var, &path));
        let scope = self.env.scope();
        let at_drop = value.at_drop.clone();
        let view = self.initializer.filter(|_| value.access.kind == Kind::HeadView);
        let of_cookies = view.is_some_and(|made| super::views::is_of_cookies(self, made));
        let var = self.declare(name, value.clone(), mutable, settled);
        if let Some(at_drop) = at_drop {
            self.guard_of(var, scope, *at_drop);
        }
        if let Some(made) = self.initializer {
            self.built.insert(var, made);
        }
        self.views.extend(view.map(|made| (var, made)));
        self.cookie_views.extend(of_cookies.then_some(var));
        if value.checked {
            self.checked_views.insert(var);
        }
        if value.access.kind == Kind::Prefix {
            self.env.vars[var.index()].stands_for = copied.clone();
        }
        if let Some(response) = local.filter(|_| !value.access.is_some()) {
            self.responses[response].var = Some(var);
            self.fresh(response);
        }
        let Some(fact) = self.place_fact(var, "") else { return };
        let known = match (known, from) {
            (Some((Some(constant), _)), _) => Some(Value::constant(constant)),
            (Some((None, Some(from))), _) | (_, Some(from)) => Some(Self::fact_value(from)),
            _ => None,
        };
        if let Some(known) = known {
            self.store(fact, &Value { inner, ..known });
        }
        if let Some((_, pat)) = &ident.subpat {
            self.bind(pat, value);
        }
    }

    /// The tracked response that a local of this name is.
    fn local_response(&self, name: &str) -> Option<usize> {
        let is_it = |response: &super::Response| {
            response.tracked.place.root == name
                && response.tracked.place.fields.is_empty()
                && !self.parameter_names().contains(&name.to_owned())
        };
        self.responses.iter().position(is_it)
    }

    fn mark_plain(&mut self, name: &str) {
        if let Some(var) = self.env.lookup(name) {
            self.env.vars[var.index()].settled = true;
        }
    }

    /// What it says that a value matches a pattern.
    #[cfg_attr(headers_first_closed, deny(non_exhaustive_omitted_patterns))]
    pub(crate) fn match_says(&mut self, value: &Value<'a>, pat: &'a Pat) -> Says {
        match bare(pat) {
            Pat::Wild(_) | Pat::Rest(_) => Says::always(),
            Pat::Ident(ident) if ident.subpat.is_none() && is_constant_name(ident) => {
                let constant = self.constant_of_ident(&ident.ident.to_string());
                self.says_constant(value, constant, true)
            }
            Pat::Ident(ident) => match &ident.subpat {
                Some((_, pat)) => self.match_says(value, pat),
                None => Says::always(),
            },
            Pat::Type(typed) => self.match_says(value, &typed.pat),
            Pat::Reference(reference) => self.match_says(value, &reference.pat),
            Pat::Guard(guarded) => self.match_says(value, &guarded.pat).only_yes_says(),
            Pat::Or(or) => self.either_says(value, or.cases.iter()),
            Pat::Tuple(tuple) => self.tuple_says(value, tuple.elems.iter().collect()),
            Pat::TupleStruct(tuple) => self.tuple_struct_says(value, tuple),
            Pat::Struct(structure) => {
                let exact = structure.fields.iter().all(|field| irrefutable(&field.pat));
                let constant = self.constant_of_path(&structure.path);
                if constant.is_none() && exact {
                    Says::always()
                } else {
                    self.says_constant(value, constant, exact)
                }
            }
            Pat::Path(path) => {
                let constant = self.constant_of_path(&path.path);
                self.says_constant(value, constant, true)
            }
            Pat::Lit(lit) => {
                let constant = self.constant_of_lit(&lit.lit, false);
                self.says_constant(value, constant, true)
            }
            kinds!(Pat: Slice Range Const Macro Paren Verbatim) => Says::nothing(),
            _ => Says::nothing(),
        }
    }

    fn either_says(&mut self, value: &Value<'a>, cases: impl Iterator<Item = &'a Pat>) -> Says {
        let mut all = Says::never();
        for case in cases {
            all = all.or(self.match_says(value, case));
        }
        all
    }

    /// `Ok(true)`: what is inside decides too.
    fn tuple_struct_says(&mut self, value: &Value<'a>, tuple: &'a syn::PatTupleStruct) -> Says {
        let constant = self.constant_of_path(&tuple.path);
        let Some(pat) = inside(tuple) else {
            return self.says_constant(value, constant, tuple.elems.iter().all(irrefutable));
        };
        let outer = self.says_constant(value, constant, true);
        let inner = self.inner_of(value).map_or_else(Value::default, Self::fact_value);
        let inner = self.match_says(&inner, pat);
        outer.and(inner)
    }

    fn tuple_says(&mut self, value: &Value<'a>, elems: Vec<&'a Pat>) -> Says {
        if value.parts.len() != elems.len() {
            return if elems.iter().all(|pat| irrefutable(pat)) { Says::always() } else { Says::nothing() };
        }
        let mut all = Says::always();
        for (pat, part) in elems.into_iter().zip(&value.parts) {
            let says = self.match_says(part, pat);
            all = all.and(says);
        }
        all
    }

    /// A value is a constant (or a variant, whatever it carries); `exact` when nothing else decides the match.
    fn says_constant(&mut self, value: &Value<'a>, constant: Option<ConstId>, exact: bool) -> Says {
        let Some(constant) = constant else { return Says::nothing() };
        if let Some((response, shape)) = value.told {
            return self.says_told(response, shape, constant, exact);
        }
        if let Some(known) = value.constant {
            return self.says_known(known, constant, exact);
        }
        let Some(fact) = value.fact else { return Says::nothing() };
        let says = Says::of(Refine::Fact(fact, Test::Is(constant)), Refine::Fact(fact, Test::Not(constant)));
        if exact { says } else { says.only_yes_says() }
    }

    fn says_known(&self, known: ConstId, constant: ConstId, exact: bool) -> Says {
        if known == constant && exact {
            return Says::always();
        }
        if self.out.graph.constants.differ(known, constant) {
            return Says::never();
        }
        Says::nothing()
    }

    fn says_told(&mut self, response: usize, shape: StateShape, constant: ConstId, exact: bool) -> Says {
        let sent = match (shape, self.out.graph.constants.get(constant)) {
            (StateShape::True, Constant::Bool(value)) => *value,
            (StateShape::Some, Constant::Good(value)) => *value,
            _ => return Says::nothing(),
        };
        let site = self.blank_site(response);
        let says = Says::of(Refine::Sent(response, sent, site), Refine::Sent(response, !sent, site));
        if exact { says } else { says.only_yes_says() }
    }

    pub(crate) fn fact_value(fact: FactId) -> Value<'a> {
        Value { fact: Some(fact), ..Value::default() }
    }
}

fn readonly(mut value: Value<'_>) -> Value<'_> {
    value.access.readonly = true;
    value
}

/// `NONE`, `None`: an identifier pattern that is spelled like a constant binds nothing.
fn is_constant_name(ident: &syn::PatIdent) -> bool {
    let name = ident.ident.to_string();
    let plain = ident.by_ref.is_none() && ident.mutability.is_none();
    plain && name.chars().next().is_some_and(char::is_uppercase)
}

/// `Some(..)`, `Ok(..)`, `Ready(..)`: the pattern of what is inside a result or option.
fn inside(tuple: &syn::PatTupleStruct) -> Option<&Pat> {
    let last = tuple.path.segments.last()?;
    let wraps = ["Some", "Ok", "Ready", "Continue"].iter().any(|name| last.ident == name);
    tuple.elems.first().filter(|_| wraps)
}

/// A pattern without parentheses.
pub(crate) fn bare(pat: &Pat) -> &Pat {
    match pat {
        Pat::Paren(paren) => bare(&paren.pat),
        other => other,
    }
}

/// Whether a pattern matches every value of its type, as far as syntax tells.
#[cfg_attr(headers_first_closed, deny(non_exhaustive_omitted_patterns))]
pub(crate) fn irrefutable(pat: &Pat) -> bool {
    match bare(pat) {
        Pat::Wild(_) | Pat::Rest(_) => true,
        Pat::Ident(ident) => match &ident.subpat {
            Some((_, pat)) => irrefutable(pat),
            None => !is_constant_name(ident),
        },
        Pat::Type(typed) => irrefutable(&typed.pat),
        Pat::Reference(reference) => irrefutable(&reference.pat),
        Pat::Tuple(tuple) => tuple.elems.iter().all(irrefutable),
        Pat::Or(or) => or.cases.iter().any(irrefutable),
        kinds!(Pat: Const Guard Lit Macro Paren Path Range Slice Struct TupleStruct Verbatim) => false,
        _ => false,
    }
}

/// `&mut dyn Write`, `Box<dyn Write>`
fn is_dyn_write(ty: &syn::Type) -> bool {
    match ty {
        syn::Type::Reference(reference) => is_dyn_write(&reference.elem),
        syn::Type::Paren(paren) => is_dyn_write(&paren.elem),
        syn::Type::TraitObject(_) => super::expr::last_bound(ty).is_some_and(|name| name.ends_with("Write")),
        syn::Type::Path(path) => path.path.segments.last().is_some_and(|last| match &last.arguments {
            syn::PathArguments::AngleBracketed(inner) if last.ident == "Box" || last.ident == "Pin" => {
                inner.args.iter().any(|arg| matches!(arg, syn::GenericArgument::Type(ty) if is_dyn_write(ty)))
            }
            _ => false,
        }),
        _ => false,
    }
}
