//! What a type says about a parameter.

use syn::visit::Visit;
use syn::{Block, Expr, GenericArgument, Generics, PathArguments, Type, TypeParamBound, UseTree};

use crate::args::{Args, VocabularyRef};
use crate::vocabulary::{self, ByKind, Vocabulary};

use super::By;

/// Types that are seen through.
pub(crate) const WRAPPERS: [&str; 10] =
    ["Box", "Pin", "Arc", "Rc", "Option", "RefCell", "Cell", "Mutex", "RwLock", "Shared"];
/// Types through which even a shared reference can change the response.
const SHARED: [&str; 7] = ["Arc", "Rc", "Cell", "RefCell", "Mutex", "RwLock", "Shared"];
/// Responses that are buffered until they are returned: `(crate, type)`.
const BUFFERING: [(&str, &str); 12] = [
    ("salvo", "Response"),
    ("http", "Response"),
    ("hyper", "Response"),
    ("axum", "Response"),
    ("actix_web", "HttpResponse"),
    ("trillium", "Conn"),
    ("rocket", "Response"),
    ("may_minihttp", "Response"),
    ("tiny_http", "Response"),
    ("poem", "Response"),
    ("tide", "Response"),
    ("pingora", "ResponseHeader"),
];

/// What is in sight where a type is written.
#[derive(Clone, Default)]
pub(crate) struct Scope<'a> {
    /// Type parameters with their bounds.
    generics: Vec<&'a Generics>,
    /// Imports of the module: the last name and its full path.
    imports: Vec<(String, Vec<String>)>,
}

/// What a parameter's type is.
pub(crate) enum Detected {
    Response(Found),
    Buffering,
    No,
}

pub(crate) struct Found {
    pub(crate) vocabulary: &'static Vocabulary,
    pub(crate) type_name: String,
}

impl<'a> Scope<'a> {
    pub(crate) fn with(&self, generics: &'a Generics) -> Scope<'a> {
        let mut scope = self.clone();
        scope.generics.push(generics);
        scope
    }

    pub(crate) fn import(&mut self, tree: &UseTree) {
        self.import_under(tree, &mut Vec::new());
    }

    fn import_under(&mut self, tree: &UseTree, path: &mut Vec<String>) {
        match tree {
            UseTree::Path(inner) => {
                path.push(inner.ident.to_string());
                self.import_under(&inner.tree, path);
                path.pop();
            }
            UseTree::Name(name) => {
                let full = path.iter().cloned().chain([name.ident.to_string()]).collect();
                self.imports.push((name.ident.to_string(), full));
            }
            UseTree::Rename(rename) => {
                let full = path.iter().cloned().chain([rename.ident.to_string()]).collect();
                self.imports.push((rename.rename.to_string(), full));
            }
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.import_under(tree, path)),
            UseTree::Glob(_) => {}
        }
    }

    /// The path as written, or as imported.
    fn full_path(&self, path: &syn::Path) -> Vec<String> {
        let written: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        let imported = self.imports.iter().find(|(name, _)| written.first() == Some(name));
        match imported {
            Some((_, full)) => full.iter().cloned().chain(written.into_iter().skip(1)).collect(),
            None => written,
        }
    }

    /// The bounds of a type parameter.
    fn bounds(&self, name: &str) -> Vec<&'a TypeParamBound> {
        let mut bounds = Vec::new();
        for generics in &self.generics {
            let parameters = generics.type_params().filter(|parameter| parameter.ident == name);
            bounds.extend(parameters.flat_map(|parameter| &parameter.bounds));
            let predicates = generics.where_clause.iter().flat_map(|clause| &clause.predicates);
            for predicate in predicates {
                if let syn::WherePredicate::Type(predicate) = predicate {
                    if matches!(&predicate.bounded_ty, Type::Path(path) if path.path.is_ident(name)) {
                        bounds.extend(&predicate.bounds);
                    }
                }
            }
        }
        bounds
    }

    /// Whether a local of this name is made by a constructor of a response type.
    pub(crate) fn makes_response(&self, block: &Block, name: &str) -> bool {
        struct Made<'n>(bool, &'n str);
        impl<'ast> Visit<'ast> for Made<'_> {
            fn visit_local(&mut self, local: &'ast syn::Local) {
                let named = matches!(&local.pat, syn::Pat::Ident(ident) if ident.ident == self.1);
                let init = local.init.as_ref().filter(|_| named);
                self.0 |= init.is_some_and(|init| constructs(&init.expr));
                syn::visit::visit_local(self, local);
            }
        }
        let mut made = Made(false, name);
        made.visit_block(block);
        made.0
    }
}

/// `ResponseWriter::new(..)`, also behind `?` and `.await`.
fn constructs(expr: &Expr) -> bool {
    match expr {
        Expr::Call(call) => match &*call.func {
            Expr::Path(path) => path.path.segments.iter().any(|s| !named(&s.ident.to_string()).is_empty()),
            _ => false,
        },
        Expr::Struct(literal) => {
            literal.path.segments.iter().any(|s| !named(&s.ident.to_string()).is_empty())
        }
        Expr::Try(inner) => constructs(&inner.expr),
        Expr::Await(inner) => constructs(&inner.base),
        Expr::MethodCall(call) => constructs(&call.receiver),
        _ => false,
    }
}

