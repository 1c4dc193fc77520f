//! The value of one key, or one element of a list.

use proc_macro2::{Span, TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream, Parser};
use syn::{Ident, Path, Token};

use crate::effect::Effect;
use crate::vocabulary;

use super::calls::CallPath;
use super::parse::{Item, first_span, text};
use super::{CallEntry, LatePolicy, Level, Lints, Place, VocabularyRef, texts};

pub(super) fn place(tokens: Vec<TokenTree>) -> syn::Result<Place> {
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

pub(super) fn vocabulary_ref(tokens: Vec<TokenTree>) -> syn::Result<VocabularyRef> {
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

pub(super) fn policy(tokens: Vec<TokenTree>) -> syn::Result<LatePolicy> {
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

pub(super) fn lint_level<'l>(lints: &'l mut Lints, name: &str) -> Option<&'l mut Level> {
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

pub(super) fn entry(tokens: &[TokenTree]) -> syn::Result<bool> {
    match text(tokens).as_str() {
        "open" => Ok(false),
        "unknown" => Ok(true),
        other => Err(texts::unknown_entry(first_span(tokens).unwrap_or_else(Span::call_site), other)),
    }
}

pub(super) fn krate(tokens: Vec<TokenTree>) -> syn::Result<Path> {
    let span = first_span(&tokens).unwrap_or_else(Span::call_site);
    let path = Path::parse_mod_style.parse2(tokens.into_iter().collect());
    let absolute = |path: &Path| path.leading_colon.is_some() || path.segments[0].ident == "crate";
    path.ok().filter(absolute).ok_or_else(|| texts::relative_crate(span))
}

/// `render = write`, `next.run = opaque`, `util::render`.
pub(super) fn call(item: Item) -> syn::Result<CallEntry> {
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
