//! The run-time crate, for expansions that have checks: built once, and handed to rustc by name.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use serde_json::Value;

/// Arguments for rustc with which `::headers_first` is found.
pub fn found_by_rustc() -> &'static [String] {
    static ARGUMENTS: OnceLock<Vec<String>> = OnceLock::new();
    ARGUMENTS.get_or_init(|| {
        let library = library();
        let folder = library.parent().expect("in a folder").join("deps");
        vec![
            format!("--extern=headers_first={}", library.display()),
            format!("-Ldependency={}", folder.display()),
        ]
    })
}

/// Where cargo puts the library.
fn library() -> PathBuf {
    let output = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["build", "--offline", "--quiet", "--message-format=json", "--package", "headers-first"])
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(".."))
        .output()
        .expect("cargo runs");
    let messages = String::from_utf8_lossy(&output.stdout);
    let artifacts = messages.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let ours = artifacts.filter(|message| message["target"]["name"] == "headers_first");
    let files = ours.flat_map(|message| message["filenames"].as_array().cloned().unwrap_or_default());
    let mut files = files.filter_map(|file| file.as_str().map(PathBuf::from));
    files
        .find(|file| file.extension().is_some_and(|extension| extension == "rlib"))
        .unwrap_or_else(|| panic!("no library: {}", String::from_utf8_lossy(&output.stderr)))
}
