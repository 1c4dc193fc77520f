//! Handlers over real connections: the head that was meant arrives.
#![allow(missing_docs, unreachable_pub)]

mod attributes;
mod checked;
mod closures;
mod configured;
mod facts;
mod hoisted;
mod in_macros;
mod remedies;
mod support;
mod trailers;
mod views;
mod vocabulary;
mod warned;
