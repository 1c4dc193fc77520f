//! Code that runs at a time of its own: handed to something unknown, or the body of a response.

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::Expr;
use syn::spanned::Spanned;

use crate::annotations::{Responses, Via};
use crate::effect::Effect;
use crate::graph::{ContextKind, Op, SiteId, Terminator};

use super::Lowerer;
use super::operate::Act;
use super::value::{Access, Body, Code, Value};

impl<'a> Lowerer<'a> {
    /// Code handed to something unknown runs at an unknown later time, if at all.
    pub(crate) fn run_later(&mut self, code: &Code<'a>) {
        self.run_at_some_time(code, matches!(code.body, Body::Closure(_)) && self.hooked.is_empty());
    }

    fn run_at_some_time(&mut self, code: &Code<'a>, again: bool) {
        let captured = self.captured(code);
        if !captured.is_some() {
            return;
        }
        if self.leaves_a_handle(code, &captured) {
            self.run_shared(code, &captured);
        } else {
            self.run_exclusively(code, again);
        }
    }

    /// Runs the closures and blocks that a method of the vocabulary is given.
    pub(crate) fn run_as_meant(
        &mut self,
        args: &[Value<'a>],
        name: &str,
        of: &Responses,
        meaning: &crate::vocabulary::Meaning,
    ) {
        if meaning.deferred {
            return self.defer_all(args, name);
        }
        let hooked = if meaning.effect == Effect::Hook { of.clone() } else { Vec::new() };
        let outer = std::mem::replace(&mut self.hooked, hooked);
        args.iter().filter_map(|arg| arg.code.clone()).for_each(|code| self.run_later(&code));
        self.hooked = outer;
    }

    /// Whether somebody else may hold a response that code captures.
    fn leaves_a_handle(&self, code: &Code<'a>, captured: &Access) -> bool {
        let moves = match code.body {
            Body::Closure(closure) | Body::Started(closure) => closure.capture.is_some(),
            Body::Async(block) => block.capture.is_some(),
        };
        let responses = || captured.of.iter().map(|id| &self.responses[*id]);
        if moves { responses().any(|response| response.shared) } else { self.is_handle(captured) }
    }

    fn run_exclusively(&mut self, code: &Code<'a>, again: bool) {
        let (header, body, after) = (self.block(), self.block(), self.block());
        self.goto(header);
        self.start(header);
        self.fork(body, after);
        self.start(body);
        self.run_outliving(code, false);
        self.goto(if again { header } else { after });
        self.start(after);
    }

    fn run_shared(&mut self, code: &Code<'a>, captured: &Access) {
        let (inside, after) = (self.block(), self.block());
        self.fork(inside, after);
        self.start(inside);
        let first = self.out.graph.sites.len();
        let act = Act::new(None, "code that runs later", code.expr.span(), Effect::Opaque, Via::Unknown);
        self.act(&captured.of, &act);
        let outer = std::mem::replace(&mut self.runs_shared, true);
        self.run_outliving(code, false);
        self.runs_shared = outer;
        self.end(Terminator::End);
        self.start(after);
        for (site, response) in self.commits_since(first + captured.of.len()) {
            self.emit(Op::Escape(site, response));
        }
    }

    /// A closure that gets one of these responses from the call it is given to: as it is now, or any later.
    pub(crate) fn run_with_any_of(&mut self, code: &Code<'a>, inputs: usize, given: &Access) {
        let (inside, after) = (self.block(), self.block());
        self.fork(inside, after);
        self.start(inside);
        let name = "what gets this closure";
        let act = Act::new(None, name, code.expr.span(), Effect::Opaque, Via::Unknown);
        self.act(&given.of, &act);
        let response = Value::of(given.to(super::value::Kind::Response));
        let value = self.run_with(code, vec![response; inputs]);
        if let Some(code) = value.code {
            self.run_once(&code);
        }
        self.end(Terminator::End);
        self.start(after);
    }

    /// Code that a function returns: a block is the rest of its body (`#[async_trait]` makes all of it one), a closure
    /// may run more than once.
    pub(crate) fn run_returned(&mut self, code: &Code<'a>) {
        match code.body {
            Body::Async(_) | Body::Started(_) => drop(self.run_once(code)),
            Body::Closure(_) => self.run_at_some_time(code, !self.returns_once()),
        }
    }

    fn returns_once(&self) -> bool {
        let output = self.input.signature.map(|signature| signature.output.to_token_stream());
        output.is_some_and(|output| mentions(output, "FnOnce"))
    }

    fn commits_since(&self, first: usize) -> Vec<(SiteId, usize)> {
        let sites = self.out.graph.sites.iter().enumerate().skip(first);
        sites
            .filter(|(_, site)| site.effect.commits() || site.effect == Effect::Opaque)
            .flat_map(|(at, _)| self.out.origins[at].responses.iter().map(move |r| (SiteId(at as u32), *r)))
            .collect()
    }

    /// All code that the body of a response may run.
    pub(crate) fn defer_all(&mut self, args: &[Value<'a>], name: &str) {
        for code in Value::all_code(args) {
            self.run_deferred(&code, name);
        }
    }

    /// A deferred body runs after the head has gone.
    pub(crate) fn run_deferred(&mut self, code: &Code<'a>, name: &str) {
        let captured = self.captured(code);
        let (inside, after) = (self.block(), self.block());
        self.fork(inside, after);
        self.start(inside);
        self.commit_for_deferred(&captured, code.expr, name);
        self.run_outliving(code, true);
        self.end(Terminator::End);
        self.start(after);
    }

    pub(crate) fn commit_for_deferred(&mut self, captured: &Access, at: &'a Expr, name: &str) {
        if captured.is_some() {
            let act = Act::new(None, name, at.span(), Effect::Write, Via::Unknown).silent();
            self.act(&captured.of, &act);
        }
    }

    fn run_outliving(&mut self, code: &Code<'a>, deferred: bool) {
        let outlives = std::mem::replace(&mut self.outlives, true);
        self.within(ContextKind::Later { deferred, shared: self.runs_shared }, code.expr.span(), |lower| {
            let value = lower.run_once(code);
            if let Some(code) = value.code {
                lower.run_once(&code);
            }
        });
        self.outlives = outlives;
    }

    /// A block that runs at a time of its own.
    pub(crate) fn outliving_block(&mut self, span: proc_macro2::Span, block: &'a syn::Block) {
        let outlives = std::mem::replace(&mut self.outlives, true);
        self.within(ContextKind::Later { deferred: true, shared: false }, span, |lower| {
            lower.enclosed(false, |lower| lower.block_value(block))
        });
        self.outlives = outlives;
    }

    /// Code that becomes a part of another value, or one of several, runs at an unknown later time.
    pub(crate) fn hold_code(&mut self, value: &Value<'a>) -> Vec<Code<'a>> {
        self.hand_away_code(std::slice::from_ref(value));
        Value::all_code(std::slice::from_ref(value))
    }

    /// Closures and blocks among the arguments of something unknown.
    pub(crate) fn hand_away_code(&mut self, args: &[Value<'a>]) {
        for arg in args {
            if let Some(code) = arg.code.clone() {
                self.run_later(&code);
            }
            self.hand_away_code(&arg.parts);
        }
    }
}

fn mentions(tokens: TokenStream, name: &str) -> bool {
    tokens.into_iter().any(|tree| match tree {
        TokenTree::Group(group) => mentions(group.stream(), name),
        TokenTree::Ident(ident) => ident == name,
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}
