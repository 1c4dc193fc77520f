use headers_first::{Error, ResponseWriter, headers_first};

#[headers_first(lote = drop)]
async fn handler(res: &mut ResponseWriter) -> Result<(), Error> {
    res.finish()
}

fn main() {}
