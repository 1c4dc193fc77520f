use headers_first::{Error, ResponseWriter, headers_first};

#[headers_first]
async fn handler(res: &mut ResponseWriter, short: bool) -> Result<(), Error> {
    res.write("start").await?;
    if short {
        return Ok(());
    }
    res.insert_header("X-Long", "1")?;
    res.write("more").await
}

fn main() {}
