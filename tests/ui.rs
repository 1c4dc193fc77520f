//! What the compiler prints: one mistake per file, its name is the mistake.
//!
//! `TRYBUILD=overwrite cargo test -p headers-first-tests --test ui` writes the expectations anew: read every change.
#![allow(missing_docs)]

#[test]
fn ui() {
    let tests = trybuild::TestCases::new();
    tests.compile_fail("ui/fail/*.rs");
    tests.pass("ui/pass/*.rs");
}
