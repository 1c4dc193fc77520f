//! The arguments of the attribute: `#[headers_first(response = res, calls(render = write), deny(hoisted))]`.
//!
//! All mistakes of one attribute are reported together, each at its token and with the words that are valid there.

use proc_macro2::{Span, TokenStream};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Expr, Ident, Token, parenthesized};

use crate::effect::Effect;
use crate::vocabulary::{self, UserVocabulary, Vocabulary};

/// What the user wrote, with the defaults for the rest.
#[derive(Clone)]
pub(crate) struct Args {
    pub(crate) responses: Vec<Place>,
    pub(crate) vocabulary: Option<VocabularyRef>,
    pub(crate) inline: Vec<(Effect, Ident)>,
    pub(crate) calls: Vec<CallEntry>,
    pub(crate) lints: Lints,
    pub(crate) late: Option<LatePolicy>,
    pub(crate) head_view: Vec<Ident>,
    pub(crate) body_view: Vec<Ident>,
    pub(crate) entry_unknown: bool,
    pub(crate) export: bool,
    pub(crate) krate: syn::Path,
    /// The tables of `vocabulary = name!`, once that macro has handed them over.
    pub(crate) user: Option<UserVocabulary>,
    /// Types of the responses that an enclosing function names: those of its closures and nested functions count too.
    types: Vec<(String, &'static Vocabulary)>,
    seen: Vec<String>,
}

/// A response by name: `res`, `self.res`.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    pub(crate) root: String,
    pub(crate) fields: Vec<String>,
    pub(crate) span: Span,
}

#[derive(Clone)]
pub(crate) enum VocabularyRef {
    Builtin(&'static Vocabulary),
    /// `my_writer!`: a vocabulary that is a macro of that path.
    User(syn::Path),
}

/// `render = write`, `util::render`, `next.run = opaque`.
#[derive(Clone)]
pub(crate) struct CallEntry {
    /// The receiver of a method, if one is named.
    pub(crate) receiver: Option<String>,
    pub(crate) segments: Vec<String>,
    pub(crate) effect: Option<Effect>,
    pub(crate) span: Span,
}

#[derive(Clone)]
pub(crate) enum LatePolicy {
    Panic,
    Log,
    Drop,
    Trailer,
    Path(syn::Path),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Level {
    Allow,
    Warn,
    Deny,
}

/// The level of each lint.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lints {
    pub(crate) late: Level,
    pub(crate) hoisted: Level,
    pub(crate) checked: Level,
}

const KEYS: &str = "`response`, `responses`, `vocabulary`, `calls`, `allow`, `warn`, `deny`, `late`, `head_view`, \
                    `body_view`, `entry`, `export`, `crate`";
const LINTS: &str = "`late`, `hoisted`, `checked`";
const POLICIES: &str = "`panic`, `log`, `drop`, `trailer`, or the path of a function";

impl Default for Args {
    fn default() -> Self {
        Args {
            responses: Vec::new(),
            vocabulary: None,
            inline: Vec::new(),
            calls: Vec::new(),
            lints: Lints { late: Level::Deny, hoisted: Level::Allow, checked: Level::Allow },
            late: None,
            head_view: Vec::new(),
            body_view: Vec::new(),
            entry_unknown: false,
            export: false,
            krate: syn::parse_quote!(::headers_first),
            user: None,
            types: Vec::new(),
            seen: Vec::new(),
        }
    }
}

impl Args {
    /// Parses the tokens between the parentheses of the attribute.
    pub(crate) fn parse(tokens: TokenStream) -> syn::Result<Args> {
        let mut args = Args::default();
        let mut errors: Option<syn::Error> = None;
        let parse = |input: ParseStream<'_>| {
            while !input.is_empty() {
                if let Err(error) = args.argument(input) {
                    note(&mut errors, error);
                    skip_to_comma(input)?;
                }
                if !input.is_empty() {
                    if let Err(error) = input.parse::<Token![,]>() {
                        note(&mut errors, error);
                        skip_to_comma(input)?;
                        let _: Option<Token![,]> = input.parse()?;
                    }
                }
            }
            Ok(())
        };
        parse.parse2(tokens)?;
        match errors {
            Some(errors) => Err(errors),
            None => Ok(args),
        }
    }

