//! From tokens to [`Args`]: the list is split at its commas first, so that one mistake does not hide the next.

use proc_macro2::{Delimiter, Group, Span, TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream, Parser};
use syn::{Error, Ident, Path, Token};

use crate::effect::Effect;
use crate::vocabulary;

use super::calls::CallPath;
use super::texts;
use super::{Args, CallEntry, LatePolicy, Level, Lints, Place, VocabularyRef};

/// Reads all arguments.
pub(super) fn args(tokens: TokenStream) -> syn::Result<Args> {
    let mut reader = Reader::default();
    for item in items(tokens) {
        reader.try_item(item);
    }
    reader.errors.map_or(Ok(reader.args), Err)
}

/// The tokens between two commas, with the place where something is missing if there are none.
struct Item {
    tokens: Vec<TokenTree>,
    end: Span,
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
            "calls" => self.args.calls.push(call(item)?),
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

fn first_span(tokens: &[TokenTree]) -> Option<Span> {
    tokens.first().map(TokenTree::span)
}

/// The words as they were written, with a space only where two stand side by side.
fn text(tokens: &[TokenTree]) -> String {
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

fn place(tokens: Vec<TokenTree>) -> syn::Result<Place> {
    let span = first_span(&tokens).unwrap_or_else(Span::call_site);
    let names = text(&tokens);
    let mut names = names.split('.').map(str::to_owned);
    let root = names.next().filter(|root| is_name(root, false));
    let fields: Vec<String> = names.collect();
    match root {
        Some(root) if fields.iter().all(|field| is_name(field, true)) => Ok(Place { root, fields, span }),
        _ => Err(texts::bad_place(span)),
    }
}

/// An identifier, or the number of a field.
fn is_name(name: &str, field: bool) -> bool {
    let number = field && !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit());
    number || Ident::parse_any.parse_str(name).is_ok_and(|ident| ident == "self" || is_plain(&ident))
}

fn is_plain(ident: &Ident) -> bool {
    syn::parse_str::<Ident>(&ident.to_string()).is_ok()
}

fn vocabulary_ref(tokens: Vec<TokenTree>) -> syn::Result<VocabularyRef> {
    let span = first_span(&tokens).unwrap_or_else(Span::call_site);
    let parser = |input: ParseStream<'_>| {
        let path = Path::parse_mod_style(input)?;
        Ok((path, input.parse::<Option<Token![!]>>()?.is_some()))
    };
    match parser.parse2(tokens.into_iter().collect()) {
        Ok((path, true)) => Ok(VocabularyRef::User(path)),
        Ok((path, false)) => {
            let name = path.segments.iter().map(|s| s.ident.to_string()).collect::<Vec<_>>().join("::");
            vocabulary::by_name(&name)
                .map(VocabularyRef::Builtin)
                .ok_or_else(|| texts::unknown_vocabulary(span))
        }
        Err(_) => Err(texts::unknown_vocabulary(span)),
    }
}

fn policy(tokens: Vec<TokenTree>) -> syn::Result<LatePolicy> {
    let span = first_span(&tokens).unwrap_or_else(Span::call_site);
    let word = text(&tokens);
    match word.as_str() {
        "panic" => return Ok(LatePolicy::Panic),
        "log" => return Ok(LatePolicy::Log),
        "drop" => return Ok(LatePolicy::Drop),
        "trailer" => return Ok(LatePolicy::Trailer),
        _ => {}
    }
    let path = syn::parse2::<Path>(tokens.into_iter().collect());
    path.ok()
        .filter(|_| !is_misspelt(&word))
        .map(LatePolicy::Path)
        .ok_or_else(|| texts::unknown_policy(span, &word))
}

/// Whether a single word is one of the policies but for its case, an ending or one letter.
fn is_misspelt(word: &str) -> bool {
    let word = word.to_ascii_lowercase();
    ["panic", "log", "drop", "trailer"].iter().any(|policy| {
        let begins = word.starts_with(policy) && word.len() <= policy.len() + 2;
        let mut letters: (Vec<char>, Vec<char>) = (word.chars().collect(), policy.chars().collect());
        letters.0.sort_unstable();
        letters.1.sort_unstable();
        begins || letters.0 == letters.1
    })
}

fn lint_level<'l>(lints: &'l mut Lints, name: &str) -> Option<&'l mut Level> {
    match name {
        "late" => Some(&mut lints.late),
        "hoisted" => Some(&mut lints.hoisted),
        "checked" => Some(&mut lints.checked),
        _ => None,
    }
}

/// The name of an effect, as in `calls(f = write)` and `#[effect(write)]`.
pub(crate) fn effect_name(input: ParseStream<'_>) -> syn::Result<Effect> {
    let name = input.call(Ident::parse_any).map_err(|error| texts::no_effect(error.span()))?;
    Effect::from_name(&name.to_string()).ok_or_else(|| texts::unknown_effect(name.span(), &name.to_string()))
}

impl Parse for LatePolicy {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let span = input.span();
        let tokens: TokenStream = input.parse()?;
        if tokens.is_empty() {
            Err(texts::unknown_policy(span, ""))
        } else {
            policy(tokens.into_iter().collect())
        }
    }
}

fn entry(tokens: &[TokenTree]) -> syn::Result<bool> {
    match text(tokens).as_str() {
        "open" => Ok(false),
        "unknown" => Ok(true),
        other => Err(texts::unknown_entry(first_span(tokens).unwrap_or_else(Span::call_site), other)),
    }
}

fn krate(tokens: Vec<TokenTree>) -> syn::Result<Path> {
    let span = first_span(&tokens).unwrap_or_else(Span::call_site);
    let path = Path::parse_mod_style.parse2(tokens.into_iter().collect());
    let absolute = |path: &Path| path.leading_colon.is_some() || path.segments[0].ident == "crate";
    path.ok().filter(absolute).ok_or_else(|| texts::relative_crate(span))
}

/// `render = write`, `next.run = opaque`, `util::render`.
fn call(item: Item) -> syn::Result<CallEntry> {
    let span = first_span(&item.tokens).unwrap_or(item.end);
    let equals =
        item.tokens.iter().position(|token| matches!(token, TokenTree::Punct(p) if p.as_char() == '='));
    let (left, right) = item.tokens.split_at(equals.unwrap_or(item.tokens.len()));
    let path = call_path(left).ok_or_else(|| texts::bad_call(span))?;
    let effect = match right {
        [] => None,
        [equals] => return Err(texts::no_effect(equals.span())),
        [_, effect @ ..] => {
            let name = text(effect);
            let known = Effect::from_name(&name);
            Some(known.ok_or_else(|| texts::unknown_effect(effect[0].span(), &name))?)
        }
    };
    match (&path, effect) {
        (CallPath::Method { .. }, None) => Err(texts::method_without_effect(span)),
        _ => Ok(CallEntry { path, effect }),
    }
}

fn call_path(tokens: &[TokenTree]) -> Option<CallPath> {
    let words = text(tokens);
    if !words.contains('.') {
        let path = Path::parse_mod_style.parse2(tokens.iter().cloned().collect()).ok()?;
        return Some(CallPath::Function(path));
    }
    let mut receiver: Vec<String> = words.split('.').map(str::to_owned).collect();
    let valid = receiver.iter().all(|name| is_name(name, true));
    let name = receiver.pop()?;
    valid.then_some(CallPath::Method { receiver, name })
}
