//! Mistakes that rustc reports itself: at the same places with and without the attribute.

#[cfg(feature = "borrows")]
mod borrows;
mod responses;
#[cfg(feature = "types")]
mod types;
