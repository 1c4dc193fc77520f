//! What statements do with the names around them.
//!
//! Each mention of a variable gets a [`How`]. A *read* is `&x`, the receiver of a pure name, what a format string
//! captures, an index or its base, the value of a cast, a condition; an *operand* may be moved by its operator. Handing
//! the value on is neither read nor change: whether it counts as one depends on who asks. Everything else is a *change*:
//! `&mut x`, an assignment to it or a part of it, the receiver of any other method, also of one that is called on an element
//! (`list.first().bump()`), a callee. A change is a *sure* one but for methods that only may change their receiver, which
//! makes a difference to messages alone. Names that the statements themselves bind further inside mean something else and
//! are left out.

use proc_macro2::Span;
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::{BinOp, Block, Expr, Lit, Macro, Pat, Stmt, UnOp};

use crate::kinds::kinds;
use crate::known::pure;

use super::Question;
use super::inside::{Inside, Kind, inside};
use super::names::{Place, bound, identifiers, lends, peeled, place};

/// One way to use a variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum How {
    Read,
    /// An operand of an operator, which takes it by value.
    Operand,
    /// Handed on by value: an argument, the value of a `let`, an element.
    Value,
    /// Iterated, or matched by a pattern that binds, behind `&` or not.
    Bound {
        by_ref: bool,
    },
    Change,
}

impl How {
    /// Whether somebody may have another value afterwards.
    pub(crate) fn may_change(self) -> bool {
        !matches!(self, How::Read | How::Operand)
    }

    /// Whether the value is gone afterwards, unless it is copied.
    pub(crate) fn may_move(self) -> bool {
        matches!(self, How::Operand | How::Value | How::Bound { by_ref: false } | How::Change)
    }
}

/// One mention of a variable.
#[derive(Clone, Debug)]
pub(crate) struct Use {
    pub(crate) place: Place,
    pub(crate) how: How,
    pub(crate) span: Span,
    /// It has a field, method or operator at the use, so its type must be settled there.
    pub(crate) needs_type: bool,
    /// A change that surely is one: not a method that only may change what it is called on.
    pub(crate) surely: bool,
}

/// All uses in statements, in order; what an outer `let` among them binds still counts by its name.
pub(crate) fn of_statements<'a>(question: &Question<'a>, stmts: impl Iterator<Item = &'a Stmt>) -> Vec<Use> {
    let mut walk = Walk::new(question);
    for stmt in stmts {
        walk.outer_statement(stmt);
    }
    walk.uses
}

pub(crate) fn of_expr<'a>(question: &Question<'a>, expr: &'a Expr) -> Vec<Use> {
    let mut walk = Walk::new(question);
    walk.expr(expr, How::Value);
    walk.uses
}

struct Walk<'q, 'a> {
    question: &'q Question<'a>,
    uses: Vec<Use>,
    bound: Vec<String>,
    by_move: bool,
    /// At the receiver of a method that only may change it.
    doubt: bool,
}

impl<'q, 'a> Walk<'q, 'a> {
    fn new(question: &'q Question<'a>) -> Self {
        Walk { question, uses: Vec::new(), bound: Vec::new(), by_move: false, doubt: false }
    }

    fn push(&mut self, place: Place, how: How, span: Span, needs_type: bool) {
        if self.bound.contains(&place.root) {
            return;
        }
        let how = if self.by_move && how == How::Read { How::Value } else { how };
        let surely = how == How::Change && !self.doubt;
        self.uses.push(Use { place, how, span, needs_type, surely });
    }

    fn scoped(&mut self, walk: impl FnOnce(&mut Self)) {
        let scope = self.bound.len();
        walk(self);
        self.bound.truncate(scope);
    }

    /// A statement of the block itself: its own `let` hides nothing.
    fn outer_statement(&mut self, stmt: &'a Stmt) {
        self.scoped(|walk| walk.statement(stmt));
    }

