//! Both judges on many programs.

use std::path::{Path, PathBuf};

use super::grow::grow;
use super::operations::Needs;
use super::ours::{Ops, before_facts, verdict};
use super::rustc;
use super::spell::{ours, tokens};
use super::tree::Program;
use crate::oracle::random::mix;

/// Steps that are tried to make a counter-example small, each with a run of the compiler.
const STEPS: usize = 600;

#[derive(Default)]
pub struct Figures {
    pub programs: usize,
    pub operations: usize,
    /// Those that may be late before facts are used.
    pub late: usize,
    /// Of those, the ones that facts prove on time.
    pub cleared: usize,
    /// What must not be, by its kind.
    pub failures: Vec<String>,
}

/// A directory that goes when it is no longer needed.
struct Scratch(PathBuf);

impl Scratch {
    fn new() -> Scratch {
        let path = std::env::temp_dir().join(format!("headers-first-straight-{}", std::process::id()));
        std::fs::create_dir_all(&path).expect("a writable temporary directory");
        Scratch(path)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Compares the programs `from..from + size` of a seed; every third of them has facts.
pub fn compare_batch(seed: u64, from: u64, size: u64) -> Figures {
    let scratch = Scratch::new();
    let programs: Vec<Program> = (from..from + size).map(|at| grow(mix(seed) ^ at, at % 3 == 2)).collect();
    let mut figures = Figures { programs: programs.len(), ..Figures::default() };
    let borrowck = match rustc::late(&scratch.0, &programs.iter().collect::<Vec<_>>()) {
        Ok(borrowck) => borrowck,
        Err(error) => {
            figures.failures.push(format!("seed {seed}, a program that does not compile:\n{error}"));
            return figures;
        }
    };
    for (at, (program, late)) in (from..).zip(programs.iter().zip(&borrowck)) {
        figures.operations += program.ops.len();
        figures.late += late.len();
        match compare(program, late) {
            Ok(cleared) => figures.cleared += cleared,
            Err((kind, _)) if figures.failures.iter().any(|failure| failure.contains(kind)) => {}
            Err((kind, _)) => {
                let smallest = smallest(&scratch.0, program, kind);
                figures.failures.push(format!("seed {seed}, program {at}, {smallest}"));
            }
        }
    }
    figures
}

/// How two sets differ, by kind and in words.
type Differs = (&'static str, String);

/// How many operations only facts prove on time.
fn compare(program: &Program, late: &Ops) -> Result<usize, Differs> {
    let refused = |why| ("the macro refuses", why);
    let (before, verdict) = (before_facts(program).map_err(refused)?, verdict(program).map_err(refused)?);
    let told = |op: &&usize| program.has_facts || program.ops[**op].row.needs == Needs::Unfinished;
    let kinds = [
        ("missed before facts", late.difference(&before).next()),
        ("never late before facts", before.difference(late).next()),
        ("never late, and not left alone", verdict.difference(late).next()),
        ("late, and left alone", late.difference(&verdict).find(|op| !told(op))),
    ];
    match kinds.into_iter().find_map(|(kind, op)| Some((kind, op?))) {
        Some((kind, op)) => Err((kind, format!("operation {op}"))),
        None => Ok(late.len() - verdict.len()),
    }
}

/// Makes a program small as long as it fails in the same way, and shows it.
fn smallest(directory: &Path, program: &Program, kind: &str) -> String {
    let fails = |program: &Program| {
        let late = rustc::late(directory, &[program]).ok()?;
        compare(program, &late[0]).err().filter(|(other, _)| *other == kind).map(|(_, op)| op)
    };
    let (mut best, mut steps) = (program.clone(), 0..STEPS);
    loop {
        let smaller = best.smaller().zip(&mut steps).find(|(smaller, _)| fails(smaller).is_some());
        match smaller {
            Some((smaller, _)) => best = smaller,
            None => break,
        }
    }
    let op = fails(&best).unwrap_or_default();
    format!("{kind}: {op} of\n{}\n--- with tokens\n{}", ours(&best).text, tokens(&best, "program"))
}

impl Figures {
    pub fn add(&mut self, other: Figures) {
        self.programs += other.programs;
        self.operations += other.operations;
        self.late += other.late;
        self.cleared += other.cleared;
        self.failures.extend(other.failures);
    }

    pub fn print(&self) {
        println!(
            "{} programs with {} operations, of which {} may be late before facts are used; facts clear {}",
            self.programs, self.operations, self.late, self.cleared
        );
        self.failures.iter().for_each(|failure| println!("\n=== {failure}"));
    }
}

/// Programs of one crate.
const BATCH: u64 = 400;

/// As many programs as the first argument says, of the seed that the second is.
pub fn straight_run(args: impl Iterator<Item = String>) {
    let mut args = args.map(|arg| arg.parse::<u64>());
    let programs = args.next().and_then(Result::ok).unwrap_or(10_000);
    let seed = args.next().and_then(Result::ok).unwrap_or(1);
    let mut figures = Figures::default();
    for from in (0..programs).step_by(BATCH as usize) {
        figures.add(compare_batch(seed, from, BATCH.min(programs - from)));
        if !figures.failures.is_empty() {
            break;
        }
    }
    println!("seed {seed}");
    figures.print();
    if !figures.failures.is_empty() {
        std::process::exit(1);
    }
}
