//! The attributes inside a body: `#[hoist]`, `#[late(..)]` and `#[effect(..)]`, removed from the output.

use std::collections::HashSet;

use syn::parse::ParseStream;
use syn::{Attribute, Expr, Stmt};

use crate::args::{LatePolicy, effect_name};
use crate::diagnostics::messages;
use crate::effect::Effect;

use super::expr::unwrapped;
use super::value::Value;
use super::{LateAttr, Lowerer, StatementId};

/// What the attributes of one statement say.
#[derive(Default)]
pub(crate) struct Said {
    pub(crate) hoist: bool,
    pub(crate) late: Option<LateAttr>,
    pub(crate) effect: Option<Effect>,
}

/// A `#[hoist]` or `#[late(..)]`, with the statements that it was read for.
pub(crate) struct Claim<'a> {
    attr: &'a Attribute,
    statements: Vec<StatementId>,
}

/// Whether an attribute is one of ours.
pub(crate) fn is_ours(attr: &Attribute) -> bool {
    ["hoist", "late", "effect"].iter().any(|name| attr.path().is_ident(name))
}

impl<'a> Lowerer<'a> {
    pub(crate) fn statement_attributes(&mut self, stmt: &'a Stmt, id: StatementId) -> Said {
        if let Stmt::Expr(expr, _) = stmt {
            self.seen_attributes.insert(super::address(leftmost(expr)));
        }
        let attrs = super::stmt::attributes(stmt);
        for attr in attrs.iter().filter(|attr| is_ours(attr) && !attr.path().is_ident("effect")) {
            match self.claims.iter_mut().find(|claim| std::ptr::eq(claim.attr, attr)) {
                Some(claim) => claim.statements.push(id),
                None => self.claims.push(Claim { attr, statements: vec![id] }),
            }
        }
        self.said(attrs, called_in(stmt).is_some())
    }

    /// What attributes say; `calls` is whether they stand in front of a call.
    fn said(&mut self, attrs: &'a [Attribute], calls: bool) -> Said {
        let mut said = Said::default();
        for attr in attrs.iter().filter(|attr| is_ours(attr)) {
            let understood = if calls { say(attr, &mut said) } else { say_without_call(attr, &mut said) };
            let at = super::address(attr);
            if !self.out.attributes.contains(&at) {
                self.out.attributes.push(at);
                self.out.errors.extend(understood.err());
            }
        }
        said
    }

    /// Attributes in front of statements in which there is nothing to move or to check.
    pub(crate) fn idle_attributes(&mut self) {
        let (mut heads, mut opens) = (HashSet::new(), HashSet::new());
        for (site, origin) in self.out.graph.sites.iter().zip(&self.out.origins) {
            let mut at = origin.statement;
            while let Some(id) = at.filter(|_| site.effect.needs_open()) {
                opens.insert(id);
                if site.effect == Effect::Head {
                    heads.insert(id);
                }
                at = self.out.statements[id.0 as usize].parent;
            }
        }
        for claim in std::mem::take(&mut self.claims) {
            let among = if claim.attr.path().is_ident("hoist") { &heads } else { &opens };
            if !claim.statements.iter().any(|id| among.contains(id)) {
                self.out.errors.push(misplaced(claim.attr));
            }
        }
    }

    /// Whether an expression that is no statement bears one of the attributes.
    pub(crate) fn has_effect_attribute(&self, expr: &Expr) -> bool {
        super::expr::attributes(expr).iter().any(|attr| attr.path().is_ident("effect"))
            && !self.seen_attributes.contains(&super::address(expr))
    }

