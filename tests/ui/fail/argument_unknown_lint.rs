use headers_first::{Error, ResponseWriter, headers_first};

#[headers_first(deny(hoist))]
fn handler(res: &mut ResponseWriter) -> Result<(), Error> {
    res.finish()
}

fn main() {}
