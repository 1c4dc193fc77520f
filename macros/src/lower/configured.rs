//! `#[cfg(..)]`: present and absent, and two that exclude each other are never both.

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Attribute, LitBool, Meta};

use crate::graph::{Constant, Refine, Test};

use super::Lowerer;
use super::says::Says;
use super::value::Value;

/// Keys that have one value only.
const SINGLE: [&str; 6] =
    ["target_os", "target_arch", "target_family", "target_env", "target_endian", "target_pointer_width"];

impl<'a> Lowerer<'a> {
    /// Lowers something that may be configured away.
    pub(crate) fn if_configured(
        &mut self,
        attrs: &[Attribute],
        lower: impl FnOnce(&mut Self) -> Value<'a>,
    ) -> Value<'a> {
        let Some(says) = self.cfg_says(attrs) else { return lower(self) };
        let (present, after) = (self.block(), self.block());
        self.switch(says.edges(present, after));
        self.start(present);
        let value = self.perhaps(lower);
        self.goto(after);
        self.start(after);
        value
    }

    /// What it says that something with these attributes is there; `None` if it always is.
    pub(crate) fn cfg_says(&mut self, attrs: &[Attribute]) -> Option<Says> {
        let cfgs = attrs.iter().filter(|attr| attr.path().is_ident("cfg"));
        let conditions: Vec<Says> = cfgs
            .map(|attr| match attr.parse_args::<TokenStream>() {
                Ok(condition) => self.cfg_macro(condition),
                Err(_) => Says::nothing(),
            })
            .collect();
        conditions.into_iter().reduce(Says::and)
    }

    /// The condition of a `cfg!(..)`.
    pub(crate) fn cfg_macro(&mut self, tokens: TokenStream) -> Says {
        if let Ok(constant) = syn::parse2::<LitBool>(tokens.clone()) {
            return if constant.value { Says::always() } else { Says::never() };
        }
        syn::parse2::<Meta>(tokens).map_or_else(|_| Says::nothing(), |condition| self.cfg(&condition))
    }

    fn cfg(&mut self, condition: &Meta) -> Says {
        match condition {
            Meta::List(list) if list.path.is_ident("not") => {
                self.cfg_list(&list.tokens).pop().map_or_else(Says::nothing, Says::negated)
            }
            Meta::List(list) if list.path.is_ident("all") => {
                self.cfg_list(&list.tokens).into_iter().reduce(Says::and).unwrap_or_else(Says::always)
            }
            Meta::List(list) if list.path.is_ident("any") => {
                let any = self.cfg_list(&list.tokens).into_iter().reduce(Says::or);
                any.unwrap_or_else(Says::never)
            }
            Meta::Path(path) if path.is_ident("unix") => self.single("target_family", "unix"),
            Meta::Path(path) if path.is_ident("windows") => self.single("target_family", "windows"),
            Meta::NameValue(pair) if SINGLE.iter().any(|key| pair.path.is_ident(key)) => {
                let key = pair.path.to_token_stream().to_string();
                let value = pair.value.to_token_stream().to_string();
                let value = value.trim_matches('"');
                match family(value).filter(|_| key == "target_os") {
                    Some("windows") => self.single("target_family", "windows"),
                    Some(family) => self.single("target_family", family).and(self.single(&key, value)),
                    None => self.single(&key, value),
                }
            }
            other => {
                let fact = self.condition_fact(format!("cfg {}", other.to_token_stream()), Vec::new());
                super::cond::is(fact, self.yes, self.no)
            }
        }
    }

    fn cfg_list(&mut self, tokens: &TokenStream) -> Vec<Says> {
        let trees: Vec<TokenTree> = tokens.clone().into_iter().collect();
        let comma = |tree: &TokenTree| matches!(tree, TokenTree::Punct(punct) if punct.as_char() == ',');
        let conditions = trees.split(comma).filter(|condition| !condition.is_empty());
        conditions.map(|condition| self.cfg_macro(condition.iter().cloned().collect())).collect()
    }

    fn single(&mut self, key: &str, value: &str) -> Says {
        let fact = self.condition_fact(format!("cfg {key}"), Vec::new());
        let constant = self.out.graph.constants.intern(Constant::Text(value.to_owned()));
        Says::of(Refine::Fact(fact, Test::Is(constant)), Refine::Fact(fact, Test::Not(constant)))
    }
}

/// The family that an operating system is of.
fn family(os: &str) -> Option<&'static str> {
    let unix = [
        "linux",
        "android",
        "macos",
        "ios",
        "tvos",
        "watchos",
        "visionos",
        "freebsd",
        "netbsd",
        "openbsd",
        "dragonfly",
        "solaris",
        "illumos",
        "haiku",
        "aix",
        "redox",
        "fuchsia",
        "nto",
    ];
    match os {
        "windows" => Some("windows"),
        _ => unix.contains(&os).then_some("unix"),
    }
}