    /// `#[effect(write)] render(res)` as a part of a statement.
    pub(crate) fn with_attributes(&mut self, expr: &'a Expr) -> Value<'a> {
        self.seen_attributes.insert(super::address(expr));
        let call = innermost_call(expr);
        let effects = super::expr::attributes(expr);
        let said = self.said(effects, call.is_some());
        let outer = std::mem::replace(&mut self.effect_on, call.zip(said.effect));
        let value = self.read(expr);
        self.effect_on = outer;
        value
    }
}

/// Stands for everything unknown in a statement, where that is a block.
pub(crate) const WHOLE: usize = 0;

/// The call that an `#[effect(..)]` in front of `render(res).await?` means.
pub(crate) fn innermost_call(expr: &Expr) -> Option<usize> {
    match unwrapped(expr) {
        Expr::Try(inner) => innermost_call(&inner.expr),
        Expr::Await(inner) => innermost_call(&inner.base),
        Expr::Unary(inner) => innermost_call(&inner.expr),
        Expr::Reference(inner) => innermost_call(&inner.expr),
        Expr::Return(inner) => innermost_call(inner.expr.as_deref()?),
        Expr::Break(inner) => innermost_call(inner.expr.as_deref()?),
        Expr::Assign(assign) => innermost_call(&assign.right),
        Expr::Binary(binary) => innermost_call(&binary.left).or_else(|| innermost_call(&binary.right)),
        Expr::Cast(cast) => innermost_call(&cast.expr),
        Expr::MethodCall(call) if crate::known::wrappers::passes_outcome(&call.method.to_string()) => {
            innermost_call(&call.receiver).or(Some(super::address(expr)))
        }
        Expr::MethodCall(_) | Expr::Call(_) => Some(super::address(expr)),
        Expr::Macro(mac) => Some(super::address(&mac.mac)),
        Expr::Block(_)
        | Expr::Unsafe(_)
        | Expr::If(_)
        | Expr::Match(_)
        | Expr::Loop(_)
        | Expr::While(_)
        | Expr::ForLoop(_)
        | Expr::Async(_)
        | Expr::Closure(_) => Some(WHOLE),
        _ => None,
    }
}

/// The call in a statement that an attribute of the statement means.
pub(crate) fn called_in(stmt: &Stmt) -> Option<usize> {
    match stmt {
        Stmt::Expr(expr, _) => innermost_call(expr),
        Stmt::Local(local) => innermost_call(&local.init.as_ref()?.expr),
        Stmt::Macro(mac) => Some(super::address(&mac.mac)),
        Stmt::Item(_) => None,
    }
}

/// The operand that the attributes of a statement are found at.
pub(crate) fn leftmost(expr: &Expr) -> &Expr {
    match expr {
        Expr::Assign(assign) => leftmost(&assign.left),
        Expr::Binary(binary) => leftmost(&binary.left),
        Expr::Cast(cast) => leftmost(&cast.expr),
        other => other,
    }
}

fn say(attr: &Attribute, said: &mut Said) -> syn::Result<()> {
    if attr.path().is_ident("hoist") {
        let plain = attr.meta.require_path_only();
        plain.map_err(|_| at(attr, messages::no_arguments("hoist")))?;
        return once(attr, !std::mem::replace(&mut said.hoist, true));
    }
    if attr.path().is_ident("effect") {
        let effect = attr.parse_args_with(|input: ParseStream<'_>| {
            let effect = effect_name(input)?;
            if input.is_empty() { Ok(effect) } else { Err(input.error(messages::one_effect())) }
        });
        return once(attr, said.effect.replace(effect?).is_none());
    }
    let policy: LatePolicy = attr.parse_args()?;
    if matches!(policy, LatePolicy::Path(_)) {
        return Err(at(attr, messages::statement_policy()));
    }
    once(attr, said.late.replace(LateAttr { policy }).is_none())
}

fn say_without_call(attr: &Attribute, said: &mut Said) -> syn::Result<()> {
    if attr.path().is_ident("effect") { Err(misplaced(attr)) } else { say(attr, said) }
}

fn once(attr: &Attribute, first: bool) -> syn::Result<()> {
    if first { Ok(()) } else { Err(at(attr, messages::attribute_twice(&name(attr)))) }
}

fn at(attr: &Attribute, message: String) -> syn::Error {
    syn::Error::new_spanned(attr.path(), message)
}

/// The attribute means nothing where it stands.
pub(crate) fn misplaced(attr: &Attribute) -> syn::Error {
    at(attr, messages::misplaced(&name(attr)))
}

fn name(attr: &Attribute) -> String {
    attr.path().get_ident().map(ToString::to_string).unwrap_or_default()
}
