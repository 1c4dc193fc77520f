//! Rule 3: what may be computed earlier without anybody noticing.
//!
//! [`Purity::pure`] walks an expression and refuses whatever is not known to be pure. Three things are noted instead,
//! because they only matter for what the statement moves over: a call of an unknown function that gets nothing but what
//! `&T` parameters hold, something that can panic, and a `?` that can fail.

use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::{BinOp, Block, Expr, Pat, Stmt, Type, UnOp};

use crate::kinds::kinds;

use super::inside::{Inside, Kind, inside};
use super::literals::{is_literal, is_pure_macro, is_text, is_zero};
use super::names::{bound, is_upper, peeled, place, root_place, segments};
use super::scope::{Binding, Scope};
use super::vouch::vouched;
use super::{Question, Reason, Refusal};

/// What the rest of the decision needs to know about expressions that are pure but for this.
#[derive(Default, Clone)]
pub(crate) struct Notes {
    pub(crate) unknown_call: Option<(String, Span)>,
    pub(crate) may_panic: Option<Span>,
    pub(crate) can_fail: Option<Span>,
}

pub(crate) struct Purity<'q, 'a> {
    pub(crate) question: &'q Question<'a>,
    pub(crate) scope: &'q Scope<'a>,
    /// Names are looked up as they are above this statement.
    pub(crate) at: usize,
    pub(crate) notes: Notes,
    /// Names that the expression binds itself.
    pub(crate) inner: Vec<String>,
    /// A `?` on a conversion is allowed: among the arguments of a head operation.
    pub(crate) conversions: bool,
}

pub(crate) type Checked = Result<(), Refusal>;

pub(crate) fn impure(what: impl Into<String>, span: Span) -> Refusal {
    Refusal { reason: Reason::Impure { what: what.into() }, span }
}

pub(crate) fn own_exit(what: &'static str, span: Span) -> Refusal {
    Refusal { reason: Reason::OwnExit { what }, span }
}

impl<'q, 'a> Purity<'q, 'a> {
    pub(crate) fn new(question: &'q Question<'a>, scope: &'q Scope<'a>, at: usize) -> Self {
        Purity { question, scope, at, notes: Notes::default(), inner: Vec::new(), conversions: false }
    }

    pub(crate) fn pure(&mut self, expr: &'a Expr) -> Checked {
        match self.known_pure(expr) {
            Err(Refusal { reason: Reason::Impure { .. }, .. }) if self.question.vouched => {
                vouched(self.question, expr)
            }
            checked => checked,
        }
    }

    #[cfg_attr(headers_first_closed, deny(non_exhaustive_omitted_patterns))]
    fn known_pure(&mut self, expr: &'a Expr) -> Checked {
        let annotations = self.question.annotations;
        if annotations.denotes(expr).is_some() || annotations.operation(expr).is_some() {
            return Err(Refusal { reason: Reason::ReadsResponse, span: expr.span() });
        }
        match expr {
            Expr::Lit(_) => Ok(()),
            Expr::Path(path) => self.path(path),
            Expr::Field(field) if place(expr).is_none() => self.pure(&field.base),
            Expr::Field(_) => self.place_root(expr),
            Expr::Paren(paren) => self.pure(&paren.expr),
            Expr::Group(group) => self.pure(&group.expr),
            Expr::Reference(reference) if reference.mutability.is_none() => self.pure(&reference.expr),
            Expr::Reference(_) | Expr::RawAddr(_) => Err(impure("`&mut`", expr.span())),
            Expr::Unary(unary) => self.unary(unary),
            Expr::Binary(binary) => self.binary(binary),
            Expr::Cast(cast) if matches!(*cast.ty, Type::Ptr(_)) => Err(impure("a raw pointer", expr.span())),
            Expr::Cast(cast) => self.pure(&cast.expr),
            Expr::Index(index) => {
                self.notes.may_panic.get_or_insert(expr.span());
                self.all([&*index.expr, &*index.index])
            }
            Expr::MethodCall(call) => self.method_call(call),
            Expr::Call(call) => self.call(call),
            kinds!(Expr:
                Array Assign Async Await Block Break Closure Const Continue ForLoop If Infer Let Loop Macro
                Match Range Repeat Return Struct Try TryBlock Tuple Unsafe Verbatim While Yield
            ) => self.construct(expr),
            _ => Err(impure("this expression", expr.span())),
        }
    }

