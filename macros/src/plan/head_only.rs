//! Which statements move: head operations on one response plus pure computation.
//!
//! | statement | head-only if |
//! |---|---|
//! | `res.set_status(201)?.insert_header(..)?;`, `let _ = ..`, `.ok();`, `.unwrap();`, `.expect(..);` | its chain consists of head operations with pure arguments |
//! | `head.status = value;`, `Type::insert_header(res, ..)` | likewise |
//! | `if`, `match`, `for`, `{ .. }` | its condition, scrutinee, guards, iterator are pure, all of its branches head-only |
//! | `let h = res.headers_mut();` | it moves together with all uses of `h` |
//!
//! A `?` may only stand on the operation itself, on what gave the view, or on a conversion among the arguments (rule 4).

use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::{Block, Expr, ExprMethodCall, Stmt};

use crate::annotations::{Denotes, Operation, Via};
use crate::effect::Effect;

use super::names::{Place, is_upper, peeled, place, root_place, segments};
use super::purity::{Purity, impure, own_exit};
use super::scope::{Binding, is_wild};
use super::{Question, Reason, Refusal};

/// All that a unit of statements does to the head.
#[derive(Default)]
pub(crate) struct HeadOnly<'a> {
    pub(crate) operations: Vec<&'a Operation>,
    /// The places through which it reaches the response: `res`, `self.res`, a view.
    pub(crate) places: Vec<Place>,
    /// Names of the views that it declares itself.
    pub(crate) views: Vec<String>,
}

type Checked = Result<(), Refusal>;

/// Methods of a map of headers or a jar of cookies that set one, or take one out.
const MAP_METHODS: &[&str] = &[
    "insert",
    "append",
    "try_insert",
    "try_append",
    "remove",
    "clear",
    "extend",
    "set",
    "put",
    "push",
    "add",
    "add_private",
    "add_signed",
    "remove_private",
    "remove_signed",
    "typed_insert",
];

/// What hands on the response or a view out of what an operation gave.
const HANDS_ON: &[&str] = &["unwrap", "expect", "as_mut", "as_deref_mut", "get_mut", "by_ref", "borrow_mut"];

pub(crate) struct Walk<'w, 'q, 'a> {
    pub(crate) purity: &'w mut Purity<'q, 'a>,
    pub(crate) found: HeadOnly<'a>,
    /// Behind a `?`: what fails leaves the function.
    pub(crate) leaves: bool,
}

fn not_head_only(span: Span) -> Refusal {
    Refusal { reason: Reason::NotHeadOnly, span }
}

