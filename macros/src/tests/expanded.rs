//! `examples/export_expanded.rs` is what the compiler sees of `examples/export.rs`.
//!
//! `UPDATE_EXPECT=1 cargo test -p headers-first-macros` writes it anew.

use std::path::Path;

use quote::ToTokens;
use syn::Item;

use crate::expand::try_expand;

/// The file with the attribute of every function expanded.
fn expanded(source: &str) -> String {
    let mut file = syn::parse_file(source).expect("the example parses");
    for item in &mut file.items {
        let Item::Fn(function) = item else { continue };
        let ours = function.attrs.iter().position(|attr| attr.path().is_ident("headers_first"));
        if let Some(at) = ours {
            let attr = function.attrs.remove(at);
            let args = attr.meta.require_list().map(|list| list.tokens.clone()).unwrap_or_default();
            let output = try_expand(args, function.to_token_stream()).expect("the example is accepted");
            *item = syn::parse2(output).expect("the expansion is one item");
        }
    }
    file.items.retain(|item| matches!(item, Item::Fn(function) if function.sig.ident == "export"));
    file.attrs.clear();
    prettyplease::unparse(&file)
}

#[test]
fn the_expansion_beside_the_example_is_true() {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples");
    let source = std::fs::read_to_string(examples.join("export.rs")).expect("the example is there");
    let head = "// What the compiler sees of the handler in `export.rs`; kept true by a test of the macro crate.\n\n";
    let text = format!("{head}{}", expanded(&source));
    expect_test::expect_file![examples.join("export_expanded.rs")].assert_eq(&text);
}
