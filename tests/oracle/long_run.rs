//! The oracle on as many handlers as asked for: `oracle [HANDLERS] [SEED]`.

use headers_first_tests::oracle::figures::{Figures, judge_all};

const STEP: u64 = 500;

fn main() {
    let mut args = std::env::args().skip(1);
    let handlers: u64 = args.next().and_then(|arg| arg.parse().ok()).unwrap_or(10_000);
    let clock = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    let now = clock.map_or(1, |time| time.as_secs());
    let seed: u64 = args.next().and_then(|arg| arg.parse().ok()).unwrap_or(now);
    println!("seed {seed}");
    let threads = std::thread::available_parallelism().map_or(1, |threads| threads.get() as u64);
    let mut all = Figures::default();
    let mut from = 0;
    while from < handlers {
        let running = (0..threads).map(|thread| {
            let start = (from + thread * STEP).min(handlers);
            let end = (start + STEP).min(handlers);
            std::thread::Builder::new()
                .stack_size(64 << 20)
                .spawn(move || judge_all(seed, start, end))
                .expect("a thread")
        });
        for thread in running.collect::<Vec<_>>() {
            all.add(thread.join().expect("no panic"));
        }
        from += threads * STEP;
    }
    all.print();
    if !all.failures.is_empty() {
        std::process::exit(1);
    }
}
