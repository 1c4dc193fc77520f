//! The messages about arguments.

use proc_macro2::Span;
use syn::Error;

use crate::effect::Effect;
use crate::vocabulary;

const KEYS: &str = "`response`, `responses`, `vocabulary`, `calls`, `allow`, `warn`, `deny`, `late`, `head_view`, \
                    `body_view`, `entry`, `export`, `crate`";

fn effects() -> String {
    quoted(Effect::names())
}

fn quoted<'n>(names: impl Iterator<Item = &'n str>) -> String {
    names.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

fn error(span: Span, headline: &str, help: &str) -> Error {
    Error::new(span, format!("{headline}\nhelp: {help}"))
}

pub(super) fn no_key(span: Span) -> Error {
    error(span, "expected an argument", &format!("one of {KEYS}\nhelp: or an effect: {}", effects()))
}

pub(super) fn unknown_key(span: Span, key: &str) -> Error {
    let help = format!("one of {KEYS}\nhelp: or an effect: {}", effects());
    error(span, &format!("unknown argument `{key}`"), &help)
}

pub(super) fn unknown_effect(span: Span, name: &str) -> Error {
    error(span, &format!("unknown effect `{name}`"), &format!("the effects are {}", effects()))
}

pub(super) fn no_effect(span: Span) -> Error {
    error(span, "expected an effect", &format!("the effects are {}", effects()))
}

pub(super) fn unknown_lint(span: Span, name: &str) -> Error {
    error(span, &format!("unknown lint `{name}`"), "the lints are `late`, `hoisted`, `checked`")
}

pub(super) fn unknown_level(span: Span, name: &str) -> Error {
    let help = "the levels are `allow(..)`, `warn(..)` and `deny(..)`, with the lints inside";
    error(span, &format!("unknown level `{name}`"), help)
}

pub(super) fn unknown_policy(span: Span, name: &str) -> Error {
    let help = "one of `panic`, `log`, `drop`, `trailer`, or the path of a function";
    error(span, &format!("unknown policy `{name}`"), help)
}

pub(super) fn unknown_entry(span: Span, name: &str) -> Error {
    error(span, &format!("unknown entry state `{name}`"), "`open` or `unknown`")
}

pub(super) fn unknown_vocabulary(span: Span) -> Error {
    let known = quoted(vocabulary::BUILTIN.iter().map(|vocabulary| vocabulary.name));
    let help = format!("built in are {known}\nhelp: one of your own is named with `!`: `my_writer!`");
    error(span, "unknown vocabulary", &help)
}

pub(super) fn duplicate_key(span: Span, key: &str) -> Error {
    Error::new(span, format!("`{key}` is given twice"))
}

pub(super) fn duplicate_name(span: Span, name: &str) -> Error {
    error(span, &format!("`{name}` is named twice"), "give it one meaning, once")
}

pub(super) fn needs_value(span: Span, key: &str) -> Error {
    error(span, &format!("`{key}` needs a value"), &format!("`{key} = ..`"))
}

pub(super) fn needs_list(span: Span, key: &str) -> Error {
    error(span, &format!("`{key}` needs a list"), &format!("`{key}(..)`"))
}

pub(super) fn empty_list(span: Span, key: &str) -> Error {
    error(span, &format!("`{key}(..)` is empty"), "name at least one, or leave it out")
}

pub(super) fn takes_nothing(span: Span, key: &str) -> Error {
    error(span, &format!("`{key}` takes no value"), &format!("write `{key}` alone"))
}

pub(super) fn bad_place(span: Span) -> Error {
    let help = "a parameter, a local or a field path: `res`, `self.res`";
    error(span, "expected the name of a response", help)
}

pub(super) fn bad_name(span: Span) -> Error {
    let help = "functions, and methods of other values, go into `calls(..)`";
    error(span, "expected the name of a method of the response", help)
}

pub(super) fn bad_call(span: Span) -> Error {
    let help = "`calls(render = write, util::page = send, next.run = opaque)`";
    error(span, "expected the path of a function, or a method of a named value", help)
}

pub(super) fn method_without_effect(span: Span) -> Error {
    error(
        span,
        "a method has no summary that could be found by this name",
        "say what it does: `next.run = opaque`",
    )
}

pub(super) fn relative_crate(span: Span) -> Error {
    error(span, "expected an absolute path", "`crate = ::my_crate::headers_first`")
}

pub(super) fn left_over(span: Span) -> Error {
    error(span, "unexpected token", "arguments are separated by commas")
}
