//! Of the first edition.
#![deny(warnings)]

extern crate headers_first;

#[path = "../../every_edition.rs"]
pub mod every_edition;
