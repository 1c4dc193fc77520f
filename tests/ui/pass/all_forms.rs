//! The attribute on every kind of item, on time.
use headers_first::{Error, ResponseWriter, headers_first};

#[headers_first]
async fn function(res: &mut ResponseWriter) -> Result<(), Error> {
    res.set_status(201)?.insert_header("X-Kind", "function")?;
    res.write("x").await
}

struct Site {
    res: ResponseWriter,
}

#[headers_first(response = self.res)]
impl Site {
    async fn method(&mut self) -> Result<(), Error> {
        self.res.insert_header("X-Kind", "method")?;
        self.res.write("x").await
    }

    fn other(&self) -> bool {
        self.res.head_sent()
    }
}

#[headers_first]
mod handlers {
    use headers_first::{Error, ResponseWriter};

    pub(crate) fn redirect(res: &mut ResponseWriter) -> Result<(), Error> {
        res.redirect("/")
    }
}

#[headers_first]
fn generic<W: std::ops::DerefMut<Target = ResponseWriter>>(res: &mut ResponseWriter, _: W) -> Result<(), Error> {
    res.finish()
}

fn main() {
    let _ = (function, Site::method, Site::other, handlers::redirect, generic::<Box<ResponseWriter>>);
}
