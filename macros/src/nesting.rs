//! How deep the code may be nested: parsing recurses, and in an unoptimized macro some hundred levels fill the stack.
//!
//! The walk has a stack of its own, so that it finds out before the parser does. It goes over the buffer that the parser
//! goes over afterwards: to take the tokens apart a second time would be a tenth of the cost of an expansion. That buffer
//! is made by recursion too, but of small frames, which fit in where the compiler itself has not given up before.

use proc_macro2::{Delimiter, Span, TokenStream};
use syn::buffer::Cursor;
use syn::parse::{Parse, Parser};

use crate::diagnostics::messages;

/// Parentheses, brackets and braces inside of each other.
const MAX_DEPTH: usize = 256;
/// What nests without delimiters (`a.b().c()`, `!!a`, `|x| |y| z`, `else if`), by how much of the stack it takes.
const MAX_WEIGHT: usize = 1200;
const GROUP: usize = 4;
const PREFIX: usize = 6;
const GENERIC: usize = 11;

/// Parses tokens that are not nested too deeply.
pub(crate) fn parse<T: Parse>(tokens: TokenStream) -> Result<T, NotParsed> {
    let mut deep = None;
    let parser = |input: syn::parse::ParseStream<'_>| {
        deep = place(input.cursor());
        match deep {
            Some(span) => Err(syn::Error::new(span, messages::too_deep(MAX_DEPTH))),
            None => input.parse::<T>(),
        }
    };
    let parsed = parser.parse2(tokens);
    parsed.map_err(|error| if deep.is_some() { NotParsed::TooDeep(error) } else { NotParsed::Syntax(error) })
}

/// Why something was not parsed.
pub(crate) enum NotParsed {
    /// No other way of parsing it may be tried.
    TooDeep(syn::Error),
    Syntax(syn::Error),
}

/// The place where the nesting goes below the limit.
fn place(tokens: Cursor<'_>) -> Option<Span> {
    let mut open = vec![Level::new(tokens, 0)];
    loop {
        let depth = open.len();
        let level = open.last_mut()?;
        let in_macro = level.calls_a_macro();
        let at = level.tokens;
        match level.next() {
            Some(Token::Group(_)) if depth > MAX_DEPTH => {
                return at.any_group().map(|(_, _, delimiters, _)| delimiters.open());
            }
            Some(Token::Group(inside)) => {
                // Templates are long, and are no expressions.
                let weight = if in_macro { None } else { Some(level.weight + GROUP) };
                open.push(Level { counts: weight.is_some(), ..Level::new(inside, weight.unwrap_or(0)) });
            }
            Some(Token::Other) if level.weight > MAX_WEIGHT => return Some(at.span()),
            Some(Token::Other) => {}
            None => drop(open.pop()),
        }
    }
}

/// The tokens between two delimiters, and the weight of the expression that they are in.
struct Level<'a> {
    tokens: Cursor<'a>,
    /// The weight of what is around.
    around: usize,
    weight: usize,
    counts: bool,
    /// The last two tokens.
    last: [Kind; 2],
}

enum Token<'a> {
    Group(Cursor<'a>),
    Other,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Start,
    Name,
    Else,
    Punct(char),
    Braces,
    Other,
}

impl<'a> Level<'a> {
    fn new(tokens: Cursor<'a>, around: usize) -> Self {
        let last = [Kind::Start, Kind::Start];
        Level { tokens, around, weight: around, counts: true, last }
    }

    fn calls_a_macro(&self) -> bool {
        self.last == [Kind::Name, Kind::Punct('!')]
    }

    fn next(&mut self) -> Option<Token<'a>> {
        let (kind, token, rest) = self.token()?;
        if self.counts {
            self.count(kind);
        }
        self.tokens = rest;
        self.last = [self.last[1], kind];
        Some(token)
    }

    fn token(&self) -> Option<(Kind, Token<'a>, Cursor<'a>)> {
        if let Some((inside, delimiter, _, rest)) = self.tokens.any_group() {
            let kind = if delimiter == Delimiter::Brace { Kind::Braces } else { Kind::Other };
            return Some((kind, Token::Group(inside), rest));
        }
        if let Some((punct, rest)) = self.tokens.punct() {
            return Some((Kind::Punct(punct.as_char()), Token::Other, rest));
        }
        if let Some((name, rest)) = self.tokens.ident() {
            let kind = if self.last[1] == Kind::Braces && name == "else" { Kind::Else } else { Kind::Name };
            return Some((kind, Token::Other, rest));
        }
        let rest = self.tokens.literal().map(|(_, rest)| rest);
        let rest = rest.or_else(|| self.tokens.lifetime().map(|(_, rest)| rest))?;
        Some((Kind::Other, Token::Other, rest))
    }

    fn count(&mut self, kind: Kind) {
        match (self.last[1], kind) {
            (_, Kind::Punct(';' | ',')) | (Kind::Punct('='), Kind::Punct('>')) => self.weight = self.around,
            // A statement or item that ends with its block; what comes next may begin with an attribute.
            (Kind::Braces, Kind::Name | Kind::Other | Kind::Braces | Kind::Punct('#')) => {
                self.weight = self.around
            }
            (_, Kind::Punct(':' | '#')) => {}
            (_, Kind::Punct('<')) => self.weight += GENERIC,
            (Kind::Punct(_), Kind::Punct('&' | '*' | '!' | '-' | '|')) => self.weight += PREFIX,
            (_, Kind::Punct(_) | Kind::Else) => self.weight += 1,
            _ => {}
        }
    }
}
