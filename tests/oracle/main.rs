//! The oracle on 2,000 handlers, and rustc as the judge of 300 programs; `tests/README.md` says how to run more.
#![allow(missing_docs)]

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
fn the_borrow_checker_agrees() {
    let figures = compare_batch(SEED, 0, 300);
    figures.print();
    assert!(figures.failures.is_empty(), "seed {SEED}: see above");
    assert!(figures.late > 700 && figures.operations > 2 * figures.late, "neither all late nor all on time");
    assert!(figures.cleared > 0, "without facts some would be late");
}
