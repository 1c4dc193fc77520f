//! How deep the code may be nested: parsing recurses, and in an unoptimized macro some hundred levels fill the stack.
//!
//! The walk has a stack of its own, so that it finds out before the parser does.

use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};

use crate::diagnostics::messages;

/// Parentheses, brackets and braces inside of each other.
const MAX_DEPTH: usize = 256;
/// What nests without delimiters (`a.b().c()`, `!!a`, `|x| |y| z`, `else if`), by how much of the stack it takes.
const MAX_WEIGHT: usize = 1200;
const GROUP: usize = 4;
const PREFIX: usize = 6;
const GENERIC: usize = 11;

/// An error at the first token that is nested too deeply.
pub(crate) fn check(item: TokenStream) -> syn::Result<()> {
    if is_small(&item.to_string()) {
        return Ok(());
    }
    match too_deep(item) {
        Some(span) => Err(syn::Error::new(span, messages::too_deep(MAX_DEPTH))),
        None => Ok(()),
    }
}

/// Whether a text has too few delimiters and operators to go below the limits, however they are placed. Of most functions
/// this tells enough, and it is much cheaper than a walk over the tokens.
fn is_small(text: &str) -> bool {
    let (mut groups, mut weight) = (0, 0);
    for byte in text.bytes() {
        match byte {
            b'(' | b'[' | b'{' => {
                groups += 1;
                weight += GROUP;
            }
            b'<' => weight += GENERIC,
            b'&' | b'*' | b'!' | b'-' | b'|' => weight += PREFIX,
            // With the brace that is before an `else if`.
            b'.' | b'=' | b'?' | b';' | b',' | b'+' | b'/' | b'%' | b'^' | b'>' | b'@' | b'#' | b'$'
            | b'~' | b'}' => {
                weight += 1;
            }
            _ => {}
        }
    }
    groups <= MAX_DEPTH && weight <= MAX_WEIGHT
}

/// The place where the nesting goes below the limit.
pub(crate) fn too_deep(item: TokenStream) -> Option<Span> {
    let mut open = vec![Level::new(item, 0)];
    loop {
        let depth = open.len();
        let level = open.last_mut()?;
        let in_macro = level.calls_a_macro();
        match level.next() {
            Some(TokenTree::Group(group)) if depth > MAX_DEPTH => return Some(group.span_open()),
            Some(TokenTree::Group(group)) => {
                // Templates are long, and are no expressions.
                let weight = if in_macro { None } else { Some(level.weight + GROUP) };
                open.push(Level {
                    counts: weight.is_some(),
                    ..Level::new(group.stream(), weight.unwrap_or(0))
                });
            }
            Some(token) if level.weight > MAX_WEIGHT => return Some(token.span()),
            Some(_) => {}
            None => drop(open.pop()),
        }
    }
}

/// The tokens between two delimiters, and the weight of the expression that they are in.
struct Level {
    tokens: proc_macro2::token_stream::IntoIter,
    /// The weight of what is around.
    around: usize,
    weight: usize,
    counts: bool,
    /// The last two tokens.
    last: [Kind; 2],
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Start,
    Name,
    Punct(char),
    Braces,
    Other,
}

impl Level {
    fn new(tokens: TokenStream, around: usize) -> Self {
        let last = [Kind::Start, Kind::Start];
        Level { tokens: tokens.into_iter(), around, weight: around, counts: true, last }
    }

    fn calls_a_macro(&self) -> bool {
        self.last == [Kind::Name, Kind::Punct('!')]
    }

    fn next(&mut self) -> Option<TokenTree> {
        let token = self.tokens.next()?;
        let kind = match &token {
            TokenTree::Ident(_) => Kind::Name,
            TokenTree::Punct(punct) => Kind::Punct(punct.as_char()),
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => Kind::Braces,
            _ => Kind::Other,
        };
        if self.counts {
            self.count(&token, kind);
        }
        self.last = [self.last[1], kind];
        Some(token)
    }

    fn count(&mut self, token: &TokenTree, kind: Kind) {
        let is_else = matches!(token, TokenTree::Ident(name) if name == "else");
        match (self.last[1], kind) {
            (_, Kind::Punct(';' | ',')) | (Kind::Punct('='), Kind::Punct('>')) => self.weight = self.around,
            // A statement that ends with its block.
            (Kind::Braces, Kind::Name | Kind::Other | Kind::Braces) if !is_else => self.weight = self.around,
            (_, Kind::Punct(':' | '\'')) => {}
            (_, Kind::Punct('<')) => self.weight += GENERIC,
            (Kind::Punct(_), Kind::Punct('&' | '*' | '!' | '-' | '|')) => self.weight += PREFIX,
            (_, Kind::Punct(_)) => self.weight += 1,
            _ if is_else => self.weight += 1,
            _ => {}
        }
    }
}
