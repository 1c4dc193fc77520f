use headers_first::{Error, ResponseWriter, headers_first};

fn version() -> &'static str {
    "1.0"
}

#[headers_first]
async fn handler(res: &mut ResponseWriter) -> Result<(), Error> {
    res.write("x").await?;
    res.insert_header("X-Version", version())?;
    Ok(())
}

fn main() {}