    fn argument(&mut self, input: ParseStream<'_>) -> syn::Result<()> {
        let key = input.call(Ident::parse_any).map_err(|error| {
            syn::Error::new(error.span(), format!("expected an argument\nhelp: one of {KEYS}, or an effect"))
        })?;
        let name = key.to_string();
        let repeats = ["calls", "allow", "warn", "deny", "head_view", "body_view"].contains(&name.as_str());
        if self.seen.contains(&name) && !repeats && Effect::from_name(&name).is_none() {
            return Err(syn::Error::new(key.span(), format!("`{name}` is given twice")));
        }
        self.seen.push(name.clone());
        match name.as_str() {
            "response" => self.responses.push(value(input, &key, Place::parse)?),
            "responses" => self.responses.extend(list(input, &key, Place::parse)?),
            "vocabulary" => self.vocabulary = Some(value(input, &key, VocabularyRef::parse)?),
            "calls" => self.calls.extend(list(input, &key, CallEntry::parse)?),
            "allow" => self.level(input, &key, Level::Allow)?,
            "warn" => self.level(input, &key, Level::Warn)?,
            "deny" => self.level(input, &key, Level::Deny)?,
            "late" => self.late = Some(value(input, &key, LatePolicy::parse)?),
            "head_view" => self.head_view.extend(list(input, &key, Ident::parse_any)?),
            "body_view" => self.body_view.extend(list(input, &key, Ident::parse_any)?),
            "entry" => self.entry_unknown = value(input, &key, entry)?,
            "export" => self.export = true,
            "crate" => self.krate = value(input, &key, absolute_path)?,
            _ => self.effect(input, &key)?,
        }
        Ok(())
    }

    fn level(&mut self, input: ParseStream<'_>, key: &Ident, level: Level) -> syn::Result<()> {
        for lint in list(input, key, Ident::parse_any)? {
            match lint.to_string().as_str() {
                "late" => self.lints.late = level,
                "hoisted" => self.lints.hoisted = level,
                "checked" => self.lints.checked = level,
                other => {
                    let message = format!("unknown lint `{other}`\nhelp: the lints are {LINTS}");
                    return Err(syn::Error::new(lint.span(), message));
                }
            }
        }
        Ok(())
    }

    /// `write(push)`: methods of the response by their effect.
    fn effect(&mut self, input: ParseStream<'_>, key: &Ident) -> syn::Result<()> {
        let Some(effect) = Effect::from_name(&key.to_string()) else {
            let effects = quoted(Effect::names());
            let message =
                format!("unknown argument `{key}`\nhelp: one of {KEYS}\nhelp: or an effect: {effects}");
            return Err(syn::Error::new(key.span(), message));
        };
        self.inline.extend(list(input, key, Ident::parse_any)?.into_iter().map(|name| (effect, name)));
        Ok(())
    }

    /// The same inside of a function that has these responses, by type name and vocabulary.
    pub(crate) fn inside(&self, types: impl Iterator<Item = (String, &'static Vocabulary)>) -> Args {
        let types = types.filter(|(name, _)| !name.is_empty());
        Args { types: self.types.iter().cloned().chain(types).collect(), ..self.clone() }
    }

    /// The vocabulary of a type that a named response of an enclosing function has.
    pub(crate) fn named_type(&self, last: &str) -> Option<&'static Vocabulary> {
        self.types.iter().find(|(name, _)| name == last).map(|(_, vocabulary)| *vocabulary)
    }

    /// What `calls(..)` says of a function, by the end of its path.
    pub(crate) fn called_function(&self, segments: &[String]) -> Option<Effect> {
        let entries = self.calls.iter().filter(|entry| entry.receiver.is_none());
        entries.filter(|entry| segments.ends_with(&entry.segments)).find_map(|entry| entry.effect)
    }

    /// What `calls(..)` says of a method.
    pub(crate) fn called_method(&self, receiver: &Expr, name: &str) -> Option<Effect> {
        let spelled = quote::ToTokens::to_token_stream(receiver).to_string().replace(' ', "");
        let fits = |entry: &&CallEntry| {
            entry.segments.last().is_some_and(|last| last == name)
                && (entry.segments.len() == 1 || entry.receiver.is_none())
                && entry.receiver.as_ref().is_none_or(|receiver| *receiver == spelled)
        };
        self.calls.iter().filter(fits).find_map(|entry| entry.effect)
    }
}

impl Place {
    fn parse(input: ParseStream<'_>) -> syn::Result<Place> {
        let expr: Expr = input.parse()?;
        let span = expr.span();
        let mut fields = Vec::new();
        let mut at = &expr;
        while let Expr::Field(field) = at {
            fields.insert(0, quote::ToTokens::to_token_stream(&field.member).to_string());
            at = &field.base;
        }
        let root = match at {
            Expr::Path(path) => path.path.get_ident().map(ToString::to_string),
            _ => None,
        };
        let message =
            "expected the name of a response\nhelp: a parameter, a local or a field path: `res`, `self.res`";
        root.map(|root| Place { root, fields, span }).ok_or_else(|| syn::Error::new(span, message))
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.root)?;
        self.fields.iter().try_for_each(|field| write!(f, ".{field}"))
    }
}

impl VocabularyRef {
    fn parse(input: ParseStream<'_>) -> syn::Result<VocabularyRef> {
        let path: syn::Path = input.call(syn::Path::parse_mod_style)?;
        if input.peek(Token![!]) {
            input.parse::<Token![!]>()?;
            return Ok(VocabularyRef::User(path));
        }
        let name = path.get_ident().map(ToString::to_string).unwrap_or_default();
        vocabulary::by_name(&name).map(VocabularyRef::Builtin).ok_or_else(|| {
            let names = quoted(vocabulary::builtin().iter().map(|vocabulary| vocabulary.name));
            let message =
                format!("unknown vocabulary\nhelp: built in are {names}\nhelp: one of your own is named with `!`: `my_writer!`");
            syn::Error::new(path.span(), message)
        })
    }
}

