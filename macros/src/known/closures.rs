//! How often, and on which outcome, a method runs the closure it is given.
//!
//! `map`, `filter` and the like exist on options and on iterators. Which one is meant is told by the chain before them:
//! if it holds a method that only iterators come from, the closure runs when the chain is consumed.

/// How a method runs its closure, or its closures.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Runs {
    /// On `Err` or `None`.
    OnErr,
    /// On `Ok` or `Some`.
    OnOk,
    /// The first closure on `Err` or `None`, the second on `Ok` or `Some`.
    OneOfTwo,
    /// If the receiver is true.
    OnTrue,
    AtMostOnce,
    /// Any number of times, at once.
    Many,
    /// Any number of times, when the chain is consumed.
    Lazy,
}

const ON_ERR: &[&str] = &[
    "map_err",
    "or_else",
    "ok_or_else",
    "unwrap_or_else",
    "inspect_err",
    "is_err_and",
    "with_context",
    "wrap_err_with",
    "change_context_lazy",
    "attach_with",
    "attach_lazy",
    "attach_printable_lazy",
    "with_whatever_context",
    "or_raise",
];

/// Methods of an option or result that are adaptors on an iterator or stream.
const ON_OK_OR_LAZY: &[&str] = &["map", "filter", "inspect", "and_then", "map_ok", "inspect_ok"];

const ON_OK: &[&str] = &["map_or", "is_some_and", "is_ok_and", "is_none_or", "take_if", "map_or_default"];

const AT_MOST_ONCE: &[&str] = &[
    "get_or_insert_with",
    "get_or_insert_with_key",
    "or_insert_with",
    "or_insert_with_key",
    "and_modify",
    "get_or_init",
    "get_or_try_init",
    "get_mut_or_init",
    "call_once",
    "call_once_force",
];

const MANY: &[&str] = &[
    "for_each",
    "try_for_each",
    "for_each_concurrent",
    "try_for_each_concurrent",
    "fold",
    "try_fold",
    "rfold",
    "try_rfold",
    "fold_while",
    "reduce",
    "try_reduce",
    "any",
    "all",
    "find",
    "rfind",
    "find_map",
    "position",
    "rposition",
    "partition",
    "is_sorted_by",
    "is_sorted_by_key",
    "max_by",
    "max_by_key",
    "min_by",
    "min_by_key",
    "retain",
    "retain_mut",
    "sort_by",
    "sort_by_key",
    "sort_by_cached_key",
    "sort_unstable_by",
    "sort_unstable_by_key",
    "sorted_by",
    "sorted_by_key",
    "select_nth_unstable_by",
    "binary_search_by",
    "binary_search_by_key",
    "partition_point",
    "dedup_by",
    "dedup_by_key",
    "resize_with",
    "fill_with",
    "trim_matches",
    "trim_start_matches",
    "trim_end_matches",
    "replace_with",
];

const LAZY: &[&str] = &[
    "filter_map",
    "flat_map",
    "map_while",
    "take_while",
    "skip_while",
    "scan",
    "chunk_by",
    "then",
    "try_filter",
    "try_filter_map",
    "map_into",
    "filter_ok",
    "filter_map_ok",
    "for_each_lazy",
    "extract_if",
    "inspect",
    "map_windows",
    "group_by",
    "dedup_by_with_count",
    "map_init",
];

/// Methods that only iterators and streams come from.
const SOURCES: &[&str] = &[
    "iter",
    "into_iter",
    "iter_mut",
    "chars",
    "char_indices",
    "bytes",
    "lines",
    "split",
    "rsplit",
    "splitn",
    "rsplitn",
    "split_mut",
    "split_terminator",
    "split_inclusive",
    "split_whitespace",
    "split_ascii_whitespace",
    "matches",
    "match_indices",
    "find_iter",
    "captures_iter",
    "windows",
    "chunks",
    "chunks_exact",
    "chunks_mut",
    "rchunks",
    "chunk_by",
    "keys",
    "into_keys",
    "values",
    "values_mut",
    "into_values",
    "drain",
    "into_stream",
    "bytes_stream",
    "par_iter",
    "par_iter_mut",
    "into_par_iter",
    "par_bridge",
    "par_chunks",
    // adaptors that options do not have
    "enumerate",
    "rev",
    "peekable",
    "step_by",
    "skip",
    "cycle",
    "chain",
    "filter_map",
    "flat_map",
    "map_while",
    "take_while",
    "skip_while",
    "scan",
    "ready_chunks",
    "buffered",
    "buffer_unordered",
];

