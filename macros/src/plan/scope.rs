//! What a name means at the new place, and whether its value can change (rule 1).
//!
//! *Stable* are: what a parameter of type `&T` holds, by-value parameters and `let`s that are not `mut`, are initialised
//! where they are declared and are plain values by their written type or initialiser, and `const`s. Every other binding
//! is followed through the stretch. Looked up are, inside out: the `let`s above the new place in the block, the `let`s
//! and patterns of the blocks around it, the parameters; a name that none of them binds is an item.

use syn::{Block, Expr, FnArg, Item, Local, Pat, Receiver, ReceiverKind, Stmt, Type};

use crate::known::pure;

use super::Question;
use super::names::{bound, is_configured, peeled, plain_name, typed};
use super::plain::{
    copies, is_copy, is_number, is_plain, is_plain_let, is_safe_type, last, never_fails, type_name,
};
use super::trail::{Frame, down_to};

/// What a name means.
#[derive(Clone, Copy)]
pub(crate) enum Binding<'a> {
    /// A parameter with its type; `None` for a pattern, `mut` or a receiver that is not `&self`.
    Parameter(Option<&'a Type>),
    /// `&self`.
    SharedSelf,
    /// A `let` with one plain name that is not `mut`.
    Let(&'a Local),
    /// Any other `let`.
    LetOther(&'a Local),
    /// The parameter of a closure, a pattern of `match`, `if let` or `for`.
    Pattern,
    Const,
    Static,
    /// A function, a type, or nothing that stands in the function.
    Item,
}

/// How far a value can be trusted to stay.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Stability {
    Stable,
    /// What a `&T` parameter holds: changed only by a method that is no known read.
    Shared,
    Unstable,
}

/// The scopes around one block.
pub(crate) struct Scope<'a> {
    signature: &'a syn::Signature,
    block: &'a Block,
    frames: Vec<Frame<'a>>,
    /// The block was found by walking the body; inside an argument of a macro it is not.
    found: bool,
}

impl<'a> Scope<'a> {
    pub(crate) fn of(question: &Question<'a>) -> Self {
        let trail = down_to(question.body, question.block);
        let found = trail.is_some();
        let frames = trail.unwrap_or_default();
        Scope { signature: question.signature, block: question.block, frames, found }
    }

