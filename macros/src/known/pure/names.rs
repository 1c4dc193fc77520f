//! The lists of names, one for each kind; `mod.rs` says what they mean.

/// Methods that read their receiver and give a value.
#[rustfmt::skip]
pub(super) const READERS: &[&str] = &[
    "len", "is_empty", "as_str", "as_bytes", "as_ref", "as_slice", "as_deref", "as_path", "as_os_str",
    "as_char", "capacity", "contains", "contains_key", "starts_with", "ends_with", "find", "rfind", "first",
    "last", "get", "get_all", "get_key_value", "binary_search", "is_char_boundary", "matches", "to_string",
    "to_owned", "to_vec", "to_str", "to_lowercase", "to_uppercase", "to_ascii_lowercase",
    "to_ascii_uppercase", "to_string_lossy", "to_be_bytes", "to_le_bytes", "to_path_buf", "clone", "cloned",
    "copied", "escape_debug", "escape_default", "parse", "try_into", "display", "eq", "ne", "lt", "le",
    "gt", "ge", "cmp", "partial_cmp", "total_cmp", "eq_ignore_ascii_case", "max", "min", "clamp", "is_some",
    "is_none", "is_ok", "is_err", "is_positive", "is_negative", "is_power_of_two", "is_nan", "is_finite",
    "is_ascii", "is_alphabetic", "is_alphanumeric", "is_ascii_digit", "is_numeric", "is_whitespace",
    "is_dir", "is_file", "is_absolute", "is_zero", "abs", "abs_diff", "signum", "floor", "ceil", "round",
    "trunc", "sqrt", "count_ones", "leading_zeros", "trailing_zeros", "checked_add", "checked_sub",
    "checked_mul", "checked_div", "checked_rem", "checked_pow", "saturating_add", "saturating_sub",
    "saturating_mul", "saturating_pow", "wrapping_add", "wrapping_sub", "wrapping_mul", "wrapping_div",
    "overflowing_add", "overflowing_sub", "trim", "trim_start", "trim_end", "trim_matches",
    "trim_start_matches", "trim_end_matches", "strip_prefix", "strip_suffix", "split", "split_once",
    "rsplit_once", "rsplit", "splitn", "rsplitn", "split_whitespace", "split_terminator", "split_at",
    "lines", "chars", "char_indices", "bytes", "repeat", "join", "concat", "extension", "file_name",
    "file_stem", "parent", "iter", "keys", "values", "enumerate", "rev", "sum", "as_secs", "as_millis",
    "as_micros", "as_nanos", "as_secs_f64", "as_secs_f32", "subsec_millis", "subsec_nanos", "whole_seconds",
    "whole_minutes", "whole_hours", "whole_days", "headers", "uri", "path", "query", "method", "version",
    "scheme", "scheme_str", "host", "port", "port_u16", "authority", "path_and_query", "keys_len", "ip",
    "is_ipv4", "is_ipv6", "is_loopback", "as_u16", "canonical_reason", "is_informational", "is_success",
    "is_redirection", "is_client_error", "is_server_error", "is_sensitive", "is_safe", "is_idempotent",
    "type_", "subtype", "suffix", "essence_str", "get_param", "params", "name", "value", "value_trimmed",
    "name_value", "encoded", "stripped", "as_u64", "as_i64", "as_f64", "as_bool", "as_array", "as_object",
    "is_null", "is_string", "is_number",
];

/// Methods that take their receiver by value and give another.
#[rustfmt::skip]
pub(super) const CONSUMERS: &[&str] = &[
    "into", "into_bytes", "into_string", "into_boxed_str", "into_boxed_slice", "into_owned", "into_vec",
    "into_os_string", "into_boxed_path", "into_iter", "into_keys", "into_values", "collect", "domain",
    "secure", "http_only", "same_site", "max_age", "expires", "build", "partitioned", "permanent", "ok",
    "err", "and", "or", "xor", "zip", "flatten", "transpose", "unwrap_or", "unwrap_or_default", "ok_or",
    "unwrap_or_else", "map", "map_err", "map_or", "map_or_else", "and_then", "or_else", "ok_or_else",
    "filter", "is_some_and", "is_ok_and", "is_err_and", "is_none_or", "then_some", "then",
];

