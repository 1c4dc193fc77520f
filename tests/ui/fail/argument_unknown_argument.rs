use headers_first::{Error, ResponseWriter, headers_first};

#[headers_first(respnse = res)]
fn handler(res: &mut ResponseWriter) -> Result<(), Error> {
    res.finish()
}

fn main() {}
