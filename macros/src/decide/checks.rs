//! Run-time checks: where they stand, what they ask, and what runs when the operation is late.
//!
//! In statement position a late operation is skipped as a whole. Where its value is used nothing can be skipped, so the
//! policy is to panic. The question goes to the response itself, to the `state` method that the function calls already,
//! or to a local `Tracker` that is marked at every commit.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::{Expr, Stmt};

use crate::args::LatePolicy;
use crate::check::Finding;
use crate::diagnostics::{Diagnostic, messages};
use crate::graph::{Op, Site};
use crate::lower::address;
use crate::vocabulary::{Check, StateShape};

use super::{Decider, Guard, Report};

/// How a check knows whether the head has gone.
pub(super) struct Asked {
    /// An expression that is `true` when it has.
    late: TokenStream,
    /// The response, if it can tell where the head went.
    response: Option<TokenStream>,
}

impl Decider<'_, '_> {
    /// Puts a check in front of an operation; `false` if nothing can tell at run time.
    pub(super) fn insert_check(&mut self, finding: &Finding, policy: Option<LatePolicy>) -> bool {
        let origin = self.origin(finding.site);
        // A check behind the creation of a view would borrow the response twice: it stands where the view is made.
        let Some(expr) = origin.view.map(viewed).or(origin.expr) else { return false };
        let site = self.site(finding.site);
        let span = inserted_span(expr);
        let Some(asked) = self.ask_response(finding, expr, span) else { return false };
        let policy = policy.or_else(|| self.subject.args.late.clone());
        let statement = origin.statement.map(|id| self.statement(id));
        let whole = statement.filter(|statement| {
            statement.block.stmts.get(statement.index).is_some_and(|stmt| self.is_statement(stmt, expr))
        });
        match whole {
            Some(statement) => {
                let report = self.skip_or_send(site, expr, &asked, policy.as_ref(), span);
                let at = (address(statement.block), statement.index);
                self.edits.guards.entry(at).or_insert(Guard { late: asked.late, report, span });
            }
            None => self.check_value(expr, site, &asked, policy.as_ref(), span),
        }
        true
    }