impl<'a> Walk<'_, '_, 'a> {
    fn question(&self) -> &Question<'a> {
        self.purity.question
    }

    /// A statement of the unit; `let`s that it needs are checked like those of a nested block.
    pub(crate) fn statement(&mut self, stmt: &'a Stmt) -> Checked {
        match stmt {
            Stmt::Local(local) => self.local(local),
            Stmt::Expr(expr, _) => self.effect(expr),
            Stmt::Macro(mac) => {
                let name = segments(&mac.mac.path).join("::");
                Err(self.impure(format!("`{name}!`"), mac.mac.path.span()))
            }
            Stmt::Item(item) => Err(not_head_only(item.span())),
        }
    }

    fn impure(&self, what: String, span: Span) -> Refusal {
        impure(what, span)
    }

    fn local(&mut self, local: &'a syn::Local) -> Checked {
        let Some(init) = &local.init else { return Err(not_head_only(local.span())) };
        if let Some((_, diverge)) = &init.diverge {
            return Err(own_exit("`let … else`", diverge.span()));
        }
        if is_wild(&local.pat) {
            return self.effect(&init.expr);
        }
        if let Some(Denotes::HeadView(_)) = self.question().annotations.denotes(&init.expr) {
            self.receiver(&init.expr)?;
            self.found.views.extend(super::names::bound(&local.pat));
            return Ok(());
        }
        let conversions = std::mem::replace(&mut self.purity.conversions, true);
        let checked = self.purity.pure(&init.expr);
        self.purity.conversions = conversions;
        checked?;
        self.purity.bind(&local.pat);
        Ok(())
    }

    /// An expression that is evaluated for what it does.
    fn effect(&mut self, expr: &'a Expr) -> Checked {
        match expr {
            Expr::Paren(paren) => self.effect(&paren.expr),
            Expr::Group(group) => self.effect(&group.expr),
            Expr::Try(inner) => self.question_mark(expr, &inner.expr),
            Expr::MethodCall(call) => self.chain(expr, call),
            Expr::Call(call) => self.call(expr, call),
            Expr::Assign(assign) => self.assign(expr, assign),
            Expr::If(branch) => self.branch(branch),
            Expr::Match(inner) => {
                self.purity.pure(&inner.expr)?;
                inner.arms.iter().try_for_each(|arm| self.arm(arm))
            }
            Expr::ForLoop(inner) => self.for_loop(inner),
            Expr::Block(block) => self.block(&block.block),
            Expr::Tuple(tuple) if tuple.elems.is_empty() => Ok(()),
            Expr::Await(inner) if self.question().annotations.operation(peeled(&inner.base)).is_some() => {
                Err(not_head_only(expr.span()))
            }
            Expr::Await(_) => Err(own_exit("`.await`", expr.span())),
            Expr::Return(_) => Err(own_exit("`return`", expr.span())),
            Expr::Break(_) => Err(own_exit("`break`", expr.span())),
            Expr::Continue(_) => Err(own_exit("`continue`", expr.span())),
            Expr::Unsafe(_) => Err(impure("`unsafe`", expr.span())),
            other => {
                self.purity.pure(other)?;
                Err(not_head_only(other.span()))
            }
        }
    }

    fn block(&mut self, block: &'a Block) -> Checked {
        let scope = self.purity.inner.len();
        let checked = block.stmts.iter().try_for_each(|stmt| self.statement(stmt));
        self.purity.inner.truncate(scope);
        checked
    }

    fn branch(&mut self, branch: &'a syn::ExprIf) -> Checked {
        let scope = self.purity.inner.len();
        self.purity.condition(&branch.cond)?;
        self.block(&branch.then_branch)?;
        self.purity.inner.truncate(scope);
        branch.else_branch.iter().try_for_each(|(_, otherwise)| self.effect(otherwise))
    }

    fn arm(&mut self, arm: &'a syn::Arm) -> Checked {
        let scope = self.purity.inner.len();
        self.purity.guard(&arm.pat)?;
        let checked = self.effect(&arm.body);
        self.purity.inner.truncate(scope);
        checked
    }

    fn for_loop(&mut self, inner: &'a syn::ExprForLoop) -> Checked {
        if !self.question().vouched && !self.is_pure_source(&inner.expr) {
            return Err(impure("what the `for` iterates", inner.expr.span()));
        }
        self.purity.pure(&inner.expr)?;
        let scope = self.purity.inner.len();
        self.purity.bind(&inner.pat);
        let checked = self.block(&inner.body);
        self.purity.inner.truncate(scope);
        checked
    }

    /// `&place`, `place.iter()`, a `&T` parameter, constants, literals, ranges.
    fn is_pure_source(&self, expr: &Expr) -> bool {
        match peeled(expr) {
            Expr::Reference(inner) => {
                inner.mutability.is_none()
                    && (place(&inner.expr).is_some() || self.is_pure_source(&inner.expr))
            }
            Expr::MethodCall(call) => {
                let steps = ["enumerate", "rev", "copied", "cloned"].iter().any(|name| call.method == *name);
                let sources = ["iter", "keys", "values", "chars", "bytes", "lines"];
                match sources.iter().any(|name| call.method == *name) {
                    true => place(&call.receiver).is_some(),
                    false => steps && call.args.is_empty() && self.is_pure_source(&call.receiver),
                }
            }
            Expr::Range(_) | Expr::Array(_) | Expr::Lit(_) => true,
            Expr::Path(path) => match path.path.get_ident().map(ToString::to_string) {
                Some(name) => match self.purity.binding(&name) {
                    Some(Binding::Const) => true,
                    Some(Binding::Item) => is_upper(&name),
                    _ => self.purity.is_shared(expr),
                },
                None => path.path.segments.last().is_some_and(|last| is_upper(&last.ident.to_string())),
            },
            Expr::Field(_) => self.purity.is_shared(expr),
            _ => false,
        }
    }

    /// A chain of head operations, perhaps with `.ok()` and the like behind.
    fn chain(&mut self, expr: &'a Expr, call: &'a ExprMethodCall) -> Checked {
        if self.question().annotations.operation(expr).is_some() {
            return self.operation(expr, call);
        }
        let name = call.method.to_string();
        match name.as_str() {
            "ok" if call.args.is_empty() => self.effect(&call.receiver),
            "unwrap" | "expect" => {
                let failing = self.fails(&call.receiver);
                self.purity.notes.may_panic = self.purity.notes.may_panic.or(failing);
                self.effect(&call.receiver)
            }
            "map_err" | "context" | "with_context" => {
                if self.fails(&call.receiver).is_some() && !self.leaves {
                    self.mapping(call)?;
                }
                self.effect(&call.receiver)
            }
            _ => {
                self.purity.pure(expr)?;
                Err(not_head_only(call.method.span()))
            }
        }
    }

    fn question_mark(&mut self, expr: &'a Expr, inner: &'a Expr) -> Checked {
        let failing = self.fails(inner);
        self.purity.notes.can_fail = self.purity.notes.can_fail.or(failing.map(|_| expr.span()));
        let outer = std::mem::replace(&mut self.leaves, true);
        let checked = self.effect(inner);
        self.leaves = outer;
        checked
    }

    /// What makes another error of one that does not leave the function.
    fn mapping(&mut self, call: &'a ExprMethodCall) -> Checked {
        call.args.iter().try_for_each(|arg| match peeled(arg) {
            Expr::Closure(closure) => self.purity.scoped(|pure| {
                closure.inputs.iter().for_each(|input| pure.bind(input));
                pure.pure(&closure.body)
            }),
            other => self.purity.pure(other),
        })
    }

    /// Where the operation at the end of a chain has an argument that it may refuse.
    fn fails(&self, expr: &'a Expr) -> Option<Span> {
        let inner = super::conversions::without_error_mapping(expr);
        let args: Vec<&Expr> = match peeled(inner) {
            Expr::MethodCall(call) => call.args.iter().collect(),
            Expr::Call(call) => call.args.iter().skip(1).collect(),
            _ => return Some(inner.span()),
        };
        args.into_iter().find(|arg| !self.purity.never_fails(arg)).map(Spanned::span)
    }

    /// One head operation as a method call.
    fn operation(&mut self, expr: &'a Expr, call: &'a ExprMethodCall) -> Checked {
        let Some(operation) = self.question().annotations.operation(expr) else { return Ok(()) };
        let name = call.method.to_string();
        self.is_head(operation)?;
        if operation.via == Via::HeadView && !MAP_METHODS.contains(&name.as_str()) {
            return Err(self.impure(format!("`{name}()`"), call.method.span()));
        }
        self.receiver(&call.receiver)?;
        self.arguments(call.args.iter())?;
        self.found.operations.push(operation);
        Ok(())
    }

    fn is_head(&self, operation: &Operation) -> Checked {
        if operation.responses.len() > 1 {
            return Err(Refusal { reason: Reason::Several, span: operation.span });
        }
        let own = operation.responses.as_slice() == [self.question().response];
        match operation.effect == Effect::Head && own && operation.via != Via::Unknown {
            true => Ok(()),
            false => Err(not_head_only(operation.span)),
        }
    }

    fn arguments(&mut self, args: impl Iterator<Item = &'a Expr>) -> Checked {
        let conversions = std::mem::replace(&mut self.purity.conversions, true);
        let checked = self.purity.all(args);
        self.purity.conversions = conversions;
        checked
    }

    /// What a head operation is called on: a place, a view, another head operation.
    fn receiver(&mut self, expr: &'a Expr) -> Checked {
        match expr {
            Expr::Paren(paren) => self.receiver(&paren.expr),
            Expr::Group(group) => self.receiver(&group.expr),
            Expr::Reference(reference) => self.receiver(&reference.expr),
            Expr::Unary(unary) => self.receiver(&unary.expr),
            Expr::Try(inner) => {
                let failing = self.fails(&inner.expr);
                self.purity.notes.can_fail = self.purity.notes.can_fail.or(failing);
                self.receiver(&inner.expr)
            }
            Expr::MethodCall(call) => self.receiver_call(expr, call),
            _ => {
                let denotes = self.question().annotations.denotes(expr).is_some();
                let known = place(expr).filter(|place| denotes || self.found.views.contains(&place.root));
                self.found.places.push(known.ok_or_else(|| not_head_only(expr.span()))?);
                Ok(())
            }
        }
    }

    fn receiver_call(&mut self, expr: &'a Expr, call: &'a ExprMethodCall) -> Checked {
        let annotations = self.question().annotations;
        if matches!(annotations.denotes(expr), Some(Denotes::HeadView(_))) && call.args.is_empty() {
            return self.receiver(&call.receiver);
        }
        if annotations.operation(expr).is_some() {
            return self.operation(expr, call);
        }
        let name = call.method.to_string();
        match name.as_str() {
            "map_err" | "context" | "with_context" => self.receiver(&call.receiver),
            "unwrap" | "expect" => {
                let failing = self.fails(&call.receiver);
                self.purity.notes.may_panic = self.purity.notes.may_panic.or(failing);
                self.receiver(&call.receiver)
            }
            name if HANDS_ON.contains(&name) => self.receiver(&call.receiver),
            _ => Err(not_head_only(call.method.span())),
        }
    }

    /// `Type::insert_header(res, ..)`.
    fn call(&mut self, expr: &'a Expr, call: &'a syn::ExprCall) -> Checked {
        let operation = self.question().annotations.operation(expr);
        let (Some(operation), Some(receiver)) = (operation, call.args.first()) else {
            self.purity.pure(expr)?;
            return Err(not_head_only(expr.span()));
        };
        self.is_head(operation)?;
        let method = matches!(peeled(&call.func), Expr::Path(path) if path.path.segments.len() > 1);
        if !method || operation.via != Via::Response {
            return Err(self.impure(format!("`{}()`", operation.name), operation.span));
        }
        self.receiver(receiver)?;
        self.arguments(call.args.iter().skip(1))?;
        self.found.operations.push(operation);
        Ok(())
    }

    fn assign(&mut self, expr: &'a Expr, assign: &'a syn::ExprAssign) -> Checked {
        let Some(operation) = self.question().annotations.operation(expr) else {
            return Err(impure("an assignment", expr.span()));
        };
        self.is_head(operation)?;
        let Some(mut place) = root_place(&assign.left) else { return Err(not_head_only(expr.span())) };
        if let Expr::Field(_) = peeled(&assign.left) {
            place.fields.pop();
        }
        self.arguments(std::iter::once(&*assign.right))?;
        self.found.places.push(place);
        self.found.operations.push(operation);
        Ok(())
    }
}
