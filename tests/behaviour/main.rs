//! Handlers over real connections: the head that was meant arrives.
#![allow(missing_docs, unreachable_pub)]

mod checked;
mod facts;
mod hoisted;
mod in_macros;
mod support;
mod trailers;
mod views;
mod vocabulary;
