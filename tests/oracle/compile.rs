//! What hoisting makes of handlers that compile must compile too.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use proc_macro2::TokenStream;

use super::ast::Handler;
use super::generate::generate;
use super::print::print_as;
use super::random::mix;
use super::read::read;

const PRELUDE: &str = include_str!("prelude.txt");

/// A handler that compiles, and its expansion.
struct Pair {
    original: String,
    expansion: String,
}

/// How many of the handlers of a batch compile and change, and those whose expansion does not compile.
pub fn compile_batch(seed: u64, batch: u64, size: u64) -> (usize, Vec<String>) {
    let directory = std::env::temp_dir().join(format!("headers-first-oracle-{}-{batch}", std::process::id()));
    std::fs::create_dir_all(&directory).expect("a writable temporary directory");
    let seeds = (0..size).map(|at| mix(seed ^ (batch * size + at)));
    let mut pairs: Vec<Pair> = seeds.filter_map(|seed| pair(generate(seed), seed)).collect();
    // Errors of the borrow checker come when those of types are gone.
    loop {
        let originals: Vec<&str> = pairs.iter().map(|pair| &*pair.original).collect();
        let broken = check(&directory, &originals);
        if broken.is_empty() {
            break;
        }
        let mut at = 0;
        pairs.retain(|_| {
            at += 1;
            !broken.contains(&(at - 1))
        });
    }
    let mut failures = Vec::new();
    let expansions: Vec<&str> = pairs.iter().map(|pair| &*pair.expansion).collect();
    for at in check(&directory, &expansions) {
        failures.push(format!("{}\n--- became\n{}", pairs[at].original, pairs[at].expansion));
    }
    std::fs::remove_dir_all(&directory).expect("still there");
    (pairs.len(), failures)
}

/// The handler and its expansion, if that moves something and needs nothing of the run-time crate.
fn pair(handler: Handler, seed: u64) -> Option<Pair> {
    if handler.is_async {
        return None;
    }
    let handler = super::judge::without_errors(handler)?;
    let original = print_as(&handler, &format!("handler_{seed}")).text;
    let tokens: TokenStream = original.parse().ok()?;
    let expansion = crate::expand(TokenStream::new(), tokens).ok()?;
    let text = expansion.to_string();
    let moved = read(expansion).ok()? != handler;
    (moved && !text.contains("headers_first")).then_some(Pair { original, expansion: text })
}

/// The functions that do not compile.
fn check(directory: &Path, functions: &[&str]) -> BTreeSet<usize> {
    let mut text = PRELUDE.to_owned();
    let mut starts = Vec::new();
    for function in functions {
        starts.push(text.lines().count() + 1);
        text.push_str(function);
        text.push('\n');
    }
    std::fs::write(directory.join("lib.rs"), text).expect("a writable temporary directory");
    let output = Command::new("rustc")
        .args([
            "--edition",
            "2024",
            "--crate-type",
            "lib",
            "--emit",
            "metadata",
            "--error-format",
            "short",
            "lib.rs",
        ])
        .current_dir(directory)
        .output()
        .expect("rustc");
    let messages = String::from_utf8_lossy(&output.stderr);
    let lines = messages.lines().filter(|line| line.contains(": error"));
    let lines = lines.filter_map(|line| line.split(':').nth(1)?.parse::<usize>().ok());
    let broken: BTreeSet<usize> =
        lines.filter_map(|line| starts.partition_point(|start| *start <= line).checked_sub(1)).collect();
    assert!(output.status.success() || !broken.is_empty(), "{messages}");
    broken
}