    pub(crate) fn all(&mut self, exprs: impl IntoIterator<Item = &'a Expr>) -> Checked {
        exprs.into_iter().try_for_each(|expr| self.pure(expr))
    }

    fn construct(&mut self, expr: &'a Expr) -> Checked {
        match expr {
            Expr::Tuple(tuple) => self.all(&tuple.elems),
            Expr::Array(array) => self.all(&array.elems),
            Expr::Repeat(repeat) => self.all([&*repeat.expr, &*repeat.len]),
            Expr::Range(range) => self.all(range.start.as_deref().into_iter().chain(range.end.as_deref())),
            Expr::If(branch) => self.scoped(|pure| {
                pure.condition(&branch.cond)?;
                pure.block(&branch.then_branch)?;
                branch.else_branch.iter().try_for_each(|(_, otherwise)| pure.pure(otherwise))
            }),
            Expr::Match(inner) => {
                self.pure(&inner.expr)?;
                inner.arms.iter().try_for_each(|arm| self.scoped(|pure| pure.arm(arm)))
            }
            Expr::Block(block) => self.block(&block.block),
            Expr::Macro(mac) => self.mac(&mac.mac),
            Expr::Try(inner) => self.question_mark(expr, &inner.expr),
            Expr::Await(_) => Err(own_exit("`.await`", expr.span())),
            Expr::Return(_) => Err(own_exit("`return`", expr.span())),
            Expr::Break(_) => Err(own_exit("`break`", expr.span())),
            Expr::Continue(_) => Err(own_exit("`continue`", expr.span())),
            Expr::Unsafe(_) => Err(impure("`unsafe`", expr.span())),
            Expr::Closure(_) => Err(impure("a closure", expr.span())),
            Expr::Async(_) => Err(impure("an `async` block", expr.span())),
            Expr::Loop(_) | Expr::While(_) | Expr::ForLoop(_) => Err(impure("a loop", expr.span())),
            Expr::Assign(_) => Err(impure("an assignment", expr.span())),
            _ => Err(impure("this expression", expr.span())),
        }
    }

    pub(crate) fn scoped<T>(&mut self, walk: impl FnOnce(&mut Self) -> T) -> T {
        let scope = self.inner.len();
        let result = walk(self);
        self.inner.truncate(scope);
        result
    }

    pub(crate) fn bind(&mut self, pat: &Pat) {
        self.inner.extend(bound(pat));
    }

    fn arm(&mut self, arm: &'a syn::Arm) -> Checked {
        self.guard(&arm.pat)?;
        self.pure(&arm.body)
    }

    /// Binds what a pattern of `match` binds, and checks its guard.
    pub(crate) fn guard(&mut self, pat: &'a Pat) -> Checked {
        self.bind(pat);
        match pat {
            Pat::Guard(guarded) => self.condition(&guarded.guard),
            _ => Ok(()),
        }
    }

    /// A condition, whose `let`s bind names for what follows.
    pub(crate) fn condition(&mut self, cond: &'a Expr) -> Checked {
        match cond {
            Expr::Let(inner) => {
                self.pure(&inner.expr)?;
                self.bind(&inner.pat);
                Ok(())
            }
            Expr::Paren(paren) => self.condition(&paren.expr),
            Expr::Binary(binary) if matches!(binary.op, BinOp::And(_) | BinOp::Or(_)) => {
                self.condition(&binary.left)?;
                self.condition(&binary.right)
            }
            other => self.pure(other),
        }
    }

    fn block(&mut self, block: &'a Block) -> Checked {
        self.scoped(|pure| block.stmts.iter().try_for_each(|stmt| pure.statement(stmt)))
    }