/// The vocabularies that have a type of that name.
fn named(last: &str) -> Vec<(&'static Vocabulary, ByKind, &'static [&'static str])> {
    let rows = vocabulary::builtin().iter().flat_map(|v| v.types.iter().map(move |row| (*v, row)));
    rows.filter(|(_, row)| row.last == last).map(|(v, row)| (v, row.by, row.paths)).collect()
}

/// Looks a parameter's type up.
pub(crate) fn detect(
    ty: &Type,
    scope: &Scope<'_>,
    args: &Args,
    name: &str,
    block: &Block,
) -> syn::Result<Detected> {
    let Some(path) = response_path(ty, scope) else { return Ok(Detected::No) };
    let full = scope.full_path(&path);
    let last = full.last().cloned().unwrap_or_default();
    if let Some(chosen) = &args.vocabulary {
        return Ok(chosen_type(chosen, &last, args));
    }
    if is_buffering(&full) {
        return Ok(Detected::Buffering);
    }
    let by = held(ty, false);
    let mut rows = named(&last);
    if rows.is_empty() {
        return if last == "Response" { Err(ask(&path, name, &[])) } else { Ok(Detected::No) };
    }
    if rows.iter().any(|(vocabulary, ..)| is_common(&last) && vocabulary.name != "default") {
        rows.retain(|row| has_evidence(row, &full, name, block));
        if rows.is_empty() {
            return Ok(Detected::Buffering);
        }
    }
    if rows.len() > 1 {
        rows = narrow(rows, by, &full, name, block);
    }
    match rows.as_slice() {
        [(vocabulary, ..)] => Ok(Detected::Response(Found { vocabulary, type_name: last })),
        [] => Ok(Detected::No),
        several => Err(ask(&path, name, &several.iter().map(|(v, ..)| v.name).collect::<Vec<_>>())),
    }
}

/// With `vocabulary = ..` the types of that vocabulary are responses, and those of the same name elsewhere.
fn chosen_type(chosen: &VocabularyRef, last: &str, args: &Args) -> Detected {
    let (vocabulary, fits) = match chosen {
        VocabularyRef::Builtin(vocabulary) => {
            let own = vocabulary.types.iter().any(|row| row.last == last);
            (*vocabulary, own || vocabulary.name == "default" && last.ends_with("ResponseWriter"))
        }
        VocabularyRef::User(_) => {
            let own = args.user.as_ref().is_some_and(|user| user.for_type() == last);
            (vocabulary::default(), own)
        }
    };
    if fits { Detected::Response(Found { vocabulary, type_name: last.to_owned() }) } else { Detected::No }
}

/// Type names that mean something else in most programs: the name alone is no evidence.
fn is_common(last: &str) -> bool {
    ["Request", "Connection", "Session"].contains(&last)
}

/// The path as written or imported names the crate, or a method that only this response has is called.
fn has_evidence(row: &Row, full: &[String], name: &str, block: &Block) -> bool {
    let (vocabulary, _, paths) = row;
    if full.len() > 1 {
        return paths.contains(&full[0].as_str());
    }
    let table = vocabulary::Table::new(vocabulary);
    methods_used(block, name).iter().any(|method| {
        let meaning = table.lookup(method, &[], "");
        meaning.is_some_and(|meaning| meaning.effect != crate::effect::Effect::Read)
    })
}

type Row = (&'static Vocabulary, ByKind, &'static [&'static str]);

fn narrow(rows: Vec<Row>, by: By, full: &[String], name: &str, block: &Block) -> Vec<Row> {
    let by_path: Vec<Row> = rows
        .iter()
        .filter(|(_, _, paths)| full.len() > 1 && paths.contains(&full[0].as_str()))
        .copied()
        .collect();
    if !by_path.is_empty() {
        return by_path;
    }
    let fits = |kind: ByKind| match kind {
        ByKind::Any => true,
        ByKind::Reference => !matches!(by, By::Value { .. }),
        ByKind::Value => matches!(by, By::Value { .. }),
    };
    let by_kind: Vec<Row> = rows.into_iter().filter(|(_, kind, _)| fits(*kind)).collect();
    if by_kind.len() < 2 {
        return by_kind;
    }
    let used = methods_used(block, name);
    let counts: Vec<usize> = by_kind
        .iter()
        .map(|(vocabulary, ..)| {
            let table = vocabulary::Table::new(vocabulary);
            used.iter().filter(|method| table.lookup(method, &[], "").is_some()).count()
        })
        .collect();
    let best = counts.iter().copied().max().unwrap_or(0);
    by_kind.into_iter().zip(counts).filter(|(_, count)| *count == best).map(|(row, _)| row).collect()
}

fn methods_used(block: &Block, name: &str) -> Vec<String> {
    struct Methods<'n>(Vec<String>, &'n str);
    impl<'ast> Visit<'ast> for Methods<'_> {
        fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
            if matches!(&*call.receiver, Expr::Path(path) if path.path.is_ident(self.1)) {
                self.0.push(call.method.to_string());
            }
            syn::visit::visit_expr_method_call(self, call);
        }
    }
    let mut methods = Methods(Vec::new(), name);
    methods.visit_block(block);
    methods.0
}

