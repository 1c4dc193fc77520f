use headers_first::{Error, ResponseWriter, headers_first};

#[headers_first]
async fn handler(res: &mut ResponseWriter) -> Result<(), Error> {
    res.write("x").await?;
    #[late(ignore)]
    res.insert_header("X-Done", "1")?;
    Ok(())
}

fn main() {}