    pub(crate) fn statement(&mut self, stmt: &'a Stmt) -> Checked {
        match stmt {
            Stmt::Local(local) => {
                let Some(init) = &local.init else {
                    return Err(impure("a `let` without a value", local.span()));
                };
                if let Some((_, diverge)) = &init.diverge {
                    return Err(own_exit("`let … else`", diverge.span()));
                }
                self.pure(&init.expr)?;
                self.bind(&local.pat);
                Ok(())
            }
            Stmt::Expr(expr, _) => self.pure(expr),
            Stmt::Macro(mac) => self.mac(&mac.mac),
            Stmt::Item(item) => Err(impure("an item", item.span())),
        }
    }

    fn path(&self, path: &syn::ExprPath) -> Checked {
        let Some(ident) = path.path.get_ident() else { return Ok(()) };
        match self.binding(&ident.to_string()) {
            Some(Binding::Static) => Err(impure(format!("the static `{ident}`"), path.span())),
            _ => Ok(()),
        }
    }

    fn place_root(&self, expr: &Expr) -> Checked {
        match place(expr) {
            Some(place) if is_upper(&place.root) => Err(impure(format!("`{}`", place.root), expr.span())),
            _ => Ok(()),
        }
    }

    /// What a name means that the expression does not bind itself.
    pub(crate) fn binding(&self, name: &str) -> Option<Binding<'a>> {
        (!self.inner.iter().any(|inner| inner == name)).then(|| self.scope.resolve(name, self.at))
    }

    fn unary(&mut self, unary: &'a syn::ExprUnary) -> Checked {
        match unary.op {
            UnOp::Neg(_) if !is_literal(&unary.expr) => {
                self.notes.may_panic.get_or_insert(unary.span());
            }
            UnOp::Deref(_) => {
                if let Expr::Path(path) = peeled(&unary.expr) {
                    if path.path.segments.last().is_some_and(|last| is_upper(&last.ident.to_string())) {
                        return Err(impure("what a constant or static points to", unary.span()));
                    }
                }
            }
            _ => {}
        }
        self.pure(&unary.expr)
    }

    fn binary(&mut self, binary: &'a syn::ExprBinary) -> Checked {
        use BinOp::*;
        match binary.op {
            Eq(_) | Ne(_) | Lt(_) | Le(_) | Gt(_) | Ge(_) | And(_) | Or(_) | BitXor(_) | BitAnd(_)
            | BitOr(_) => {}
            Add(_) | Sub(_) | Mul(_) | Div(_) | Rem(_) | Shl(_) | Shr(_) => {
                let divides = matches!(binary.op, Div(_) | Rem(_));
                let literal = is_literal(&binary.left) && is_literal(&binary.right);
                if !(is_text(&binary.left) || literal && !(divides && is_zero(&binary.right))) {
                    self.notes.may_panic.get_or_insert(binary.span());
                }
            }
            _ => return Err(impure("an assignment", binary.span())),
        }
        self.all([&*binary.left, &*binary.right])
    }

    fn mac(&mut self, mac: &'a syn::Macro) -> Checked {
        let inside = inside(self.question, mac);
        match inside.kind {
            Kind::Format | Kind::Values if is_pure_macro(mac) => {
                self.debugged(mac, &inside)?;
                self.all(inside.args.iter().copied())
            }
            _ => {
                let name = segments(&mac.path).join("::");
                Err(impure(format!("`{name}!`"), mac.path.span()))
            }
        }
    }

    /// `{:?}` of a static may show what is inside of a lock or an atomic.
    fn debugged(&self, mac: &syn::Macro, inside: &Inside<'_>) -> Checked {
        if !mac.tokens.to_string().contains("?}") {
            return Ok(());
        }
        let args = inside.args.iter().filter_map(|arg| root_place(arg)).map(|place| place.root);
        match args
            .chain(inside.captures.iter().cloned())
            .find(|name| is_upper(name) && !self.is_constant(name))
        {
            Some(name) => Err(impure(format!("`{name}`"), mac.path.span())),
            None => Ok(()),
        }
    }

    fn is_constant(&self, name: &str) -> bool {
        matches!(self.binding(name), Some(Binding::Const))
    }
}
