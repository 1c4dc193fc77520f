//! The oracle on 2,000 handlers; `cargo run --release -p headers-first-tests --bin oracle -- 1000000` runs more.
#![allow(missing_docs)]

use headers_first_tests::oracle::figures::judge_all;

const SEED: u64 = 1;

#[test]
fn two_thousand_handlers() {
    let figures = judge_all(SEED, 0, 2000);
    figures.print();
    assert!(figures.failures.is_empty(), "seed {SEED}: see above");
    assert_eq!(figures.senseless, 0, "the generator makes handlers that make sense");
}
