use headers_first::{Error, ResponseWriter, headers_first};

#[headers_first(crate = headers_first)]
fn handler(res: &mut ResponseWriter) -> Result<(), Error> {
    res.finish()
}

fn main() {}
