//! Puts the attribute on every function of real crates, and compares what their own tests and the compiler say.
//!
//! | step | where |
//! |---|---|
//! | the crates, and what is known of each | `list`, `crates.toml` |
//! | their sources as cargo downloads them, in a workspace of their own | `workspace` |
//! | the functions, and the text that is inserted before each | `functions`, `edits` |
//! | `cargo check` and `cargo test`, read from what they print | `cargo`, `messages` |
//! | attributes taken off again where the macro says that it must not be there | `apply` |
//! | what is compared, and the row of the table | `compare` |
//!
//! Two modes: `nothing` names every parameter and a vocabulary that matches nothing, `default` names every parameter
//! that is a `&mut` and the default vocabulary. In the second, what the macro finds must be exactly what `crates.toml`
//! expects, with the reason.
//!
//! ```text
//! cargo run --release --manifest-path tests/transparency/Cargo.toml -- all          # or names of crates
//! cargo run --release --manifest-path tests/transparency/Cargo.toml -- lock         # after a version changed
//! ```

mod apply;
mod cargo;
mod compare;
mod edits;
mod functions;
mod list;
mod messages;
mod workspace;

use std::process::ExitCode;

use list::Listed;
use workspace::Workspace;

fn main() -> ExitCode {
    let asked: Vec<String> = std::env::args().skip(1).collect();
    let listed = list::read();
    if asked == ["lock"] {
        Workspace::make(&listed.iter().collect::<Vec<_>>()).lock();
        return ExitCode::SUCCESS;
    }
    let Some(chosen) = choose(&listed, &asked) else {
        let names: Vec<&str> = listed.iter().map(|listed| listed.name.as_str()).collect();
        eprintln!("say `all`, `lock`, or some of: {}", names.join(" "));
        return ExitCode::FAILURE;
    };
    let workspace = Workspace::make(&chosen);
    let rows: Vec<compare::Row> = chosen.iter().map(|listed| one(&workspace, listed)).collect();
    println!("\n{}", compare::HEADER);
    rows.iter().for_each(|row| println!("{row}"));
    if rows.iter().all(|row| row.wrong.is_empty()) && workspace.kept_its_lock() {
        return ExitCode::SUCCESS;
    }
    ExitCode::FAILURE
}

fn one(workspace: &Workspace, listed: &Listed) -> compare::Row {
    let row = compare::one(workspace, listed);
    row.wrong.iter().for_each(|wrong| println!("WRONG: {wrong}"));
    row
}

fn choose<'a>(listed: &'a [Listed], asked: &[String]) -> Option<Vec<&'a Listed>> {
    if asked == ["all"] {
        return Some(listed.iter().collect());
    }
    let find = |name: &String| listed.iter().find(|listed| listed.name == *name);
    asked.iter().map(find).collect::<Option<Vec<_>>>().filter(|chosen| !chosen.is_empty())
}
