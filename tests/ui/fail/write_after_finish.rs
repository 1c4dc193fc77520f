use headers_first::{Error, ResponseWriter, headers_first};

#[headers_first]
async fn handler(res: &mut ResponseWriter) -> Result<(), Error> {
    res.finish()?;
    res.write("more").await?;
    Ok(())
}

fn main() {}
