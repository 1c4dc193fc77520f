//! The arguments of the attribute: `#[headers_first(response = res, calls(render = write), deny(hoisted))]`.
//!
//! All mistakes of one attribute are reported together, each at its token and with the words that are valid there. A key
//! with a single value may be given once, lists may be given again. `parse.rs` splits the tokens, `values.rs`
//! reads the parts, `calls.rs` tells which calls an entry of `calls(..)` means, `texts.rs` has the messages.

mod calls;
mod parse;
mod texts;
mod values;

use proc_macro2::{Span, TokenStream};
use syn::{Expr, Ident};

use crate::effect::Effect;
use crate::vocabulary::{UserVocabulary, Vocabulary};

pub(crate) use calls::CallEntry;
pub(crate) use values::effect_name;

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
        }
    }
}

impl Args {
    /// Reads the tokens of the attribute; the error holds all mistakes.
    pub(crate) fn parse(tokens: TokenStream) -> syn::Result<Args> {
        parse::args(tokens)
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

    /// What `calls(..)` says of a function, by the path it is called with.
    pub(crate) fn called_function(&self, segments: &[String]) -> Option<Effect> {
        calls::best(&self.calls, |path| path.is_function(segments))?.effect
    }

    /// What `calls(..)` says of a method.
    pub(crate) fn called_method(&self, receiver: &Expr, name: &str) -> Option<Effect> {
        calls::best(&self.calls, |path| path.is_method(receiver, name))?.effect
    }

    /// The same of a method that the response has itself, which is meant only with its receiver.
    pub(crate) fn called_own_method(&self, receiver: &Expr, name: &str) -> Option<Effect> {
        calls::best(&self.calls, |path| path.has_receiver() && path.is_method(receiver, name))?.effect
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.root)?;
        self.fields.iter().try_for_each(|field| write!(f, ".{field}"))
    }
}
