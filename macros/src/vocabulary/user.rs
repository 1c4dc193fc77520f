//! A vocabulary that a user declares:
//!
//! ```text
//! pub my_writer for MyWriter { head: set, put; write: push; finish: done; state: is_started() }
//! ```
//!
//! A key is the name of an effect, or `head_view` or `body_view`. After a name, `()` asks for no argument and `(_, _)`
//! for as many as there are; without parentheses any number fits. A state is `true` where the head has gone;
//! `is_started().is_some()` and `started_at() != 0` tell it in other ways.

use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Attribute, Error, Ident, Token, Type, Visibility};

use crate::effect::Effect;

use super::{Gives, StateShape};

/// The declaration, parsed.
#[derive(Clone)]
pub(crate) struct UserVocabulary {
    rows: Vec<UserRow>,
    last: String,
}

#[derive(Clone)]
pub(super) struct UserRow {
    pub(super) effect: Effect,
    pub(super) shape: StateShape,
    name: String,
    args: Option<usize>,
    pub(super) view: Option<Gives>,
}

impl UserVocabulary {
    /// The last segment of the type that it is for.
    pub(crate) fn for_type(&self) -> &str {
        &self.last
    }

    /// A method without arguments that tells whether the head has gone.
    pub(crate) fn state(&self) -> Option<(&str, StateShape)> {
        let row = self.rows.iter().find(|row| row.effect == Effect::State && row.args.unwrap_or(0) == 0)?;
        Some((&row.name, row.shape))
    }

    pub(super) fn row(&self, name: &str, args: usize) -> Option<&UserRow> {
        self.rows.iter().find(|row| row.name == name && row.args.is_none_or(|wanted| wanted == args))
    }
}

impl Parse for UserVocabulary {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        input.call(Attribute::parse_outer)?;
        input.parse::<Visibility>()?;
        input.call(Ident::parse_any)?;
        input.parse::<Token![for]>()?;
        let last = last_name(&input.parse()?)?;
        let content;
        syn::braced!(content in input);
        let rows = rows(&content)?;
        Ok(UserVocabulary { rows, last })
    }
}

fn last_name(ty: &Type) -> syn::Result<String> {
    let last = match ty {
        Type::Path(path) => path.path.segments.last().map(|segment| segment.ident.to_string()),
        Type::Group(group) => return last_name(&group.elem),
        Type::Paren(paren) => return last_name(&paren.elem),
        _ => None,
    };
    last.ok_or_else(|| {
        Error::new_spanned(ty, "expected the path of a type\nhelp: `pub my_writer for MyWriter { .. }`")
    })
}

/// All rows; the mistakes of all of them together.
fn rows(input: ParseStream<'_>) -> syn::Result<Vec<UserRow>> {
    let mut rows: Vec<UserRow> = Vec::new();
    let mut errors: Option<Error> = None;
    while !input.is_empty() {
        if let Err(error) = group(input, &mut rows) {
            match &mut errors {
                Some(errors) => errors.combine(error),
                None => errors = Some(error),
            }
            skip_group(input)?;
        }
    }
    errors.map_or(Ok(rows), Err)
}

/// `key: name, name;`
fn group(input: ParseStream<'_>, rows: &mut Vec<UserRow>) -> syn::Result<()> {
    let key = input.call(Ident::parse_any)?;
    let (effect, view) = match key.to_string().as_str() {
        "head_view" => (Effect::Read, Some(Gives::HeadView)),
        "body_view" => (Effect::Read, Some(Gives::BodyView)),
        name => (Effect::from_name(name).ok_or_else(|| unknown_key(&key))?, None),
    };
    input.parse::<Token![:]>()?;
    loop {
        let (name, row) = row(input, effect, view)?;
        if rows.iter().any(|known| known.name == row.name && known.args == row.args) {
            return Err(Error::new(
                name.span(),
                format!("`{name}` is named twice\nhelp: give it one meaning, once"),
            ));
        }
        rows.push(row);
        if input.parse::<Option<Token![,]>>()?.is_none() || input.is_empty() || input.peek(Token![;]) {
            break;
        }
    }
    if !input.is_empty() {
        input.parse::<Token![;]>()?;
    }
    Ok(())
}

fn row(input: ParseStream<'_>, effect: Effect, view: Option<Gives>) -> syn::Result<(Ident, UserRow)> {
    let ident = input.call(Ident::parse_any)?;
    let args = if input.peek(syn::token::Paren) { Some(arguments(input)?) } else { None };
    let shape = if effect == Effect::State { shape(input)? } else { StateShape::True };
    let row = UserRow { effect, shape, name: ident.to_string(), args, view };
    Ok((ident, row))
}

fn arguments(input: ParseStream<'_>) -> syn::Result<usize> {
    let content;
    syn::parenthesized!(content in input);
    Ok(Punctuated::<Token![_], Token![,]>::parse_terminated(&content)?.len())
}

fn shape(input: ParseStream<'_>) -> syn::Result<StateShape> {
    if input.peek(Token![.]) {
        input.parse::<Token![.]>()?;
        let name: Ident = input.parse()?;
        arguments(input)?;
        if name != "is_some" {
            return Err(Error::new(
                name.span(),
                "expected `is_some()`\nhelp: or nothing, where `true` means sent",
            ));
        }
        return Ok(StateShape::Some);
    }
    if input.peek(Token![!=]) {
        input.parse::<Token![!=]>()?;
        let number: syn::LitInt = input.parse()?;
        if number.base10_digits() != "0" {
            return Err(Error::new(
                number.span(),
                "expected `!= 0`\nhelp: or nothing, where `true` means sent",
            ));
        }
        return Ok(StateShape::NotZero);
    }
    Ok(StateShape::True)
}

fn skip_group(input: ParseStream<'_>) -> syn::Result<()> {
    while !input.is_empty() {
        if input.parse::<Option<Token![;]>>()?.is_some() {
            break;
        }
        input.parse::<proc_macro2::TokenTree>()?;
    }
    Ok(())
}

fn unknown_key(key: &Ident) -> Error {
    let names = Effect::names().chain(["head_view", "body_view"]).map(|name| format!("`{name}`"));
    let names = names.collect::<Vec<_>>().join(", ");
    Error::new(key.span(), format!("unknown effect `{key}`\nhelp: the effects are {names}"))
}
