//! The expansion called as a function: small handlers with the findings that they must have.

mod closures;
mod control;
mod effects;
mod expanded;
mod facts;
mod harness;
mod macros;
mod plan;
mod plan_cases;
mod plan_whole;
mod size;
mod views;
