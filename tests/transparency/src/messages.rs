//! What the compiler says of one package, with the places that the original has.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::edits::Back;

/// How often each warning was given: its target, level, code, words and places.
pub type Warnings = BTreeMap<String, usize>;

/// An error and the place that it is at.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Failure {
    pub path: PathBuf,
    pub line: usize,
    pub headline: String,
    /// Whether `#[headers_first]` gave it, rather than the compiler of itself.
    pub ours: bool,
}

/// All that one run of the compiler said.
#[derive(Default)]
pub struct Said {
    pub warnings: Warnings,
    pub failures: Vec<Failure>,
    /// Errors without a place.
    pub other: Vec<String>,
}

/// Words of our errors that only belong to the error before them.
const SECOND: [&str; 2] = ["the head is sent here", "the response ends here"];

/// Reads the lines that cargo prints as JSON.
pub fn read(output: &str, package: &Path, back: &Back<'_>) -> Said {
    let mut said = Said::default();
    for line in output.lines().filter(|line| line.starts_with('{')) {
        let Ok(line) = serde_json::from_str::<Value>(line) else { continue };
        let of_package =
            line["manifest_path"].as_str().is_some_and(|path| Path::new(path).starts_with(package));
        if line["reason"] == "compiler-message" && of_package {
            said.add(&line, back);
        }
    }
    said.failures.sort();
    said.failures.dedup();
    said
}

impl Said {
    fn add(&mut self, line: &Value, back: &Back<'_>) {
        let message = &line["message"];
        let text = message["message"].as_str().unwrap_or_default();
        if message["level"] != "error" {
            let (kind, name) = (&line["target"]["kind"][0], &line["target"]["name"]);
            *self.warnings.entry(format!("{kind} {name} {}", shown(message, back))).or_default() += 1;
            return;
        }
        let mut spans = message["spans"].as_array().into_iter().flatten();
        let Some(primary) = spans.find(|span| span["is_primary"] == true).and_then(|span| place(span, back))
        else {
            if !text.starts_with("aborting due to") {
                self.other.push(text.to_owned());
            }
            return;
        };
        let headline = headline(text);
        if !SECOND.iter().any(|second| headline.starts_with(second)) {
            let ours = message["code"].is_null() || headline.starts_with("cannot follow");
            self.failures.push(Failure { path: primary.0, line: primary.1, headline, ours });
        }
    }
}

/// The first line, without the name of a type, which the compiler spells by what is in scope.
fn headline(text: &str) -> String {
    let first = text.lines().next().unwrap_or_default();
    match first.split_once(", and `") {
        Some((before, _)) if first.starts_with("cannot follow") => before.to_owned(),
        _ => first.to_owned(),
    }
}

/// A message with its notes: level, code, words, places.
fn shown(message: &Value, back: &Back<'_>) -> String {
    let spans = message["spans"].as_array().into_iter().flatten();
    let places: Vec<String> = spans
        .filter_map(|span| {
            let (path, line, column) = place(span, back)?;
            Some(format!(
                "{}:{line}:{column} {} {}",
                path.display(),
                span["label"],
                span["suggested_replacement"]
            ))
        })
        .collect();
    let children = message["children"].as_array().into_iter().flatten();
    let children: Vec<String> = children.map(|child| shown(child, back)).collect();
    format!(
        "{} {} {} at {} [{}]",
        message["level"],
        message["code"]["code"],
        message["message"],
        places.join(", "),
        children.join("; ")
    )
}

/// Where a span begins: the file in the package, the line, and the column that it has in the original.
fn place(span: &Value, back: &Back<'_>) -> Option<(PathBuf, usize, usize)> {
    let name = span["file_name"].as_str()?;
    // Cargo starts the compiler in the folder of the workspace.
    let path = name.split_once("/package/").map_or(name, |(_, inside)| inside);
    let number = |key: &str| span[key].as_u64().and_then(|number| usize::try_from(number).ok());
    let (line, column) = (number("line_start")?, number("column_start")?);
    let path = PathBuf::from(path);
    let column = back.column(&path, line, column);
    Some((path, line, column))
}
