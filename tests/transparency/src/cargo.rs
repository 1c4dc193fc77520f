//! Cargo on one crate: what the compiler says, and the result of each test.

use std::collections::BTreeMap;
use std::fs::File;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::list::Listed;
use crate::workspace::{Workspace, cargo};

/// A test that hangs must not keep whoever waits for the whole run.
const AT_MOST: Duration = Duration::from_secs(40 * 60);

/// `ok`, `FAILED` or `ignored`, by the binary and the name of the test.
pub type Results = BTreeMap<String, String>;

/// What the compiler prints of all targets, as JSON, and how long it took. The tests are built by this too.
pub fn build(workspace: &Workspace, listed: &Listed, step: &str) -> (String, Duration) {
    let mut command = cargo();
    command.args(["build", "--keep-going", "--all-targets", "--message-format=json"]);
    run(command, workspace, listed, &format!("{step}-build"))
}

/// The result of each test; an error if it did not get so far.
pub fn test(workspace: &Workspace, listed: &Listed, step: &str) -> Result<Results, String> {
    let mut command = cargo();
    command.args(["test", "--no-fail-fast"]);
    if !listed.doc {
        command.args(["--lib", "--bins", "--tests"]);
    }
    let (output, _) = run(command, workspace, listed, &format!("{step}-test"));
    let results = results(&output);
    let log = workspace.log(listed, &format!("{step}-test"));
    if output.contains("could not compile") || results.is_empty() {
        return Err(format!("{}: the tests of `{step}` did not run, see {}", listed.name, log.display()));
    }
    let (counted, read) = (counted(&output), results.len());
    if counted == read {
        return Ok(results);
    }
    Err(format!(
        "{}: {counted} tests ran in `{step}`, of which {read} could be read, see {}",
        listed.name,
        log.display()
    ))
}

/// Runs a command to its end; what it printed on both streams is kept in a file.
fn run(mut command: Command, workspace: &Workspace, listed: &Listed, step: &str) -> (String, Duration) {
    println!("{} {step}", listed.name);
    let log = workspace.log(listed, step);
    let file = File::create(&log).expect("a writable target directory");
    command.arg("--manifest-path").arg(workspace.package(listed).folder.join("Cargo.toml"));
    if !listed.features.is_empty() {
        command.args(["--features", &listed.features.join(",")]);
    }
    command.env("CARGO_TARGET_DIR", workspace.target());
    command.stdout(file.try_clone().expect("a file")).stderr(file);
    let start = Instant::now();
    let mut child = command.process_group(0).spawn().expect("cargo runs");
    while child.try_wait().expect("a child").is_none() {
        if start.elapsed() > AT_MOST {
            let group = format!("-{}", child.id());
            let _ = Command::new("kill").args(["--", &group]).status();
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    (read(&log), start.elapsed())
}

/// Tests may print what is no UTF-8.
fn read(log: &Path) -> String {
    String::from_utf8_lossy(&std::fs::read(log).expect("a log")).into_owned()
}

fn results(output: &str) -> Results {
    let mut binary = String::new();
    let mut results = Results::new();
    for line in output.lines() {
        if let Some(running) = line.trim_start().strip_prefix("Running ") {
            // `Running tests/uri.rs (target/debug/deps/uri-0123)`
            binary = running.split(" (").next().unwrap_or(running).to_owned();
        } else if let Some(name) = line.trim_start().strip_prefix("Doc-tests ") {
            binary = format!("doc {name}");
        } else if let Some((name, result)) =
            line.strip_prefix("test ").and_then(|test| test.rsplit_once(" ... "))
        {
            let result = result.split([',', ' ']).next().unwrap_or(result);
            // Doc tests of one line, and tests of one name, are told apart by number.
            let name = format!("{binary}: {name}");
            let same = results.keys().filter(|known| known.starts_with(&name)).count();
            let known = results.contains_key(&name);
            results.insert(if known { format!("{name} #{same}") } else { name }, result.to_owned());
        }
    }
    results
}

/// How many tests the summaries count.
fn counted(output: &str) -> usize {
    let summaries = output.lines().filter_map(|line| line.strip_prefix("test result: "));
    let numbers = |summary: &str| {
        let mut parts = summary.split("; ").take(3);
        parts.by_ref().filter_map(|part| part.split(' ').rev().nth(1)?.parse::<usize>().ok()).sum::<usize>()
    };
    summaries.map(numbers).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    const OUTPUT: &str = "
     Running unittests src/lib.rs (target/debug/deps/lib-0123)

running 3 tests
test a::b ... ok
test a::c - should panic ... FAILED
test slow ... ignored, takes long

test result: FAILED. 1 passed; 1 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s

   Doc-tests lib
test src/lib.rs - f (line 3) ... ok
test src/lib.rs - f (line 3) ... ok

test result: ok. 2 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s
";

    #[test]
    fn each_test_has_its_result() {
        let results = results(OUTPUT);
        assert_eq!(results["unittests src/lib.rs: a::b"], "ok");
        assert_eq!(results["unittests src/lib.rs: a::c - should panic"], "FAILED");
        assert_eq!(results["unittests src/lib.rs: slow"], "ignored");
        assert_eq!(results["doc lib: src/lib.rs - f (line 3) #1"], "ok");
    }

    #[test]
    fn none_is_lost() {
        assert_eq!(counted(OUTPUT), 5);
        assert_eq!(results(OUTPUT).len(), 5);
    }
}