/// Methods that run a lazy chain to its end, or in part.
const CONSUMERS: &[&str] = &[
    "collect",
    "collect_vec",
    "try_collect",
    "collect_into",
    "count",
    "sum",
    "product",
    "fold",
    "try_fold",
    "rfold",
    "try_rfold",
    "fold_while",
    "reduce",
    "try_reduce",
    "for_each",
    "try_for_each",
    "for_each_concurrent",
    "try_for_each_concurrent",
    "last",
    "max",
    "min",
    "max_by",
    "max_by_key",
    "min_by",
    "min_by_key",
    "next",
    "next_back",
    "try_next",
    "nth",
    "nth_back",
    "any",
    "all",
    "find",
    "rfind",
    "find_map",
    "position",
    "rposition",
    "partition",
    "unzip",
    "cmp",
    "partial_cmp",
    "eq",
    "ne",
    "lt",
    "le",
    "gt",
    "ge",
    "is_sorted",
    "sorted",
    "sorted_by",
    "sorted_by_key",
    "join",
    "concat",
    "try_concat",
    "exactly_one",
    "at_most_one",
    "all_equal",
    "counts",
];

/// How a method runs the closures among its arguments; `iterates` if its receiver is a chain of an iterator.
pub(crate) fn runs(method: &str, nargs: usize, iterates: bool) -> Option<Runs> {
    let listed = |list: &[&str]| list.contains(&method);
    let runs = match method {
        "map_or_else" if nargs == 2 => Runs::OneOfTwo,
        "then" if !iterates && nargs == 1 => Runs::OnTrue,
        _ if listed(ON_ERR) => Runs::OnErr,
        _ if listed(ON_OK_OR_LAZY) => {
            if iterates {
                Runs::Lazy
            } else {
                Runs::OnOk
            }
        }
        _ if listed(ON_OK) => Runs::OnOk,
        _ if listed(AT_MOST_ONCE) => Runs::AtMostOnce,
        _ if listed(MANY) => Runs::Many,
        _ if listed(LAZY) => Runs::Lazy,
        _ => return None,
    };
    Some(runs)
}

/// Whether a method runs its closure on one outcome of its receiver.
pub(crate) fn by_outcome(method: &str) -> bool {
    [ON_ERR, ON_OK, ON_OK_OR_LAZY].iter().any(|list| list.contains(&method)) || method == "map_or_else"
}

/// Whether a method gives its closure, or the function it is given by name, what is in an `Ok` or `Some`.
pub(crate) fn hands_over(method: &str) -> bool {
    [ON_OK, ON_OK_OR_LAZY].iter().any(|list| list.contains(&method)) || method == "map_or_else"
}

/// Whether only iterators and streams come from a method.
pub(crate) fn is_iterator_source(method: &str) -> bool {
    SOURCES.contains(&method)
}

/// Whether a method runs the lazy chain that it is called on.
pub(crate) fn is_consumer(method: &str) -> bool {
    CONSUMERS.contains(&method)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_name_on_an_option_and_on_an_iterator() {
        for name in ["map", "filter", "inspect", "and_then"] {
            assert_eq!(
                (runs(name, 1, false), runs(name, 1, true)),
                (Some(Runs::OnOk), Some(Runs::Lazy)),
                "{name}"
            );
        }
        assert_eq!((runs("then", 1, false), runs("then", 1, true)), (Some(Runs::OnTrue), Some(Runs::Lazy)));
    }

    #[test]
    fn outcomes() {
        assert_eq!(runs("map_or_else", 2, false), Some(Runs::OneOfTwo));
        assert_eq!(runs("with_context", 1, false), Some(Runs::OnErr));
        assert_eq!(runs("or_insert_with", 1, false), Some(Runs::AtMostOnce));
        assert_eq!(runs("retain", 1, false), Some(Runs::Many));
        assert_eq!((runs("in_scope", 1, false), runs("spawn", 1, false)), (None, None));
    }

    #[test]
    fn a_chain_of_options_is_no_iterator() {
        assert!(
            ["zip", "take", "cloned", "copied", "map", "collect", "ok"]
                .iter()
                .all(|name| !is_iterator_source(name))
        );
        assert!(["iter", "chars", "enumerate", "drain"].iter().all(|name| is_iterator_source(name)));
        assert!(
            is_consumer("collect") && is_consumer("count") && !is_consumer("map") && !is_consumer("unwrap")
        );
    }

    #[test]
    fn what_gets_the_value_and_what_the_error() {
        assert!(hands_over("map") && hands_over("map_or_else") && !hands_over("map_err"));
    }
}
