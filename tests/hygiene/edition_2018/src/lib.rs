//! Of an old edition, with the lints that prepare for a new one.
#![deny(warnings, keyword_idents, rust_2021_compatibility, rust_2024_compatibility)]

#[path = "../../every_edition.rs"]
pub mod every_edition;
