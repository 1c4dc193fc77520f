//! Runs many handlers and counts.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use super::generate::generate;
use super::judge::{Effort, Failure, Kind, judge};
use super::random::mix;
use super::shrink::shrink;
use super::witness::Verdict;

#[derive(Default)]
pub struct Figures {
    pub handlers: usize,
    pub senseless: usize,
    pub findings: BTreeMap<Kind, usize>,
    /// Errors that no execution bears out.
    pub open: BTreeMap<(Verdict, Kind), usize>,
    /// Handlers that write after the end behind a guard that may know better.
    pub guarded: usize,
    /// Executions in search of one that does.
    pub tried: usize,
    pub compared: usize,
    pub moved: usize,
    pub checked: usize,
    /// The first of each class, made small.
    pub failures: BTreeMap<String, Failed>,
}

/// Handlers that fail in the same way.
#[derive(Clone, Default)]
pub struct Failed {
    pub count: usize,
    /// The seeds of some of them.
    pub seeds: Vec<u64>,
    /// One of them, made small.
    pub smallest: String,
}

/// So many seeds of a class are kept.
const SEEDS: usize = 40;

impl Failed {
    fn add(&mut self, other: Failed) {
        self.count += other.count;
        let room = SEEDS.saturating_sub(self.seeds.len());
        self.seeds.extend(other.seeds.into_iter().take(room));
        if self.smallest.is_empty() {
            self.smallest = other.smallest;
        }
    }
}

/// Handlers that one thread takes at a time.
const STEP: u64 = 250;

/// A run that takes long prints its figures after so many handlers, so that one that is stopped has figures too.
const PROGRESS: usize = 5_000;

/// Judges the first handlers of a seed, on all processors.
pub fn judge_many(seed: u64, handlers: u64, effort: Effort) -> Figures {
    let next = AtomicU64::new(0);
    let all = Mutex::new(Figures::default());
    let work = || loop {
        let from = next.fetch_add(STEP, Ordering::Relaxed);
        if from >= handlers {
            return;
        }
        let figures = judge_all(seed, from, handlers.min(from + STEP), effort);
        let mut all = all.lock().expect("not poisoned");
        let before = all.handlers / PROGRESS;
        all.add(figures);
        if all.handlers / PROGRESS > before && (all.handlers as u64) < handlers {
            println!("so far, of {handlers}:");
            all.print();
        }
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            let thread = std::thread::Builder::new().stack_size(64 << 20);
            thread.spawn_scoped(scope, work).expect("a thread");
        }
    });
    all.into_inner().expect("not poisoned")
}

/// Judges one handler, by the seed that a failure printed.
pub fn judge_one(seed: u64, effort: Effort) -> Figures {
    let mut figures = Figures::default();
    figures.judge(seed, effort);
    figures
}

/// Judges the handlers `from..to` of a seed.
fn judge_all(seed: u64, from: u64, to: u64, effort: Effort) -> Figures {
    let mut figures = Figures::default();
    for at in from..to {
        figures.judge(mix(seed) ^ at, effort);
    }
    figures
}

impl Figures {
    fn judge(&mut self, seed: u64, effort: Effort) {
        let handler = generate(seed);
        let report = judge(&handler, seed, effort);
        self.handlers += 1;
        self.senseless += usize::from(report.senseless);
        for finding in &report.findings {
            *self.findings.entry(finding.kind).or_default() += 1;
        }
        for (finding, verdict) in &report.open {
            *self.open.entry((*verdict, finding.kind)).or_default() += 1;
        }
        self.guarded += usize::from(report.guarded);
        self.tried += report.tried;
        if let Some((_, moved, checks)) = report.expanded {
            self.compared += 1;
            self.moved += moved;
            self.checked += checks;
        }
        if let Some(failure) = report.failure {
            self.fail((seed, effort), &handler, failure);
        }
    }

    fn fail(&mut self, (seed, effort): (u64, Effort), handler: &super::ast::Handler, failure: Failure) {
        let failed = self.failures.entry(failure.class.clone()).or_default();
        failed.add(Failed { count: 1, seeds: vec![seed], smallest: String::new() });
        if failed.smallest.is_empty() {
            failed.smallest = shrink(handler, seed, effort, &failure).1.detail;
        }
    }

    pub fn add(&mut self, other: Figures) {
        self.handlers += other.handlers;
        self.senseless += other.senseless;
        self.compared += other.compared;
        self.moved += other.moved;
        self.checked += other.checked;
        for (kind, count) in other.findings {
            *self.findings.entry(kind).or_default() += count;
        }
        for (what, count) in other.open {
            *self.open.entry(what).or_default() += count;
        }
        self.guarded += other.guarded;
        self.tried += other.tried;
        for (class, failed) in other.failures {
            self.failures.entry(class).or_default().add(failed);
        }
    }

    pub fn print(&self) {
        println!("{} handlers, {} of them senseless", self.handlers, self.senseless);
        println!("findings: {:?}", self.findings);
        let errors: usize =
            self.findings.iter().map(|(kind, count)| if kind.can_be_false() { *count } else { 0 }).sum();
        let open: usize = self.open.values().sum();
        println!(
            "{errors} errors, {} of them true in an execution; searched {} executions",
            errors - open,
            self.tried
        );
        for ((verdict, kind), count) in &self.open {
            println!("  {kind:?} errors that are {}: {count}", verdict.spelled());
        }
        println!("{} handlers write after the end behind a guard that may know better", self.guarded);
        println!("{} expansions compared, {} with moves, {} checks", self.compared, self.moved, self.checked);
        for (class, Failed { count, seeds, smallest }) in &self.failures {
            println!("\n=== {class}: {count}\nseeds {seeds:?}\n{smallest}");
        }
    }
}
