//! One walk over the stretch: its exits, its operations on the response, what it runs that nobody knows.
//!
//! The rules that look at these are in `exits.rs` (rule 5) and `order.rs` (rules 6, 7 and 9). Code in closures and async
//! blocks is another function as far as exits go; what it does with the response counts all the same.

use std::collections::HashSet;

use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Expr, ExprMethodCall, Stmt};

use crate::annotations::{Denotes, Operation};
use crate::effect::Effect;

use super::Question;
use super::inside::{Kind, inside};
use super::names::{self, bound, peeled, place, segments, typed};
use super::order::{self, Key};
use super::purity::without_error_mapping;

/// Where an error exit or `.await` stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// It is the one of a write itself.
    OfWrite,
    /// In what a write sends: its arguments, the head of a loop or branch that writes, a `let` that a write uses.
    Data,
    /// In a statement that fills a local for a write.
    Fills,
    Elsewhere,
}

#[derive(Clone, Debug)]
pub(crate) enum Event {
    /// `?` or `return Err(..)`.
    ErrorExit(Place),
    Await(Place),
    /// `return`, `break`, `continue` out of the stretch.
    Exit(&'static str),
    /// `bail!`, `ensure!`.
    Check(String),
    /// A macro of which nothing is known.
    Macro(String),
    Diverges,
    /// An operation on the response; `branch`: it may not run; `helper`: a function performs it.
    Operation {
        operation: Operation,
        branch: bool,
        helper: bool,
        sets: Vec<Key>,
    },
    /// A view of the head is looked at.
    ReadsHead(String),
    /// The response is replaced.
    Replaced,
}

/// What happens, where, in which statement of the block.
#[derive(Clone, Debug)]
pub(crate) struct At {
    pub(crate) event: Event,
    pub(crate) span: Span,
    pub(crate) statement: usize,
}

/// Everything that happens in the stretch, in order.
pub(crate) fn events<'a>(question: &Question<'a>, stretch: &[usize], response: &[names::Place]) -> Vec<At> {
    let fed = super::fed::names(question, stretch);
    let mut walk = Walk {
        question,
        response,
        fed,
        in_place: super::code::in_place(question.block),
        events: Vec::new(),
        statement: 0,
        place: Place::Elsewhere,
        branches: 0,
        functions: 0,
        loops: Vec::new(),
    };
    for index in stretch {
        walk.statement = *index;
        walk.visit_stmt(&question.block.stmts[*index]);
    }
    walk.events
}

struct Walk<'q, 'a> {
    question: &'q Question<'a>,
    /// The places of the response.
    response: &'q [names::Place],
    /// Locals that only writes read.
    fed: super::fed::Fed,
    /// Code that runs where it stands.
    in_place: HashSet<usize>,
    events: Vec<At>,
    statement: usize,
    place: Place,
    branches: usize,
    functions: usize,
    loops: Vec<Option<String>>,
}

impl<'q, 'a> Walk<'q, 'a> {
    fn event(&mut self, event: Event, span: Span) {
        self.events.push(At { event, span, statement: self.statement });
    }

    fn at(&mut self, place: Place, walk: impl FnOnce(&mut Self)) {
        let outer = std::mem::replace(&mut self.place, place);
        walk(self);
        self.place = outer;
    }

    /// Where something is data for the body unless it already stands elsewhere for good.
    fn data(&mut self, data: bool, walk: impl FnOnce(&mut Self)) {
        let place = if data { Place::Data } else { self.place };
        self.at(place, walk);
    }

    fn branch(&mut self, walk: impl FnOnce(&mut Self)) {
        self.branches += 1;
        let place = if self.place == Place::Data { Place::Data } else { Place::Elsewhere };
        self.at(place, walk);
        self.branches -= 1;
    }

    fn function(&mut self, walk: impl FnOnce(&mut Self)) {
        self.functions += 1;
        let loops = std::mem::take(&mut self.loops);
        self.branch(walk);
        self.loops = loops;
        self.functions -= 1;
    }

    /// Code that is handed away with the response may do anything.
    fn code(&mut self, expr: &'a Expr) {
        if !self.in_place.contains(&super::code::address(expr)) {
            self.operation(expr, false);
        }
    }