impl CallEntry {
    fn parse(input: ParseStream<'_>) -> syn::Result<CallEntry> {
        let span = input.span();
        let mut segments = vec![segment(input)?];
        let mut receiver = None;
        loop {
            if input.peek(Token![::]) {
                input.parse::<Token![::]>()?;
                segments.push(segment(input)?);
            } else if input.peek(Token![.]) {
                input.parse::<Token![.]>()?;
                let so_far = std::mem::replace(&mut segments, vec![segment(input)?]);
                let dotted = [receiver.take(), Some(so_far.join("::"))];
                receiver = Some(dotted.into_iter().flatten().collect::<Vec<_>>().join("."));
            } else {
                break;
            }
        }
        let effect = match input.parse::<Option<Token![=]>>()? {
            Some(_) => Some(effect_name(input)?),
            None => None,
        };
        Ok(CallEntry { receiver, segments, effect, span })
    }
}

impl LatePolicy {
    fn parse(input: ParseStream<'_>) -> syn::Result<LatePolicy> {
        let path: syn::Path = input.call(syn::Path::parse_mod_style).map_err(|error| {
            syn::Error::new(error.span(), format!("expected a policy\nhelp: one of {POLICIES}"))
        })?;
        Ok(match path.get_ident().map(ToString::to_string).as_deref() {
            Some("panic") => LatePolicy::Panic,
            Some("log") => LatePolicy::Log,
            Some("drop") => LatePolicy::Drop,
            Some("trailer") => LatePolicy::Trailer,
            _ => LatePolicy::Path(path),
        })
    }
}

impl Parse for LatePolicy {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        LatePolicy::parse(input)
    }
}

/// The name of an effect, as in `calls(f = write)` and `#[effect(write)]`.
pub(crate) fn effect_name(input: ParseStream<'_>) -> syn::Result<Effect> {
    let name = input.call(Ident::parse_any)?;
    Effect::from_name(&name.to_string()).ok_or_else(|| {
        let effects = quoted(Effect::names());
        syn::Error::new(name.span(), format!("unknown effect `{name}`\nhelp: the effects are {effects}"))
    })
}

fn segment(input: ParseStream<'_>) -> syn::Result<String> {
    Ok(input.call(Ident::parse_any)?.to_string())
}

fn entry(input: ParseStream<'_>) -> syn::Result<bool> {
    let word = input.call(Ident::parse_any)?;
    match word.to_string().as_str() {
        "open" => Ok(false),
        "unknown" => Ok(true),
        other => {
            let message = format!("unknown entry state `{other}`\nhelp: `open` or `unknown`");
            Err(syn::Error::new(word.span(), message))
        }
    }
}

fn absolute_path(input: ParseStream<'_>) -> syn::Result<syn::Path> {
    let path: syn::Path = input.call(syn::Path::parse_mod_style)?;
    let rooted = path.leading_colon.is_some() || path.segments.first().is_some_and(|s| s.ident == "crate");
    if rooted {
        return Ok(path);
    }
    let message = "expected an absolute path\nhelp: `crate = ::my_crate::headers_first`";
    Err(syn::Error::new(path.span(), message))
}

fn value<T>(
    input: ParseStream<'_>,
    key: &Ident,
    parse: impl Fn(ParseStream<'_>) -> syn::Result<T>,
) -> syn::Result<T> {
    if !input.peek(Token![=]) {
        return Err(syn::Error::new(key.span(), format!("`{key}` needs a value\nhelp: `{key} = ..`")));
    }
    input.parse::<Token![=]>()?;
    parse(input)
}

fn list<T>(
    input: ParseStream<'_>,
    key: &Ident,
    parse: fn(ParseStream<'_>) -> syn::Result<T>,
) -> syn::Result<Vec<T>> {
    if !input.peek(syn::token::Paren) {
        return Err(syn::Error::new(key.span(), format!("`{key}` needs a list\nhelp: `{key}(..)`")));
    }
    let content;
    parenthesized!(content in input);
    let items: syn::Result<Punctuated<T, Token![,]>> = content.parse_terminated(parse, Token![,]);
    // What is left over would be reported instead of the mistake itself.
    content.parse::<TokenStream>()?;
    let items = items?;
    if items.is_empty() {
        return Err(syn::Error::new(
            key.span(),
            format!("`{key}(..)` is empty\nhelp: name at least one, or leave it out"),
        ));
    }
    Ok(items.into_iter().collect())
}

fn quoted<'n>(names: impl Iterator<Item = &'n str>) -> String {
    names.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

fn note(errors: &mut Option<syn::Error>, error: syn::Error) {
    match errors {
        Some(errors) => errors.combine(error),
        None => *errors = Some(error),
    }
}

fn skip_to_comma(input: ParseStream<'_>) -> syn::Result<()> {
    while !input.is_empty() && !input.peek(Token![,]) {
        input.parse::<proc_macro2::TokenTree>()?;
    }
    Ok(())
}
