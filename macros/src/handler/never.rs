//! Functions and methods of the item that are declared `-> !`.

use std::collections::HashSet;

use syn::visit::Visit;
use syn::{ImplItemFn, ItemFn, Signature};

use super::Target;

#[derive(Default)]
pub(crate) struct Never {
    pub(crate) functions: HashSet<String>,
    pub(crate) methods: HashSet<String>,
}

impl Never {
    pub(crate) fn of(target: &Target) -> Never {
        let mut found = Never::default();
        match target {
            Target::Function(_) => {}
            Target::Impl(item) => found.visit_item_impl(item),
            Target::Mod(item) => found.visit_item_mod(item),
        }
        found
    }
}

impl<'ast> Visit<'ast> for Never {
    fn visit_item_fn(&mut self, item: &'ast ItemFn) {
        if diverges(&item.sig) {
            self.functions.insert(item.sig.ident.to_string());
        }
    }

    fn visit_impl_item_fn(&mut self, item: &'ast ImplItemFn) {
        if diverges(&item.sig) {
            self.methods.insert(item.sig.ident.to_string());
        }
    }
}

fn diverges(signature: &Signature) -> bool {
    matches!(&signature.output, syn::ReturnType::Type(_, ty) if matches!(**ty, syn::Type::Never(_)))
}
