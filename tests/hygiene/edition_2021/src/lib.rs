//! Of the edition before, with the lints that prepare for the next one.
#![deny(warnings, keyword_idents, rust_2024_compatibility)]

#[path = "../../every_edition.rs"]
pub mod every_edition;
