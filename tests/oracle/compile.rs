//! What hoisting makes of handlers that compile must compile too.
//!
//! Half of the handlers are asynchronous: what writes returns a future then, which holds the response and its argument
//! until it is awaited. To two of three, moves, borrows and new names are added ([`super::held`]).

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use proc_macro2::TokenStream;

use super::ast::Handler;
use super::generate::generate;
use super::held::with_held;
use super::judge::{arguments, without_errors};
use super::print::print_as;
use super::random::mix;
use super::read::read;
use super::runtime::found_by_rustc;

const PRELUDE: &str = include_str!("prelude.txt");

/// A handler that compiles, and its expansion.
struct Pair {
    original: String,
    expansion: String,
    is_async: bool,
    holds: bool,
    checks: bool,
}

/// What was compiled.
#[derive(Default)]
pub struct Compiled {
    /// Handlers that compile and that hoisting changes.
    pub handlers: usize,
    pub asynchronous: usize,
    /// Those with something held.
    pub holding: usize,
    /// Those with a run-time check.
    pub checking: usize,
    /// Those whose expansion does not compile.
    pub failures: Vec<String>,
}

/// The handlers of a batch, with their expansions.
pub fn compile_batch(seed: u64, batch: u64, size: u64) -> Compiled {
    let directory = std::env::temp_dir().join(format!("headers-first-oracle-{}-{batch}", std::process::id()));
    std::fs::create_dir_all(&directory).expect("a writable temporary directory");
    let seeds = (0..size).map(|at| mix(seed ^ (batch * size + at)));
    let pairs: Vec<Pair> = seeds.filter_map(pair).collect();
    let mut compiled = Compiled::default();
    let (asynchronous, other) = pairs.into_iter().partition(|pair| pair.is_async);
    compiled.compile(&directory, &PRELUDE.replace("pub fn write(", "pub async fn write("), asynchronous);
    compiled.compile(&directory, PRELUDE, other);
    std::fs::remove_dir_all(&directory).expect("still there");
    compiled
}

impl Compiled {
    fn compile(&mut self, directory: &Path, prelude: &str, mut pairs: Vec<Pair>) {
        // Errors of the borrow checker come when those of types are gone.
        loop {
            let originals: Vec<&str> = pairs.iter().map(|pair| &*pair.original).collect();
            let broken = check(directory, prelude, &originals);
            if broken.is_empty() {
                break;
            }
            let mut at = 0;
            pairs.retain(|_| {
                at += 1;
                !broken.contains(&(at - 1))
            });
        }
        self.handlers += pairs.len();
        self.asynchronous += pairs.iter().filter(|pair| pair.is_async).count();
        self.holding += pairs.iter().filter(|pair| pair.holds).count();
        self.checking += pairs.iter().filter(|pair| pair.checks).count();
        let expansions: Vec<&str> = pairs.iter().map(|pair| &*pair.expansion).collect();
        for at in check(directory, prelude, &expansions) {
            self.failures.push(format!("{}\n--- became\n{}", pairs[at].original, pairs[at].expansion));
        }
    }

    pub fn add(&mut self, other: Compiled) {
        self.handlers += other.handlers;
        self.asynchronous += other.asynchronous;
        self.holding += other.holding;
        self.checking += other.checking;
        self.failures.extend(other.failures);
    }
}

/// The handler and its expansion, if that moves or checks something.
fn pair(seed: u64) -> Option<Pair> {
    let (handler, holds) = (generate(seed), seed % 3 != 0);
    let handler = if holds { with_held(handler, seed) } else { handler };
    let handler = without_errors(handler)?;
    let original = print_as(&handler, &format!("handler_{seed}")).text;
    let tokens: TokenStream = original.parse().ok()?;
    let expansion = crate::expand(arguments(&handler, ""), tokens).ok()?;
    let text = expansion.to_string();
    let read = Handler { entry_unknown: handler.entry_unknown, ..read(expansion).ok()? };
    let checks = text.contains("headers_first");
    let is_async = handler.is_async;
    (read != handler).then_some(Pair { original, expansion: text, is_async, holds, checks })
}

/// The functions that do not compile.
fn check(directory: &Path, prelude: &str, functions: &[&str]) -> BTreeSet<usize> {
    let mut text = prelude.to_owned();
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
        .args(found_by_rustc())
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
