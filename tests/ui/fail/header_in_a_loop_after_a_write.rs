use headers_first::{Error, ResponseWriter, headers_first};

#[headers_first]
async fn handler(res: &mut ResponseWriter, parts: Vec<String>) -> Result<(), Error> {
    for part in parts {
        res.insert_header("X-Part", part.len())?;
        res.write(part).await?;
    }
    Ok(())
}

fn main() {}
