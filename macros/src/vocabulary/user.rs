//! A vocabulary of the user's own: `pub my_writer for MyWriter { head: set, put; write: push; state: is_started() }`.

use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::{Ident, Token, Visibility, braced, parenthesized};

use crate::effect::Effect;

/// The methods of one type by their effect.
#[derive(Clone)]
pub(crate) struct UserVocabulary {
    for_type: String,
    methods: Vec<(Effect, String)>,
}

impl UserVocabulary {
    /// The last segment of the type that it is for.
    pub(crate) fn for_type(&self) -> &str {
        &self.for_type
    }

    pub(crate) fn effect(&self, name: &str) -> Option<Effect> {
        self.methods.iter().find(|(_, method)| method == name).map(|(effect, _)| *effect)
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

fn methods_of(input: ParseStream<'_>, methods: &mut Vec<(Effect, String)>) -> syn::Result<()> {
    let effect = crate::args::effect_name(input)?;
    input.parse::<Token![:]>()?;
    loop {
        methods.push((effect, input.call(Ident::parse_any)?.to_string()));
        if input.peek(syn::token::Paren) {
            let _content;
            parenthesized!(_content in input);
        }
        if input.parse::<Option<Token![,]>>()?.is_none() {
            return Ok(());
        }
    }
}
