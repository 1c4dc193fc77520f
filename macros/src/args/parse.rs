//! From tokens to [`Args`]: the list is split at its commas first, so that one mistake does not hide the next.

use proc_macro2::{Delimiter, Group, Span, TokenStream, TokenTree};
use syn::{Error, Ident};

use crate::effect::Effect;

use super::values::{call, entry, krate, lint_level, place, policy, vocabulary_ref};
use super::{Args, Level, Place, texts};

/// Reads all arguments.
pub(super) fn args(tokens: TokenStream) -> syn::Result<Args> {
    let mut reader = Reader::default();
    for item in items(tokens) {
        reader.try_item(item);
    }
    reader.errors.map_or(Ok(reader.args), Err)
}

/// The tokens between two commas, with the place where something is missing if there are none.
pub(super) struct Item {
    pub(super) tokens: Vec<TokenTree>,
    pub(super) end: Span,
}

/// What follows the key.
enum Rest {
    Nothing,
    Value(Vec<TokenTree>),
    List(Group),
    Strange(Span),
}

#[derive(Default)]
struct Reader {
    args: Args,
    errors: Option<Error>,
    keys: Vec<String>,
    /// Methods and lints that have a meaning already.
    named: Vec<String>,
}

impl Reader {
    fn report(&mut self, error: Error) {
        match &mut self.errors {
            Some(errors) => errors.combine(error),
            None => self.errors = Some(error),
        }
    }

    fn try_item(&mut self, item: Item) {
        if let Err(error) = self.item(item) {
            self.report(error);
        }
    }

    fn item(&mut self, item: Item) -> syn::Result<()> {
        let mut tokens = item.tokens.into_iter();
        let key = match tokens.next() {
            None => return Err(texts::no_key(item.end)),
            Some(TokenTree::Ident(key)) => key,
            Some(other) => return Err(texts::no_key(other.span())),
        };
        let rest = rest(tokens.collect());
        self.argument(&key, rest)
    }

    fn argument(&mut self, key: &Ident, rest: Rest) -> syn::Result<()> {
        let name = key.to_string();
        match name.as_str() {
            "response" | "vocabulary" | "late" | "entry" | "crate" => {
                self.once(key, &name);
                self.value(key, &name, rest)
            }
            "export" => {
                self.once(key, &name);
                self.flag(&name, rest)
            }
            "responses" | "calls" | "allow" | "warn" | "deny" | "head_view" | "body_view" => {
                self.list(key, &name, rest)
            }
            effect if Effect::from_name(effect).is_some() => self.list(key, &name, rest),
            "level" | "forbid" | "expect" => Err(texts::unknown_level(key.span(), &name)),
            _ => Err(texts::unknown_key(key.span(), &name)),
        }
    }

    /// A key that may be given only once.
    fn once(&mut self, key: &Ident, name: &str) {
        if self.keys.iter().any(|known| known == name) {
            self.report(texts::duplicate_key(key.span(), name));
        }
        self.keys.push(name.to_owned());
    }

    fn flag(&mut self, name: &str, rest: Rest) -> syn::Result<()> {
        match rest {
            Rest::Nothing => {
                self.args.export = true;
                Ok(())
            }
            Rest::Value(tokens) => {
                Err(texts::takes_nothing(first_span(&tokens).unwrap_or_else(Span::call_site), name))
            }
            Rest::List(group) => Err(texts::takes_nothing(group.span(), name)),
            Rest::Strange(span) => Err(texts::left_over(span)),
        }
    }

    fn value(&mut self, key: &Ident, name: &str, rest: Rest) -> syn::Result<()> {
        let tokens = match rest {
            Rest::Value(tokens) if !tokens.is_empty() => tokens,
            Rest::Strange(span) => return Err(texts::left_over(span)),
            Rest::List(group) => return Err(texts::needs_value(group.span(), name)),
            _ => return Err(texts::needs_value(key.span(), name)),
        };
        match name {
            "response" => self.add_response(place(tokens)?),
            "vocabulary" => self.args.vocabulary = Some(vocabulary_ref(tokens)?),
            "late" => self.args.late = Some(policy(tokens)?),
            "entry" => self.args.entry_unknown = entry(&tokens)?,
            _ => self.args.krate = krate(tokens)?,
        }
        Ok(())
    }

    fn add_response(&mut self, place: Place) {
        if self.args.responses.iter().any(|known| known.to_string() == place.to_string()) {
            return self.report(texts::duplicate_name(place.span, &place.to_string()));
        }
        self.args.responses.push(place);
    }

