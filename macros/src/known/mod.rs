//! What is known by name, as data: how a method runs its closure, what wraps and hands on a response, which types write
//! through it, what the arguments of a macro mean, how headers are named, what fills in other messages, and which names are
//! pure.
//!
//! A name stands for what it means in the standard library and in the crates that handlers are usually written with.

pub(crate) mod closures;
pub(crate) mod headers;
pub(crate) mod macros;
pub(crate) mod messages;
pub(crate) mod pure;
pub(crate) mod wrappers;
pub(crate) mod writers;

/// Whether a path ends like one of these: `Type::name`, or a name alone.
fn ends_with_one_of(segments: &[String], list: &[&str]) -> bool {
    let Some((last, before)) = segments.split_last() else { return false };
    list.iter().any(|entry| match entry.rsplit_once("::") {
        Some((owner, name)) => name == last && before.last().is_some_and(|segment| segment == owner),
        None => entry == last,
    })
}
