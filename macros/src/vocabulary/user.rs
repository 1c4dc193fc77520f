//! A vocabulary of the user's own: `pub my_writer for MyWriter { head: set, put; write: push; state: is_started() }`.
//!
//! A `state` method may also tell by `written().is_some()` or `sent() != 0`.

use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::{Ident, Token, Visibility, braced, parenthesized};

use crate::effect::Effect;

use super::StateShape;

/// The methods of one type by their effect.
#[derive(Clone)]
pub(crate) struct UserVocabulary {
    for_type: String,
    methods: Vec<(Effect, String, StateShape)>,
}

impl UserVocabulary {
    /// The last segment of the type that it is for.
    pub(crate) fn for_type(&self) -> &str {
        &self.for_type
    }

    pub(crate) fn effect(&self, name: &str) -> Option<Effect> {
        self.methods.iter().find(|(_, method, _)| method == name).map(|(effect, ..)| *effect)
    }

    /// How a `state` method tells that the head has gone.
    pub(crate) fn shape(&self, name: &str) -> StateShape {
        let row = self.methods.iter().find(|(_, method, _)| method == name);
        row.map_or(StateShape::True, |(.., shape)| *shape)
    }

    /// The first method that tells whether the head has gone.
    pub(crate) fn state(&self) -> Option<(&str, StateShape)> {
        let row = self.methods.iter().find(|(effect, ..)| *effect == Effect::State);
        row.map(|(_, method, shape)| (method.as_str(), *shape))
    }
}

impl Parse for UserVocabulary {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let _: Visibility = input.parse()?;
        let _: Ident = input.call(Ident::parse_any)?;
        input.parse::<Token![for]>()?;
        let path: syn::Path = input.parse()?;
        let for_type = path.segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default();
        let content;
        braced!(content in input);
        let mut methods = Vec::new();
        while !content.is_empty() {
            methods_of(&content, &mut methods)?;
            let _: Option<Token![;]> = content.parse()?;
        }
        Ok(UserVocabulary { for_type, methods })
    }
}

fn methods_of(input: ParseStream<'_>, methods: &mut Vec<(Effect, String, StateShape)>) -> syn::Result<()> {
    let effect = crate::args::effect_name(input)?;
    input.parse::<Token![:]>()?;
    loop {
        let name = input.call(Ident::parse_any)?.to_string();
        if input.peek(syn::token::Paren) {
            let _content;
            parenthesized!(_content in input);
        }
        methods.push((effect, name, shape(input)?));
        if input.parse::<Option<Token![,]>>()?.is_none() {
            return Ok(());
        }
    }
}

/// `.is_some()` or `!= 0` behind a method.
fn shape(input: ParseStream<'_>) -> syn::Result<StateShape> {
    if input.parse::<Option<Token![.]>>()?.is_some() {
        let method = input.call(Ident::parse_any)?;
        let _content;
        parenthesized!(_content in input);
        let message = "a state method tells by its value, by `.is_some()` or by `!= 0`";
        return if method == "is_some" {
            Ok(StateShape::Some)
        } else {
            Err(syn::Error::new(method.span(), message))
        };
    }
    if input.parse::<Option<Token![!=]>>()?.is_some() {
        input.parse::<syn::LitInt>()?;
        return Ok(StateShape::NotZero);
    }
    Ok(StateShape::True)
}