    fn list(&mut self, key: &Ident, name: &str, rest: Rest) -> syn::Result<()> {
        let group = match rest {
            Rest::List(group) => group,
            Rest::Strange(span) => return Err(texts::left_over(span)),
            Rest::Value(tokens) => {
                return Err(texts::needs_list(first_span(&tokens).unwrap_or(key.span()), name));
            }
            Rest::Nothing => return Err(texts::needs_list(key.span(), name)),
        };
        if name == "responses" {
            self.once(key, name);
        }
        if group.stream().is_empty() {
            return Err(texts::empty_list(key.span(), name));
        }
        for item in items(group.stream()) {
            if let Err(error) = self.element(name, item) {
                self.report(error);
            }
        }
        Ok(())
    }

    fn element(&mut self, key: &str, item: Item) -> syn::Result<()> {
        match key {
            "responses" if item.tokens.is_empty() => return Err(texts::bad_place(item.end)),
            "responses" => self.add_response(place(item.tokens)?),
            "calls" => {
                let span = first_span(&item.tokens).unwrap_or(item.end);
                let entry = call(item)?;
                let shown = entry.path.to_string();
                self.name(&format!("call {shown}"), &shown, span);
                self.args.calls.push(entry);
            }
            "allow" | "warn" | "deny" => return self.lint(key, item),
            "head_view" => {
                let name = self.method(item)?;
                self.args.head_view.push(name);
            }
            "body_view" => {
                let name = self.method(item)?;
                self.args.body_view.push(name);
            }
            effect => {
                let name = self.method(item)?;
                let effect = Effect::from_name(effect).unwrap_or(Effect::Opaque);
                self.args.inline.push((effect, name));
            }
        }
        Ok(())
    }

    fn lint(&mut self, level: &str, item: Item) -> syn::Result<()> {
        let span = first_span(&item.tokens).unwrap_or(item.end);
        let word = text(&item.tokens);
        let Some(set) = lint_level(&mut self.args.lints, &word) else {
            return Err(texts::unknown_lint(span, &word));
        };
        *set = match level {
            "allow" => Level::Allow,
            "warn" => Level::Warn,
            _ => Level::Deny,
        };
        self.name(&format!("lint {word}"), &word, span);
        Ok(())
    }

    /// The name of a method of the response, perhaps with empty parentheses.
    fn method(&mut self, item: Item) -> syn::Result<Ident> {
        let span = first_span(&item.tokens).unwrap_or(item.end);
        let Some(TokenTree::Ident(name)) = item.tokens.first() else { return Err(texts::bad_name(span)) };
        match &item.tokens[1..] {
            [] => {}
            [TokenTree::Group(group)] if group.stream().is_empty() => {}
            [other, ..] => return Err(texts::bad_name(other.span())),
        }
        self.name(&format!("method {name}"), &name.to_string(), span);
        Ok(name.clone())
    }

    fn name(&mut self, key: &str, shown: &str, span: Span) {
        if self.named.iter().any(|known| known == key) {
            self.report(texts::duplicate_name(span, shown));
        }
        self.named.push(key.to_owned());
    }
}

/// Splits at commas; a comma at the end is allowed.
fn items(tokens: TokenStream) -> Vec<Item> {
    let mut items = Vec::new();
    let mut current = Vec::new();
    for token in flat(tokens) {
        match token {
            TokenTree::Punct(punct) if punct.as_char() == ',' => {
                items.push(Item { tokens: std::mem::take(&mut current), end: punct.span() });
            }
            other => current.push(other),
        }
    }
    if let Some(last) = current.last() {
        items.push(Item { end: last.span(), tokens: current });
    }
    items
}

fn rest(tokens: Vec<TokenTree>) -> Rest {
    let mut tokens = tokens.into_iter();
    match tokens.next() {
        None => Rest::Nothing,
        Some(TokenTree::Punct(punct)) if punct.as_char() == '=' => Rest::Value(tokens.collect()),
        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis => match tokens.next() {
            None => Rest::List(group),
            Some(more) => Rest::Strange(more.span()),
        },
        Some(other) => Rest::Strange(other.span()),
    }
}

pub(super) fn first_span(tokens: &[TokenTree]) -> Option<Span> {
    tokens.first().map(TokenTree::span)
}

/// The words as they were written, with a space only where two stand side by side.
pub(super) fn text(tokens: &[TokenTree]) -> String {
    let mut text = String::new();
    let mut after_word = false;
    for token in tokens {
        let word = !matches!(token, TokenTree::Punct(_));
        if word && after_word {
            text.push(' ');
        }
        text.push_str(&token.to_string());
        after_word = word;
    }
    text
}

/// The tokens without the invisible groups that a `macro_rules!` puts around what it passes on.
fn flat(tokens: TokenStream) -> Vec<TokenTree> {
    let inner = |token| match token {
        TokenTree::Group(group) if group.delimiter() == Delimiter::None => flat(group.stream()),
        token => vec![token],
    };
    tokens.into_iter().flat_map(inner).collect()
}
