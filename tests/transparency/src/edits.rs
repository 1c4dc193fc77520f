//! The text of a crate with attributes in it, and the way back from a place in that text to the original.
//!
//! An attribute is inserted in front of the function on the line that is there already, so that lines stay what they
//! are, and of a column only those behind it on its line move.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use crate::functions::{self, Function, Mode};

/// The crate as the attribute names it.
const ATTRIBUTE: &str = "::headers_first_everywhere";

/// One source file of a crate.
pub struct File {
    /// Relative to the package.
    pub path: PathBuf,
    pub text: String,
    pub functions: Vec<Function>,
}

/// How strict the attribute of one function is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strict {
    /// Whatever it would change is an error.
    Deny,
    /// As users have it.
    Usual,
    /// The function has none.
    Off,
}

/// The source files of a package, the functions in macros, and the files that are no Rust.
pub fn read(package: &Path) -> (Vec<File>, usize, Vec<String>) {
    let (mut files, mut in_macros, mut wrong) = (Vec::new(), 0, Vec::new());
    let mut paths = Vec::new();
    ["src", "tests"].iter().for_each(|folder| walk(&package.join(folder), &mut paths));
    paths.sort();
    for path in paths {
        let text = std::fs::read_to_string(&path).expect("a source file");
        let relative = path.strip_prefix(package).expect("below the package").to_owned();
        match functions::read(&relative, &text) {
            Ok(found) => {
                in_macros += found.in_macros;
                files.push(File { path: relative, text, functions: found.functions });
            }
            Err(error) => wrong.push(format!("{}: does not parse: {error}", relative.display())),
        }
    }
    (files, in_macros, wrong)
}

fn walk(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            walk(&path, paths);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            paths.push(path);
        }
    }
}

/// The attributes of one mode, or none: how strict each is, by file and position of its function.
pub struct Edits {
    mode: Mode,
    pub strict: HashMap<(usize, usize), Strict>,
}

impl Edits {
    /// One for each function that the mode means.
    pub fn all(files: &[File], mode: Mode) -> Edits {
        let start = if mode == Mode::Default { Strict::Deny } else { Strict::Usual };
        let mut strict = HashMap::new();
        for (at, file) in files.iter().enumerate() {
            let meant = |function: &&Function| !function.named(mode).is_empty();
            let positions = file.functions.iter().enumerate().filter(|(_, function)| meant(function));
            strict.extend(positions.map(|(position, _)| ((at, position), start)));
        }
        Edits { mode, strict }
    }

    /// No attribute anywhere: the crate as it was.
    pub fn none() -> Edits {
        Edits { mode: Mode::Nothing, strict: HashMap::new() }
    }

    /// How many functions have an attribute.
    pub fn count(&self) -> usize {
        self.strict.values().filter(|strict| **strict != Strict::Off).count()
    }

    /// Writes every file; one that stays what it was keeps its time.
    pub fn write(&self, package: &Path, files: &[File]) {
        for (at, file) in files.iter().enumerate() {
            write(&package.join(&file.path), &self.text(at, file));
        }
    }

    /// The inserted texts of a file, from its start to its end.
    fn inserted(&self, at: usize, file: &File) -> Vec<(functions::Place, String)> {
        let mut inserted: Vec<(functions::Place, String)> = Vec::new();
        for (position, function) in file.functions.iter().enumerate() {
            let strict = self.strict.get(&(at, position)).copied().unwrap_or(Strict::Off);
            if strict != Strict::Off {
                let text = attribute(self.mode, strict, function.named(self.mode));
                inserted.push((function.place(self.mode), text));
            }
        }
        inserted.sort_by_key(|(place, _)| place.offset);
        inserted
    }

    fn text(&self, at: usize, file: &File) -> String {
        let mut text = String::new();
        let mut from = 0;
        for (place, attribute) in self.inserted(at, file) {
            text.push_str(&file.text[from..place.offset]);
            text.push_str(&attribute);
            from = place.offset;
        }
        text + &file.text[from..]
    }

    /// The ways back of all files.
    pub fn back<'a>(&self, files: &'a [File]) -> Back<'a> {
        let of = |(at, file): (usize, &'a File)| (&*file.path, self.shifts(at, file));
        Back(files.iter().enumerate().map(of).collect())
    }

    fn shifts(&self, at: usize, file: &File) -> Vec<(usize, usize, usize)> {
        let shift =
            |(place, text): (functions::Place, String)| (place.line, place.column, text.chars().count());
        self.inserted(at, file).into_iter().map(shift).collect()
    }
}

