//! One walk over the stretch: its exits, its operations on the response, what it runs that nobody knows.
//!
//! The rules that look at these are in `exits.rs` (rule 5) and `order.rs` (rules 6, 7 and 9). Code in closures and async
//! blocks is another function as far as exits go; what it does with the response counts all the same.

use std::cell::OnceCell;
use std::collections::HashSet;

use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Expr, ExprMethodCall, Stmt};

use crate::annotations::{Denotes, Operation};
use crate::effect::Effect;

use crate::kinds::kinds;

use super::Question;
use super::inside::{Kind, inside};
use super::names::{self, bound, peeled, place, segments, typed};
use super::order::{self, Key};
use super::writes::is_write;

/// Where an error exit or `.await` stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// It is the one of a write itself.
    OfWrite,
    /// It is the one of a commit or send, which may have sent nothing if it failed.
    OfCommit,
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

/// What a `break` inside of the stretch may leave.
pub(crate) struct Jump {
    pub(crate) label: Option<String>,
    /// A block with a label is left by that label only.
    pub(crate) is_loop: bool,
}

/// Everything that happens in the stretch, in order.
pub(crate) fn events<'a>(question: &Question<'a>, stretch: &[usize], response: &[names::Place]) -> Vec<At> {
    let fed = super::fed::names(question, stretch);
    let mut walk = Walk {
        question,
        response,
        fed,
        in_place: OnceCell::new(),
        events: Vec::new(),
        statement: 0,
        place: Place::Elsewhere,
        branches: 0,
        functions: 0,
        tries: 0,
        loops: Vec::new(),
    };
    for index in stretch {
        walk.statement = *index;
        walk.visit_stmt(&question.block.stmts[*index]);
    }
    walk.events
}

pub(crate) struct Walk<'q, 'a> {
    pub(crate) question: &'q Question<'a>,
    /// The places of the response.
    pub(crate) response: &'q [names::Place],
    /// Locals that only writes read.
    pub(crate) fed: super::fed::Fed,
    /// Code that runs where it stands.
    pub(crate) in_place: OnceCell<HashSet<usize>>,
    pub(crate) events: Vec<At>,
    pub(crate) statement: usize,
    pub(crate) place: Place,
    pub(crate) branches: usize,
    pub(crate) functions: usize,
    /// `try` blocks, which a `?` leaves but no `return`.
    pub(crate) tries: usize,
    pub(crate) loops: Vec<Jump>,
}

impl<'q, 'a> Walk<'q, 'a> {
    pub(crate) fn event(&mut self, event: Event, span: Span) {
        self.events.push(At { event, span, statement: self.statement });
    }

    pub(crate) fn at(&mut self, place: Place, walk: impl FnOnce(&mut Self)) {
        let outer = std::mem::replace(&mut self.place, place);
        walk(self);
        self.place = outer;
    }

    /// Where something is data for the body unless it already stands elsewhere for good.
    pub(crate) fn data(&mut self, data: bool, walk: impl FnOnce(&mut Self)) {
        let place = if data { Place::Data } else { self.place };
        self.at(place, walk);
    }

    pub(crate) fn branch(&mut self, walk: impl FnOnce(&mut Self)) {
        self.branches += 1;
        let place = if self.place == Place::Data { Place::Data } else { Place::Elsewhere };
        self.at(place, walk);
        self.branches -= 1;
    }

    pub(crate) fn function(&mut self, walk: impl FnOnce(&mut Self)) {
        self.functions += 1;
        let loops = std::mem::take(&mut self.loops);
        self.branch(walk);
        self.loops = loops;
        self.functions -= 1;
    }

    /// Code that is handed away with the response may do anything.
    pub(crate) fn code(&mut self, expr: &'a Expr) {
        let in_place = self.in_place.get_or_init(|| super::code::in_place(self.question.block));
        if !in_place.contains(&super::code::address(expr)) {
            self.operation(expr, false);
        }
    }

    pub(crate) fn looped(&mut self, label: Option<&syn::Label>, is_loop: bool, walk: impl FnOnce(&mut Self)) {
        self.loops.push(Jump { label: label.map(|label| label.name.ident.to_string()), is_loop });
        self.branch(walk);
        self.loops.pop();
    }

    pub(crate) fn operation(&mut self, expr: &'a Expr, helper: bool) {
        let Some(operation) = self.question.annotations.operation(expr) else { return };
        if !operation.responses.contains(&self.question.response) {
            return;
        }
        let hands_on = match self.question.annotations.denotes(expr) {
            Some(Denotes::HeadView(_)) => matches!(operation.effect, Effect::Head | Effect::Read),
            Some(Denotes::BodyView(_)) => operation.effect == Effect::Read,
            _ => false,
        };
        if hands_on {
            return;
        }
        let branch = self.branches > 0;
        let sets = order::keys_in_stretch(operation);
        self.event(Event::Operation { operation: operation.clone(), branch, helper, sets }, operation.span);
    }