    fn block(&mut self, block: &'a Block) {
        self.scoped(|walk| block.stmts.iter().for_each(|stmt| walk.statement(stmt)));
    }

    fn statement(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::Local(local) => {
                if let Some(init) = &local.init {
                    self.matched(&local.pat, &init.expr, plain(&local.pat));
                    if let Some((_, diverge)) = &init.diverge {
                        self.expr(diverge, How::Value);
                    }
                }
                self.bound.extend(bound(&local.pat));
            }
            Stmt::Expr(expr, _) => self.expr(expr, How::Value),
            Stmt::Macro(mac) => self.mac(&mac.mac),
            Stmt::Item(_) => {}
        }
    }

    /// A value that a pattern takes apart, or (a plain name, `_`) takes whole.
    fn matched(&mut self, pat: &Pat, value: &'a Expr, whole: bool) {
        let how = match () {
            () if lends(pat) => How::Change,
            () if whole => How::Value,
            () if bound(pat).is_empty() => How::Read,
            () => How::Bound { by_ref: false },
        };
        self.expr(value, how);
    }

    #[cfg_attr(headers_first_closed, deny(non_exhaustive_omitted_patterns))]
    fn expr(&mut self, expr: &'a Expr, how: How) {
        if let Some(place) = place(expr) {
            let needs_type = !matches!(peeled(expr), Expr::Path(_));
            return self.push(place, how, expr.span(), needs_type);
        }
        match expr {
            Expr::Paren(paren) => self.expr(&paren.expr, how),
            Expr::Group(group) => self.expr(&group.expr, how),
            Expr::Reference(reference) => self.reference(reference, how),
            Expr::RawAddr(raw) => self.expr(&raw.expr, How::Change),
            Expr::MethodCall(call) => self.method_call(call),
            Expr::Call(call) => self.call(call),
            Expr::Binary(binary) => self.binary(binary),
            Expr::Unary(unary) => self.operand(&unary.expr, !matches!(unary.op, UnOp::Deref(_))),
            Expr::Field(field) => self.expr(&field.base, if how == How::Change { how } else { How::Read }),
            Expr::Index(index) => {
                self.typed(&index.expr, if how == How::Change { how } else { How::Read });
                self.expr(&index.index, How::Read);
            }
            Expr::Cast(cast) => self.typed(&cast.expr, How::Read),
            Expr::Assign(assign) => {
                self.expr(&assign.right, How::Value);
                self.expr(&assign.left, How::Change);
            }
            Expr::Macro(mac) => self.mac(&mac.mac),
            Expr::Closure(closure) => self.closure(closure),
            Expr::Async(block) => self.code(block.capture.is_some(), |walk| walk.block(&block.block)),
            Expr::Lit(_) | Expr::Path(_) | Expr::Continue(_) | Expr::Infer(_) => {}
            kinds!(Expr:
                Array Await Block Break Const ForLoop If Let Loop Match Range Repeat Return Struct Try TryBlock
                Tuple Unsafe Verbatim While Yield
            ) => self.construct(expr, how),
            _ => self.everything(expr.to_token_stream(), How::Change),
        }
    }

    fn construct(&mut self, expr: &'a Expr, how: How) {
        match expr {
            Expr::Try(inner) => self.typed(&inner.expr, How::Value),
            Expr::Await(inner) => self.typed(&inner.base, How::Value),
            Expr::If(branch) => self.scoped(|walk| {
                walk.expr(&branch.cond, How::Read);
                walk.block(&branch.then_branch);
                if let Some((_, otherwise)) = &branch.else_branch {
                    walk.expr(otherwise, how);
                }
            }),
            Expr::Let(condition) => {
                self.matched(&condition.pat, &condition.expr, false);
                self.bound.extend(bound(&condition.pat));
            }
            Expr::Match(inner) => self.match_expr(inner, how),
            Expr::ForLoop(inner) => {
                self.expr(&inner.expr, How::Bound { by_ref: false });
                self.scoped(|walk| {
                    walk.bound.extend(bound(&inner.pat));
                    walk.block(&inner.body);
                });
            }
            Expr::While(inner) => self.scoped(|walk| {
                walk.expr(&inner.cond, How::Read);
                walk.block(&inner.body);
            }),
            Expr::Loop(inner) => self.block(&inner.body),
            Expr::Block(inner) => self.block(&inner.block),
            Expr::Unsafe(inner) => self.block(&inner.block),
            Expr::Const(inner) => self.block(&inner.block),
            Expr::TryBlock(inner) => self.block(&inner.block),
            _ => self.composite(expr, how),
        }
    }

    /// The parts of a value, or of what is assigned.
    fn composite(&mut self, expr: &'a Expr, how: How) {
        let how = if how == How::Change { how } else { How::Value };
        let mut values: Vec<&'a Expr> = Vec::new();
        match expr {
            Expr::Tuple(tuple) => values.extend(&tuple.elems),
            Expr::Array(array) => values.extend(&array.elems),
            Expr::Repeat(repeat) => values.extend([&*repeat.expr, &*repeat.len]),
            Expr::Range(range) => {
                values.extend(range.start.as_deref().into_iter().chain(range.end.as_deref()))
            }
            Expr::Struct(literal) => {
                values.extend(literal.fields.iter().map(|field| &field.expr));
                values.extend(literal.rest.as_deref());
            }
            Expr::Return(inner) => values.extend(inner.expr.as_deref()),
            Expr::Break(inner) => values.extend(inner.expr.as_deref()),
            _ => return self.everything(expr.to_token_stream(), How::Change),
        }
        values.into_iter().for_each(|value| self.expr(value, how));
    }

    fn reference(&mut self, reference: &'a syn::ExprReference, how: How) {
        let inner = match how {
            _ if reference.mutability.is_some() => How::Change,
            How::Bound { .. } => How::Bound { by_ref: true },
            _ => How::Read,
        };
        self.expr(&reference.expr, inner);
    }

    fn method_call(&mut self, call: &'a syn::ExprMethodCall) {
        let (name, arguments) = (call.method.to_string(), call.args.len());
        let how = match () {
            () if !pure::is_pure_method(&name, arguments) => How::Change,
            () if pure::consumes_receiver(&name, arguments) => How::Value,
            () => How::Read,
        };
        // A consumer of what a place holds reads it as far as others are concerned.
        let reads = how == How::Value && place(&call.receiver).is_some();
        let doubt = place(&call.receiver).is_some() && !pure::is_change(&name);
        let outer = std::mem::replace(&mut self.doubt, doubt);
        self.typed(&call.receiver, if reads { How::Operand } else { how });
        self.doubt = outer;
        if !pure::is_pure_method(&name, arguments) && !pure::hands_on(&name) {
            self.element(&call.receiver, call.method.span());
        }
        call.args.iter().for_each(|arg| self.expr(arg, How::Value));
    }

    /// `list.first().bump()` may change what `list` shows.
    fn element(&mut self, receiver: &'a Expr, span: Span) {
        let mut of = peeled(receiver);
        let mut handed = false;
        while let Expr::MethodCall(call) = of {
            let name = call.method.to_string();
            if !pure::hands_on(&name) || pure::iterates(&name) {
                return;
            }
            of = peeled(&call.receiver);
            handed = true;
        }
        if let Some(place) = place(of).filter(|_| handed) {
            let outer = std::mem::replace(&mut self.doubt, true);
            self.push(place, How::Change, span, true);
            self.doubt = outer;
        }
    }

    fn call(&mut self, call: &'a syn::ExprCall) {
        self.expr(&call.func, How::Change);
        call.args.iter().for_each(|arg| self.expr(arg, How::Value));
    }

    fn binary(&mut self, binary: &'a syn::ExprBinary) {
        use BinOp::*;
        let (left, right) = (&*binary.left, &*binary.right);
        match binary.op {
            Eq(_) | Ne(_) | Lt(_) | Le(_) | Gt(_) | Ge(_) | And(_) | Or(_) => {
                self.typed(left, How::Read);
                self.typed(right, How::Read);
            }
            Add(_) | Sub(_) | Mul(_) | Div(_) | Rem(_) | BitXor(_) | BitAnd(_) | BitOr(_) | Shl(_)
            | Shr(_) => {
                self.operand(left, !is_number(right));
                self.operand(right, !is_number(left));
            }
            _ => {
                self.expr(right, How::Value);
                self.expr(left, How::Change);
            }
        }
    }

    fn operand(&mut self, expr: &'a Expr, moves: bool) {
        self.typed(expr, if moves { How::Operand } else { How::Read });
    }

    /// A use that needs the type of the value.
    fn typed(&mut self, expr: &'a Expr, how: How) {
        match place(expr) {
            Some(place) => self.push(place, how, expr.span(), true),
            None => self.expr(expr, how),
        }
    }

    fn match_expr(&mut self, inner: &'a syn::ExprMatch, how: How) {
        let binds = inner.arms.iter().find(|arm| !bound(&arm.pat).is_empty() || lends(&arm.pat));
        match binds.or(inner.arms.first()) {
            Some(arm) => self.matched(&arm.pat, &inner.expr, false),
            None => self.expr(&inner.expr, How::Change),
        }
        for arm in &inner.arms {
            self.scoped(|walk| {
                walk.bound.extend(bound(&arm.pat));
                if let Pat::Guard(guarded) = &arm.pat {
                    walk.expr(&guarded.guard, How::Read);
                }
                walk.expr(&arm.body, how);
            });
        }
    }

    fn closure(&mut self, closure: &'a syn::ExprClosure) {
        self.code(closure.capture.is_some(), |walk| {
            closure.inputs.iter().for_each(|input| walk.bound.extend(bound(input)));
            walk.expr(&closure.body, How::Value);
        });
    }

    fn code(&mut self, by_move: bool, walk: impl FnOnce(&mut Self)) {
        let outer = self.by_move;
        self.by_move |= by_move;
        self.scoped(walk);
        self.by_move = outer;
    }

    fn mac(&mut self, mac: &'a Macro) {
        let Inside { kind, args, captures, .. } = inside(self.question, mac);
        let unknown = matches!(kind, Kind::Unknown | Kind::Select | Kind::Pin);
        for name in captures {
            self.push(
                Place::of_name(&name),
                if unknown { How::Change } else { How::Read },
                mac.path.span(),
                false,
            );
        }
        match kind {
            _ if unknown => return self.everything(mac.tokens.clone(), How::Change),
            Kind::Write(target) => self.expr(target, How::Change),
            _ => {}
        }
        let how = if matches!(kind, Kind::Values | Kind::Joins) { How::Value } else { How::Read };
        args.iter().for_each(|arg| self.expr(arg, how));
    }

    fn everything(&mut self, tokens: proc_macro2::TokenStream, how: How) {
        let mut found = Vec::new();
        identifiers(tokens, &mut found);
        for ident in found {
            self.push(Place::of_name(&ident.to_string()), how, ident.span(), true);
        }
    }
}

/// Whether a pattern takes a value whole.
fn plain(pat: &Pat) -> bool {
    match pat {
        Pat::Ident(ident) => ident.by_ref.is_none() && ident.subpat.is_none(),
        Pat::Type(typed) => plain(&typed.pat),
        _ => false,
    }
}

fn is_number(expr: &Expr) -> bool {
    matches!(peeled(expr), Expr::Lit(lit) if matches!(lit.lit, Lit::Int(_) | Lit::Float(_)))
}
