//! `crates.toml`: how each crate is built, and what the macro may rightly say of it.
//!
//! | key | meaning |
//! |---|---|
//! | `features` | on top of the default ones |
//! | `doc` | `false`: its doc tests are not run |
//! | `beside` | files of the package that its tests look for in the folder above |
//! | `without` | test targets that do not build from what is published |
//! | `flaky` | tests that fail now and then without the attribute |
//! | `expected` | findings: `because`, and each as `file:line: headline`; `mode` is `default` unless it says `nothing` |

use std::collections::BTreeSet;

use toml_edit::{Array, DocumentMut, Item, Table};

use crate::functions::Mode;

/// One crate.
pub struct Listed {
    pub name: String,
    pub features: Vec<String>,
    pub doc: bool,
    pub beside: Vec<String>,
    pub without: Vec<String>,
    pub flaky: Vec<String>,
    expected: Vec<(String, BTreeSet<String>)>,
}

impl Listed {
    /// What the macro must find in this mode, and nothing else.
    pub fn expected(&self, mode: Mode) -> BTreeSet<String> {
        let of_mode = self.expected.iter().filter(|(name, _)| name == mode.name());
        of_mode.flat_map(|(_, findings)| findings.clone()).collect()
    }
}

/// All crates that are listed.
pub fn read() -> Vec<Listed> {
    let text = include_str!("../crates.toml");
    let document: DocumentMut = text.parse().expect("crates.toml is TOML");
    let crates = document["crate"].as_array_of_tables().expect("crates.toml lists crates");
    crates.iter().map(listed).collect()
}

fn listed(table: &Table) -> Listed {
    let expected = table.get("expected").and_then(Item::as_array_of_tables);
    let findings = |expected: &Table| {
        let mode = expected.get("mode").and_then(Item::as_str).unwrap_or(Mode::Default.name());
        assert!(expected.get("because").is_some_and(Item::is_str), "a finding is expected for a reason");
        (mode.to_owned(), texts(expected, "findings").into_iter().collect())
    };
    Listed {
        name: table["name"].as_str().expect("a crate has a name").to_owned(),
        features: texts(table, "features"),
        doc: table.get("doc").and_then(Item::as_bool).unwrap_or(true),
        beside: texts(table, "beside"),
        without: texts(table, "without"),
        flaky: texts(table, "flaky"),
        expected: expected.into_iter().flatten().map(findings).collect(),
    }
}

fn texts(table: &Table, key: &str) -> Vec<String> {
    let array = table.get(key).and_then(Item::as_array).map(Array::iter);
    array.into_iter().flatten().map(|text| text.as_str().expect("a string").to_owned()).collect()
}
