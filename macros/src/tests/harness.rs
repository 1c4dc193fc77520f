//! Runs the expansion as a function over a small source text with marks.
//!
//! A mark `//~ kind` at the end of a line says that the analysis must find exactly that there: `late`, `second`, `end`,
//! `hoist`, `check` or `cannot`. A line without a mark must have no finding. Hoists and checks are made visible by
//! `deny(hoisted, checked)`. Behind `|` stands what an error of the function must say: `//~ late | on line 3`. What stands in `group![..]` is one invisible group, as a `macro_rules!` hands it on.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

use crate::expand::{try_expand, try_expand_in_full};

/// Words of the headlines, by the mark that stands for them.
const WORDS: [(&str, &str); 6] = [
    ("late", "is too late"),
    ("second", "is a second response"),
    ("end", "comes after the end of the response"),
    ("hoist", "would be hoisted"),
    ("check", "needs a run-time check"),
    ("cannot", "cannot follow"),
];

/// Checks one function against its marks; the response is found by its type.
#[track_caller]
pub(crate) fn case(source: &str) {
    case_with("", source);
}

/// The same with arguments of the attribute.
#[track_caller]
pub(crate) fn case_with(args: &str, source: &str) {
    let expected = marks(source);
    let found = findings(args, source);
    assert_eq!(expected, found, "expected (left) and found (right) in\n{source}");
}

/// Many functions, each checked.
#[track_caller]
pub(crate) fn cases(sources: &[&str]) {
    for source in sources {
        case(source);
    }
}

/// A table of functions, separated by empty lines; every mismatch is shown.
#[track_caller]
pub(crate) fn table(text: &str) {
    table_with("", text);
}

/// The same with arguments of the attribute.
#[track_caller]
pub(crate) fn table_with(args: &str, text: &str) {
    let wrong: Vec<String> = text.split("\n\n").filter_map(|source| mismatch(args, source)).collect();
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

fn mismatch(args: &str, source: &str) -> Option<String> {
    let (mut expected, found) = (marks(source), findings(args, source));
    expected.sort();
    if expected != found {
        return Some(format!("expected {expected:?}, found {found:?} in{source}\n"));
    }
    let texts: Vec<&str> =
        source.lines().filter_map(|line| Some(line.split_once("//~")?.1.split_once('|')?.1)).collect();
    if texts.is_empty() {
        return None;
    }
    let said = errors(&denied(args), source).join("\n");
    let missing = texts.into_iter().find(|text| !said.contains(text.trim()))?;
    Some(format!("`{missing}` is not in {said}\n of{source}\n"))
}

fn marks(source: &str) -> Vec<(usize, String)> {
    let lines = source.lines().enumerate();
    let marked = lines.filter_map(|(at, line)| Some((at + 1, line.split_once("//~")?.1.split('|').next()?)));
    marked.flat_map(|(at, kinds)| kinds.split_whitespace().map(move |kind| (at, kind.to_owned()))).collect()
}

/// The findings by line, in order.
#[track_caller]
pub(crate) fn findings(args: &str, source: &str) -> Vec<(usize, String)> {
    let Err(error) = expand(&denied(args), source) else { return Vec::new() };
    let mut found: Vec<(usize, String)> = error
        .into_iter()
        .filter_map(|error| {
            let text = error.to_string();
            let second =
                text.starts_with("the head is sent here") || text.starts_with("the response ends here");
            (!second).then(|| (error.span().start().line, kind(&text)))
        })
        .collect();
    found.sort();
    found
}

fn denied(args: &str) -> String {
    let comma = if args.is_empty() { "" } else { ", " };
    format!("{args}{comma}deny(hoisted, checked)")
}

fn kind(text: &str) -> String {
    let headline = text.lines().next().unwrap_or_default();
    let word = WORDS.iter().find(|(_, words)| headline.contains(words));
    word.map_or_else(|| format!("other: {text}"), |(mark, _)| (*mark).to_owned())
}

/// The expansion of a source text. What is accepted as plainly on time must be that to the analysis too.
#[track_caller]
pub(crate) fn expand(args: &str, source: &str) -> syn::Result<TokenStream> {
    let args: TokenStream = args.parse().expect("the arguments are tokens");
    let item: TokenStream = source.parse().expect("the source is tokens");
    let item = grouped(item);
    let expanded = try_expand(args.clone(), item.clone())?;
    let in_full = match try_expand_in_full(args, item) {
        Ok(in_full) => in_full.to_string(),
        Err(error) => error.to_string(),
    };
    assert_eq!(expanded.to_string(), in_full, "plainly on time (left), and in full (right) in\n{source}");
    Ok(expanded)
}

fn grouped(tokens: TokenStream) -> TokenStream {
    let mut tokens = tokens.into_iter().peekable();
    let mut out = TokenStream::new();
    while let Some(token) = tokens.next() {
        let marked = matches!(&token, TokenTree::Ident(name) if name == "group")
            && matches!(tokens.peek(), Some(TokenTree::Punct(mark)) if mark.as_char() == '!');
        let inner = if marked { tokens.nth(1) } else { Some(token) };
        out.extend(inner.map(|token| match token {
            TokenTree::Group(group) => {
                let delimiter = if marked { Delimiter::None } else { group.delimiter() };
                let mut new = Group::new(delimiter, grouped(group.stream()));
                new.set_span(group.span());
                TokenTree::Group(new)
            }
            other => other,
        }));
    }
    out
}

/// The text of all errors.
#[track_caller]
pub(crate) fn errors(args: &str, source: &str) -> Vec<String> {
    match expand(args, source) {
        Ok(_) => Vec::new(),
        Err(error) => error.into_iter().map(|error| error.to_string()).collect(),
    }
}
