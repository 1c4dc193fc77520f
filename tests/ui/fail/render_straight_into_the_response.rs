use headers_first::{Error, IoWriter, ResponseWriter, headers_first};

fn page(_: &mut IoWriter<'_>) -> Result<(), Error> {
    Ok(())
}

#[headers_first]
async fn handler(res: &mut ResponseWriter) -> Result<(), Error> {
    if page(&mut res.as_io_writer()).is_err() {
        res.set_status(500)?;
    }
    Ok(())
}

fn main() {}
