//! Rules 1 and 2: what the moved statement reads and takes.
//!
//! For each name that it uses, the stretch is searched for uses that may change the value ([`super::uses`]) and, if the
//! statement takes the value itself, for any use at all. A binding that something else was made from (`let it =
//! rows.iter_mut()`, a closure that captures it) counts as used wherever that something is, and what shares a value with it
//! counts as changing it ([`super::shares`]).

use proc_macro2::Span;
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::{Expr, Item, Stmt};

use crate::known::pure;

use super::names::{bound, captures, identifiers, peeled, plain_name, segments, typed};
use super::scope::{Binding, Scope, Stability};
use super::shares::sharing;
use super::uses::{self, How, Use};
use super::{Question, Reason, Refusal};

type Checked = Result<(), Refusal>;

/// Behind more statements than this it is not searched what was made from a variable.
const MAX_BEFORE: usize = 300;

/// Everything that the rules about values look at.
pub(crate) struct Values<'v, 'a> {
    pub(crate) question: &'v Question<'a>,
    pub(crate) scope: &'v Scope<'a>,
    /// The uses in the statements that move, without names that they declare themselves.
    pub(crate) moved: &'v [Use],
    /// The uses in the stretch.
    pub(crate) stretch: &'v [Use],
    pub(crate) above: usize,
}

fn stop(reason: Reason, span: Span) -> Checked {
    Err(Refusal { reason, span })
}

impl Values<'_, '_> {
    pub(crate) fn check(&self) -> Checked {
        self.moved.iter().try_for_each(|used| self.value(used))?;
        self.moved.iter().try_for_each(|used| self.ownership(used))?;
        self.moved.iter().try_for_each(|used| self.inference(used))
    }

    fn in_stretch<'s>(&'s self, used: &'s Use) -> impl Iterator<Item = &'s Use> {
        self.stretch.iter().filter(|other| other.place.overlaps(&used.place))
    }

    /// Rule 1.
    fn value(&self, used: &Use) -> Checked {
        let name = &used.place.root;
        if used.how == How::Change && matches!(self.scope.resolve(name, self.above), Binding::Item) {
            return Ok(()); // the name of a function
        }
        match self.scope.stability(name, self.above) {
            Stability::Stable => Ok(()),
            Stability::Shared => {
                let called = self.in_stretch(used).find(|other| other.how == How::Change);
                called
                    .map_or(Ok(()), |change| stop(Reason::MayChange { name: name.clone() }, change.span))?;
                self.shared(used)
            }
            Stability::Unstable => {
                if let Some(change) = self.in_stretch(used).find(|other| other.surely) {
                    return stop(Reason::Changes { name: name.clone() }, change.span);
                }
                if let Some(change) = self.in_stretch(used).find(|other| other.how.may_change()) {
                    return stop(Reason::MayChange { name: name.clone() }, change.span);
                }
                self.shared(used)?;
                self.held(used)
            }
        }
    }

    /// The stretch may change it through something that shares it.
    fn shared(&self, used: &Use) -> Checked {
        let name = &used.place.root;
        let last = self.question.unit.last().map_or(self.above, |at| *at);
        let stretch = &self.question.block.stmts[self.above..last];
        let before = self.scope.before(self.above).into_iter().chain(stretch);
        let is_fixed = |name: &str| self.scope.stability(name, self.above) != Stability::Unstable;
        let sharing = sharing(name, before, is_fixed);
        let changes = |other: &&Use| other.how == How::Change && sharing.contains(&other.place.root);
        match self.stretch.iter().find(changes) {
            Some(change) => stop(Reason::MayChange { name: name.clone() }, change.span),
            None => Ok(()),
        }
    }

    /// Something made from the binding, which the stretch uses, may change it or borrow it.
    fn held(&self, used: &Use) -> Checked {
        let mut holders = vec![used.place.root.clone()];
        let before = self.scope.before(self.above);
        if before.len() > MAX_BEFORE {
            return stop(Reason::TooFar, used.span);
        }
        for stmt in before {
            let uses = uses::of_statements(self.question, std::iter::once(stmt));
            let taken = |other: &Use| {
                let whole = other.place.root != used.place.root || other.place.overlaps(&used.place);
                holders.contains(&other.place.root) && whole && other.how.may_change()
            };
            if !uses.iter().any(taken) {
                continue;
            }
            let made = match stmt {
                Stmt::Local(local) => bound(&local.pat),
                _ => uses
                    .iter()
                    .filter(|other| other.how == How::Change)
                    .map(|other| other.place.root.clone())
                    .collect(),
            };
            holders.extend(made);
        }
        let held = self.stretch.iter().find(|other| holders[1..].contains(&other.place.root));
        match held.filter(|other| other.place.root != used.place.root) {
            Some(other) => stop(Reason::Borrowed { name: used.place.root.clone() }, other.span),
            None => Ok(()),
        }
    }

    /// Rule 2: the stretch may not use what the statement takes.
    fn ownership(&self, used: &Use) -> Checked {
        let name = &used.place.root;
        if !used.how.may_move() || self.scope.is_copy(name, self.above) {
            return Ok(());
        }
        match self.in_stretch(used).next() {
            Some(other) => stop(Reason::Moves { name: name.clone() }, other.span),
            None => Ok(()),
        }
    }