    fn looped(&mut self, label: Option<&syn::Label>, walk: impl FnOnce(&mut Self)) {
        self.loops.push(label.map(|label| label.name.ident.to_string()));
        self.branch(walk);
        self.loops.pop();
    }

    fn operation(&mut self, expr: &'a Expr, helper: bool) {
        let Some(operation) = self.question.annotations.operation(expr) else { return };
        if !operation.responses.contains(&self.question.response) {
            return;
        }
        let view = matches!(self.question.annotations.denotes(expr), Some(Denotes::HeadView(_)));
        if view && matches!(operation.effect, Effect::Head | Effect::Read) {
            return;
        }
        let branch = self.branches > 0;
        let first = match expr {
            Expr::MethodCall(call) => call.args.first(),
            Expr::Call(call) => call.args.iter().nth(1),
            _ => None,
        };
        let sets = order::keys_in_stretch(operation, first);
        self.event(Event::Operation { operation: operation.clone(), branch, helper, sets }, operation.span);
    }

    fn jump(&mut self, what: &'static str, label: Option<&syn::Lifetime>, span: Span) {
        let inside = match label {
            None => self.loops.iter().any(Option::is_none) || !self.loops.is_empty(),
            Some(label) => self.loops.iter().flatten().any(|known| label.ident == known),
        };
        if !inside && self.functions == 0 {
            self.event(Event::Exit(what), span);
        }
    }

    /// A look at a view of the head that is no operation.
    fn view(&mut self, expr: &'a Expr) {
        if let Some(Denotes::HeadView(of)) = self.question.annotations.denotes(expr) {
            if of.contains(&self.question.response) {
                self.event(Event::ReadsHead("the headers".to_owned()), expr.span());
            }
        }
    }

    fn method_call(&mut self, expr: &'a Expr, call: &'a ExprMethodCall) {
        let operation = self.question.annotations.operation(expr);
        let head = operation.is_some_and(|operation| operation.effect == Effect::Head);
        let gives_view = matches!(self.question.annotations.denotes(expr), Some(Denotes::HeadView(_)));
        if head || gives_view {
            self.receiver(&call.receiver);
        } else {
            self.visit_expr(&call.receiver);
            if matches!(peeled(&call.receiver), Expr::MethodCall(_)) {
                self.view(&call.receiver);
            }
        }
        let writes = operation.is_some_and(is_write);
        self.data(writes, |walk| call.args.iter().for_each(|arg| walk.visit_expr(arg)));
        self.operation(expr, !self.is_on_response(&call.receiver));
    }

    fn is_on_response(&self, receiver: &Expr) -> bool {
        self.question.annotations.denotes(receiver).is_some()
    }

    /// The receiver of a head operation: a view there is not read.
    fn receiver(&mut self, expr: &'a Expr) {
        match expr {
            Expr::Path(_) | Expr::Field(_) => {}
            _ => self.visit_expr(expr),
        }
    }

    fn error_exit(&mut self, inner: &'a Expr, span: Span) {
        if self.functions > 0 {
            return;
        }
        let place = if self.is_write(inner) { Place::OfWrite } else { self.place };
        self.event(Event::ErrorExit(place), span);
    }

    /// Whether an expression is a write on the response, perhaps awaited, with its error mapped.
    fn is_write(&self, expr: &Expr) -> bool {
        match peeled(without_error_mapping(expr)) {
            Expr::Await(inner) => self.is_write(&inner.base),
            Expr::Macro(mac) => self.is_write_macro(&mac.mac),
            other => {
                let operation = self.question.annotations.operation(other);
                operation.is_some_and(|operation| is_write(operation) && self.is_ours(operation))
            }
        }
    }

    fn is_ours(&self, operation: &Operation) -> bool {
        operation.responses.contains(&self.question.response)
    }

    fn is_write_macro(&self, mac: &syn::Macro) -> bool {
        match inside(self.question, mac).kind {
            Kind::Write(target) => matches!(
                self.question.annotations.denotes(super::names::unborrowed(target)),
                Some(Denotes::Response(_) | Denotes::BodyView(_) | Denotes::Alias(_))
            ),
            _ => false,
        }
    }

