//! The item under the attribute: which functions it has, and which of their values are responses.
//!
//! A parameter is a response when the last segment of its type names one in a built-in vocabulary, looked for through
//! references, the wrappers in [`types::WRAPPERS`], `impl`/`dyn Trait` and the bounds of type parameters, but never
//! through `Fn` types or other generics. Two vocabularies with the same type name are told apart by reference or value,
//! the path as written, and the methods used; if that does not decide it, an error asks. Names given in the attribute
//! replace all of this. Types that buffer until they are returned are never tracked.

mod item;
mod types;

use std::rc::Rc;

use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::visit::Visit;
use syn::{Block, ExprClosure, FnArg, Pat, Signature, Type};

use crate::args::{Args, Place, VocabularyRef};
use crate::vocabulary::{self, Table, Vocabulary};

pub(crate) use item::{Function, Target};
pub(crate) use types::Scope;
use types::{Detected, detect};

/// One tracked response of a function.
#[derive(Clone)]
pub(crate) struct Tracked {
    pub(crate) place: Place,
    pub(crate) by: By,
    /// Its type is or holds `Arc`, `Rc`, `Cell` or the like.
    pub(crate) shared: bool,
    /// The last segment of its type, empty if that is not known.
    pub(crate) type_name: String,
    pub(crate) table: Rc<Table>,
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
    if !args.responses.is_empty() {
        return named(signature, &parameters, block, scope, args, alone);
    }
    let mut tracked = Vec::new();
    let mut buffers = false;
    for parameter in &parameters {
        match detect(parameter.ty, &scope.with(&signature.generics), args, &parameter.name, block)? {
            Detected::Response(found) => {
                tracked.push(parameter.track(found.vocabulary, &found.type_name, args))
            }
            Detected::Buffering => buffers = true,
            Detected::No => {}
        }
    }
    if tracked.is_empty() && !buffers && alone && !has_handlers(block, args) {
        return Err(no_response(signature, &parameters));
    }
    Ok(tracked)
}

