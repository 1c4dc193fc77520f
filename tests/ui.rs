//! What the compiler prints: one mistake per file, its name is the mistake.
//!
//! `TRYBUILD=overwrite cargo test -p headers-first-tests --test ui` writes the expectations anew: read every change.
#![allow(missing_docs)]

use std::fs::read_to_string;
use std::path::Path;

#[test]
fn ui() {
    let tests = trybuild::TestCases::new();
    tests.compile_fail("ui/fail/*.rs");
    tests.pass("ui/pass/*.rs");
}

/// Where a macro may report through the compiler itself, an error and its second place are one diagnostic, and a warning is
/// no deprecation. `cargo +nightly test -p headers-first-tests --test ui -- --ignored`
#[test]
#[ignore = "needs a nightly compiler, see .ci/nightly"]
fn ui_where_the_compiler_takes_diagnostics() {
    trybuild::TestCases::new().compile_fail("ui/native/*.rs");
}

/// Three of them stand in the examples, word by word.
#[test]
fn rejected_handlers_are_shown_with_their_errors() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let shown = here.join("../examples/rejected.md");
    let mut text = String::from(
        "# Three handlers that do not compile\n\nWith the errors that the compiler prints, kept true by the UI tests.\n",
    );
    for (name, title) in [
        ("header_after_the_body", "A header that is known only after the body"),
        ("missing_return_after_send_error", "An error answer without a `return`"),
        ("header_in_a_loop_after_a_write", "A header in every round of a loop that writes"),
    ] {
        let read = |ending: &str| read_to_string(here.join(format!("ui/fail/{name}.{ending}"))).unwrap();
        let (source, errors) = (read("rs"), read("stderr"));
        text += &format!("\n## {title}\n\n```rust\n{source}```\n\n```text\n{errors}```\n");
    }
    if std::env::var("TRYBUILD").is_ok_and(|mode| mode == "overwrite") {
        std::fs::write(&shown, &text).unwrap();
    }
    assert_eq!(read_to_string(&shown).unwrap_or_default(), text, "examples/rejected.md is out of date");
}