fn ask(path: &syn::Path, name: &str, candidates: &[&str]) -> syn::Error {
    let last = path.segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default();
    let words = if candidates.is_empty() {
        format!("help: if it streams, say so: `#[headers_first(response = {name})]`, or `vocabulary = ..`")
    } else {
        let names: Vec<_> = candidates.iter().map(|name| format!("`vocabulary = {name}`")).collect();
        format!("help: say which one it is: {}", names.join(" or "))
    };
    syn::Error::new_spanned(
        path,
        format!("`{last}` alone does not say whether `{name}` is a response\n{words}"),
    )
}

fn is_buffering(full: &[String]) -> bool {
    let (Some(first), Some(last)) = (full.first(), full.last()) else { return false };
    full.len() > 1
        && BUFFERING
            .iter()
            .any(|(krate, name)| last == name && (first == krate || first.starts_with(&format!("{krate}_"))))
}

/// Whether a parameter's type is known to be buffered.
pub(crate) fn buffers(ty: &Type, scope: &Scope<'_>) -> bool {
    response_path(ty, scope).is_some_and(|path| is_buffering(&scope.full_path(&path)))
}

/// The last segment of a type, seen through references and wrappers.
pub(crate) fn last_name(ty: &Type, scope: &Scope<'_>) -> String {
    let path = response_path(ty, scope);
    path.and_then(|path| scope.full_path(&path).last().cloned()).unwrap_or_default()
}

/// The path that says what a type is, through references, wrappers, traits and bounds.
fn response_path(ty: &Type, scope: &Scope<'_>) -> Option<syn::Path> {
    match ty {
        Type::Reference(reference) => response_path(&reference.elem, scope),
        Type::Paren(paren) => response_path(&paren.elem, scope),
        Type::Group(group) => response_path(&group.elem, scope),
        Type::ImplTrait(inner) => bound_path(inner.bounds.iter()),
        Type::TraitObject(inner) => bound_path(inner.bounds.iter()),
        Type::Path(path) => {
            let last = path.path.segments.last()?;
            if WRAPPERS.contains(&last.ident.to_string().as_str()) {
                return arguments(last).into_iter().find_map(|ty| response_path(ty, scope));
            }
            if let Some(ident) = path.path.get_ident() {
                let bounds = scope.bounds(&ident.to_string());
                if !bounds.is_empty() {
                    return bound_path(bounds.into_iter());
                }
            }
            Some(path.path.clone())
        }
        _ => None,
    }
}

fn arguments(segment: &syn::PathSegment) -> Vec<&Type> {
    match &segment.arguments {
        PathArguments::AngleBracketed(arguments) => arguments
            .args
            .iter()
            .filter_map(|argument| match argument {
                GenericArgument::Type(ty) => Some(ty),
                _ => None,
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// The first bound that names a response; else the first that is no `Fn` trait.
fn bound_path<'b>(bounds: impl Iterator<Item = &'b TypeParamBound>) -> Option<syn::Path> {
    let paths: Vec<&syn::Path> = bounds
        .filter_map(|bound| match bound {
            TypeParamBound::Trait(bound) => Some(&bound.path),
            _ => None,
        })
        .collect();
    let last = |path: &syn::Path| path.segments.last().map(|s| s.ident.to_string()).unwrap_or_default();
    let known = paths.iter().find(|path| !named(&last(path)).is_empty());
    known.or_else(|| paths.iter().find(|path| !last(path).starts_with("Fn"))).map(|path| (*path).clone())
}

/// Whether the type is or holds something that can change behind `&`.
pub(crate) fn is_shared(ty: &Type) -> bool {
    match ty {
        Type::Reference(reference) => is_shared(&reference.elem),
        Type::Paren(paren) => is_shared(&paren.elem),
        Type::Group(group) => is_shared(&group.elem),
        Type::Path(path) => path.path.segments.last().is_some_and(|last| {
            SHARED.contains(&last.ident.to_string().as_str()) || {
                WRAPPERS.contains(&last.ident.to_string().as_str())
                    && arguments(last).into_iter().any(is_shared)
            }
        }),
        _ => false,
    }
}

/// How a parameter of this type holds what it names.
pub(crate) fn held(ty: &Type, mutable: bool) -> By {
    match ty {
        Type::Reference(reference) if reference.mutability.is_some() => By::RefMut,
        Type::Reference(_) => By::Ref,
        Type::Paren(paren) => held(&paren.elem, mutable),
        Type::Group(group) => held(&group.elem, mutable),
        _ => By::Value { mutable },
    }
}