    /// A late statement is skipped; under the policy `trailer` it may run all the same.
    fn skip_or_send(
        &self,
        site: &Site,
        expr: &Expr,
        asked: &Asked,
        policy: Option<&LatePolicy>,
        span: Span,
    ) -> Report {
        let base = self.base(expr).filter(|_| asked.response.is_some() && site.header.is_some());
        if let (Some(LatePolicy::Trailer), Some(base)) = (policy, base) {
            let krate = &self.subject.args.krate;
            let declared = self.site_static(site, span);
            let base = self.pointed(&base).unwrap_or(base);
            return Report::Decides(
                quote_spanned!(span=> #declared #krate::private::late_as_trailer(&mut #base, &__HEADERS_FIRST_SITE)),
            );
        }
        Report::Skips(self.report(site, asked, policy, span))
    }

    /// What a reference parameter points to, so that messages name the type and not a reference to it.
    fn pointed(&self, base: &TokenStream) -> Option<TokenStream> {
        let tracked = &self.subject.tracked[self.response];
        let is_it = base.to_string() == tracked.place.root && tracked.place.fields.is_empty();
        let by_reference = matches!(tracked.by, crate::handler::By::Ref | crate::handler::By::RefMut);
        (is_it && by_reference && !tracked.type_name.is_empty()).then(|| quote!(*#base))
    }

    /// Where the value is used, a late operation cannot be skipped.
    fn check_value(
        &mut self,
        expr: &Expr,
        site: &Site,
        asked: &Asked,
        policy: Option<&LatePolicy>,
        span: Span,
    ) {
        let name = match policy {
            Some(LatePolicy::Log) => Some("log"),
            Some(LatePolicy::Drop) => Some("drop"),
            Some(LatePolicy::Trailer) => Some("trailer"),
            _ => None,
        };
        if let Some(name) = name {
            let message = messages::value_used(site, name);
            return self.diagnostics.error(Diagnostic { span: site.span, message, second: None });
        }
        let panics = LatePolicy::Panic;
        let report = self.report(site, asked, policy.or(Some(&panics)), span);
        let late = &asked.late;
        self.edits.before.insert(address(expr), quote_spanned!(span=> if #late { #report }));
    }

    pub(super) fn ask_response(&mut self, finding: &Finding, expr: &Expr, span: Span) -> Option<Asked> {
        let table = self.subject.tracked[self.response].table.clone();
        let base = self.base(expr)?;
        if let Some(Expr::MethodCall(call)) = self.subject.lowered.state_calls.get(&self.response) {
            let (name, args) = (&call.method, &call.args);
            let arguments: Vec<&Expr> = call.args.iter().collect();
            let meaning = table.lookup(&name.to_string(), &arguments, "")?;
            let late = shaped(quote_spanned!(span=> #base.#name(#args)), meaning.state, span);
            return Some(Asked { late, response: None });
        }
        if let Some((method, shape)) = table.declared_state() {
            let name = syn::Ident::new(method, span);
            return Some(Asked {
                late: shaped(quote_spanned!(span=> #base.#name()), shape, span),
                response: None,
            });
        }
        match &table.vocabulary().check {
            Check::HeadSent => {
                let base = self.pointed(&base).unwrap_or(base);
                let krate = &self.subject.args.krate;
                let late = if self.is_writer() {
                    quote_spanned!(span=> #krate::private::ResponseState::head_sent(&#base))
                } else {
                    let check = syn::Ident::new(&self.need_trait(), span);
                    quote_spanned!(span=> #check::__head_sent(&#base))
                };
                Some(Asked { late, response: Some(quote_spanned!(span=> &#base)) })
            }
            Check::State { through, method, shape } => {
                let through = through.iter().map(|through| syn::Ident::new(through, span));
                let name = syn::Ident::new(method, span);
                let told = quote_spanned!(span=> #base #(.#through())* .#name());
                Some(Asked { late: shaped(told, *shape, span), response: None })
            }
            Check::Tracker => self.tracker(finding, span),
        }
    }

    /// Whether the response is a parameter of the type `ResponseWriter`, written with its crate: it can tell.
    fn is_writer(&self) -> bool {
        let place = &self.subject.tracked[self.response].place;
        let is_it = |pat: &syn::Pat| matches!(pat, syn::Pat::Ident(pat) if pat.ident == place.root);
        let written = self.subject.signature.inputs.iter().find_map(|input| match input {
            syn::FnArg::Typed(typed) if is_it(&typed.pat) => writer_path(&typed.ty),
            _ => None,
        });
        let krate = &self.subject.args.krate.segments;
        place.fields.is_empty()
            && written.is_some_and(|path| path == quote!(#krate::ResponseWriter).to_string())
    }

    /// A local flag that the macro marks at every commit; only where all of them are visible.
    fn tracker(&mut self, finding: &Finding, span: Span) -> Option<Asked> {
        let lowered = self.subject.lowered;
        let outlives = self.origin(finding.site).outlives;
        let unmarked = lowered.graph.sites.iter().zip(&lowered.origins).any(|(site, origin)| {
            let commits = site.effect.commits() && origin.responses.contains(&self.response);
            commits && (origin.expr.is_none() || origin.outlives)
        });
        if !finding.opaque.is_empty() || self.is_reborn() || outlives || unmarked {
            return None;
        }
        let name = quote::format_ident!("__headers_first_sent_{}", self.response, span = Span::mixed_site());
        let krate = &self.subject.args.krate;
        for (index, site) in lowered.graph.sites.iter().enumerate() {
            let origin = &lowered.origins[index];
            let (true, Some(expr)) =
                (site.effect.commits() && origin.responses.contains(&self.response), origin.expr)
            else {
                continue;
            };
            let at = inserted_span(expr);
            let tracker = syn::Ident::new(&name.to_string(), name.span());
            let declared = self.site_static(site, at);
            self.edits.before.entry(address(expr)).or_insert(quote_spanned!(at=> {
                #declared
                if !#krate::private::ResponseState::head_sent(&#tracker) { #tracker.mark(&__HEADERS_FIRST_SITE); }
            }));
        }
        let declaration = quote!(let #name = #krate::private::Tracker::new(););
        self.add_prologue(declaration);
        let late = quote_spanned!(span=> #krate::private::ResponseState::head_sent(&#name));
        Some(Asked { late, response: Some(quote_spanned!(span=> &#name)) })
    }

    /// Whether a new response takes the place of the old one somewhere.
    pub(super) fn is_reborn(&self) -> bool {
        let mut ops = self.subject.lowered.graph.blocks.iter().flat_map(|block| &block.ops);
        ops.any(|op| *op == Op::Fresh(self.response))
    }

    fn add_prologue(&mut self, tokens: TokenStream) {
        let prologue = self.edits.prologue.entry(self.subject.root).or_default();
        if !prologue.to_string().contains(&tokens.to_string()) {
            prologue.extend(tokens);
        }
    }

    /// A trait of the function's own for this response, so that one that cannot tell gets a message with the remedies. Its
    /// method has a name that nobody calls: the trait is in scope for the user's code too.
    fn need_trait(&mut self) -> String {
        let number = if self.response == 0 { String::new() } else { self.response.to_string() };
        let check = quote::format_ident!("__HeadersFirst{number}");
        let krate = &self.subject.args.krate;
        let helpers = &self.subject.lowered.helpers;
        let known: Vec<String> = helpers.iter().map(|helper| format!("{helper} = read")).collect();
        let ready = if known.is_empty() { "helper = read".to_owned() } else { known.join(", ") };
        let response = self.response_name();
        let message = format!(
            "cannot follow `{response}`: a helper may have sent the head, and `{{Self}}` cannot tell"
        );
        let says = format!(
            "say what the helpers do: `#[headers_first(calls({ready}))]`, or `#[effect(read)]` on a call"
        );
        let implement = "or implement `headers_first::ResponseState` for `{Self}`".to_owned();
        self.add_prologue(quote! {
            #[diagnostic::on_unimplemented(message = #message, label = "may be too late here", note = #says, note = #implement)]
            trait #check {
                fn __head_sent(&self) -> bool;
            }
            impl<T: #krate::private::ResponseState + ?#krate::private::core::marker::Sized> #check for T {
                #[inline]
                fn __head_sent(&self) -> bool {
                    #krate::private::ResponseState::head_sent(self)
                }
            }
        });
        check.to_string()
    }

    fn site_static(&self, site: &Site, span: Span) -> TokenStream {
        let krate = &self.subject.args.krate;
        let name = &site.name;
        let header = site.header.as_ref().map(|header| quote_spanned!(span=> .with_header(#header)));
        quote_spanned! { span =>
            static __HEADERS_FIRST_SITE: #krate::private::Site = #krate::private::Site::new(#name) #header;
        }
    }

    /// What runs when the operation is late.
    fn report(&self, site: &Site, asked: &Asked, policy: Option<&LatePolicy>, span: Span) -> TokenStream {
        let krate = &self.subject.args.krate;
        let declared = self.site_static(site, span);
        let policy = match policy {
            Some(LatePolicy::Path(path)) => {
                let call = match &asked.response {
                    Some(response) => {
                        quote_spanned!(span=> #krate::private::late_with(#response, &__HEADERS_FIRST_SITE, #path))
                    }
                    None => {
                        quote_spanned!(span=> #krate::private::late_unlocated_with(&__HEADERS_FIRST_SITE, #path))
                    }
                };
                return quote_spanned!(span=> #declared #call;);
            }
            Some(LatePolicy::Panic) => quote_spanned!(span=> Panic),
            Some(LatePolicy::Log) => quote_spanned!(span=> Log),
            Some(LatePolicy::Drop) => quote_spanned!(span=> Drop),
            Some(LatePolicy::Trailer) => quote_spanned!(span=> Trailer),
            None => quote_spanned!(span=> DEFAULT),
        };
        let policy = quote_spanned!(span=> #krate::private::Policy::#policy);
        match &asked.response {
            Some(response) => {
                quote_spanned!(span=> #declared #krate::private::late(#response, &__HEADERS_FIRST_SITE, #policy);)
            }
            None => {
                quote_spanned!(span=> #declared #krate::private::late_unlocated(&__HEADERS_FIRST_SITE, #policy);)
            }
        }
    }

    /// Whether a statement is nothing but the chain that an operation stands in.
    fn is_statement(&self, stmt: &Stmt, operation: &Expr) -> bool {
        match stmt {
            Stmt::Expr(Expr::Assign(assign), Some(_)) => {
                matches!(*assign.left, Expr::Infer(_)) && self.is_chain(&assign.right, operation)
            }
            Stmt::Expr(expr, Some(_)) => self.is_chain(expr, operation),
            Stmt::Local(local) => {
                let init = local.init.as_ref().filter(|init| init.diverge.is_none());
                matches!(local.pat, syn::Pat::Wild(_))
                    && init.is_some_and(|init| self.is_chain(&init.expr, operation))
            }
            _ => false,
        }
    }

    fn is_chain(&self, expr: &Expr, operation: &Expr) -> bool {
        if std::ptr::eq(expr, operation) {
            return true;
        }
        match expr {
            Expr::Paren(inner) => self.is_chain(&inner.expr, operation),
            Expr::Group(inner) => self.is_chain(&inner.expr, operation),
            Expr::Try(inner) => self.is_chain(&inner.expr, operation),
            Expr::Await(inner) => self.is_chain(&inner.base, operation),
            Expr::MethodCall(call) => self.is_chain(&call.receiver, operation),
            _ => false,
        }
    }
}

/// The call that makes a view: `res.headers_mut()` in `res.headers_mut()?`.
pub(super) fn viewed(made: &Expr) -> &Expr {
    match made {
        Expr::Try(inner) => viewed(&inner.expr),
        Expr::Await(inner) => viewed(&inner.base),
        Expr::Paren(inner) => viewed(&inner.expr),
        Expr::MethodCall(call) if ["unwrap", "expect"].contains(&call.method.to_string().as_str()) => {
            viewed(&call.receiver)
        }
        other => other,
    }
}

/// A path behind references, as text without the leading `::`.
fn writer_path(ty: &syn::Type) -> Option<String> {
    match ty {
        syn::Type::Reference(reference) => writer_path(&reference.elem),
        syn::Type::Path(path) if path.qself.is_none() => {
            let segments = &path.path.segments;
            Some(quote!(#segments).to_string())
        }
        _ => None,
    }
}

fn shaped(call: TokenStream, shape: StateShape, span: Span) -> TokenStream {
    match shape {
        StateShape::True => call,
        StateShape::Some => quote_spanned!(span=> #call.is_some()),
        StateShape::NotZero => quote_spanned!(span=> (#call != 0)),
    }
}

/// Inserted code stands at a punctuation of the call, so that editors do not take it for the user's names.
fn inserted_span(expr: &Expr) -> Span {
    let at = match expr {
        Expr::MethodCall(call) => call.dot_token.spans[0],
        Expr::Call(call) => call.paren_token.span.join(),
        Expr::Assign(assign) => assign.eq_token.spans[0],
        _ => Span::call_site(),
    };
    Span::mixed_site().located_at(at)
}
