//! All names that an expansion could need mean something else here.
#![deny(warnings)]
#![allow(dead_code, unused_macros, non_camel_case_types, non_upper_case_globals, hidden_glob_reexports)]

use ::headers_first::headers_first as attribute;

mod core {}
mod std {}
mod alloc {}
mod headers_first {}
mod private {}
mod diagnostic_ {}
pub struct Option;
pub struct Result;
pub struct Sized;
pub struct Site;
pub struct Policy;
pub struct Tracker;
pub struct Box;
pub struct String;
pub struct Panic;
pub struct bool_;
pub trait ResponseState {}
pub trait Into {}
pub trait Iterator {}
pub trait Drop {}
pub trait Fn {}
pub trait Copy {}
pub const Some: u8 = 0;
pub const None: u8 = 0;
pub const Ok: u8 = 0;
pub const Err: u8 = 0;
pub const SITE: usize = 0;
pub const DEFAULT: u8 = 0;
pub fn drop() {}
pub fn late() {}
pub fn late_with() {}
pub fn head_sent() {}

macro_rules! shadow {
    (($d:tt) $($name:ident)*) => { $(macro_rules! $name { ($d($d t:tt)*) => { compile_error!("shadowed") }; })* };
}
shadow!(($) matches panic assert format write unreachable vec println debug_assert);

/// Every type has methods of these names.
pub trait Confusing {
    fn head_sent(&self) -> &'static str {
        "?"
    }
    fn mark(&self) {}
    fn is_some(&self) {}
}
impl<T: ?::core::marker::Sized> Confusing for T {}

pub struct Response;

impl ::headers_first::ResponseState for Response {
    fn head_sent(&self) -> bool {
        true
    }
}

impl Response {
    pub fn set_status(&mut self, _: u16) -> u8 {
        1
    }

    pub fn write(&mut self, _: &str) {}
}

pub fn helper(_: &mut Response) {}

#[attribute(response = res)]
pub fn checked(res: &mut Response) -> u8 {
    helper(res);
    res.set_status(200);
    res.set_status(201)
}

#[attribute(response = all)]
pub fn indexed(all: &mut [Response; 1]) {
    helper(&mut all[SITE]);
    all[SITE].set_status(200);
}

#[attribute(response = r#type)]
pub fn raw<T>(r#type: &mut Response, r#match: u16, _: T) {
    helper(r#type);
    r#type.set_status(r#match);
}

#[attribute(response = größe)]
pub fn not_ascii(größe: &mut Response) {
    helper(größe);
    größe.set_status(200);
    größe.write("x");
}

#[attribute(response = res, late = crate::handled)]
pub fn handed(res: &mut Response, site: u16) -> u16 {
    helper(res);
    res.set_status(site);
    site
}

pub fn handled(late: &::headers_first::LateHeader) {
    let _ = late;
}

#[attribute(response = res)]
pub fn hoisted(res: &mut Response, r#fn: u16) {
    res.write("x");
    let r#in = 200 + r#fn;
    res.set_status(r#in);
}

#[attribute(responses(res, other), warn(checked, hoisted))]
#[allow(deprecated)]
pub fn warned(res: &mut Response, other: &mut Response) {
    other.write("x");
    other.set_status(200);
    helper(res);
    res.set_status(200);
}

#[attribute(response = res, vocabulary = h3)]
pub fn tracked(res: &mut Stream, again: bool) {
    let mut sent = false;
    while again {
        if !sent {
            res.send_response(200);
        }
        sent = pick();
    }
}

pub struct Stream;

impl Stream {
    pub fn send_response(&mut self, _: u16) {}
}

pub fn pick() -> bool {
    true
}
