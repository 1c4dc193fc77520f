//! The messages about responses that are not found or not clear.

use syn::{Error, Path, Signature};

use crate::args::Place;

fn list(names: &[String]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// No parameter is a response.
pub(super) fn no_response(signature: &Signature, parameters: &[String]) -> Error {
    let names = if parameters.is_empty() {
        String::new()
    } else {
        format!(" (its parameters are {})", list(parameters))
    };
    let first = parameters.first().map_or("res", String::as_str);
    let message = format!(
        "no response found in `{}`{names}\n\
         help: name it: `#[headers_first(response = {first})]`, also a local or a field such as `self.res`\n\
         help: if its type has a vocabulary of its own, say which: `vocabulary = pingora`, `vocabulary = my_writer!`",
        signature.ident
    );
    Error::new(signature.ident.span(), message)
}

/// The attribute names something that is not there.
pub(super) fn unknown_name(signature: &Signature, parameters: &[String], place: &Place) -> Error {
    let mut names = parameters.to_vec();
    if signature.receiver().is_some() {
        names.push("self.<field>".to_owned());
    }
    let known = if names.is_empty() {
        "it has no parameters".to_owned()
    } else {
        format!("there is {}", list(&names))
    };
    let message = format!("`{}` has no parameter or local `{}`\nhelp: {known}", signature.ident, place.root);
    Error::new(place.span, message)
}

/// The type does not say whether, or of which vocabulary, the parameter is a response.
pub(super) fn ask(path: &Path, name: &str, candidates: &[&str]) -> Error {
    let last = path.segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default();
    let words = if candidates.is_empty() {
        format!("help: if it streams, say so: `#[headers_first(response = {name})]`, or `vocabulary = ..`")
    } else {
        let names: Vec<_> = candidates.iter().map(|name| format!("`vocabulary = {name}`")).collect();
        format!("help: say which one it is: {}", names.join(" or "))
    };
    Error::new_spanned(path, format!("`{last}` alone does not say whether `{name}` is a response\n{words}"))
}
