//! What is in sight where a type is written: generic parameters, imports, and what `Self` is.

use std::rc::Rc;

use syn::visit::Visit;
use syn::{Generics, ItemImpl, Type, TypeParamBound, UseTree};

use super::Never;

/// What is in sight where a type is written.
#[derive(Clone, Default)]
pub(crate) struct Scope<'a> {
    /// Type parameters with their bounds.
    generics: Vec<&'a Generics>,
    /// Imports of the module: the last name and its full path.
    imports: Vec<(String, Vec<String>)>,
    /// Crates of which the module imports everything, or a prelude.
    globs: Vec<String>,
    /// The `impl` around it.
    inside: Option<&'a ItemImpl>,
    /// What never returns among the functions of the item.
    pub(crate) never: Rc<Never>,
}

impl<'a> Scope<'a> {
    pub(crate) fn of(never: Never) -> Scope<'a> {
        Scope { never: Rc::new(never), ..Scope::default() }
    }

    pub(crate) fn with(&self, generics: &'a Generics) -> Scope<'a> {
        let mut scope = self.clone();
        scope.generics.push(generics);
        scope
    }

    /// Inside an `impl`.
    pub(super) fn of_type(&self, item: &'a ItemImpl) -> Scope<'a> {
        Scope { inside: Some(item), ..self.clone() }
    }

    pub(super) fn self_type(&self) -> Option<&'a Type> {
        self.inside.map(|item| &*item.self_ty)
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
            UseTree::Glob(_) => self.globs.extend(path.first().cloned()),
        }
    }

    /// The path as written, or as imported.
    pub(super) fn full_path(&self, path: &syn::Path) -> Vec<String> {
        let written: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        let imported = self.imports.iter().find(|(name, _)| written.first() == Some(name));
        match imported {
            Some((_, full)) => full.iter().cloned().chain(written.into_iter().skip(1)).collect(),
            None => written,
        }
    }

    /// The trait that the `impl` is of.
    pub(super) fn trait_name(&self) -> Option<String> {
        let (path, _) = self.inside?.trait_.as_ref()?;
        path.segments.last().map(|segment| segment.ident.to_string())
    }

    /// Whether a callback of the `impl` may hold the head back (`Action::Pause`).
    pub(super) fn holds_head_back(&self) -> bool {
        struct Pauses(bool);
        impl<'ast> Visit<'ast> for Pauses {
            fn visit_path(&mut self, path: &'ast syn::Path) {
                self.0 |= path.segments.last().is_some_and(|last| last.ident == "Pause");
                syn::visit::visit_path(self, path);
            }
        }
        let mut pauses = Pauses(false);
        self.inside.into_iter().for_each(|item| pauses.visit_item_impl(item));
        pauses.0
    }

    /// The full paths that a type of a single segment may have by a glob import.
    pub(super) fn by_globs<'s>(&'s self, full: &'s [String]) -> impl Iterator<Item = Vec<String>> + 's {
        let single = full.len() == 1;
        self.globs.iter().filter(move |_| single).map(|krate| vec![krate.clone(), full[0].clone()])
    }

    /// The bounds of a type parameter.
    pub(super) fn bounds(&self, name: &str) -> Vec<&'a TypeParamBound> {
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
}
