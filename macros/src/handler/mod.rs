//! The item under the attribute: which functions it has, and which of their values are responses.
//!
//! A parameter is a response by its type (`detect.rs`; `types.rs` sees through references, wrappers, `impl` and `dyn`
//! traits and the bounds of type parameters, `scope.rs` knows imports). Names given in the attribute replace all of this
//! (`named.rs`). Closures and nested functions with a response parameter are handlers of their own.

mod detect;
mod item;
mod named;
mod never;
mod scope;
mod texts;
mod types;

use std::rc::Rc;

use proc_macro2::Span;
use syn::visit::Visit;
use syn::{Block, ExprClosure, FnArg, Pat, Signature, Type};

use crate::args::{Args, Place, VocabularyRef};
use crate::known::macros::Macros;
use crate::vocabulary::{Table, Vocabulary};

use detect::{Detected, detect};
pub(crate) use item::{Function, Target};
use named::{named, named_parameter};
pub(crate) use never::Never;
pub(crate) use scope::Scope;

/// One tracked response of a function.
#[derive(Clone)]
pub(crate) struct Tracked {
    pub(crate) place: Place,
    pub(crate) by: By,
    /// Its type is or holds `Arc`, `Rc`, `Cell` or the like, or it is a shared handle itself.
    pub(crate) shared: bool,
    /// The last segment of its type, empty if that is not known.
    pub(crate) type_name: String,
    pub(crate) table: Rc<Table>,
    /// The function is a callback that runs after the head has gone: its name.
    pub(crate) late_phase: Option<(String, Span)>,
    pub(crate) span: Span,
}

/// How the response is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum By {
    Value { mutable: bool },
    Ref,
    RefMut,
}

/// The responses of one function; none if it only buffers.
pub(crate) fn responses(
    signature: &Signature,
    block: &Block,
    scope: &Scope<'_>,
    args: &Args,
    alone: bool,
) -> syn::Result<Vec<Tracked>> {
    let parameters = parameters(signature);
    let scope = &scope.with(&signature.generics);
    if !args.responses.is_empty() {
        return named(signature, &parameters, block, scope, args, alone);
    }
    let mut tracked: Vec<Tracked> = receiver(signature, scope, args).into_iter().collect();
    let mut buffers = false;
    for parameter in &parameters {
        match detect(parameter.ty, scope, args, &parameter.name, block)? {
            Detected::Response(found) => {
                tracked.push(parameter.track(found.vocabulary, &found.type_name, args))
            }
            Detected::Buffering => buffers = true,
            Detected::No => {}
        }
    }
    if tracked.is_empty() && !buffers && alone && !has_handlers(block, args) {
        let names: Vec<_> = parameters.into_iter().map(|parameter| parameter.name).collect();
        return Err(texts::no_response(signature, &names));
    }
    Ok(tracked)
}

/// Callbacks of proxy-wasm that run after the head has gone, unless that of the headers held it back.
const LATE_PHASES: [&str; 2] = ["on_http_response_body", "on_http_response_trailers"];

/// The receiver of a callback, where the vocabulary is one of an `impl`.
fn receiver(signature: &Signature, scope: &Scope<'_>, args: &Args) -> Option<Tracked> {
    let span = signature.receiver()?.self_token.span;
    let vocabulary = match &args.vocabulary {
        Some(VocabularyRef::Builtin(vocabulary)) => vocabulary,
        Some(VocabularyRef::User(_)) => return None,
        None => detect::by_trait(&scope.trait_name()?)?,
    };
    if !vocabulary.on_impl {
        return None;
    }
    let late = LATE_PHASES.iter().any(|phase| signature.ident == phase) && !scope.holds_head_back();
    Some(Tracked {
        place: Place { root: "self".to_owned(), fields: Vec::new(), span },
        by: By::RefMut,
        shared: vocabulary.handle,
        type_name: String::new(),
        table: Rc::new(table(vocabulary, args)),
        late_phase: late.then(|| (signature.ident.to_string(), signature.ident.span())),
        span,
    })
}

/// One parameter that binds a name.
struct Parameter<'a> {
    name: String,
    ty: &'a Type,
    mutable: bool,
    span: Span,
}

impl Parameter<'_> {
    fn track(&self, vocabulary: &'static Vocabulary, type_name: &str, args: &Args) -> Tracked {
        Tracked {
            place: Place { root: self.name.clone(), fields: Vec::new(), span: self.span },
            by: types::held(self.ty, self.mutable),
            shared: types::is_shared(self.ty) || vocabulary.handle,
            type_name: type_name.to_owned(),
            table: Rc::new(table(vocabulary, args)),
            late_phase: None,
            span: self.span,
        }
    }
}

