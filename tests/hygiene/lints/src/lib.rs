//! What the compiler and clippy say of handlers: the same with and without the attribute.
#![warn(
    unused,
    unused_qualifications,
    unused_results,
    unused_lifetimes,
    single_use_lifetimes,
    missing_docs,
    unreachable_pub,
    missing_debug_implementations,
    let_underscore_drop,
    trivial_casts,
    non_ascii_idents,
    keyword_idents,
    tail_expr_drop_order,
    if_let_rescope,
    clippy::all,
    clippy::pedantic
)]
#![forbid(unsafe_code)]

use headers_first::ResponseState;

mod responses;
mod handlers;

pub use handlers::{Site, documented, in_async};
pub use responses::{Lines, Response, Stream};

/// Uses what is not dead.
pub fn run(res: &mut Response, lines: &Lines) {
    handlers::run(res, lines);
    let _: bool = ResponseState::head_sent(res);
}
