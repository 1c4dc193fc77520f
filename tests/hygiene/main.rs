//! Whole crates of users, built with cargo: names, editions, lints and errors.
//!
//! The crates beside this file form a workspace of their own with one target directory, and use no more than what the
//! tests already use, so cargo is offline. Lints and errors are compared with and without the attribute, which each
//! crate leaves out under its feature `plain`.
#![allow(missing_docs)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, PoisonError};

use serde_json::Value;

/// Cargo locks the directory anyway; this keeps its "waiting" out of the output.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

/// One message of the compiler: where it points, its code, and its headline.
type Said = BTreeSet<String>;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("hygiene")
}

/// What the compiler says of one crate, and whether it compiles.
fn build(command: &str, package: &str, features: &str) -> (Said, bool) {
    let _one = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    std::fs::copy(folder().join("../../Cargo.lock"), folder().join("Cargo.lock")).expect("a lock file");
    let output = Command::new(env!("CARGO"))
        .args([command, "--offline", "--quiet", "--message-format=json", "--package", package])
        .args(["--features", features])
        .env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("hygiene"))
        // What the outer cargo was told is not meant for these crates.
        .env_remove("RUSTFLAGS")
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .current_dir(folder())
        .output()
        .expect("cargo runs");
    let said: Said =
        String::from_utf8_lossy(&output.stdout).lines().filter_map(|line| said(line, package)).collect();
    assert!(output.status.success() || !said.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    (said, output.status.success())
}

fn said(line: &str, package: &str) -> Option<String> {
    let line: Value = serde_json::from_str(line).ok()?;
    let message = &line["message"];
    let spans = message["spans"].as_array()?;
    if line["target"]["name"] != package || spans.is_empty() {
        return None;
    }
    let places: Vec<String> = spans
        .iter()
        .filter(|span| span["is_primary"] == true)
        .map(|span| format!("{}:{}:{}", span["file_name"], span["line_start"], span["column_start"]))
        .collect();
    let (level, code) = (&message["level"], &message["code"]["code"]);
    Some(format!("{} {level} {code} {}", places.join(" "), message["message"]))
}

#[track_caller]
fn compiles(package: &str) {
    let (said, success) = build("check", package, "");
    assert!(success && said.is_empty(), "{package}:\n{said:#?}");
}

/// What clippy no longer sees, because it looks at no code that comes from a macro: the arm of a `match` has a check.
const UNSEEN: &str = "clippy::single_match";

/// The same messages with and without the attribute, and as many as this at least.
#[track_caller]
fn same(command: &str, package: &str, features: &str, at_least: usize) {
    let (with, _) = build(command, package, features);
    let (without, _) = build(command, package, &format!("{features},plain"));
    let (only_with, mut only_without): (Vec<_>, Vec<_>) =
        (with.difference(&without).collect(), without.difference(&with).collect());
    only_without.retain(|said: &&String| !said.contains(UNSEEN));
    assert!(
        only_with.is_empty() && only_without.is_empty(),
        "new:\n{only_with:#?}\nlost:\n{only_without:#?}"
    );
    assert!(with.len() >= at_least, "{with:#?}");
}

#[test]
fn names_that_mean_something_else() {
    compiles("shadowed");
}

#[test]
fn no_implicit_prelude() {
    compiles("no_prelude");
}

#[test]
fn no_std() {
    compiles("bare");
}

#[test]
fn a_renamed_dependency() {
    compiles("renamed");
}

#[test]
fn through_a_re_export() {
    compiles("re_exported");
}

#[test]
fn edition_2015() {
    compiles("edition_2015");
}

#[test]
fn edition_2018() {
    compiles("edition_2018");
}

#[test]
fn edition_2021() {
    compiles("edition_2021");
}

#[test]
fn lints_of_the_compiler_and_clippy() {
    same("clippy", "lints", "", 40);
}

#[test]
fn errors_in_types_point_at_the_users_code() {
    same("check", "mistakes", "types", 15);
}

#[test]
fn errors_in_borrows_point_at_the_users_code() {
    same("check", "mistakes", "borrows", 3);
}
