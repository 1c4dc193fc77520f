//! What each feature pulls in.
#![allow(missing_docs)]
use std::collections::BTreeSet;
use std::process::Command;

/// The crates behind one choice of features; `depth` 1 stops at those that this crate names itself.
fn crates(features: &[&str], depth: &str) -> BTreeSet<String> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["tree", "--offline", "--edges", "normal,build", "--prefix", "none", "--format", "{p}"]);
    cargo.args(["--package", env!("CARGO_PKG_NAME"), "--depth", depth]).args(features);
    let output = cargo.current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let lines = String::from_utf8(output.stdout).unwrap();
    let names = lines.lines().filter_map(|line| line.split_whitespace().next());
    names.filter(|name| *name != env!("CARGO_PKG_NAME")).map(str::to_owned).collect()
}

fn set(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(ToString::to_string).collect()
}

#[test]
fn a_build_without_features_pulls_in_the_macro_only() {
    let the_macro = set(&["headers-first-macros", "proc-macro2", "quote", "syn", "unicode-ident"]);
    assert_eq!(crates(&["--no-default-features"], "9"), the_macro);
    assert_eq!(crates(&[], "9"), the_macro, "by default");
}

#[test]
fn a_feature_pulls_in_what_it_is_about() {
    const HTTP: [&str; 4] = ["bytes", "headers-first-macros", "http", "http-body"];
    let more: [(&str, &[&str]); 5] = [
        ("http", &[]),
        ("hyper", &["hyper"]),
        ("tower", &["tower-layer", "tower-service"]),
        ("axum", &["axum", "axum-core", "tower-layer", "tower-service"]),
        ("tokio", &["tokio"]),
    ];
    for (feature, names) in more {
        let expected = set(&HTTP).union(&set(names)).cloned().collect();
        assert_eq!(crates(&["--features", feature], "1"), expected, "{feature}");
    }
}

#[test]
fn no_server_comes_with_a_feature() {
    let all = crates(&["--features", "axum,hyper,tower"], "9");
    let servers = set(&["h2", "hyper-util", "mio", "tokio-util"]);
    assert!(all.is_disjoint(&servers), "{all:?}");
}
