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

/// What is left of a handler, without spaces and line ends.
fn left(body: &str) -> String {
    let source = format!("fn f(res: &mut ResponseWriter, name: &str) {{ {body} }}");
    let output = super::harness::expand("", &source).expect("the handler is accepted");
    output.to_string().replace([' ', '\n'], "")
}

#[test]
fn a_let_that_moves_gets_a_block_of_its_own() {
    let moved = left(r#"res.write("x"); let size = name.len(); res.insert_header("X", size);"#);
    assert!(moved.contains(r#"{letsize=name.len();res.insert_header("X",size);}res.write("x");"#), "{moved}");
}

#[test]
fn what_binds_nothing_moves_without_a_block() {
    let moved = left(r#"res.write("x"); let _ = res.insert_header("X", "1");"#);
    assert!(moved.contains(r#"{let_=res.insert_header("X","1");res.write("x");"#), "{moved}");
    let moved = left(r#"res.write("x"); res.insert_header("X", "1");"#);
    assert!(moved.contains(r#"{res.insert_header("X","1");res.write("x");"#), "{moved}");
}
