use headers_first::{Error, ResponseWriter, headers_first};

fn rows() -> Result<&'static str, Error> {
    Ok("1, 2")
}

#[headers_first]
async fn handler(res: &mut ResponseWriter) -> Result<(), Error> {
    res.write("[").await?;
    match rows() {
        Ok(rows) => res.write(rows).await?,
        Err(_) => return res.send_error(500),
    }
    res.write("]").await
}

fn main() {}
