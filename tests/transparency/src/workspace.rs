//! Copies of the crates in a workspace of their own, one target directory for all, so that what they share is built once.
//!
//! The sources come from cargo's own cache of what it downloaded and verified. Of a manifest only this changes: the
//! dependency on the attribute is added, and what makes it a root of its own, the benches and what only they need go.
//! `crates.lock` pins what the crates depend on.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use toml_edit::{DocumentMut, InlineTable, Item, Table, value};

use crate::list::Listed;

const HERE: &str = env!("CARGO_MANIFEST_DIR");
/// What only benches need, and takes long to build.
const FOR_BENCHES: [&str; 1] = ["criterion"];

pub struct Workspace {
    root: PathBuf,
}

/// One copied crate.
pub struct Package {
    pub folder: PathBuf,
    pub version: String,
}

impl Workspace {
    /// Copies the crates.
    pub fn make(chosen: &[&Listed]) -> Workspace {
        let target = std::env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
        let target = target.unwrap_or_else(|| Path::new(HERE).join("../../target"));
        std::fs::create_dir_all(target.join("transparency")).expect("a writable target directory");
        let root = target.join("transparency").canonicalize().expect("a target directory");
        let workspace = Workspace { root };
        let sources = sources(chosen);
        for listed in chosen {
            let from = sources.iter().find(|source| is_of(source, &listed.name));
            workspace.copy(listed, from.unwrap_or_else(|| panic!("{} is no dependency here", listed.name)));
        }
        let members: Vec<String> =
            chosen.iter().map(|listed| format!("\"{}/package\"", listed.name)).collect();
        let manifest = format!(
            "[workspace]\nresolver = \"2\"\nmembers = [{}]\n\n[profile.dev]\ndebug = false\nincremental = false\n",
            members.join(", ")
        );
        std::fs::write(workspace.root.join("Cargo.toml"), manifest).expect("a writable target directory");
        let _ = std::fs::copy(lock_file(), workspace.root.join("Cargo.lock"));
        workspace
    }

    fn copy(&self, listed: &Listed, source: &Path) {
        let to = self.package(listed).folder;
        if to.exists() {
            std::fs::remove_dir_all(&to).expect("a copy that can be removed");
        }
        copy_all(source, &to);
        let beside = to.parent().expect("the folder of the crate");
        for file in &listed.beside {
            std::fs::copy(source.join(file), beside.join(file)).expect("a file of the package");
        }
        let manifest = to.join("Cargo.toml");
        let text = std::fs::read_to_string(&manifest).expect("a manifest");
        std::fs::write(&manifest, of_member(&text, listed)).expect("a writable copy");
    }

    /// Where a crate is.
    pub fn package(&self, listed: &Listed) -> Package {
        let folder = self.root.join(&listed.name).join("package");
        let manifest = std::fs::read_to_string(folder.join("Cargo.toml")).unwrap_or_default();
        let manifest: DocumentMut = manifest.parse().expect("a manifest");
        let version = manifest.get("package").and_then(|package| package.get("version")?.as_str());
        Package { version: version.unwrap_or_default().to_owned(), folder }
    }

    pub fn target(&self) -> PathBuf {
        self.root.join("target")
    }

    /// Where what a command prints is kept.
    pub fn log(&self, listed: &Listed, step: &str) -> PathBuf {
        self.root.join(&listed.name).join(format!("{step}.log"))
    }

    /// Pins what all crates depend on; what is pinned already stays.
    pub fn lock(&self) {
        let mut metadata = cargo();
        metadata
            .args(["metadata", "--format-version=1", "--manifest-path"])
            .arg(self.root.join("Cargo.toml"));
        assert!(
            metadata.stdout(Stdio::null()).status().expect("cargo runs").success(),
            "cargo metadata fails"
        );
        std::fs::copy(self.root.join("Cargo.lock"), lock_file()).expect("a lock file");
    }

    /// Whether cargo needed nothing that `crates.lock` does not pin.
    pub fn kept_its_lock(&self) -> bool {
        let (pinned, used) = (pins(&lock_file()), pins(&self.root.join("Cargo.lock")));
        let new: Vec<&String> = used.difference(&pinned).collect();
        if !new.is_empty() {
            println!("not pinned in crates.lock: {new:?}");
        }
        new.is_empty()
    }
}

/// Cargo without what an outer one was told.
pub fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    for outer in ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "RUST_BACKTRACE", "RUST_LOG", "RUSTDOCFLAGS"] {
        command.env_remove(outer);
    }
    command.env("CARGO_TERM_COLOR", "never");
    command
}

fn lock_file() -> PathBuf {
    Path::new(HERE).join("crates.lock")
}

fn pins(lock: &Path) -> BTreeSet<String> {
    let text = std::fs::read_to_string(lock).expect("a lock file");
    let lock: DocumentMut = text.parse().expect("a lock file");
    let packages = lock["package"].as_array_of_tables().expect("a lock file has packages");
    packages.iter().map(|package| format!("{} {}", package["name"], package["version"])).collect()
}

/// The folders of the crates, which cargo downloads where they are not there yet.
fn sources(chosen: &[&Listed]) -> Vec<PathBuf> {
    let names: Vec<&str> = chosen.iter().map(|listed| listed.name.as_str()).collect();
    let output = cargo()
        .args(["metadata", "--locked", "--format-version=1", "--manifest-path"])
        .arg(Path::new(HERE).join("Cargo.toml"))
        .args(["--features", &names.join(",")])
        .stderr(Stdio::inherit())
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "cargo metadata fails");
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("metadata is JSON");
    let direct = metadata["packages"].as_array().expect("metadata lists packages").iter();
    let manifests = direct.filter_map(|package| package["manifest_path"].as_str());
    manifests.filter_map(|manifest| Path::new(manifest).parent()).map(Path::to_owned).collect()
}

/// Whether the folder is that of the version which the manifest here asks for.
fn is_of(source: &Path, name: &str) -> bool {
    let manifest: DocumentMut = include_str!("../Cargo.toml").parse().expect("a manifest");
    let version = manifest["dependencies"][name]["version"].as_str().expect("a pinned version");
    let folder = format!("{name}-{}", version.trim_start_matches('='));
    source.file_name().is_some_and(|last| last == folder.as_str())
}

fn copy_all(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a writable target directory");
    for entry in std::fs::read_dir(from).expect("a folder").flatten() {
        let (path, to) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            copy_all(&path, &to);
        } else {
            std::fs::copy(&path, &to).expect("a file");
        }
    }
}

fn of_member(text: &str, listed: &Listed) -> String {
    let mut manifest: DocumentMut = text.parse().expect("a manifest");
    for key in ["workspace", "profile", "bench"] {
        manifest.remove(key);
    }
    if let Some(tests) = manifest.get_mut("test").and_then(Item::as_array_of_tables_mut) {
        let unwanted = |test: &Table| listed.without.iter().any(|name| test["name"].as_str() == Some(name));
        tests.retain(|test| !unwanted(test));
    }
    for name in FOR_BENCHES {
        if let Some(table) = manifest.get_mut("dev-dependencies").and_then(Item::as_table_mut) {
            table.remove(name);
        }
    }
    manifest["package"]["autobenches"] = value(false);
    let mut everywhere = InlineTable::new();
    let path = Path::new(HERE).join("attribute");
    everywhere.insert("path", path.to_str().expect("a path that is text").into());
    manifest["dependencies"]["headers_first_everywhere"] = value(everywhere);
    manifest.to_string()
}