fn parameters(signature: &Signature) -> Vec<Parameter<'_>> {
    signature.inputs.iter().filter_map(typed).flat_map(|typed| bound(&typed.pat, &typed.ty)).collect()
}

fn typed(input: &FnArg) -> Option<&syn::PatType> {
    match input {
        FnArg::Typed(typed) => Some(typed),
        FnArg::Receiver(_) => None,
    }
}

/// The names that a parameter binds: its own, or those of a tuple by their element types.
fn bound<'a>(pat: &'a Pat, ty: &'a Type) -> Vec<Parameter<'a>> {
    match (pat, ty) {
        (Pat::Ident(ident), _) => {
            let mutable = ident.mutability.is_some();
            vec![Parameter { name: ident.ident.to_string(), ty, mutable, span: ident.ident.span() }]
        }
        (Pat::Type(typed), _) => bound(&typed.pat, &typed.ty),
        (Pat::Paren(paren), _) => bound(&paren.pat, ty),
        (Pat::Reference(reference), Type::Reference(inner)) => bound(&reference.pat, &inner.elem),
        (Pat::Tuple(tuple), Type::Tuple(types)) if tuple.elems.len() == types.elems.len() => {
            tuple.elems.iter().zip(&types.elems).flat_map(|(pat, ty)| bound(pat, ty)).collect()
        }
        (Pat::TupleStruct(tuple), _) if tuple.elems.len() == 1 => bound(&tuple.elems[0], ty),
        _ => Vec::new(),
    }
}

/// The table of a vocabulary with the attribute's own rows on top.
fn table(vocabulary: &'static Vocabulary, args: &Args) -> Table {
    let mut table = Table::new(vocabulary);
    args.inline.iter().for_each(|(effect, name)| table.inline(*effect, name.to_string()));
    args.head_view.iter().for_each(|name| table.head_view(name.to_string()));
    args.body_view.iter().for_each(|name| table.body_view(name.to_string()));
    if let Some(user) = &args.user {
        table.user(user.clone());
    }
    table
}

/// The responses among a closure's own parameters: such a closure is a handler.
pub(crate) fn closure_responses(closure: &ExprClosure, args: &Args) -> Option<Vec<Tracked>> {
    let scope = Scope::default();
    let empty: Block = syn::parse_quote!({});
    let mut tracked = Vec::new();
    for input in &closure.inputs {
        let Pat::Type(typed) = input else { continue };
        for parameter in bound(&typed.pat, &typed.ty) {
            tracked.extend(closure_response(&parameter, &scope, args, &empty));
        }
    }
    (!tracked.is_empty()).then_some(tracked)
}

fn closure_response(
    parameter: &Parameter<'_>,
    scope: &Scope<'_>,
    args: &Args,
    block: &Block,
) -> Option<Tracked> {
    if args.responses.iter().any(|place| place.root == parameter.name && place.fields.is_empty()) {
        return named_parameter(parameter, scope, args, block);
    }
    let last = types::last_name(parameter.ty, scope);
    if let Some(vocabulary) = args.named_type(&last) {
        return Some(parameter.track(vocabulary, &last, args));
    }
    match detect(parameter.ty, scope, args, &parameter.name, block) {
        Ok(Detected::Response(found)) => Some(parameter.track(found.vocabulary, &found.type_name, args)),
        _ => None,
    }
}

/// Whether a body has closures or nested functions with a response of their own.
fn has_handlers(block: &Block, args: &Args) -> bool {
    struct Handlers<'ast>(bool, &'ast Args, &'ast Macros);
    impl<'ast> Visit<'ast> for Handlers<'ast> {
        fn visit_expr_closure(&mut self, closure: &'ast ExprClosure) {
            self.0 |= closure_responses(closure, self.1).is_some();
            syn::visit::visit_expr_closure(self, closure);
        }
        fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
            let found = responses(&item.sig, &item.block, &Scope::default(), self.1, false);
            self.0 |= found.is_ok_and(|found| !found.is_empty());
        }
        fn visit_macro(&mut self, mac: &'ast syn::Macro) {
            self.2.get(mac).into_iter().for_each(|known| known.visit(self));
        }
    }
    let macros = Macros::of_block(block);
    let mut handlers = Handlers(false, args, &macros);
    handlers.visit_block(block);
    handlers.0
}
