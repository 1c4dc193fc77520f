//! Whether the type of a parameter is a response, and of which vocabulary.
//!
//! | the type | is |
//! |---|---|
//! | one that buffers, with its crate or imported from it | never a response, unless a vocabulary is named |
//! | of a built-in vocabulary, by its last segment | a response, unless it comes from another crate |
//! | in two vocabularies | told apart by its crate, by reference or value, by the methods used; else an error asks |
//! | a bare `Response` | no evidence: an error asks |

use std::cell::LazyCell;

use syn::visit::Visit;
use syn::{Block, Expr, Type};

use crate::args::{Args, VocabularyRef};
use crate::vocabulary::{self, ByKind, Table, TypeRow, Vocabulary};

use super::types::{held, response_path};
use super::{By, Scope, texts};

/// Responses that are buffered until they are returned: `(crate, type)`.
const BUFFERING: [(&str, &str); 24] = [
    ("salvo", "Response"),
    ("http", "Response"),
    ("hyper", "Response"),
    ("axum", "Response"),
    ("actix_web", "HttpResponse"),
    ("actix_http", "Response"),
    ("ntex", "HttpResponse"),
    ("ntex", "Response"),
    ("trillium", "Conn"),
    ("rocket", "Response"),
    ("may_minihttp", "Response"),
    ("tiny_http", "Response"),
    ("poem", "Response"),
    ("tide", "Response"),
    ("warp", "Response"),
    ("gotham", "Response"),
    ("tonic", "Response"),
    ("worker", "Response"),
    ("rouille", "Response"),
    ("iron", "Response"),
    ("lambda_http", "Response"),
    ("wstd", "Response"),
    ("spin_sdk", "Response"),
    ("pingora", "ResponseHeader"),
];

/// Types of built-in vocabularies whose names say little: without their crate, one of these methods must be called.
const SIGNS: [(&str, &[&str]); 4] = [
    ("Request", &["add_header_out", "send_header", "output_filter", "set_content_length_n"]),
    (
        "Connection",
        &[
            "initiate_response",
            "initiate_ws_upgrade_response",
            "is_response_initiated",
            "send_response",
            "send_body",
        ],
    ),
    ("HttpResponse", &["write_header", "write_status", "try_end", "end_without_body"]),
    ("ResponseBuilder", &["no_chunking", "force_close", "message_body", "streaming"]),
];
/// Types of which `Type::anything(..)` makes a builder of that vocabulary.
const CONSTRUCTORS: [(&str, &str, &str); 4] = [
    ("ntex", "HttpResponse", "ntex"),
    ("", "HttpResponse", "actix"),
    ("", "HttpResponseBuilder", "actix"),
    ("", "ResponseBuilder", "ntex"),
];

/// What a parameter's type is.
pub(super) enum Detected {
    Response(Found),
    Buffering,
    No,
}

pub(super) struct Found {
    pub(super) vocabulary: &'static Vocabulary,
    pub(super) type_name: String,
}

impl Found {
    fn response(vocabulary: &'static Vocabulary, last: &str) -> Detected {
        Detected::Response(Found { vocabulary, type_name: last.to_owned() })
    }
}

/// Whether some vocabulary has a type of that name.
pub(super) fn is_known(last: &str) -> bool {
    rows_of(last).next().is_some()
}

/// Whether the type of that name is a response wherever it is written.
pub(super) fn is_evidence(last: &str) -> bool {
    last != "Response" && is_known(last) && signs(last).is_none()
}

/// The vocabulary of callbacks that a trait declares.
pub(super) fn by_trait(last: &str) -> Option<&'static Vocabulary> {
    rows_of(last).map(|(vocabulary, _)| vocabulary).find(|vocabulary| vocabulary.on_impl)
}

fn signs(last: &str) -> Option<&'static [&'static str]> {
    SIGNS.iter().find(|(name, _)| *name == last).map(|(_, methods)| *methods)
}

/// The vocabulary of what a constructor makes, by the full path that it is called with.
pub(super) fn by_constructor(full: &[String]) -> Option<&'static Vocabulary> {
    let [.., owner, _] = full else { return None };
    let made = |(krate, name, _): &&(&str, &str, &str)| owner == name && full[0].starts_with(krate);
    CONSTRUCTORS.iter().find(made).and_then(|(_, _, vocabulary)| vocabulary::by_name(vocabulary))
}

/// The methods that are called on a parameter: asked for only where its type does not tell.
type Used<'a> = LazyCell<Vec<String>, Box<dyn Fn() -> Vec<String> + 'a>>;
type Candidate = (&'static Vocabulary, &'static TypeRow);

fn rows_of(last: &str) -> impl Iterator<Item = Candidate> {
    let rows = vocabulary::BUILTIN
        .iter()
        .flat_map(|vocabulary| vocabulary.types.iter().map(move |row| (*vocabulary, row)));
    rows.filter(move |(_, row)| row.last == last)
}

