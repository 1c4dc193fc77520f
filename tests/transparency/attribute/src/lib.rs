//! What the rewritten crates depend on: the attribute, and a vocabulary that matches nothing they could call.
#![no_std]

pub use headers_first::*;

headers_first::vocabulary! { pub nothing for NoTypeHasThisName { head: no_method_has_this_name } }
