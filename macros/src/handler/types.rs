//! What the syntax of a type says: which path counts, how the value is held, whether `&` can change it.

use syn::{GenericArgument, PathArguments, Type, TypeParamBound};

use super::{By, Scope, detect};

/// Types that are seen through.
const WRAPPERS: [&str; 10] =
    ["Box", "Pin", "Arc", "Rc", "Option", "RefCell", "Cell", "Mutex", "RwLock", "Shared"];
/// Types through which even a shared reference can change the response.
const SHARED: [&str; 7] = ["Arc", "Rc", "Cell", "RefCell", "Mutex", "RwLock", "Shared"];

/// The last segment of a type, seen through references and wrappers.
pub(super) fn last_name(ty: &Type, scope: &Scope<'_>) -> String {
    let path = response_path(ty, scope);
    path.and_then(|path| scope.full_path(&path).last().cloned()).unwrap_or_default()
}

/// The path that says what a type is, through references, wrappers, traits and bounds.
pub(super) fn response_path(ty: &Type, scope: &Scope<'_>) -> Option<syn::Path> {
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
            if path.path.is_ident("Self") {
                // What `Self` is within its own type is no type of its own.
                return scope.self_type().and_then(|ty| response_path(ty, &Scope::default()));
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
    let known = paths.iter().find(|path| detect::is_known(&last(path)));
    known.or_else(|| paths.iter().find(|path| !last(path).contains("Fn"))).map(|path| (*path).clone())
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
        Type::Path(path) => match path.path.segments.last() {
            // `Option<&mut T>` and `Pin<&mut T>` hold what they name as the reference does.
            Some(last) if WRAPPERS.contains(&last.ident.to_string().as_str()) => {
                let inner = arguments(last).into_iter().next().map(|ty| held(ty, mutable));
                inner.filter(|by| matches!(by, By::Ref | By::RefMut)).unwrap_or(By::Value { mutable })
            }
            _ => By::Value { mutable },
        },
        _ => By::Value { mutable },
    }
}
