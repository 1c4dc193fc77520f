//! The oracle on 2,000 handlers; `cargo run --release -p headers-first-tests --bin oracle -- 1000000` runs more.
#![allow(missing_docs)]

use headers_first_tests::oracle::figures::judge_many;
use headers_first_tests::oracle::judge::Effort;

const SEED: u64 = 1;

#[test]
fn two_thousand_handlers() {
    let figures = judge_many(SEED, 2000, Effort::TEST);
    figures.print();
    assert!(figures.failures.is_empty(), "seed {SEED}: see above");
}
