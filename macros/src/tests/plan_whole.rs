//! The cases of `plan_cases.rs` through the whole expansion, with the default vocabulary.

use super::harness::expand;
use super::plan::{expected, line_of, whole};
use super::plan_cases::CASES;

/// What the expansion says about the statement on some lines.
fn said(source: &str, lines: std::ops::Range<usize>) -> Vec<String> {
    let response = if source.contains("self.res") { "self.res" } else { "res" };
    let Err(error) = expand(&format!("deny(hoisted), response = {response}"), source) else {
        return Vec::new();
    };
    let on_lines = error.into_iter().filter(|error| lines.contains(&error.span().start().line));
    on_lines.map(|error| error.to_string()).collect()
}

fn judge(source: &str) -> Result<(), String> {
    let wanted = expected(source);
    let said = said(source, wanted.line..wanted.line + 8);
    let hoisted = said.iter().find(|text| text.contains("would be hoisted"));
    let right = match wanted.mark.strip_prefix("above ") {
        None => hoisted.is_none(),
        Some(place) => {
            let place = place.split(" with ").next().unwrap_or_default().trim();
            let line = line_of(source, place)?;
            hoisted.is_some_and(|text| {
                text.lines().next().unwrap_or_default().ends_with(&format!(" line {line}"))
            })
        }
    };
    right.then_some(()).ok_or_else(|| said.join("\n"))
}

#[test]
fn cases() {
    let cases = CASES.split("\n---").filter(|case| !case.trim().is_empty());
    let wrong: Vec<String> = cases
        .filter_map(|case| {
            let source = whole(case);
            judge(&source).err().map(|said| format!("{source}\n=> {said}\n"))
        })
        .collect();
    assert!(wrong.is_empty(), "{} cases:\n\n{}", wrong.len(), wrong.join("\n"));
}
