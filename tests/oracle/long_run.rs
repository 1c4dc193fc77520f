//! The oracle on as many handlers as asked for: `oracle [HANDLERS] [SEED]`.

use std::time::{SystemTime, UNIX_EPOCH};

use headers_first_tests::oracle::figures::judge_many;
use headers_first_tests::oracle::judge::Effort;

fn main() {
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
