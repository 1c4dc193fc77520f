//! `#[cfg(..)]`: present and absent, and two that exclude each other are never both.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::{Attribute, Meta, Token};

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
            .map(|attr| match attr.parse_args::<Meta>() {
                Ok(condition) => self.cfg(&condition),
                Err(_) => Says::nothing(),
            })
            .collect();
        conditions.into_iter().reduce(Says::and)
    }

    /// The condition of a `cfg!(..)`.
    pub(crate) fn cfg_macro(&mut self, tokens: TokenStream) -> Says {
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
                any.unwrap_or_else(Says::nothing)
            }
            Meta::Path(path) if path.is_ident("unix") => self.single("target_family", "unix"),
            Meta::Path(path) if path.is_ident("windows") => self.single("target_family", "windows"),
            Meta::NameValue(pair) if SINGLE.iter().any(|key| pair.path.is_ident(key)) => {
                let key = pair.path.to_token_stream().to_string();
                let value = pair.value.to_token_stream().to_string();
                self.single(&key, value.trim_matches('"'))
            }
            other => {
                let fact = self.condition_fact(format!("cfg {}", other.to_token_stream()), Vec::new());
                super::cond::is(fact, self.yes, self.no)
            }
        }
    }

    fn cfg_list(&mut self, tokens: &TokenStream) -> Vec<Says> {
        let parsed = Punctuated::<Meta, Token![,]>::parse_terminated.parse2(tokens.clone());
        parsed.into_iter().flatten().map(|condition| self.cfg(&condition)).collect()
    }

    fn single(&mut self, key: &str, value: &str) -> Says {
        let fact = self.condition_fact(format!("cfg {key}"), Vec::new());
        let constant = self.out.graph.constants.intern(Constant::Text(value.to_owned()));
        Says::of(Refine::Fact(fact, Test::Is(constant)), Refine::Fact(fact, Test::Not(constant)))
    }
}