fn no_response(signature: &Signature, parameters: &[Parameter<'_>]) -> syn::Error {
    let names: Vec<_> = parameters.iter().map(|parameter| format!("`{}`", parameter.name)).collect();
    let named =
        if names.is_empty() { String::new() } else { format!(" (its parameters are {})", names.join(", ")) };
    let message = format!(
        "no response found in `{}`{named}\n\
         help: name it: `#[headers_first(response = res)]`, also a local or a field such as `self.res`\n\
         help: or name what its type speaks: `#[headers_first(vocabulary = pingora)]`",
        signature.ident
    );
    syn::Error::new(signature.ident.span(), message)
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
        let place = Place { root: self.name.clone(), fields: Vec::new(), span: self.span };
        Tracked {
            place,
            by: types::held(self.ty, self.mutable),
            shared: types::is_shared(self.ty),
            type_name: type_name.to_owned(),
            table: Rc::new(table(vocabulary, args)),
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

/// The responses that the attribute names.
fn named(
    signature: &Signature,
    parameters: &[Parameter<'_>],
    block: &Block,
    scope: &Scope<'_>,
    args: &Args,
    alone: bool,
) -> syn::Result<Vec<Tracked>> {
    let mut tracked = Vec::new();
    for place in &args.responses {
        let parameter = parameters.iter().find(|parameter| parameter.name == place.root);
        let found = match parameter {
            Some(parameter) if place.fields.is_empty() => {
                named_parameter(parameter, &scope.with(&signature.generics), args, block)?
            }
            Some(_) => Some(by_place(place, args)),
            None if place.root == "self" && signature.receiver().is_some() => Some(by_place(place, args)),
            None if has_local(block, &place.root) => {
                let made = scope.makes_response(block, &place.root);
                (alone || made).then(|| by_place(place, args))
            }
            None if !alone || closures_have(block, &place.root) => None,
            None => return Err(unknown_name(signature, parameters, place)),
        };
        tracked.extend(found);
    }
    Ok(tracked)
}

fn named_parameter(
    parameter: &Parameter<'_>,
    scope: &Scope<'_>,
    args: &Args,
    block: &Block,
) -> syn::Result<Option<Tracked>> {
    if types::buffers(parameter.ty, scope) && args.vocabulary.is_none() {
        return Ok(None);
    }
    let type_name = types::last_name(parameter.ty, scope);
    let vocabulary = match &args.vocabulary {
        Some(VocabularyRef::Builtin(vocabulary)) => vocabulary,
        Some(VocabularyRef::User(_)) => vocabulary::default(),
        None => match detect(parameter.ty, scope, args, &parameter.name, block) {
            Ok(Detected::Response(found)) => found.vocabulary,
            _ => vocabulary::default(),
        },
    };
    Ok(Some(parameter.track(vocabulary, &type_name, args)))
}

/// A field path or local: nothing is known of its type but what the attribute says.
fn by_place(place: &Place, args: &Args) -> Tracked {
    let vocabulary = match &args.vocabulary {
        Some(VocabularyRef::Builtin(vocabulary)) => vocabulary,
        _ => vocabulary::default(),
    };
    Tracked {
        place: place.clone(),
        by: By::RefMut,
        shared: false,
        type_name: String::new(),
        table: Rc::new(table(vocabulary, args)),
        span: place.span,
    }
}

fn unknown_name(signature: &Signature, parameters: &[Parameter<'_>], place: &Place) -> syn::Error {
    let mut names: Vec<_> = parameters.iter().map(|parameter| format!("`{}`", parameter.name)).collect();
    if signature.receiver().is_some() {
        names.push("`self.<field>`".to_owned());
    }
    let known = if names.is_empty() {
        "it has no parameters".to_owned()
    } else {
        format!("there is {}", names.join(", "))
    };
    let message = format!("`{}` has no parameter or local `{}`\nhelp: {known}", signature.ident, place.root);
    syn::Error::new(place.span, message)
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
            let named =
                args.responses.iter().any(|place| place.root == parameter.name && place.fields.is_empty());
            if named {
                tracked.extend(named_parameter(&parameter, &scope, args, &empty).ok().flatten());
            } else if let Ok(Detected::Response(found)) =
                detect(parameter.ty, &scope, args, &parameter.name, &empty)
            {
                tracked.push(parameter.track(found.vocabulary, &found.type_name, args));
            }
        }
    }
    (!tracked.is_empty()).then_some(tracked)
}

/// Whether a body has closures or nested functions with a response of their own.
fn has_handlers(block: &Block, args: &Args) -> bool {
    struct Handlers<'a>(bool, &'a Args);
    impl<'ast> Visit<'ast> for Handlers<'_> {
        fn visit_expr_closure(&mut self, closure: &'ast ExprClosure) {
            self.0 |= closure_responses(closure, self.1).is_some();
            syn::visit::visit_expr_closure(self, closure);
        }
        fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
            let found = responses(&item.sig, &item.block, &Scope::default(), self.1, false);
            self.0 |= found.is_ok_and(|found| !found.is_empty());
        }
    }
    let mut handlers = Handlers(false, args);
    handlers.visit_block(block);
    handlers.0
}

fn closures_have(block: &Block, name: &str) -> bool {
    struct Named<'a>(bool, &'a str);
    impl<'ast> Visit<'ast> for Named<'_> {
        fn visit_expr_closure(&mut self, closure: &'ast ExprClosure) {
            self.0 |= closure.inputs.iter().any(|input| binds(input, self.1));
            syn::visit::visit_expr_closure(self, closure);
        }
        fn visit_fn_arg(&mut self, arg: &'ast FnArg) {
            self.0 |= typed(arg).is_some_and(|typed| binds(&typed.pat, self.1));
        }
    }
    let mut named = Named(false, name);
    named.visit_block(block);
    named.0
}

fn binds(pat: &Pat, name: &str) -> bool {
    match pat {
        Pat::Ident(ident) => ident.ident == name,
        Pat::Type(typed) => binds(&typed.pat, name),
        _ => false,
    }
}

/// Whether a `let` of the body binds the name.
fn has_local(block: &Block, name: &str) -> bool {
    struct Local<'a>(bool, &'a str);
    impl<'ast> Visit<'ast> for Local<'_> {
        fn visit_pat_ident(&mut self, ident: &'ast syn::PatIdent) {
            self.0 |= ident.ident == self.1;
        }
        fn visit_expr_closure(&mut self, closure: &'ast ExprClosure) {
            self.visit_expr(&closure.body);
        }
        fn visit_item(&mut self, _: &'ast syn::Item) {}
    }
    let mut local = Local(false, name);
    local.visit_block(block);
    local.0
}

/// Where a message about a type points.
pub(crate) fn span_of(ty: &Type) -> Span {
    ty.span()
}
