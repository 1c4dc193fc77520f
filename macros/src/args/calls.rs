//! Entries of `calls(..)`: `render`, `util::render`, `next.run`.
//!
//! | entry | means |
//! |---|---|
//! | `render` | every function whose path ends so, and every method of that name |
//! | `util::render` | a function whose path ends so |
//! | `Page::render` | that, and every method of that name |
//! | `Self::render` | that, and `self.render(..)` |
//! | `next.run` | the method on a receiver whose path ends in `next` |
//!
//! Where several entries mean one call, the longest counts.

use std::fmt;

use syn::{Expr, Member};

use crate::effect::Effect;

/// One helper and what it does; without an effect it must have a summary of its own.
#[derive(Clone)]
pub(crate) struct CallEntry {
    pub(crate) path: CallPath,
    pub(crate) effect: Option<Effect>,
}

#[derive(Clone)]
pub(crate) enum CallPath {
    Function(syn::Path),
    /// A method, with the names that its receiver ends in.
    Method {
        receiver: Vec<String>,
        name: String,
    },
}

impl CallPath {
    pub(crate) fn is_function(&self, called: &[String]) -> bool {
        match self {
            CallPath::Function(path) => relative(called).ends_with(relative(&names(path))),
            CallPath::Method { .. } => false,
        }
    }

    pub(crate) fn is_method(&self, receiver: &Expr, name: &str) -> bool {
        match self {
            CallPath::Function(path) => {
                let names = names(path);
                let fits = match names.as_slice() {
                    [_] => true,
                    [.., owner, _] if owner == "Self" => chain(receiver) == ["self"],
                    [.., owner, _] => owner.starts_with(char::is_uppercase),
                    [] => false,
                };
                fits && names.last().is_some_and(|last| last == name)
            }
            CallPath::Method { receiver: wanted, name: known } => {
                known == name && chain(receiver).ends_with(wanted)
            }
        }
    }

    /// Whether it names the value that the method is called on.
    pub(super) fn has_receiver(&self) -> bool {
        matches!(self, CallPath::Method { .. })
    }

    fn len(&self) -> usize {
        match self {
            CallPath::Function(path) => path.segments.len(),
            CallPath::Method { receiver, .. } => receiver.len() + 1,
        }
    }
}

impl fmt::Display for CallPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CallPath::Function(path) => f.write_str(&names(path).join("::")),
            CallPath::Method { receiver, name } => write!(f, "{}.{name}", receiver.join(".")),
        }
    }
}

/// The most detailed entry that means a call.
pub(super) fn best(entries: &[CallEntry], means: impl Fn(&CallPath) -> bool) -> Option<&CallEntry> {
    entries.iter().filter(|entry| means(&entry.path)).max_by_key(|entry| entry.path.len())
}

fn names(path: &syn::Path) -> Vec<String> {
    path.segments.iter().map(|segment| segment.ident.to_string()).collect()
}

/// Without leading `crate`, `self` and `super`.
fn relative(names: &[String]) -> &[String] {
    let roots = names.iter().take_while(|name| ["crate", "self", "super"].contains(&name.as_str())).count();
    if roots < names.len() { &names[roots..] } else { names }
}

/// The names of a receiver, from its root to its last field; calls without arguments are looked through.
fn chain(expr: &Expr) -> Vec<String> {
    match expr {
        Expr::Path(path) => names(&path.path),
        Expr::Field(field) => {
            let mut names = chain(&field.base);
            names.push(match &field.member {
                Member::Named(name) => name.to_string(),
                Member::Unnamed(index) => index.index.to_string(),
            });
            names
        }
        Expr::MethodCall(call) if call.args.is_empty() => chain(&call.receiver),
        Expr::Paren(inner) => chain(&inner.expr),
        Expr::Group(inner) => chain(&inner.expr),
        Expr::Reference(inner) => chain(&inner.expr),
        Expr::Unary(inner) => chain(&inner.expr),
        Expr::Try(inner) => chain(&inner.expr),
        Expr::Await(inner) => chain(&inner.base),
        _ => Vec::new(),
    }
}
