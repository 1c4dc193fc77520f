//! Finds out whether this compiler lets a macro report through `proc_macro::Diagnostic`, which is nightly only.
//!
//! The probe is the module that would use it. Whatever goes wrong means no: an old or stable compiler, a flag that forbids
//! unstable features, a compiler that cannot be run. Nothing depends on the answer but the form of the errors.

use std::ffi::OsString;
use std::path::Path;
use std::process::{Command, Stdio};

const MODULE: &str = "src/diagnostics/native.rs";

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={MODULE}");
    println!("cargo::rerun-if-env-changed=RUSTC_BOOTSTRAP");
    println!("cargo::rustc-check-cfg=cfg(headers_first_native, headers_first_closed)");
    if probe().unwrap_or(false) {
        println!("cargo::rustc-cfg=headers_first_native");
    }
}

fn probe() -> Option<bool> {
    let set = |name| std::env::var_os(name).filter(|value| !value.is_empty());
    // The compiler is being built itself: cargo is used in ways that a probe does not survive.
    if set("RUSTC_STAGE").is_some() {
        return None;
    }
    let out = Path::new(&set("OUT_DIR")?).join("probe");
    std::fs::create_dir_all(&out).ok()?;
    let wrappers = ["RUSTC_WRAPPER", "RUSTC_WORKSPACE_WRAPPER"].into_iter().filter_map(set);
    let mut words: Vec<OsString> = wrappers.chain(set("RUSTC")).collect();
    let mut command = Command::new(words.remove(0));
    command.args(words).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.args([
        "--edition=2024",
        "--crate-name=headers_first_probe",
        "--crate-type=lib",
        "--extern=proc_macro",
    ]);
    command.args(["-Zcrate-attr=feature(proc_macro_diagnostic)", "--cap-lints=allow", "--emit=metadata"]);
    command.arg("--out-dir").arg(&out).arg(MODULE);
    if let Some(target) = set("TARGET") {
        command.arg("--target").arg(target);
    }
    let flags = std::env::var("CARGO_ENCODED_RUSTFLAGS").unwrap_or_default();
    command.args(flags.split('\x1f').filter(|flag| !flag.is_empty()));
    let succeeded = command.status().ok()?.success();
    let _ = std::fs::remove_dir_all(&out);
    Some(succeeded)
}
