//! A user of a framework that brings the attribute along, and does not depend on it.
#![deny(warnings)]

use facade::{Response, headers_first};

pub fn helper(res: &mut Response) {
    res.push("x");
}

#[headers_first(vocabulary = facade::web!, crate = ::facade::__private::headers_first)]
pub fn hoisted(res: &mut Response) {
    res.push("x");
    res.put("X-A");
}

#[headers_first(vocabulary = facade::web!, crate = ::facade::__private::headers_first)]
pub fn checked(res: &mut Response) {
    helper(res);
    res.put("X-A");
}