fn write(path: &Path, text: &str) {
    if std::fs::read_to_string(path).is_ok_and(|there| there == text) {
        return;
    }
    std::fs::write(path, text).expect("a writable copy");
}

fn attribute(mode: Mode, strict: Strict, named: &[String]) -> String {
    let vocabulary = match mode {
        Mode::Nothing => format!("{ATTRIBUTE}::nothing!"),
        Mode::Default => "default".to_owned(),
    };
    let deny = if strict == Strict::Deny { ", deny(hoisted, checked)" } else { "" };
    let responses = named.join(", ");
    format!(
        "#[{ATTRIBUTE}::headers_first(crate = {ATTRIBUTE}, vocabulary = {vocabulary}, responses({responses}){deny})] "
    )
}

/// The way back from places in the text with attributes: by file, line, column and length of what was inserted.
pub struct Back<'a>(HashMap<&'a Path, Vec<(usize, usize, usize)>>);

impl Back<'_> {
    /// The column that a place has in the original, both counted from 1.
    pub fn column(&self, path: &Path, line: usize, column: usize) -> usize {
        let inserted = self.0.get(path).into_iter().flatten().filter(|(on, _, _)| *on == line);
        inserted.fold(column, |column, (_, at, length)| {
            // What points into the attribute itself points at the function.
            if column > at + length { column - length } else { column.min(at + 1) }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "/// Doc.\n#[inline]\npub fn f(ä: &mut X) {} fn g(x: X) { fn h(&mut self) {} }\n";

    fn files() -> Vec<File> {
        let path = PathBuf::from("src/lib.rs");
        let functions = functions::read(&path, TEXT).expect("Rust").functions;
        vec![File { path, text: TEXT.to_owned(), functions }]
    }

    #[test]
    fn attributes_below_the_others_where_something_is_mutable() {
        let files = files();
        let text = Edits::all(&files, Mode::Default).text(0, &files[0]);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[..2], ["/// Doc.", "#[inline]"]);
        assert_eq!(lines[2].matches("#[::headers_first_everywhere").count(), 2);
        assert!(lines[2].contains("responses(ä), deny(hoisted, checked))] pub fn f("), "{text}");
        assert!(lines[2].contains("{ #[") && lines[2].contains("responses(self), deny("), "{text}");
    }

    #[test]
    fn attributes_above_the_others_where_there_is_a_parameter() {
        let files = files();
        let text = Edits::all(&files, Mode::Nothing).text(0, &files[0]);
        let lines: Vec<&str> = text.lines().collect();
        assert!(lines[0].starts_with("#[") && lines[0].ends_with("responses(ä))] /// Doc."), "{text}");
        assert_eq!(lines[2].matches("::nothing!, responses(").count(), 2);
    }

    #[test]
    fn what_has_none_is_as_it_was() {
        let files = files();
        assert_eq!(Edits::none().text(0, &files[0]), TEXT);
        let mut edits = Edits::all(&files, Mode::Default);
        edits.strict.values_mut().for_each(|strict| *strict = Strict::Off);
        assert_eq!(edits.text(0, &files[0]), TEXT);
        assert_eq!(edits.count(), 0);
    }

    #[test]
    fn every_column_has_a_way_back() {
        let files = files();
        let edits = Edits::all(&files, Mode::Default);
        let text = edits.text(0, &files[0]);
        let back = edits.back(&files);
        let column = |text: &str, word: &str| {
            let line = text.lines().nth(2).expect("three lines");
            line[..line.find(word).expect("the word is there")].chars().count() + 1
        };
        for word in ["pub fn f", "fn g(", "fn h(", "self) {}"] {
            let found = back.column(Path::new("src/lib.rs"), 3, column(&text, word));
            assert_eq!(found, column(TEXT, word), "{word}");
        }
        let inside = column(&text, "deny(");
        assert_eq!(back.column(Path::new("src/lib.rs"), 3, inside), column(TEXT, "pub fn f"));
        assert_eq!(back.column(Path::new("src/lib.rs"), 2, 5), 5);
        assert_eq!(back.column(Path::new("src/other.rs"), 3, 90), 90);
    }
}
