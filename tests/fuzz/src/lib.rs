//! What every target asks of the expansion, and the format of the inputs.
//!
//! An input is text: the first line holds the arguments of the attribute, the rest is the item. On any input the macro must
//! not panic, must give the same output twice, and must give tokens that parse if the item did. What it accepts as plainly
//! on time must be that to the analysis too.

include!(concat!(env!("OUT_DIR"), "/modules.rs"));

pub mod grow;
pub mod mutate;
pub mod pool;

use proc_macro2::TokenStream;

/// What the attribute on a whole input leaves, checked; `false` if the input is not even tokens.
pub fn judge(text: &str) -> bool {
    let (args, item) = text.split_once('\n').unwrap_or(("", text));
    let known = judge_parts(args, item);
    // The locations of all tokens would be kept for ever.
    proc_macro2::extra::invalidate_current_thread_spans();
    known
}

fn judge_parts(args: &str, item: &str) -> bool {
    let (Ok(args), Ok(item)) = (args.parse::<TokenStream>(), item.parse::<TokenStream>()) else {
        return false;
    };
    let first = expand::expand(args.clone(), item.clone());
    let second = expand::expand(args.clone(), item.clone());
    let text = first.to_string();
    assert_eq!(text, second.to_string(), "not the same output twice");
    if text == item.to_string() {
        let in_full = expand::try_expand_in_full(args, item.clone());
        assert_eq!(Some(text.clone()), in_full.ok().map(|it| it.to_string()), "plainly on time, but not in full");
    }
    let deep = matches!(nesting::parse::<syn::Item>(item.clone()), Err(nesting::NotParsed::TooDeep(_)));
    if !deep && syn::parse2::<syn::Item>(item).is_ok() {
        if let Err(error) = syn::parse2::<syn::File>(first) {
            panic!("the output does not parse: {error}\n{text}");
        }
    }
    true
}

/// What the attribute on an input leaves, to be read.
pub fn expanded(text: &str) -> String {
    let (args, item) = text.split_once('\n').unwrap_or(("", text));
    match (args.parse(), item.parse()) {
        (Ok(args), Ok(item)) => expand::expand(args, item).to_string(),
        _ => String::from("these are no tokens"),
    }
}

/// `vocabulary!` with arbitrary tokens.
pub fn declare(text: &str) {
    if let Ok(tokens) = text.parse::<TokenStream>() {
        drop(user_vocabulary::declare(tokens.clone()));
        drop(user_vocabulary::expand_with(tokens));
    }
    proc_macro2::extra::invalidate_current_thread_spans();
}