/// Methods whose value may hold references into what they are called on, text aside.
#[rustfmt::skip]
pub(super) const HANDS_ON: &[&str] = &[
    "as_ref", "as_slice", "as_deref", "find", "first", "last", "get", "get_all", "get_key_value", "max", "min",
    "split_at", "iter", "keys", "values", "enumerate", "rev", "as_array", "as_object", "value", "into_iter",
    "into_values", "collect", "ok", "err", "and", "or", "xor", "zip", "flatten", "transpose", "unwrap", "expect",
    "unwrap_or", "unwrap_or_default", "ok_or", "unwrap_or_else", "map", "map_or", "map_or_else", "and_then",
    "or_else", "ok_or_else", "filter", "borrow", "deref", "by_ref", "peekable", "skip",
];

/// Those of them that give iterators.
#[rustfmt::skip]
pub(super) const ITERATORS: &[&str] = &[
    "iter", "keys", "values", "enumerate", "rev", "into_iter", "into_values", "zip", "flatten", "peekable", "skip",
    "map", "filter", "by_ref", "get_all",
];

/// Methods of `Option`, `Result` and `bool` that run a closure at once.
#[rustfmt::skip]
pub(super) const RUN_A_CLOSURE: &[&str] = &[
    "unwrap_or_else", "map", "map_err", "map_or", "map_or_else", "and_then", "or_else", "ok_or_else",
    "filter", "is_some_and", "is_ok_and", "is_err_and", "is_none_or", "then",
];

/// Pure only with arguments: two of them where the name with one changes its receiver.
#[rustfmt::skip]
pub(super) const PURE_FROM: &[(&str, usize)] = &[
    ("get", 1), ("replace", 2), ("replacen", 3),
];

/// Names that never move, whatever they are called on.
#[rustfmt::skip]
pub(super) const IMPURE: &[&str] = &[
    "now", "elapsed", "age", "millis", "micros", "take", "next", "next_back", "count", "pop", "recv",
    "try_recv", "lock", "try_lock", "random", "rand", "fetch_add", "fetch_sub", "swap", "store", "send",
    "push", "insert", "remove", "drain", "clear", "set", "replace", "update", "incr", "increment", "inc",
    "dec", "tick", "advance", "poll", "wait", "sleep", "spawn", "call", "new_v4", "new_v7", "now_v7", "gen",
    "gen_range", "sample", "generate", "uuid", "nonce", "today", "timestamp", "read_line", "read_to_string",
    "read_to_end", "write", "flush", "nth", "position", "peek", "peekable", "acquire", "upgrade", "log",
    "print", "info", "warn", "error", "debug", "trace", "record", "observe",
];

/// Methods of the standard library that take `&mut self`, and names that mean as much.
#[rustfmt::skip]
pub(super) const CHANGES: &[&str] = &[
    "push", "push_str", "push_back", "push_front", "pop", "pop_back", "pop_front", "insert", "insert_str",
    "remove", "append", "extend", "extend_from_slice", "drain", "clear", "truncate", "retain", "resize",
    "sort", "sort_by", "sort_by_key", "sort_unstable", "reverse", "dedup", "swap", "replace", "take", "next",
    "next_back", "nth", "entry", "get_mut", "get_or_insert_with", "iter_mut", "values_mut", "as_mut",
    "as_deref_mut", "make_ascii_lowercase", "update", "set", "increment", "inc", "advance", "write",
    "write_all", "write_str", "write_fmt", "flush", "read_line", "read_to_string", "read_to_end",
    "fetch_add", "fetch_sub", "store",
];

