//! The expansion called as a function: small handlers with the findings that they must have.

mod args;
mod async_blocks;
mod closures;
mod closures_called;
mod closures_iterators;
mod closures_outcomes;
mod control;
mod effects;
mod evaluation_order;
mod expanded;
mod facts;
mod handler;
mod harness;
mod labels;
mod let_chains;
mod macros;
mod match_guards;
mod plan;
mod plan_cases;
mod plan_whole;
mod robust;
mod size;
mod views;
