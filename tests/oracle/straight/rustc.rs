//! What the borrow checker says of programs.

use std::path::Path;
use std::process::Command;

use super::ours::Ops;
use super::spell::tokens;
use super::tree::Program;

const PRELUDE: &str = include_str!("tokens.txt");

/// For each program the operations whose token may have been moved.
///
/// # Errors
///
/// Any other error of the compiler.
pub fn late(directory: &Path, programs: &[&Program]) -> Result<Vec<Ops>, String> {
    let mut text = PRELUDE.to_owned();
    let mut starts = Vec::new();
    for (at, program) in programs.iter().enumerate() {
        starts.push(text.lines().count() + 1);
        text.push_str(&tokens(program, &format!("program_{at}")));
        text.push('\n');
    }
    std::fs::write(directory.join("lib.rs"), &text).expect("a writable directory");
    let output = Command::new("rustc")
        .args(["--edition", "2024", "--crate-type", "lib", "--emit", "metadata", "--error-format", "short"])
        .args(["--cap-lints", "allow", "lib.rs"])
        .current_dir(directory)
        .output()
        .expect("rustc");
    let mut late = vec![Ops::new(); programs.len()];
    let messages = String::from_utf8_lossy(&output.stderr);
    for message in messages.lines().filter(|line| line.contains(": error")) {
        if message.contains("aborting due to") {
            continue;
        }
        let (program, op) = moved(message, &starts)
            .ok_or_else(|| format!("{message}\n{}", shown(message, &starts, programs)))?;
        late[program].insert(op);
    }
    let any = late.iter().any(|ops| !ops.is_empty());
    if output.status.success() == any { Err(messages.into_owned()) } else { Ok(late) }
}

/// The program and the operation of ``lib.rs:12:5: error[E0382]: borrow of moved value: `t3` ``.
fn moved(message: &str, starts: &[usize]) -> Option<(usize, usize)> {
    let (place, text) = message.split_once(": error[E0382]: borrow of moved value: `t")?;
    Some((program(place, starts)?, text.split('`').next()?.parse().ok()?))
}

fn program(place: &str, starts: &[usize]) -> Option<usize> {
    let line: usize = place.split(':').nth(1)?.parse().ok()?;
    starts.partition_point(|start| *start <= line).checked_sub(1)
}

fn shown(message: &str, starts: &[usize], programs: &[&Program]) -> String {
    program(message, starts).map_or_else(String::new, |at| tokens(programs[at], &format!("program_{at}")))
}
