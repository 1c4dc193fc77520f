//! Which results somebody looks at: by `?`, a condition, a `match`, or a name that is used later.

use proc_macro2::{Span, TokenStream, TokenTree};
use syn::{Expr, FnArg, Pat};

use crate::annotations::Via;
use crate::effect::Effect;
use crate::graph::SiteId;
use crate::known::{closures, wrappers};

use super::expr::unwrapped;
use super::operate::Act;
use super::value::{Access, Kind, Value};
use super::{Lowerer, Root, address};

impl<'a> Lowerer<'a> {
    /// The result of this expression is tested: its outcomes are told apart.
    pub(crate) fn mark_tested(&mut self, expr: &Expr) {
        let expr = unwrapped(expr);
        self.tested.insert(address(expr));
        match expr {
            Expr::Await(inner) => self.mark_tested(&inner.base),
            Expr::MethodCall(call) if wrappers::passes_outcome(&call.method.to_string()) => {
                self.mark_tested(&call.receiver);
            }
            Expr::Block(block) => {
                if let Some(syn::Stmt::Expr(tail, None)) = block.block.stmts.last() {
                    self.mark_tested(tail);
                }
            }
            _ => {}
        }
    }

    /// A chain that is consumed here runs its lazy closures here.
    pub(crate) fn mark_consumed(&mut self, expr: &Expr) {
        match unwrapped(expr) {
            Expr::MethodCall(call) => {
                self.consumed.insert(address(call));
                if !["unwrap", "expect", "unwrap_or", "unwrap_or_default"]
                    .iter()
                    .any(|name| call.method == name)
                {
                    self.mark_consumed(&call.receiver);
                }
            }
            Expr::Reference(inner) => self.mark_consumed(&inner.expr),
            _ => {}
        }
    }

    pub(crate) fn consumes(&self, name: &str) -> bool {
        closures::is_consumer(name)
    }

    /// The site of a state test: what a message blames where nothing else is known.
    pub(crate) fn state_site(&mut self, response: usize, at: &'a Expr) -> SiteId {
        let span = syn::spanned::Spanned::span(at);
        self.test_site(response, span)
    }

    pub(crate) fn blank_site(&mut self, response: usize) -> SiteId {
        self.test_site(response, self.responses[response].tracked.span)
    }

    fn test_site(&mut self, response: usize, span: Span) -> SiteId {
        let act = Act::new(None, "what this test found", span, Effect::State, Via::Response);
        self.site_of(&act, response)
    }

    /// Everything tracked that tokens mention.
    pub(crate) fn mentioned(&self, tokens: TokenStream) -> Access {
        let mut reached = Access::default();
        for tree in tokens {
            reached = match tree {
                TokenTree::Group(group) => reached.either(self.mentioned(group.stream())),
                TokenTree::Ident(ident) => reached.either(self.reached_by_name(&ident.to_string())),
                TokenTree::Punct(_) | TokenTree::Literal(_) => reached,
            };
        }
        reached
    }

    pub(crate) fn reached_by_name(&self, name: &str) -> Access {
        let Some(var) = self.env.lookup(name) else { return Access::default() };
        let access = self.access(var, "");
        if access.kind == Kind::Part { Access::default() } else { access }
    }

    /// Binds the parameters; those that are tracked are their responses.
    pub(crate) fn declare_parameters(&mut self) {
        match self.input.body {
            Root::Function(_) => {
                let Some(signature) = self.input.signature else { return };
                for input in &signature.inputs {
                    match input {
                        FnArg::Receiver(_) => self.parameter("self".to_owned(), false, false),
                        FnArg::Typed(typed) => self.declare_parameter(&typed.pat, Some(&typed.ty)),
                    }
                }
            }
            Root::Closure(closure) => {
                closure.inputs.iter().for_each(|input| self.declare_parameter(input, None))
            }
        }
        self.enter_late();
    }

    fn declare_parameter(&mut self, pat: &'a Pat, ty: Option<&'a syn::Type>) {
        match super::pattern::bare(pat) {
            Pat::Ident(ident) => {
                let plain = ty.is_some_and(super::constant::is_plain_type);
                self.parameter(ident.ident.to_string(), ident.mutability.is_some(), plain);
            }
            Pat::Type(typed) => self.declare_parameter(&typed.pat, Some(&typed.ty)),
            Pat::Reference(inner) => self.declare_parameter(&inner.pat, None),
            Pat::Tuple(inner) => inner.elems.iter().for_each(|pat| self.declare_parameter(pat, None)),
            Pat::TupleStruct(inner) => inner.elems.iter().for_each(|pat| self.declare_parameter(pat, None)),
            Pat::Struct(inner) => {
                inner.fields.iter().for_each(|field| self.declare_parameter(&field.pat, None))
            }
            _ => {}
        }
    }

    fn parameter(&mut self, name: String, mutable: bool, plain: bool) {
        self.parameters.push(name.clone());
        let var = self.declare(name.clone(), Value::default(), mutable, plain);
        for response in self.responses.iter_mut().filter(|response| response.tracked.place.root == name) {
            response.var = Some(var);
        }
    }

    pub(crate) fn parameter_names(&self) -> &[String] {
        &self.parameters
    }
}
