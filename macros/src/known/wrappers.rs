//! Methods and functions that hand on, hold or defer what they get, and functions that never return.
//!
//! Methods are told by name, functions by the last two segments of their path, so that `std::process::exit`,
//! `process::exit` and `tokio::process::exit` are one. A list errs on the side of leaving a name out: an unknown one is
//! opaque, which costs a check, but a wrong one would hide a commit.

use super::ends_with_one_of;

/// Without arguments they give the response itself, or a guard that derefs to it.
const PASS_THROUGH: &[&str] = &[
    "borrow",
    "borrow_mut",
    "try_borrow_mut",
    "lock",
    "try_lock",
    "blocking_lock",
    "lock_owned",
    "lock_arc",
    "write",
    "try_write",
    "blocking_write",
    "write_owned",
    "read",
    "try_read",
    "blocking_read",
    "read_owned",
    "as_mut",
    "as_deref_mut",
    "deref_mut",
    "as_pin_mut",
    "as_ref",
    "as_deref",
    "deref",
    "get_mut",
    "by_ref",
    "take",
];

/// Methods of a `Result`, an `Option` or a future whose value still is, or wraps, what was in it.
///
/// With the closure ones the value may be another one; that it is taken for the response costs at most a check.
const RESULT: &[&str] = &[
    "unwrap",
    "unwrap_unchecked",
    "unwrap_or_else",
    "expect",
    "ok",
    "err",
    "ok_or",
    "ok_or_else",
    "or_else",
    "map",
    "map_err",
    "map_ok",
    "map_or",
    "map_or_else",
    "and_then",
    "filter",
    "inspect",
    "inspect_ok",
    "inspect_err",
    "is_some_and",
    "is_ok_and",
    "is_none_or",
    "is_err_and",
    "flatten",
    "transpose",
    "err_into",
];

/// The error of a result gets words, a type or a trace; the outcome stays.
const CONTEXT: &[&str] = &[
    "context",
    "with_context",
    "wrap_err",
    "wrap_err_with",
    "ok_or_eyre",
    "into_diagnostic",
    "into_report",
    "change_context",
    "change_context_lazy",
    "attach",
    "attach_with",
    "attach_printable",
    "attach_printable_lazy",
    "attach_lazy",
    "attach_opaque",
    "whatever_context",
    "with_whatever_context",
    "or_raise",
];

/// A future in another wrapping: awaiting it still runs it, once.
const FUTURE: &[&str] = &[
    "boxed",
    "boxed_local",
    "fuse",
    "into_future",
    "instrument",
    "in_current_span",
    "or_current",
    "with_subscriber",
    "with_current_subscriber",
    "left_future",
    "right_future",
    "bind_hub",
    "err_into",
];

/// Besides those of [`CONTEXT`] and [`FUTURE`]: `Ok` stays `Ok`, `Some` becomes `Ok` or stays, and so on.
const SAME_OUTCOME: &[&str] = &[
    "map",
    "map_err",
    "map_ok",
    "ok",
    "ok_or",
    "ok_or_else",
    "inspect",
    "inspect_ok",
    "inspect_err",
    "as_ref",
    "as_mut",
    "as_deref",
    "as_deref_mut",
    "as_pin_mut",
    "cloned",
    "copied",
    "clone",
];

/// They give back what they got.
const TRANSPARENT: &[&str] = &[
    "Box::new",
    "Box::pin",
    "Box::from",
    "Box::into_pin",
    "Box::into_inner",
    "Box::leak",
    "Pin::new",
    "Pin::from",
    "Pin::new_unchecked",
    "Pin::as_mut",
    "Pin::get_mut",
    "Pin::into_inner",
    "AssertUnwindSafe",
    "ManuallyDrop::new",
    "identity",
    "black_box",
    "future::ready",
    "IntoFuture::into_future",
    "Instrument::instrument",
    "Instrument::in_current_span",
    "FutureExt::boxed",
    "FutureExt::boxed_local",
    "FutureExt::fuse",
    "Clone::clone",
    "Arc::clone",
    "Rc::clone",
    "AsMut::as_mut",
    "BorrowMut::borrow_mut",
    "DerefMut::deref_mut",
    "RefCell::borrow_mut",
    "RefCell::get_mut",
    "Mutex::lock",
    "Mutex::get_mut",
    "RwLock::write",
    "RwLock::get_mut",
    "Option::as_mut",
    "Option::as_deref_mut",
    "Option::take",
    "Option::unwrap",
    "Result::unwrap",
    "Arc::get_mut",
    "Rc::get_mut",
    "Arc::make_mut",
    "Rc::make_mut",
];

/// They hold what they get, and do nothing with it.
const HOLDERS: &[&str] = &[
    "Some",
    "Ok",
    "Err",
    "Arc::new",
    "Arc::from",
    "Arc::pin",
    "Rc::new",
    "Rc::from",
    "Rc::pin",
    "Cell::new",
    "Cell::from_mut",
    "RefCell::new",
    "AtomicRefCell::new",
    "UnsafeCell::new",
    "OnceCell::from",
    "OnceLock::from",
    "Mutex::new",
    "RwLock::new",
    "FairMutex::new",
    "ReentrantMutex::new",
    "Shared::new",
    "Data::new",
    "iter::once",
    "slice::from_mut",
    "slice::from_ref",
    "array::from_mut",
    "Vec::from",
    "Cow::from",
    "Option::from",
    "SendWrapper::new",
    "SyncWrapper::new",
    "Fragile::new",
];