    /// Whether a write happens anywhere in a block.
    fn writes(&self, block: &'a syn::Block) -> bool {
        let mut writes = Writes { walk: self, found: false };
        writes.visit_block(block);
        writes.found
    }

    fn mac(&mut self, mac: &'a syn::Macro) {
        let inside = inside(self.question, mac);
        let name = segments(&mac.path).join("::");
        let span = mac.path.span();
        match inside.kind {
            Kind::Unknown => return self.event(Event::Macro(name), span),
            Kind::Joins if self.functions == 0 => self.event(Event::Await(self.place), span),
            Kind::Select => return self.select(&inside, span),
            Kind::Exits if self.functions == 0 => self.event(Event::Check(name), span),
            Kind::Diverges | Kind::Asserts => self.event(Event::Diverges, span),
            Kind::Write(target) => {
                self.visit_expr(target);
                if self.is_write_macro(mac) {
                    self.write_macro(mac, &name);
                }
            }
            _ => {}
        }
        let writes = matches!(inside.kind, Kind::Write(_)) && self.is_write_macro(mac);
        self.data(writes, |walk| inside.args.iter().for_each(|arg| walk.visit_expr(arg)));
    }

    fn select(&mut self, inside: &super::inside::Inside<'a>, span: Span) {
        if self.functions == 0 {
            self.event(Event::Await(self.place), span);
        }
        if let Some(known) = inside.known {
            self.branch(|walk| known.visit(walk));
        }
    }

    fn write_macro(&mut self, mac: &syn::Macro, name: &str) {
        let operation = Operation {
            responses: vec![self.question.response],
            effect: Effect::Write,
            via: crate::annotations::Via::Response,
            name: name.to_owned(),
            span: mac.path.span(),
            header: None,
            sets: crate::vocabulary::Sets::Unknown,
            sets_known: true,
        };
        let branch = self.branches > 0;
        self.event(Event::Operation { operation, branch, helper: false, sets: Vec::new() }, mac.path.span());
    }
}

struct Writes<'w, 'q, 'a> {
    walk: &'w Walk<'q, 'a>,
    found: bool,
}

impl<'a> Visit<'a> for Writes<'_, '_, 'a> {
    fn visit_expr(&mut self, expr: &'a Expr) {
        self.found |= self.walk.is_write(expr);
        visit::visit_expr(self, expr);
    }

    fn visit_macro(&mut self, mac: &'a syn::Macro) {
        self.found |= self.walk.is_write_macro(mac);
    }
}

fn is_write(operation: &Operation) -> bool {
    matches!(operation.effect, Effect::Write | Effect::Commit | Effect::Finish | Effect::Send)
}

impl<'a> Visit<'a> for Walk<'_, 'a> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::Item(_) => {}
            Stmt::Expr(expr, _) if self.fed.fills(self.question, expr) => {
                self.at(Place::Fills, |walk| walk.visit_expr(expr));
            }
            _ => visit::visit_stmt(self, stmt),
        }
    }

    fn visit_local(&mut self, local: &'a syn::Local) {
        let Some(init) = &local.init else { return };
        let unit = matches!(typed(&local.pat).1, Some(syn::Type::Tuple(tuple)) if tuple.elems.is_empty());
        let written = |name: &String| !name.starts_with('_') && self.fed.is_written(name);
        let feeds = !unit && bound(&local.pat).iter().any(written);
        self.data(feeds, |walk| walk.visit_expr(&init.expr));
        if let Some((_, diverge)) = &init.diverge {
            self.branch(|walk| walk.visit_expr(diverge));
        }
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        match expr {
            Expr::MethodCall(call) => self.method_call(expr, call),
            Expr::Call(_) => {
                visit::visit_expr(self, expr);
                self.operation(expr, true);
            }
            Expr::Closure(closure) => {
                self.code(expr);
                self.function(|walk| walk.visit_expr(&closure.body));
            }
            Expr::Async(block) => {
                self.code(expr);
                self.function(|walk| walk.visit_block(&block.block));
            }
            Expr::Try(inner) => {
                self.visit_expr(&inner.expr);
                self.error_exit(&inner.expr, inner.question_token.span());
            }
            Expr::Await(inner) => {
                self.visit_expr(&inner.base);
                if self.functions == 0 {
                    let place = if self.is_write(&inner.base) { Place::OfWrite } else { self.place };
                    self.event(Event::Await(place), inner.await_token.span());
                }
            }
            Expr::Assign(assign) => {
                self.visit_expr(&assign.right);
                self.operation(expr, false);
                let assigned = place(&assign.left);
                if assigned.is_some_and(|left| self.response.iter().any(|response| response.is_within(&left)))
                {
                    self.event(Event::Replaced, expr.span());
                }
                self.receiver(&assign.left);
            }
            Expr::Path(_) | Expr::Field(_) => self.view(expr),
            _ => self.control(expr),
        }
    }

    fn visit_macro(&mut self, mac: &'a syn::Macro) {
        self.mac(mac);
    }

    fn visit_item(&mut self, _: &'a syn::Item) {}
}

