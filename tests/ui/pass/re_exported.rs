//! Through a re-export, by an absolute path.
#![deny(warnings)]

pub mod web {
    pub use headers_first;
}

use web::headers_first::{Error, ResponseWriter};

fn helper(_: &mut ResponseWriter) {}

#[web::headers_first::headers_first(crate = crate::web::headers_first)]
pub fn checked(res: &mut ResponseWriter) -> Result<(), Error> {
    helper(res);
    res.insert_header("X-A", "1")?;
    Ok(())
}

fn main() {}
