//! Random cases. A failure shows the smallest one and the seed: `PROPTEST_RNG_SEED=<seed>` runs the same cases again,
//! and `PROPTEST_CASES=1000000` more of them.
#![allow(unreachable_pub, reason = "shared by test files")]
use std::hash::{BuildHasher, RandomState};

use proptest::strategy::Strategy;
use proptest::test_runner::{Config, RngSeed, TestCaseError, TestRunner};

/// Runs `count` cases; each of them returns what is wrong.
pub fn check<S: Strategy>(count: u32, cases: S, test: impl Fn(S::Value) -> Vec<String>) {
    let mut config = Config { failure_persistence: None, ..Config::default() };
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = count;
    }
    if config.rng_seed == RngSeed::Random {
        config.rng_seed = RngSeed::Fixed(RandomState::new().hash_one(0));
    }
    let seed = config.rng_seed;
    let judged = TestRunner::new(config).run(&cases, |case| match test(case) {
        wrong if wrong.is_empty() => Ok(()),
        wrong => Err(TestCaseError::fail(format!("{wrong:#?}"))),
    });
    judged.unwrap_or_else(|failure| panic!("{failure}\nseed: {seed:?}"));
}
