//! A crate that is nothing but handlers.
#![allow(unused)]

use headers_first::{Error, ResponseWriter};

include!(concat!(env!("OUT_DIR"), "/handlers.rs"));