    /// What `name` means directly above statement `above` of the block.
    pub(crate) fn resolve(&self, name: &str, above: usize) -> Binding<'a> {
        if !self.found {
            return Binding::Pattern;
        }
        if let Some(local) = last_let(&self.block.stmts[..above], name) {
            return self.rebound(local, name);
        }
        for frame in self.frames.iter().rev() {
            match frame {
                Frame::Names(names) if names.iter().any(|bound| bound == name) => return Binding::Pattern,
                Frame::Names(_) => {}
                Frame::Statements(block, index) => {
                    if let Some(local) = last_let(&block.stmts[..*index], name) {
                        return self.rebound(local, name);
                    }
                }
            }
        }
        self.parameter(name).unwrap_or_else(|| self.item(name))
    }

    /// `let name = name;`, where nothing else binds the name, is the parameter again.
    fn rebound(&self, local: &'a Local, name: &str) -> Binding<'a> {
        let binding = of_let(local, name);
        let (Binding::Let(_), Some(init)) = (binding, &local.init) else { return binding };
        let same = matches!(peeled(&init.expr), Expr::Path(path) if path.path.is_ident(name));
        let lets = self.before(self.block.stmts.len());
        let others = lets.iter().filter(|stmt| {
            matches!(stmt, Stmt::Local(other) if !std::ptr::eq(other, local) && bound(&other.pat).contains(&name.to_owned()))
        });
        match same && typed(&local.pat).1.is_none() && others.count() == 0 {
            true => self.parameter(name).unwrap_or(binding),
            false => binding,
        }
    }

    fn parameter(&self, name: &str) -> Option<Binding<'a>> {
        self.signature.inputs.iter().find_map(|input| match input {
            FnArg::Receiver(receiver) if name == "self" => {
                Some(if is_shared(receiver) { Binding::SharedSelf } else { Binding::Parameter(None) })
            }
            FnArg::Receiver(_) => None,
            FnArg::Typed(typed) => {
                let plain = plain_name(&typed.pat).filter(|(_, mutable)| !mutable);
                let written = plain.is_some().then_some(&*typed.ty);
                bound(&typed.pat).contains(&name.to_owned()).then_some(Binding::Parameter(written))
            }
        })
    }

    fn item(&self, name: &str) -> Binding<'a> {
        let blocks = self.frames.iter().filter_map(|frame| match frame {
            Frame::Statements(block, _) => Some(*block),
            Frame::Names(_) => None,
        });
        for stmt in blocks.chain([self.block]).flat_map(|block| &block.stmts) {
            match stmt {
                Stmt::Item(Item::Const(item)) if item.ident == name => return Binding::Const,
                Stmt::Item(Item::Static(item)) if item.ident == name => return Binding::Static,
                _ => {}
            }
        }
        Binding::Item
    }

    /// The statements of the blocks around that come before this block, and those before `above` in it, with the `let`
    /// of each.
    pub(crate) fn before(&self, above: usize) -> Vec<&'a Stmt> {
        let mut stmts = Vec::new();
        for frame in &self.frames {
            if let Frame::Statements(block, index) = frame {
                stmts.extend(&block.stmts[..*index]);
            }
        }
        stmts.extend(&self.block.stmts[..above]);
        stmts
    }

    /// Whether the variable is declared in a block of the function, not a parameter.
    pub(crate) fn is_local(&self, name: &str, above: usize) -> bool {
        !matches!(self.resolve(name, above), Binding::Parameter(_) | Binding::SharedSelf | Binding::Item)
    }

    /// How far the value of `name` can be trusted.
    pub(crate) fn stability(&self, name: &str, above: usize) -> Stability {
        match self.resolve(name, above) {
            Binding::SharedSelf => Stability::Shared,
            Binding::Parameter(Some(Type::Reference(ty))) if ty.mutability.is_none() => match &*ty.elem {
                Type::Path(path) if last(path).is_some_and(|name| name == "str") => Stability::Stable,
                _ => Stability::Shared,
            },
            Binding::Parameter(Some(ty)) if is_plain(ty) => Stability::Stable,
            Binding::Let(local) if is_plain_let(local) => Stability::Stable,
            Binding::Const => Stability::Stable,
            Binding::Item if name.chars().any(char::is_uppercase) => Stability::Stable,
            _ => Stability::Unstable,
        }
    }

    /// Whether handing the value on copies it.
    pub(crate) fn is_copy(&self, name: &str, above: usize) -> bool {
        match self.resolve(name, above) {
            Binding::SharedSelf | Binding::Const | Binding::Item => true,
            Binding::Parameter(Some(ty)) => is_copy(ty),
            Binding::Let(local) | Binding::LetOther(local) => {
                let whole = plain_name(&local.pat).is_some() && !is_configured(&local.attrs);
                match (typed(&local.pat).1, &local.init) {
                    (Some(ty), _) => whole && is_copy(ty),
                    (None, Some(init)) => whole && copies(&init.expr),
                    (None, None) => false,
                }
            }
            _ => false,
        }
    }

    /// Whether the value is a number, a `StatusCode` or a `HeaderValue`: a conversion of it never fails.
    pub(crate) fn never_fails(&self, name: &str, above: usize) -> bool {
        match self.resolve(name, above) {
            Binding::Parameter(Some(ty)) => is_safe_type(ty),
            Binding::Let(local) => match typed(&local.pat).1 {
                Some(ty) => is_safe_type(ty),
                None => local.init.as_ref().is_some_and(|init| never_fails(&init.expr)),
            },
            _ => false,
        }
    }

    /// Whether it is known to be a number.
    pub(crate) fn is_number(&self, name: &str, above: usize) -> bool {
        match self.resolve(name, above) {
            Binding::Parameter(Some(ty)) => type_name(ty).is_some_and(|name| pure::is_number(&name)),
            Binding::Let(local) => match typed(&local.pat).1 {
                Some(ty) => type_name(ty).is_some_and(|name| pure::is_number(&name)),
                None => local.init.as_ref().is_some_and(|init| is_number(&init.expr)),
            },
            _ => false,
        }
    }
}

/// `&self`, `self: &Self`.
fn is_shared(receiver: &Receiver) -> bool {
    match &receiver.kind {
        ReceiverKind::Reference(_, _, mutability) => mutability.is_none(),
        ReceiverKind::Typed(_, ty) => matches!(&**ty, Type::Reference(ty) if ty.mutability.is_none()),
        _ => false,
    }
}

fn last_let<'a>(stmts: &'a [Stmt], name: &str) -> Option<&'a Local> {
    stmts.iter().rev().find_map(|stmt| match stmt {
        Stmt::Local(local) if bound(&local.pat).iter().any(|bound| bound == name) => Some(local),
        _ => None,
    })
}

fn of_let<'a>(local: &'a Local, name: &str) -> Binding<'a> {
    let plain = plain_name(&local.pat).is_some_and(|(bound, mutable)| bound == name && !mutable);
    let initialised = local.init.as_ref().is_some_and(|init| init.diverge.is_none());
    if plain && initialised && !is_configured(&local.attrs) {
        Binding::Let(local)
    } else {
        Binding::LetOther(local)
    }
}

/// Whether a pattern is `_`.
pub(crate) fn is_wild(pat: &Pat) -> bool {
    matches!(typed(pat).0, Pat::Wild(_))
}
