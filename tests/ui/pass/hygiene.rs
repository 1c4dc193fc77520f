//! User code that takes the names that an expansion could need.
#![deny(warnings)]
#![allow(dead_code, non_camel_case_types)]

use headers_first::{Error as Failed, ResponseWriter, headers_first};

mod core {}
mod std {}
struct Option;
struct Some;
struct Result;
struct Sized;
struct Site;
struct Policy;
const SITE: u8 = 0;
fn drop() {}
fn late() {}

fn helper(_: &mut ResponseWriter) {}

#[headers_first]
fn checked(res: &mut ResponseWriter) -> ::core::result::Result<(), Failed> {
    helper(res);
    res.insert_header("X-A", "1")?;
    res.set_status(201)?;
    Ok(())
}

#[headers_first(late = drop)]
fn raw(r#type: &mut ResponseWriter, r#match: u16) -> ::core::result::Result<u8, Failed> {
    helper(r#type);
    r#type.insert_header("X-A", r#match)?;
    Ok(SITE)
}

#[headers_first(response = größe)]
fn not_ascii(größe: &mut ResponseWriter) -> ::core::result::Result<(), Failed> {
    größe.insert_header("X-A", "1")?;
    größe.finish()
}

fn main() {}