/// Names that are never pure without arguments: cells, atomics and locks.
#[rustfmt::skip]
pub(super) const IMPURE_WITHOUT_ARGUMENTS: &[&str] = &[
    "get", "load", "borrow", "read", "into_inner",
];

/// Constructors and conversions, on whatever type.
#[rustfmt::skip]
pub(super) const CONVERSIONS: &[&str] = &[
    "from", "try_from", "from_str", "from_utf8", "from_utf8_lossy", "from_static", "from_bytes",
    "from_slice", "from_u16", "from_lowercase", "from_maybe_shared", "from_str_radix", "from_digit",
    "from_u32", "from_secs", "from_millis", "from_micros", "from_nanos", "from_secs_f64", "from_be_bytes",
    "from_le_bytes", "copy_from_slice", "to_string", "to_owned", "as_ref",
];

/// Conversions that give a `Result`, whose `?` may stand among the arguments of a head operation.
#[rustfmt::skip]
pub(super) const FALLIBLE_CONVERSIONS: &[&str] = &[
    "try_from", "from_str", "from_utf8", "from_bytes", "from_u16", "from_maybe_shared", "from_str_radix",
    "from_lowercase", "parse", "try_into", "to_str",
];

/// Types of the standard library, `http`, `mime`, `cookie`, `bytes` and `time` whose constructors are pure.
#[rustfmt::skip]
pub(super) const TYPES: &[&str] = &[
    "String", "Vec", "Box", "Cow", "Path", "PathBuf", "OsString", "Duration", "Option", "Some", "Result",
    "str", "char", "HeaderValue", "HeaderName", "HeaderMap", "StatusCode", "Method", "Uri", "Mime",
    "Cookie", "CookieBuilder", "SameSite", "Bytes", "BytesMut", "Ipv4Addr", "Ipv6Addr", "IpAddr",
    "SocketAddr", "HashMap", "BTreeMap", "HashSet", "BTreeSet", "VecDeque", "Wrapping", "NonZeroU64",
    "NonZeroU32", "Default",
];

/// Constructors that are pure on one of [`TYPES`].
#[rustfmt::skip]
pub(super) const CONSTRUCTORS: &[&str] = &[
    "new", "with_capacity", "default", "build", "removal", "parse", "seconds", "minutes", "hours", "days",
    "weeks", "milliseconds", "microseconds", "nanoseconds", "from_hours", "from_mins", "from_days",
    "Borrowed", "Owned",
];

pub(super) const NUMBERS: &[&str] =
    &["u8", "u16", "u32", "u64", "u128", "usize", "i8", "i16", "i32", "i64", "i128", "isize", "f32", "f64"];

/// Values without anything inside that could change behind a binding that is not `mut`.
#[rustfmt::skip]
pub(super) const PLAIN: &[&str] = &[
    "bool", "char", "str", "String", "Vec", "StatusCode", "HeaderValue", "HeaderName", "Method", "Mime",
    "Bytes", "Duration",
];

/// Types whose value changes behind a shared reference.
#[rustfmt::skip]
pub(super) const INTERIOR: &[&str] = &[
    "Cell", "RefCell", "UnsafeCell", "OnceCell", "LazyCell", "Mutex", "RwLock", "OnceLock", "LazyLock",
    "Receiver", "AtomicBool", "AtomicU8", "AtomicU16", "AtomicU32", "AtomicU64", "AtomicUsize", "AtomicI8",
    "AtomicI16", "AtomicI32", "AtomicI64", "AtomicIsize", "AtomicPtr",
];

/// Calls whose result takes the type that its use asks for.
#[rustfmt::skip]
pub(super) const INFERRED: &[&str] = &[
    "parse", "into", "try_into", "collect", "sum", "product", "default", "from_slice", "from_str",
    "from_reader", "from_value", "from_bytes", "get", "try_get", "json", "decode", "deserialize",
    "query_as", "fetch_one", "query_scalar", "extract", "param", "read", "recv", "new", "unwrap_or_default",
    "from", "try_from", "with_capacity",
];
