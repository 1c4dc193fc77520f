//! Random handlers, interpreted before and after the expansion.
//!
//! `generate` makes a handler as a tree of its own ([`ast`]), `print` writes it as Rust, the macro expands that, and
//! [`read`] reads the expansion back into the tree. [`machine`] interprets both, on a response that buffers everything
//! and on one that streams ([`response`]), with decisions that depend on a seed, on the place that asks and on how often
//! it has asked ([`world`]). [`judge`] compares; [`shrink`] makes what it found small. [`straight`] has rustc as its judge.
//!
//! An error needs a [`witness`], an execution in which it is true. Where random decisions give none, [`search`] goes
//! through all of them; an error that is never true is explained by what the analysis is known not to see
//! ([`imprecision`]), or is a failure.

pub mod ast;
pub mod builtin;
pub mod compare;
pub mod compile;
pub mod control;
pub mod execution;
pub mod expressions;
pub mod figures;
pub mod focus;
pub mod generate;
pub mod guards;
pub mod habits;
pub mod held;
pub mod imprecision;
pub mod judge;
pub mod key;
pub mod live;
pub mod loose;
pub mod machine;
pub mod methods;
pub mod operators;
pub mod print;
pub mod random;
pub mod read;
pub mod response;
pub mod runtime;
pub mod script;
pub mod search;
pub mod shrink;
pub mod statements;
pub mod straight;
pub mod value;
pub mod walk;
pub mod witness;
pub mod world;
