//! The attributes inside a body: `#[hoist]`, `#[late(..)]` and `#[effect(..)]`, removed from the output.

use syn::{Attribute, Expr, Stmt};

use crate::args::{LatePolicy, effect_name};
use crate::effect::Effect;

use super::value::Value;
use super::{LateAttr, Lowerer};

/// What the attributes of one statement say.
#[derive(Default)]
pub(crate) struct Said {
    pub(crate) hoist: bool,
    pub(crate) late: Option<LateAttr>,
    pub(crate) effect: Option<Effect>,
}

/// Whether an attribute is one of ours.
pub(crate) fn is_ours(attr: &Attribute) -> bool {
    ["hoist", "late", "effect"].iter().any(|name| attr.path().is_ident(name))
}

impl<'a> Lowerer<'a> {
    pub(crate) fn statement_attributes(&mut self, stmt: &'a Stmt) -> Said {
        let attrs = super::stmt::attributes(stmt);
        self.said(attrs)
    }

    fn said(&mut self, attrs: &'a [Attribute]) -> Said {
        let mut said = Said::default();
        for attr in attrs.iter().filter(|attr| is_ours(attr)) {
            self.out.attributes.push(super::address(attr));
            if let Err(error) = say(attr, &mut said) {
                self.out.errors.push(error);
            }
        }
        said
    }

    /// Whether an expression that is no statement bears one of the attributes.
    pub(crate) fn has_effect_attribute(&self, expr: &Expr) -> bool {
        super::expr::attributes(expr).iter().any(|attr| attr.path().is_ident("effect"))
            && !self.seen_attributes.contains(&super::address(expr))
    }

    /// `#[effect(write)] render(res)` as a part of a statement.
    pub(crate) fn with_attributes(&mut self, expr: &'a Expr) -> Value<'a> {
        self.seen_attributes.insert(super::address(expr));
        let said = self.said(super::expr::attributes(expr));
        let outer =
            std::mem::replace(&mut self.effect_on, said.effect.map(|effect| (innermost_call(expr), effect)));
        let value = self.read(expr);
        self.effect_on = outer;
        value
    }
}

/// Stands for everything unknown in a statement, where that is a block.
pub(crate) const WHOLE: usize = 0;

/// The call that an `#[effect(..)]` in front of `render(res).await?` means.
pub(crate) fn innermost_call(expr: &Expr) -> usize {
    match expr {
        Expr::Try(inner) => innermost_call(&inner.expr),
        Expr::Await(inner) => innermost_call(&inner.base),
        Expr::Paren(inner) => innermost_call(&inner.expr),
        Expr::Group(inner) => innermost_call(&inner.expr),
        Expr::MethodCall(call) if crate::known::wrappers::passes_outcome(&call.method.to_string()) => {
            innermost_call(&call.receiver)
        }
        Expr::Assign(assign) => innermost_call(&assign.right),
        Expr::Macro(mac) => super::address(&mac.mac),
        Expr::Block(_)
        | Expr::Unsafe(_)
        | Expr::If(_)
        | Expr::Match(_)
        | Expr::Loop(_)
        | Expr::While(_)
        | Expr::ForLoop(_) => WHOLE,
        other => super::address(other),
    }
}

/// The call in a statement that an attribute of the statement means.
pub(crate) fn called_in(stmt: &Stmt) -> Option<usize> {
    match stmt {
        Stmt::Expr(expr, _) => Some(innermost_call(expr)),
        Stmt::Local(local) => local.init.as_ref().map(|init| innermost_call(&init.expr)),
        Stmt::Macro(mac) => Some(super::address(&mac.mac)),
        Stmt::Item(_) => None,
    }
}

fn say(attr: &Attribute, said: &mut Said) -> syn::Result<()> {
    if attr.path().is_ident("hoist") {
        said.hoist = true;
        return attr
            .meta
            .require_path_only()
            .map(|_| ())
            .map_err(|_| syn::Error::new_spanned(attr.path(), "`#[hoist]` takes no arguments"));
    }
    if attr.path().is_ident("effect") {
        said.effect = Some(attr.parse_args_with(effect_name)?);
        return Ok(());
    }
    let policy: LatePolicy = attr.parse_args()?;
    if matches!(policy, LatePolicy::Path(_)) {
        let message =
            "unknown policy\nhelp: `#[late(panic)]`, `#[late(log)]`, `#[late(drop)]` or `#[late(trailer)]`";
        return Err(syn::Error::new_spanned(attr.path(), message));
    }
    said.late = Some(LateAttr { policy });
    Ok(())
}