impl<'a> Walk<'_, 'a> {
    fn control(&mut self, expr: &'a Expr) {
        match expr {
            Expr::If(branch) => {
                let head_of_write = matches!(&*branch.cond, Expr::Let(_)) && self.writes(&branch.then_branch);
                self.data(head_of_write, |walk| walk.visit_expr(&branch.cond));
                self.branch(|walk| walk.visit_block(&branch.then_branch));
                if let Some((_, otherwise)) = &branch.else_branch {
                    self.branch(|walk| walk.visit_expr(otherwise));
                }
            }
            Expr::Match(inner) => {
                let writes = inner.arms.iter().any(|arm| {
                    let mut writes = Writes { walk: self, found: false };
                    writes.visit_expr(&arm.body);
                    writes.found
                });
                self.data(writes, |walk| walk.visit_expr(&inner.expr));
                self.branch(|walk| inner.arms.iter().for_each(|arm| walk.visit_arm(arm)));
            }
            Expr::ForLoop(inner) => {
                let writes = self.writes(&inner.body);
                self.data(writes, |walk| walk.visit_expr(&inner.expr));
                self.looped(inner.label.as_ref(), |walk| walk.visit_block(&inner.body));
            }
            Expr::While(inner) => {
                let writes = matches!(&*inner.cond, Expr::Let(_)) && self.writes(&inner.body);
                self.looped(inner.label.as_ref(), |walk| {
                    walk.data(writes, |walk| walk.visit_expr(&inner.cond));
                    walk.visit_block(&inner.body);
                });
            }
            Expr::Loop(inner) => self.looped(inner.label.as_ref(), |walk| walk.visit_block(&inner.body)),
            Expr::Break(inner) => {
                visit::visit_expr(self, expr);
                self.jump("`break`", inner.label.as_ref(), inner.break_token.span());
            }
            Expr::Continue(inner) => {
                self.jump("`continue`", inner.label.as_ref(), inner.continue_token.span())
            }
            Expr::Return(inner) => self.return_expr(expr, inner),
            Expr::TryBlock(inner) => self.function(|walk| walk.visit_block(&inner.block)),
            Expr::Binary(binary) if matches!(binary.op, syn::BinOp::And(_) | syn::BinOp::Or(_)) => {
                self.visit_expr(&binary.left);
                self.branch(|walk| walk.visit_expr(&binary.right));
            }
            _ => visit::visit_expr(self, expr),
        }
    }

    fn return_expr(&mut self, expr: &'a Expr, inner: &'a syn::ExprReturn) {
        visit::visit_expr(self, expr);
        if self.functions > 0 {
            return;
        }
        let is_err = matches!(inner.expr.as_deref().map(peeled), Some(Expr::Call(call))
            if matches!(peeled(&call.func), Expr::Path(path) if path.path.is_ident("Err")));
        let event = if is_err { Event::ErrorExit(self.place) } else { Event::Exit("`return`") };
        self.event(event, inner.return_token.span());
    }
}
