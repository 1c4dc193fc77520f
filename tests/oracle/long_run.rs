//! The oracle on as many handlers as asked for: `oracle [HANDLERS] [SEED]`, `oracle compile [BATCHES] [SEED]`,
//! or `oracle rustc [PROGRAMS] [SEED]`. `oracle one SEED..` judges single handlers again, by the seeds that a run printed.

use std::time::{SystemTime, UNIX_EPOCH};

use headers_first_tests::oracle::compile::{Compiled, compile_batch};
use headers_first_tests::oracle::figures::{judge_many, judge_one};
use headers_first_tests::oracle::judge::Effort;
use headers_first_tests::oracle::straight::compare::straight_run;

fn main() {
    if std::env::args().nth(1).as_deref() == Some("rustc") {
        return straight_run(std::env::args().skip(2));
    }
    if std::env::args().nth(1).as_deref() == Some("compile") {
        return compile();
    }
    if std::env::args().nth(1).as_deref() == Some("one") {
        return again();
    }
    let mut args = std::env::args().skip(1).map(|arg| arg.parse::<u64>());
    let handlers = args.next().and_then(Result::ok).unwrap_or(10_000);
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(1, |time| time.as_secs());
    let seed = args.next().and_then(Result::ok).unwrap_or(now);
    println!("seed {seed}");
    let figures = judge_many(seed, handlers, Effort::LONG);
    figures.print();
    if !figures.failures.is_empty() {
        std::process::exit(1);
    }
}

/// Judges single handlers again.
fn again() {
    let seeds = std::env::args().skip(2).filter_map(|arg| arg.trim_matches(',').parse().ok());
    seeds.for_each(|seed| judge_one(seed, Effort::LONG).print());
}

/// Batches of 1,000 handlers each: of those that compile and are changed, the expansion must compile.
fn compile() {
    let mut args = std::env::args().skip(2).map(|arg| arg.parse::<u64>());
    let batches = args.next().and_then(Result::ok).unwrap_or(5);
    let seed = args.next().and_then(Result::ok).unwrap_or(1);
    let mut all = Compiled::default();
    for batch in 0..batches {
        all.add(compile_batch(seed, batch, 1000));
        for failure in &all.failures {
            println!("the expansion does not compile:\n{failure}");
        }
        if !all.failures.is_empty() {
            std::process::exit(1);
        }
    }
    let Compiled { handlers, asynchronous, holding, checking, .. } = all;
    println!(
        "seed {seed}: {handlers} handlers that compile and are changed ({asynchronous} async, {holding} with something \
         held, {checking} with run-time checks), all expansions compile"
    );
}
