//! Late HTTP headers, settled at compile time.
#![cfg_attr(not(feature = "std"), no_std)]
pub use headers_first_macros::headers_first;
