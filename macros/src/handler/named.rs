//! The responses that the attribute names: parameters, fields, locals.

use std::rc::Rc;

use syn::visit::Visit;
use syn::{Block, Expr, ExprClosure, FnArg, Pat, Receiver, ReceiverKind, Signature};

use crate::args::{Args, Place, VocabularyRef};
use crate::known::macros::Macros;
use crate::vocabulary::{self, Vocabulary};

use super::detect::{self, Detected};
use super::{By, Parameter, Scope, Tracked, table, texts, typed, types};

/// One response for each name that this function has.
pub(super) fn named(
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
            Some(parameter) if place.fields.is_empty() => named_parameter(parameter, scope, args, block),
            Some(_) => Some(by_place(place, args)),
            None if place.root == "self" && signature.receiver().is_some() => {
                signature.receiver().map(|receiver| by_receiver(receiver, place, args))
            }
            None if signature.inputs.iter().any(|input| takes_apart(input, &place.root)) => {
                Some(by_place(place, args))
            }
            None => match local(block, &place.root) {
                Some(local) => local.track(place, scope, args, alone),
                None if has_binding(block, &place.root) => alone.then(|| by_place(place, args)),
                None if !alone || closures_have(block, &place.root) => None,
                None => {
                    let names: Vec<_> = parameters.iter().map(|parameter| parameter.name.clone()).collect();
                    return Err(texts::unknown_name(signature, &names, place));
                }
            },
        };
        tracked.extend(found);
    }
    for parameter in parameters {
        let last = types::last_name(parameter.ty, scope);
        let known = tracked.iter().any(|known: &Tracked| known.place.root == parameter.name);
        if let (Some(vocabulary), false) = (args.named_type(&last), known) {
            tracked.push(parameter.track(vocabulary, &last, args));
        }
    }
    Ok(tracked)
}

/// A named parameter, unless it buffers.
pub(super) fn named_parameter(
    parameter: &Parameter<'_>,
    scope: &Scope<'_>,
    args: &Args,
    block: &Block,
) -> Option<Tracked> {
    if detect::buffers(parameter.ty, scope) && args.vocabulary.is_none() {
        return None;
    }
    let type_name = types::last_name(parameter.ty, scope);
    let detected = || detect::detect(parameter.ty, scope, args, &parameter.name, block);
    let vocabulary = chosen(args).unwrap_or_else(|| match detected() {
        Ok(Detected::Response(found)) => found.vocabulary,
        _ => vocabulary::default(),
    });
    Some(parameter.track(vocabulary, &type_name, args))
}

/// The vocabulary that the attribute names; one of the user's own stands on top of the default one.
fn chosen(args: &Args) -> Option<&'static Vocabulary> {
    match args.vocabulary.as_ref()? {
        VocabularyRef::Builtin(vocabulary) => Some(vocabulary),
        VocabularyRef::User(_) => Some(vocabulary::default()),
    }
}

/// A field path or local of which nothing is known but what the attribute says.
fn by_place(place: &Place, args: &Args) -> Tracked {
    let vocabulary = chosen(args).unwrap_or_else(vocabulary::default);
    Tracked {
        place: place.clone(),
        by: By::RefMut,
        shared: vocabulary.handle,
        type_name: args.user.as_ref().map(|user| user.for_type().to_owned()).unwrap_or_default(),
        table: Rc::new(table(vocabulary, args)),
        late_phase: None,
        span: place.span,
    }
}

/// `self` is held as the receiver says; how a field of it is held is not known.
fn by_receiver(receiver: &Receiver, place: &Place, args: &Args) -> Tracked {
    let by_place = by_place(place, args);
    if !place.fields.is_empty() {
        return by_place;
    }
    let mutable = receiver.mutability.is_some();
    let (by, shared) = match &receiver.kind {
        ReceiverKind::Value => (By::Value { mutable }, false),
        ReceiverKind::Reference(_, _, mutability) => {
            (if mutability.is_some() { By::RefMut } else { By::Ref }, false)
        }
        ReceiverKind::Typed(_, ty) => (types::held(ty, mutable), types::is_shared(ty)),
        _ => (By::RefMut, false),
    };
    Tracked { by, shared: by_place.shared || shared, ..by_place }
}

/// A `let` of the body.
struct Local<'a> {
    mutable: bool,
    ty: Option<&'a syn::Type>,
    init: Option<&'a Expr>,
}

