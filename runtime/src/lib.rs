//! Late HTTP headers, settled at compile time.
//!
//! A response has a *head* (the status line and the header fields) and a *body*. As soon as the first byte of the
//! body goes out the head is gone too, and a header that is set after that never arrives. Every web stack has this
//! trap, and nearly every one tells you about it at run time, if at all.
//!
//! Put [`#[headers_first]`](macro@headers_first) on the handler, and the compiler tells you instead:
//!
//! ```
//! use headers_first::headers_first;
//! # struct ResponseWriter { head: Vec<String>, body: Vec<&'static str> }
//! # impl ResponseWriter {
//! #     fn insert_header(&mut self, name: &str, value: &str) { self.head.push(format!("{name}: {value}")); }
//! #     fn write(&mut self, part: &'static str) { self.body.push(part); }
//! # }
//!
//! #[headers_first]
//! fn report(res: &mut ResponseWriter) {
//!     res.insert_header("Content-Type", "text/csv");
//!     res.write("day,visits\n");
//!     res.write("Monday,42\n");
//! }
//! # let mut res = ResponseWriter { head: vec![], body: vec![] };
//! # report(&mut res);
//! # assert_eq!(res.head, ["Content-Type: text/csv"]);
//! # assert_eq!(res.body.len(), 2);
//! ```
//!
//! The attribute follows the control flow of the function. A statement that touches the head is
//!
//! * **on time** on every path: then nothing happens, and the machine code is what it was;
//! * late, but **hoisted** above the first write, when that changes nothing else;
//! * late, and **rejected** with an error that shows both places and what to do;
//! * or, only where no proof is possible (a helper in another crate got the response), **checked** at run time.
//!
//! # At run time
//!
//! A check asks the response, through [`ResponseState`], whether its head is out. If it is, the statement is skipped
//! and reported as a [`LateHeader`], which knows both places, under a [`Policy`]: a panic in debug builds, one log
//! line per place in release builds, and lines with the count at the 10th, 100th, 1,000th .. time. [`set_late_hook`]
//! sends the reports elsewhere, [`late_count`] counts them, and [`late_places`] lists the places with their counts.
//! The checks themselves need neither `std` nor an allocator.
//!
//! With the feature `tracing` a report is an event at level WARN with the target `headers_first` and the fields
//! `operation`, `header`, `at`, `sent_at`, `sent_by`, `method`, `path` and `times`. A handler that fails where its
//! client cannot be told is one at level ERROR with `method`, `path`, `sent_at`, `last_at` and `error`.
//!
//! # Features
//!
//! | feature | what it adds |
//! |---|---|
//! | `std` (default) | [`set_late_hook`] and [`late_places`], and `Box`, `Arc` and `Rc` as responses |
//! | `http` | `ResponseWriter`, a response that is written step by step, and a recorder for tests |
//! | `hyper` | `service`, which makes a hyper 1 service of a handler |
//! | `tower` | the same as a tower service, and `StreamLayer`, which gives a writer to the handlers inside of it |
//! | `axum` | the writer as an argument of axum's handlers |
//! | `tokio` | files and `AsyncRead` as bodies |
//! | `tracing`, `log` | where the default hook reports to, instead of standard error |
//!
//! A default build pulls in the macro and nothing else.
#![cfg_attr(feature = "hyper", doc = include_str!("front.md"))]
#![cfg_attr(feature = "axum", doc = include_str!("front_axum.md"))]
#![cfg_attr(feature = "tower", doc = include_str!("front_tower.md"))]
#![cfg_attr(not(feature = "std"), no_std)]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]
#![deny(missing_docs)]

#[cfg(all(doctest, feature = "hyper"))]
#[doc = include_str!("../../README.md")]
struct Readme;

#[cfg(feature = "std")]
mod hook;
mod late;
mod output;
#[cfg(feature = "std")]
mod places;
mod policy;
#[doc(hidden)]
pub mod private;
mod report;
mod site;
mod state;
#[cfg(feature = "http")]
mod writer;

pub use headers_first_macros::{headers_first, vocabulary};

#[cfg(feature = "std")]
pub use crate::hook::{LateHook, set_late_hook, take_late_hook};
pub use crate::late::LateHeader;
#[cfg(feature = "std")]
pub use crate::places::late_places;
pub use crate::policy::Policy;
pub use crate::report::late_count;
pub use crate::site::Site;
pub use crate::state::{ResponseState, Tracker};
#[cfg(feature = "axum")]
pub use crate::writer::MissingStreamLayer;
#[cfg(feature = "http")]
pub use crate::writer::{
    BodyError, BoxError, Error, IoWriter, ResponseBody, ResponseFuture, ResponseWriter, Write,
};
#[cfg(any(feature = "hyper", feature = "tower"))]
pub use crate::writer::{HandlerService, Start, service};
#[cfg(feature = "tower")]
pub use crate::writer::{StreamLayer, StreamService};

/// For crates and modules under `#![no_implicit_prelude]`: write `use ::headers_first::diagnostic;` beside the handlers.
///
/// A check at run time brings a `#[diagnostic::on_unimplemented]` with it, and without the prelude the compiler does not
/// find its own module `diagnostic`. This one stands in for it, and says nothing. It is not needed for parameters whose
/// type is written `::headers_first::ResponseWriter`.
pub mod diagnostic {
    #[doc(hidden)]
    pub use headers_first_macros::on_unimplemented;
}

/// Tools for tests of handlers.
#[cfg(feature = "http")]
pub mod testing {
    pub use crate::writer::testing::Recorder;
}
