//! What silences a warning on stable does so here too; the one error is the last line.
#[allow(dead_code)]
#[path = "../pass/warnings_silenced.rs"]
mod silenced;

fn main() {}

compile_error!("no warning stands above this");