/// A body, or a stream for one, that runs after the head has gone.
const DEFERRED: &[&str] = &[
    "Body::from_stream",
    "Body::generate",
    "Body::wrap_stream",
    "Body::from_bytes_stream",
    "Body::from_async_read",
    "Sse::new",
    "Sse::from_stream",
    "Sse::from_infallible_stream",
    "SSE::new",
    "sse::reply",
    "StreamBody::new",
    "StreamBody::from",
    "BodyStream::new",
    "SizedStream::new",
    "ReaderStream::new",
    "EventStream::from",
    "TextStream::new",
    "TextStream::from",
    "ByteStream::new",
    "ByteStream::from",
    "async_stream",
    "fn_stream",
    "try_fn_stream",
    "stream_fn",
    "try_stream_fn",
];

const DEFERRED_METHODS: &[&str] =
    &["streaming", "on_upgrade", "on_failed_upgrade", "stream_body", "body_stream", "streaming_body"];

const NEVER: &[&str] = &[
    "process::exit",
    "process::abort",
    "panic_any",
    "resume_unwind",
    "handle_alloc_error",
    "unreachable_unchecked",
    "intrinsics::abort",
    "libc::exit",
    "libc::_exit",
    "libc::abort",
    "wasm32::unreachable",
];

/// A method that, called without arguments, gives the response itself.
pub(crate) fn is_pass_through(name: &str) -> bool {
    PASS_THROUGH.contains(&name)
}

/// One of those that gives what nothing can be changed through, unless it is shared otherwise.
pub(crate) fn is_shared_borrow(name: &str) -> bool {
    ["as_ref", "as_deref", "deref", "borrow", "read"].contains(&name)
}

/// Of those in [`RESULT`], [`CONTEXT`] and [`FUTURE`] the ones that take no arguments.
const BARE: &[&str] = &[
    "unwrap",
    "unwrap_unchecked",
    "ok",
    "err",
    "flatten",
    "transpose",
    "err_into",
    "into_diagnostic",
    "into_report",
    "boxed",
    "boxed_local",
    "fuse",
    "into_future",
    "in_current_span",
    "or_current",
    "with_current_subscriber",
    "left_future",
    "right_future",
];

/// A method on a result, option or future of the response that hands it on.
pub(crate) fn is_result_method(name: &str, nargs: usize) -> bool {
    let listed = [RESULT, CONTEXT, FUTURE].iter().any(|list| list.contains(&name));
    listed && BARE.contains(&name) == (nargs == 0)
}

/// A method after which a result or option has the outcome that it had.
pub(crate) fn passes_outcome(name: &str) -> bool {
    [SAME_OUTCOME, CONTEXT, FUTURE].iter().any(|list| list.contains(&name))
}

/// A method on a future or closure after which awaiting or calling it still runs it, once.
pub(crate) fn keeps_code(name: &str) -> bool {
    FUTURE.contains(&name) || ["as_mut", "by_ref", "with_context"].contains(&name)
}

/// A function that gives back what it got.
pub(crate) fn is_transparent(segments: &[String]) -> bool {
    ends_with_one_of(segments, TRANSPARENT)
}

/// A function that only holds what it gets.
pub(crate) fn holds(segments: &[String]) -> bool {
    ends_with_one_of(segments, HOLDERS)
}

/// A function whose closure, block or stream is the body of a response.
pub(crate) fn is_deferred(segments: &[String]) -> bool {
    ends_with_one_of(segments, DEFERRED)
}

/// A method whose closure, block or stream runs after the head has gone.
pub(crate) fn is_deferred_method(name: &str) -> bool {
    DEFERRED_METHODS.contains(&name)
}

/// A function that does not come back.
pub(crate) fn never_returns(segments: &[String]) -> bool {
    ends_with_one_of(segments, NEVER)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(text: &str) -> Vec<String> {
        text.split("::").map(str::to_owned).collect()
    }

    #[test]
    fn functions_are_told_by_the_end_of_their_path() {
        assert!(never_returns(&path("std::process::exit")) && never_returns(&path("process::abort")));
        assert!(!never_returns(&path("exit")) && !never_returns(&path("app::exit")));
        assert!(is_deferred(&path("axum::body::Body::from_stream")) && !is_deferred(&path("from_stream")));
        assert!(is_transparent(&path("std::boxed::Box::pin")) && is_transparent(&path("identity")));
        assert!(
            holds(&path("Some")) && holds(&path("std::cell::RefCell::new")) && !holds(&path("Table::new"))
        );
        assert!(!never_returns(&[]));
    }

    #[test]
    fn an_unwrapped_result_has_another_outcome() {
        assert!(is_result_method("unwrap", 0) && !passes_outcome("unwrap"));
        assert!(passes_outcome("map_err") && passes_outcome("instrument") && passes_outcome("with_context"));
        assert!(!passes_outcome("err") && !passes_outcome("and_then") && !passes_outcome("or_else"));
    }

    #[test]
    fn a_future_that_may_be_cut_short_is_another_one() {
        assert!(keeps_code("instrument") && keeps_code("boxed"));
        assert!(!keeps_code("timeout") && !keeps_code("catch_unwind") && !keeps_code("map"));
    }

    #[test]
    fn methods_that_end_a_writer_do_not_hand_it_on() {
        assert!(is_pass_through("borrow_mut") && is_pass_through("take"));
        assert!(
            !is_pass_through("into_inner") && !is_result_method("into_inner", 0) && !is_pass_through("clear")
        );
    }
}