    /// Rule 3: a type that is settled only in the stretch.
    fn inference(&self, used: &Use) -> Checked {
        let name = &used.place.root;
        let local = match self.scope.resolve(name, self.above) {
            Binding::Let(local) | Binding::LetOther(local) => local,
            _ => return Ok(()),
        };
        let annotated = typed(&local.pat).1.is_some();
        let inferred = local.init.as_ref().is_none_or(|init| is_inferred(&init.expr));
        if annotated || !inferred || !used.needs_type {
            return Ok(());
        }
        let before = self.scope.before(self.above);
        let since = before.iter().position(|stmt| matches!(stmt, Stmt::Local(l) if std::ptr::eq(l, local)));
        let settled =
            uses::of_statements(self.question, before[since.map_or(0, |at| at + 1)..].iter().copied());
        if settled.iter().any(|other| other.place.root == *name && other.needs_type) {
            return Ok(());
        }
        match self.stretch.iter().find(|other| other.place.root == *name) {
            Some(first) => stop(Reason::Inferred { name: name.clone() }, first.span),
            None => Ok(()),
        }
    }
}

/// Whether the type of an initialiser may be settled by how its value is used.
fn is_inferred(expr: &Expr) -> bool {
    match peeled(expr) {
        Expr::Try(inner) => is_inferred(&inner.expr),
        Expr::Await(inner) => is_inferred(&inner.base),
        Expr::MethodCall(call) if call.turbofish.is_some() => false,
        Expr::MethodCall(call) => {
            let name = call.method.to_string();
            pure::is_inferred(&name) || is_inferred(&call.receiver)
        }
        Expr::Call(call) => match peeled(&call.func) {
            Expr::Path(path) => {
                let generic = path.path.segments.iter().any(|segment| !segment.arguments.is_none());
                !generic && infers(&segments(&path.path))
            }
            _ => true,
        },
        _ => false,
    }
}

/// Whether a function gives what its use asks for; one of a type with a name of its own gives that type.
fn infers(segments: &[String]) -> bool {
    const TRAITS: &[&str] =
        &["Default", "From", "Into", "TryFrom", "TryInto", "FromStr", "FromIterator", "Deserialize"];
    match segments {
        [.., owner, _] if owner.starts_with(char::is_uppercase) => TRAITS.contains(&owner.as_str()),
        [.., name] => pure::is_inferred(name),
        [] => true,
    }
}

/// Items in the stretch that give a name of the moved statement another meaning (rule 1).
pub(crate) fn shadowing_items<'a>(stretch: impl Iterator<Item = &'a Stmt>, moved: &[&Stmt]) -> Checked {
    let names = mentioned(moved);
    for stmt in stretch {
        let Stmt::Item(item) = stmt else { continue };
        if let Some(name) = declared(item, &names) {
            return stop(Reason::Shadowed { name }, item.span());
        }
    }
    Ok(())
}

fn mentioned(stmts: &[&Stmt]) -> Vec<String> {
    let (mut found, mut names) = (Vec::new(), Vec::new());
    for stmt in stmts {
        identifiers(stmt.to_token_stream(), &mut found);
        captures(&stmt.to_token_stream(), &mut names);
    }
    names.extend(found.iter().map(ToString::to_string));
    names
}

/// A name among `names` that the item declares.
fn declared(item: &Item, names: &[String]) -> Option<String> {
    let mut found = Vec::new();
    match item {
        Item::Use(item) => identifiers(item.tree.to_token_stream(), &mut found),
        Item::Macro(item) => found.extend(item.ident.clone()),
        Item::Const(item) => found.push(item.ident.clone()),
        Item::Static(item) => found.push(item.ident.clone()),
        Item::Fn(item) => found.push(item.sig.ident.clone()),
        Item::Struct(item) => found.push(item.ident.clone()),
        Item::Enum(item) => found.push(item.ident.clone()),
        Item::Mod(item) => found.push(item.ident.clone()),
        Item::Type(item) => found.push(item.ident.clone()),
        Item::Trait(item) => found.push(item.ident.clone()),
        other => identifiers(other.to_token_stream(), &mut found),
    }
    let glob = matches!(item, Item::Use(item) if item.tree.to_token_stream().to_string().contains('*'));
    let named = found.iter().map(ToString::to_string).find(|name| names.contains(name));
    named.or_else(|| (glob && !names.is_empty()).then(|| "use … ::*".to_owned()))
}

/// A `let` that the moved statement needs, as far as its form goes.
pub(crate) fn simple_let(local: &syn::Local) -> bool {
    plain_name(&local.pat).is_some() && local.init.as_ref().is_some_and(|init| init.diverge.is_none())
}

/// Whether an initialiser only hands on another variable.
pub(crate) fn is_plain_move(expr: &Expr) -> bool {
    matches!(peeled(expr), Expr::Path(path) if path.path.get_ident().is_some())
        || matches!(peeled(expr), Expr::Field(_))
}
