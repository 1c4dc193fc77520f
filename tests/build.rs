//! Lists the modules of the macro crate with their paths, for `src/lib.rs` here and in `fuzz`.

use std::fmt::Write;
use std::path::Path;

/// The sources are held to the lints in their own crate.
const ALLOWED: &str = "#[allow(unused, unreachable_pub, clippy::all)]";

fn main() {
    let root = std::env::var("CARGO_MANIFEST_DIR").expect("set by cargo");
    let above = Path::new(&root).ancestors().map(|above| above.join("macros/src"));
    let sources = above.into_iter().find(|sources| sources.exists()).expect("the macro crate is beside");
    let lib = std::fs::read_to_string(sources.join("lib.rs")).expect("the macro crate has a library");
    let mut modules = String::new();
    let names = lib.lines().filter_map(|line| line.strip_prefix("mod ")?.strip_suffix(';'));
    for name in names.filter(|name| *name != "tests") {
        let file = sources.join(format!("{name}.rs"));
        let path = if file.exists() { file } else { sources.join(name).join("mod.rs") };
        writeln!(modules, "{ALLOWED}\n#[path = {path:?}]\nmod {name};").expect("a string");
    }
    let out = std::env::var("OUT_DIR").expect("set by cargo");
    std::fs::write(Path::new(&out).join("modules.rs"), modules).expect("a writable directory");
    println!("cargo::rerun-if-changed={}", sources.display());
    println!("cargo::rustc-check-cfg=cfg(headers_first_native, headers_first_closed)");
}