    /// A look at a view of the head that is no operation.
    pub(crate) fn view(&mut self, expr: &'a Expr) {
        if let Some(Denotes::HeadView(of)) = self.question.annotations.denotes(expr) {
            if of.contains(&self.question.response) {
                self.event(Event::ReadsHead("the headers".to_owned()), expr.span());
            }
        }
    }

    pub(crate) fn method_call(&mut self, expr: &'a Expr, call: &'a ExprMethodCall) {
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

    fn diverges(&mut self, expr: &'a Expr) {
        if self.question.annotations.never_returns(expr) {
            self.event(Event::Diverges, expr.span());
        }
    }

    pub(crate) fn is_on_response(&self, receiver: &Expr) -> bool {
        self.question.annotations.denotes(receiver).is_some()
    }

    /// The receiver of a head operation: a view there is not read.
    pub(crate) fn receiver(&mut self, expr: &'a Expr) {
        match expr {
            Expr::Path(_) | Expr::Field(_) => {}
            _ => self.visit_expr(expr),
        }
    }

    pub(crate) fn error_exit(&mut self, inner: &'a Expr, span: Span) {
        if self.functions > 0 || self.tries > 0 {
            return;
        }
        let place = self.of_write(inner).unwrap_or(self.place);
        self.event(Event::ErrorExit(place), span);
    }

    pub(crate) fn mac(&mut self, mac: &'a syn::Macro) {
        let inside = inside(self.question, mac);
        let name = segments(&mac.path).join("::");
        let span = mac.path.span();
        match inside.kind {
            Kind::Unknown => return self.event(Event::Macro(name), span),
            Kind::Joins if self.functions == 0 => self.event(Event::Await(self.place), span),
            Kind::Select => return self.select(&inside, span),
            Kind::Exits if self.functions == 0 => self.event(Event::Check(name), span),
            Kind::Diverges | Kind::Asserts => self.event(Event::Diverges, span),
            Kind::Write(target) => self.visit_expr(target),
            _ => {}
        }
        let writes = self.is_write_macro(mac);
        self.data(writes, |walk| inside.args.iter().for_each(|arg| walk.visit_expr(arg)));
    }

    pub(crate) fn select(&mut self, inside: &super::inside::Inside<'a>, span: Span) {
        if self.functions == 0 {
            self.event(Event::Await(self.place), span);
        }
        if let Some(known) = inside.known {
            self.branch(|walk| known.visit(walk));
        }
    }
}

impl<'a> Visit<'a> for Walk<'_, 'a> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::Expr(expr, _) if self.fed.fills(self.question, expr) => {
                self.at(Place::Fills, |walk| walk.visit_expr(expr));
            }
            _ => visit::visit_stmt(self, stmt),
        }
    }

    fn visit_local(&mut self, local: &'a syn::Local) {
        self.visit_pat(&local.pat);
        let Some(init) = &local.init else { return };
        let unit = matches!(typed(&local.pat).1, Some(syn::Type::Tuple(tuple)) if tuple.elems.is_empty());
        let written = |name: &String| !name.starts_with('_') && self.fed.is_written_after(local, name);
        let feeds = !unit && bound(&local.pat).iter().any(written);
        self.data(feeds, |walk| walk.visit_expr(&init.expr));
        if let Some((_, diverge)) = &init.diverge {
            self.branch(|walk| walk.visit_expr(diverge));
        }
    }

    #[cfg_attr(headers_first_closed, deny(non_exhaustive_omitted_patterns))]
    fn visit_expr(&mut self, expr: &'a Expr) {
        match expr {
            Expr::MethodCall(call) => {
                self.method_call(expr, call);
                self.diverges(expr);
            }
            Expr::Call(_) => {
                visit::visit_expr(self, expr);
                self.operation(expr, true);
                self.diverges(expr);
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
                    let place = self.of_write(&inner.base).unwrap_or(self.place);
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
            Expr::Yield(inner) => {
                visit::visit_expr(self, expr);
                if self.functions == 0 {
                    self.event(Event::Await(self.place), inner.yield_token.span());
                }
            }
            kinds!(Expr:
                Array Binary Block Break Cast Const Continue ForLoop Group If Index Infer Let Lit Loop Macro
                Match Paren Range RawAddr Reference Repeat Return Struct TryBlock Tuple Unary Unsafe While
            ) => self.control(expr),
            // A semicolon that stands alone.
            Expr::Verbatim(tokens) if tokens.is_empty() => {}
            Expr::Verbatim(_) => self.event(Event::Exit("unknown syntax"), expr.span()),
            _ => self.event(Event::Exit("unknown syntax"), expr.span()),
        }
    }

    fn visit_pat(&mut self, pat: &'a syn::Pat) {
        if let syn::Pat::Verbatim(_) = pat {
            self.event(Event::Exit("unknown syntax"), pat.span());
        }
        visit::visit_pat(self, pat);
    }

    fn visit_macro(&mut self, mac: &'a syn::Macro) {
        self.mac(mac);
    }

    fn visit_item(&mut self, _: &'a syn::Item) {}
}
