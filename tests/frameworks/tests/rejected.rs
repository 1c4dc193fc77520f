//! Late headers under other attributes, on either side: the errors stand at the user's own lines.
//!
//! `TRYBUILD=overwrite` writes the expectations anew: read every change.

#[test]
fn ui() {
    trybuild::TestCases::new().compile_fail("ui/*.rs");
}