impl Local<'_> {
    /// Under a whole `impl` or `mod`, only what a constructor of a response type makes.
    fn track(&self, place: &Place, scope: &Scope<'_>, args: &Args, alone: bool) -> Option<Tracked> {
        let made = self.init.and_then(constructor);
        let full = made.map(|path| scope.full_path(path)).unwrap_or_default();
        let owner = full.len().checked_sub(2).map(|at| full[at].clone()).unwrap_or_default();
        let written = self.ty.map(|ty| types::last_name(ty, scope)).unwrap_or_default();
        let name = if written.is_empty() { owner } else { written };
        let buffers = full.len() > 1 && detect::is_buffering(&full[..full.len() - 1]);
        let buffers = buffers && detect::by_constructor(&full).is_none();
        if args.vocabulary.is_none() && (buffers || self.ty.is_some_and(|ty| detect::buffers(ty, scope))) {
            return None;
        }
        let found = args.named_type(&name).or_else(|| detect::by_constructor(&full));
        let known = found.is_some() || detect::is_evidence(&name) || self.is_of_user(args, &name);
        if !alone && !known {
            return None;
        }
        let by_place = by_place(place, args);
        if !known {
            return Some(by_place);
        }
        let vocabulary = chosen(args).or(found).unwrap_or_else(|| by_name(&name));
        Some(Tracked {
            by: By::Value { mutable: self.mutable },
            shared: vocabulary.handle,
            type_name: name,
            table: Rc::new(table(vocabulary, args)),
            ..by_place
        })
    }

    fn is_of_user(&self, args: &Args, name: &str) -> bool {
        args.user.as_ref().is_some_and(|user| user.for_type() == name)
    }
}

/// The vocabulary of a type that is evidence by its name.
fn by_name(last: &str) -> &'static Vocabulary {
    let of = |vocabulary: &&&Vocabulary| vocabulary.types.iter().any(|row| row.last == last);
    vocabulary::BUILTIN.iter().find(of).copied().unwrap_or_else(vocabulary::default)
}

/// The path that is called in `Type::new(..)`, also behind `?`, `.await` and methods.
fn constructor(expr: &Expr) -> Option<&syn::Path> {
    match expr {
        Expr::Call(call) => match &*call.func {
            Expr::Path(path) if path.path.segments.len() > 1 => Some(&path.path),
            _ => None,
        },
        Expr::Try(inner) => constructor(&inner.expr),
        Expr::Await(inner) => constructor(&inner.base),
        Expr::Paren(inner) => constructor(&inner.expr),
        Expr::Group(inner) => constructor(&inner.expr),
        Expr::MethodCall(call) => constructor(&call.receiver),
        _ => None,
    }
}

/// The `let` that declares a name, outside of nested items.
fn local<'a>(block: &'a Block, name: &str) -> Option<Local<'a>> {
    struct Find<'a, 'n>(Option<Local<'a>>, &'n str);
    impl<'a> Visit<'a> for Find<'a, '_> {
        fn visit_local(&mut self, local: &'a syn::Local) {
            let (pat, ty) = match &local.pat {
                Pat::Type(typed) => (&*typed.pat, Some(&*typed.ty)),
                pat => (pat, None),
            };
            if let (Pat::Ident(ident), true) = (pat, self.0.is_none()) {
                if ident.ident == self.1 {
                    let init = local.init.as_ref().map(|init| &*init.expr);
                    self.0 = Some(Local { mutable: ident.mutability.is_some(), ty, init });
                }
            }
            syn::visit::visit_local(self, local);
        }
        fn visit_item(&mut self, _: &'a syn::Item) {}
    }
    let mut find = Find(None, name);
    find.visit_block(block);
    find.0
}

/// Whether a pattern of the body binds the name.
fn has_binding(block: &Block, name: &str) -> bool {
    struct Binding<'a>(bool, &'a str);
    impl<'ast> Visit<'ast> for Binding<'_> {
        fn visit_pat_ident(&mut self, ident: &'ast syn::PatIdent) {
            self.0 |= ident.ident == self.1;
            syn::visit::visit_pat_ident(self, ident);
        }
        fn visit_expr_closure(&mut self, closure: &'ast ExprClosure) {
            self.visit_expr(&closure.body);
        }
        fn visit_item(&mut self, _: &'ast syn::Item) {}
    }
    let mut binding = Binding(false, name);
    binding.visit_block(block);
    binding.0
}

/// Whether the pattern of a parameter binds the name somewhere inside (`Ctx { res, .. }: Ctx`).
fn takes_apart(input: &FnArg, name: &str) -> bool {
    typed(input).is_some_and(|typed| binds(&typed.pat, name))
}

fn binds(pat: &Pat, name: &str) -> bool {
    struct Binds<'a>(bool, &'a str);
    impl<'ast> Visit<'ast> for Binds<'_> {
        fn visit_pat_ident(&mut self, ident: &'ast syn::PatIdent) {
            self.0 |= ident.ident == self.1;
            syn::visit::visit_pat_ident(self, ident);
        }
    }
    let mut binds = Binds(false, name);
    binds.visit_pat(pat);
    binds.0
}

/// Whether a closure or nested function has a parameter of that name.
fn closures_have(block: &Block, name: &str) -> bool {
    struct Named<'ast>(bool, &'ast str, &'ast Macros);
    impl<'ast> Visit<'ast> for Named<'ast> {
        fn visit_expr_closure(&mut self, closure: &'ast ExprClosure) {
            self.0 |= closure.inputs.iter().any(|input| binds(input, self.1));
            syn::visit::visit_expr_closure(self, closure);
        }
        fn visit_fn_arg(&mut self, arg: &'ast FnArg) {
            self.0 |= takes_apart(arg, self.1);
        }
        fn visit_macro(&mut self, mac: &'ast syn::Macro) {
            self.2.get(mac).into_iter().for_each(|known| known.visit(self));
        }
    }
    let macros = Macros::of_block(block);
    let mut named = Named(false, name, &macros);
    named.visit_block(block);
    named.0
}
