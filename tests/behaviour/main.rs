//! Handlers over real connections: the head that was meant arrives.
#![allow(missing_docs)]

mod hoisted;
mod support;
mod checked;
mod vocabulary;
