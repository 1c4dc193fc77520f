//! Fills the corpora from the tests: every function in the UI tests, in the examples, and in the texts of the unit tests.

use std::fs;
use std::path::{Path, PathBuf};

use quote::ToTokens;
use syn::visit::{self, Visit};

/// Inputs found so far: arguments and item.
#[derive(Default)]
struct Found {
    items: Vec<(String, String)>,
    arguments: Vec<String>,
}

impl Found {
    fn item(&mut self, args: &str, item: &str) {
        if item.contains("fn ") && syn::parse_str::<syn::Item>(item).is_ok() {
            self.items.push((args.to_owned(), item.trim().to_owned()));
        }
    }
}

impl<'ast> Visit<'ast> for Found {
    fn visit_item(&mut self, item: &'ast syn::Item) {
        let mut item = item.clone();
        let mut args = String::new();
        if let syn::Item::Fn(syn::ItemFn { attrs, .. })
        | syn::Item::Impl(syn::ItemImpl { attrs, .. })
        | syn::Item::Mod(syn::ItemMod { attrs, .. }) = &mut item
        {
            let ours = attrs
                .iter()
                .position(|attr| attr.path().segments.last().is_some_and(|s| s.ident == "headers_first"));
            if let Some(at) = ours {
                if let Ok(list) = attrs.remove(at).meta.require_list() {
                    args = list.tokens.to_string();
                }
                self.item(&args, &item.to_token_stream().to_string());
            }
        }
        visit::visit_item(self, &item);
    }

    fn visit_lit_str(&mut self, text: &'ast syn::LitStr) {
        let text = text.value();
        if text.contains(['=', '(', ';']) && !text.contains("fn ") {
            self.arguments.push(text.clone());
        }
        for part in text.split("\n\n").chain([text.as_str()]) {
            self.item("", part);
            self.item("response = res", part);
        }
    }

    fn visit_macro(&mut self, mac: &'ast syn::Macro) {
        let list = syn::punctuated::Punctuated::<syn::Expr, syn::Token![,]>::parse_terminated;
        for expr in mac.parse_body_with(list).into_iter().flatten() {
            self.visit_expr(&expr);
        }
    }
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

fn main() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for folder in ["../ui", "../behaviour", "../../examples", "../../macros/src/tests"] {
        sources(&here.join(folder), &mut files);
    }
    let mut found = Found::default();
    for file in files {
        if let Ok(file) =
            fs::read_to_string(&file).map_err(drop).and_then(|text| syn::parse_file(&text).map_err(drop))
        {
            found.visit_file(&file);
        }
    }
    let corpus = here.join("corpus");
    for target in ["tokens", "mutated", "arguments"] {
        fs::create_dir_all(corpus.join(target)).expect("a writable directory");
    }
    for (number, (args, item)) in found.items.iter().enumerate() {
        let text = format!("{args}\n{item}");
        fs::write(corpus.join(format!("tokens/seed-{number}")), &text).expect("written");
        fs::write(corpus.join(format!("mutated/seed-{number}")), &text).expect("written");
    }
    let named = found.items.iter().map(|(args, _)| args).chain(&found.arguments);
    for (number, args) in named.filter(|args| !args.is_empty()).enumerate() {
        fs::write(corpus.join(format!("arguments/seed-{number}")), args).expect("written");
    }
    println!("{} items and {} texts from the tests", found.items.len(), found.arguments.len());
}
