//! Without the prelude.
#![no_implicit_prelude]
#![deny(warnings)]

use ::headers_first::diagnostic;

pub struct Response;

impl ::headers_first::ResponseState for Response {
    fn head_sent(&self) -> bool {
        true
    }
}

impl Response {
    pub fn set_status(&mut self, _: u16) -> ::core::option::Option<()> {
        ::core::option::Option::None
    }
}

pub fn helper(_: &mut Response) {}

#[::headers_first::headers_first(response = res)]
pub fn checked(res: &mut Response) -> ::core::option::Option<()> {
    helper(res);
    res.set_status(200);
    res.set_status(201)
}

/// Without the `use` of the module.
pub mod writer {
    pub fn helper(_: &mut ::headers_first::ResponseWriter) {}

    #[::headers_first::headers_first]
    pub fn checked(res: &mut ::headers_first::ResponseWriter) -> ::core::result::Result<(), ::headers_first::Error> {
        helper(res);
        res.insert_header("X-A", "1")?;
        res.set_status(201)?;
        ::core::result::Result::Ok(())
    }

    #[::headers_first::headers_first(warn(hoisted))]
    #[allow(deprecated)]
    pub async fn hoisted(res: &mut ::headers_first::ResponseWriter) -> ::core::result::Result<(), ::headers_first::Error> {
        res.write("x").await?;
        res.insert_header("X-A", "1")?;
        ::core::result::Result::Ok(())
    }
}

/// What a check does with a response that cannot tell where the head went.
pub mod tracked {
    pub struct Stream;

    impl Stream {
        pub fn send_response(&mut self, _: u16) {}
    }

    pub fn pick() -> bool {
        true
    }

    #[::headers_first::headers_first(response = res, vocabulary = h3)]
    pub fn twice(res: &mut Stream, again: bool) {
        let mut sent = false;
        while again {
            if !sent {
                res.send_response(200);
            }
            sent = pick();
        }
    }
}
