//! Views: constructors of types that write through what they are built from, and the reads of a header map.
//!
//! A type is a writer by the end of its name, or because it is listed. What such a value does with the response is
//! write, whatever its methods are called.

/// What the name of a type that writes ends in.
const SUFFIXES: &[&str] = &["Writer", "Encoder", "Serializer"];

/// Types that write although their name does not say so.
const WRITERS: &[&str] = &[
    "FramedWrite",
    "BufStream",
    "AllowStdIo",
    "SyncIoBridge",
    "LineBuffer",
    "HashingWrite",
    "TeeWrite",
    "WriteHalf",
    "PrettyFormatter",
];

/// Crates whose `Builder` writes an archive.
const ARCHIVES: &[&str] = &["tar", "async_tar", "tokio_tar", "astral_tokio_tar", "ar"];

/// Functions of a type that make a value of it, besides `new..`, `with_..` and `from_..`.
const CONSTRUCTORS: &[&str] =
    &["new", "from", "create", "fast", "best", "default", "pretty", "wrap", "start", "auto"];

/// Methods of a head view that change nothing, besides `has_..` and `is_..`.
const HEAD_READS: &[&str] = &[
    "get",
    "get_all",
    "get_key_value",
    "contains_key",
    "contains",
    "keys",
    "values",
    "iter",
    "len",
    "keys_len",
    "capacity",
    "clone",
    "to_owned",
    "to_string",
    "as_u16",
    "as_str",
    "canonical_reason",
    "eq",
    "ne",
];

/// `GzEncoder::new`, `csv::Writer::from_writer`, `tar::Builder::new`, or a tuple struct such as `CountingWriter`.
pub(crate) fn is_constructor(segments: &[String]) -> bool {
    match segments {
        [.., name] if is_type(name) => is_writer(name),
        [before @ .., owner, name] => {
            makes_one(name) && (is_writer(owner) || owner == "Builder" && is_archive(before.last()))
        }
        _ => false,
    }
}

/// Whether a method of a head view, such as a header map, only looks at it.
pub(crate) fn is_head_read(name: &str) -> bool {
    HEAD_READS.contains(&name) || name.starts_with("has_") || name.starts_with("is_")
}

fn is_type(name: &str) -> bool {
    name.starts_with(char::is_uppercase)
}

fn is_writer(name: &str) -> bool {
    is_type(name) && (SUFFIXES.iter().any(|suffix| name.ends_with(suffix)) || WRITERS.contains(&name))
}

/// An imported `Builder` that gets a response is taken for that of an archive.
fn is_archive(module: Option<&String>) -> bool {
    module.is_none_or(|module| ARCHIVES.contains(&module.as_str()))
}

fn makes_one(name: &str) -> bool {
    CONSTRUCTORS.contains(&name) || ["new_", "with_", "from_"].iter().any(|prefix| name.starts_with(prefix))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn constructs(path: &str) -> bool {
        is_constructor(&path.split("::").map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn types_that_write() {
        for path in [
            "GzEncoder::new",
            "flate2::write::ZlibEncoder::new",
            "std::io::BufWriter::with_capacity",
            "LineWriter::new",
            "csv::Writer::from_writer",
            "zip::ZipWriter::new",
            "serde_json::Serializer::pretty",
            "CompressorWriter::new",
            "serde_json::Serializer::with_formatter",
            "tar::Builder::new",
            "Builder::new",
            "CountingWriter",
        ] {
            assert!(constructs(path), "{path}");
        }
    }

    #[test]
    fn other_types_and_functions() {
        for path in
            ["Table::new", "http::Builder::new", "new", "GzEncoder::finish", "write", "Rewriters::new"]
        {
            assert!(!constructs(path), "{path}");
        }
    }

    #[test]
    fn reads_of_a_header_map() {
        assert!(
            is_head_read("get")
                && is_head_read("get_all")
                && is_head_read("has_etag")
                && is_head_read("is_empty")
        );
        assert!(
            !is_head_read("insert")
                && !is_head_read("get_mut")
                && !is_head_read("entry")
                && !is_head_read("drain")
        );
    }
}
