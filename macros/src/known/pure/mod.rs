//! Names that are taken to be pure: they compute a value and change nothing, by the meaning they have in the standard
//! library and in `http`, `mime` and `cookie`.
//!
//! A method of such a name on any other type is assumed to do the same; the documentation says so. What is not listed
//! here is not pure. Names that mean a side effect or another result each time (`next`, `now`, `take`, `lock` ..) are
//! listed as well, so that they stay out of the one exception, unknown calls that only get `&T` parameters.

mod names;

use names::*;

/// Whether a method of that name changes what it is called on, whatever that is.
pub(crate) fn is_change(name: &str) -> bool {
    CHANGES.contains(&name)
}

/// Whether a method of this name only computes from its receiver and arguments.
pub(crate) fn is_pure_method(name: &str, arguments: usize) -> bool {
    if let Some((_, least)) = PURE_FROM.iter().find(|(pure, _)| *pure == name) {
        return arguments >= *least;
    }
    READERS.contains(&name) || CONSUMERS.contains(&name)
}

/// Whether a pure method may give a reference to what it is called on, or something that holds one.
pub(crate) fn hands_on(name: &str) -> bool {
    HANDS_ON.contains(&name)
}

/// Whether what a method hands on is an iterator, and not an element.
pub(crate) fn iterates(name: &str) -> bool {
    ITERATORS.contains(&name)
}

/// Whether a pure method takes its receiver by value.
pub(crate) fn consumes_receiver(name: &str, arguments: usize) -> bool {
    CONSUMERS.contains(&name) || (name == "path" && arguments > 0)
}

/// Whether a method of this name runs its closure at once, on what it is called on.
pub(crate) fn runs_closure(name: &str) -> bool {
    RUN_A_CLOSURE.contains(&name)
}

/// Whether a name means a side effect or another result each time.
pub(crate) fn is_impure(name: &str, arguments: usize) -> bool {
    IMPURE.contains(&name) || (arguments == 0 && IMPURE_WITHOUT_ARGUMENTS.contains(&name))
}

/// Whether a word of an unknown name means a side effect or another result each time: `next_id`, `now_utc`.
pub(crate) fn sounds_impure(name: &str) -> bool {
    const HARMLESS: &[&str] = &["age", "millis", "micros", "set", "call", "log", "upgrade"];
    name.split('_').any(|word| IMPURE.contains(&word) && !HARMLESS.contains(&word))
}

/// Whether a call of this path only computes from its arguments.
pub(crate) fn is_pure_function(segments: &[String]) -> bool {
    match segments {
        [name] => matches!(name.as_str(), "Some" | "Ok" | "Err"),
        [.., owner, name] => {
            let (owner, name) = (owner.as_str(), name.as_str());
            CONVERSIONS.contains(&name)
                || (owner == "cmp" && matches!(name, "max" | "min"))
                || (is_type(owner) && (CONSTRUCTORS.contains(&name) || is_pure_method(name, 1)))
        }
        [] => false,
    }
}

fn is_type(name: &str) -> bool {
    TYPES.contains(&name) || NUMBERS.contains(&name)
}

/// Whether the `?` of a call of this name is the one of a conversion.
pub(crate) fn is_fallible_conversion(name: &str) -> bool {
    FALLIBLE_CONVERSIONS.contains(&name)
}

/// Whether a type of this name is a number.
pub(crate) fn is_number(name: &str) -> bool {
    NUMBERS.contains(&name)
}

/// Whether a type of this name is a plain value.
pub(crate) fn is_plain_type(name: &str) -> bool {
    PLAIN.contains(&name) || is_number(name)
}

/// Whether a type of this name can change behind a shared reference.
pub(crate) fn is_interior(name: &str) -> bool {
    INTERIOR.contains(&name)
}

/// Whether the type of such a call may be settled by how its result is used.
pub(crate) fn is_inferred(name: &str) -> bool {
    INFERRED.contains(&name)
}