/// Looks a parameter's type up.
pub(super) fn detect(
    ty: &Type,
    scope: &Scope<'_>,
    args: &Args,
    name: &str,
    block: &Block,
) -> syn::Result<Detected> {
    let Some(path) = response_path(ty, scope) else { return Ok(Detected::No) };
    let full = scope.full_path(&path);
    let last = full.last().cloned().unwrap_or_default();
    if let Some(chosen) = &args.vocabulary {
        return Ok(chosen_type(chosen, &last, args));
    }
    if is_buffered(&full, scope) {
        return Ok(Detected::Buffering);
    }
    let used: Used<'_> = LazyCell::new(Box::new(|| methods_used(block, name)));
    let possible: Vec<Candidate> =
        rows_of(&last).filter(|(v, row)| is_possible(v, row, &full, &used)).collect();
    match narrow(possible, held(ty, false), &full, &used).as_slice() {
        [(vocabulary, _)] => Ok(Found::response(vocabulary, &last)),
        [] if last == "Response" => Err(texts::ask(&path, name, &[])),
        [] => Ok(Detected::No),
        several => Err(texts::ask(&path, name, &several.iter().map(|(v, _)| v.name).collect::<Vec<_>>())),
    }
}

/// With `vocabulary = ..` the types of that vocabulary are responses, and for the default one those of that shape.
fn chosen_type(chosen: &VocabularyRef, last: &str, args: &Args) -> Detected {
    let (vocabulary, fits) = match chosen {
        VocabularyRef::Builtin(vocabulary) => {
            let own = vocabulary.types.iter().any(|row| row.last == last);
            let shaped = last.contains("Response") || last == "Conn";
            (*vocabulary, own || vocabulary.name == "default" && shaped)
        }
        VocabularyRef::User(_) => {
            let own = args.user.as_ref().is_some_and(|user| user.for_type() == last);
            (vocabulary::default(), own)
        }
    };
    if fits { Found::response(vocabulary, last) } else { Detected::No }
}

/// Whether a type may be that of a row, as it is written.
fn is_possible(vocabulary: &Vocabulary, row: &TypeRow, full: &[String], used: &Used<'_>) -> bool {
    let foreign = full.len() > 1 && !["crate", "self", "super"].contains(&full[0].as_str());
    if comes_from(row, full) {
        return true;
    }
    if foreign && vocabulary.name != "default" || row.last == "Response" {
        return false;
    }
    signs(row.last).is_none_or(|signs| used.iter().any(|method| signs.contains(&method.as_str())))
}

fn comes_from(row: &TypeRow, full: &[String]) -> bool {
    full.len() > 1 && row.paths.contains(&full[0].as_str())
}

/// Of several vocabularies the one of that crate, of that kind of parameter, with most of the methods.
fn narrow(mut rows: Vec<Candidate>, by: By, full: &[String], used: &Used<'_>) -> Vec<Candidate> {
    if rows.iter().any(|(_, row)| comes_from(row, full)) {
        rows.retain(|(_, row)| comes_from(row, full));
        return rows;
    }
    rows.retain(|(_, row)| match row.by {
        ByKind::Any => true,
        ByKind::Reference => !matches!(by, By::Value { .. }),
        ByKind::Value => matches!(by, By::Value { .. }),
    });
    if rows.len() < 2 {
        return rows;
    }
    let count = |vocabulary| {
        let table = Table::new(vocabulary);
        used.iter().filter(|method| table.lookup(method, &[], "").is_some()).count()
    };
    let best = rows.iter().map(|(vocabulary, _)| count(vocabulary)).max();
    rows.retain(|(vocabulary, _)| Some(count(vocabulary)) == best);
    rows
}

/// The methods that are called on a variable.
fn methods_used(block: &Block, name: &str) -> Vec<String> {
    struct Methods<'n>(Vec<String>, &'n str);
    impl<'ast> Visit<'ast> for Methods<'_> {
        fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
            if matches!(&*call.receiver, Expr::Path(path) if path.path.is_ident(self.1)) {
                self.0.push(call.method.to_string());
            }
            syn::visit::visit_expr_method_call(self, call);
        }
    }
    let mut methods = Methods(Vec::new(), name);
    methods.visit_block(block);
    methods.0
}

/// Whether a full path is that of a type that buffers.
pub(super) fn is_buffering(full: &[String]) -> bool {
    let [first, .., last] = full else { return false };
    let of_crate =
        |krate: &str| first == krate || first.strip_prefix(krate).is_some_and(|rest| rest.starts_with('_'));
    BUFFERING.iter().any(|(krate, name)| last == name && of_crate(krate))
}

/// Whether a parameter's type is known to be buffered.
pub(super) fn buffers(ty: &Type, scope: &Scope<'_>) -> bool {
    let Some(path) = response_path(ty, scope) else { return false };
    is_buffered(&scope.full_path(&path), scope)
}

fn is_buffered(full: &[String], scope: &Scope<'_>) -> bool {
    is_buffering(full) || scope.by_globs(full).any(|full| is_buffering(&full))
}
