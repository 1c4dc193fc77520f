//! The expansion called as a function: small handlers with the findings that they must have.

mod control;
mod harness;
