//! The oracle on 2,000 handlers, rustc on the expansions of 200 and as the judge of 300 programs; `tests/README.md` says how
//! to run more.
#![allow(missing_docs)]

use headers_first_tests::oracle::compile::{Compiled, compile_batch};
use headers_first_tests::oracle::figures::judge_many;
use headers_first_tests::oracle::judge::Effort;
use headers_first_tests::oracle::straight::compare::compare_batch;

const SEED: u64 = 1;

#[test]
fn two_thousand_handlers() {
    let figures = judge_many(SEED, 2000, Effort::TEST);
    figures.print();
    assert!(figures.failures.is_empty(), "seed {SEED}: see above");
}

#[test]
fn expansions_compile() {
    let compiled = compile_batch(SEED, 0, 200);
    assert!(compiled.failures.is_empty(), "{}", compiled.failures.join("\n"));
    let Compiled { handlers, asynchronous, holding, checking, .. } = compiled;
    assert!(
        asynchronous > 10 && holding > 10 && checking > 10,
        "{handlers} handlers, {checking} with checks"
    );
}

#[test]
fn the_borrow_checker_agrees() {
    let figures = compare_batch(SEED, 0, 300);
    figures.print();
    assert!(figures.failures.is_empty(), "seed {SEED}: see above");
    assert!(figures.late > 700 && figures.operations > 2 * figures.late, "neither all late nor all on time");
    assert!(figures.cleared > 0, "without facts some would be late");
}
