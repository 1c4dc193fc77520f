use headers_first::{Error, ResponseWriter, headers_first};

fn footer(_: &mut ResponseWriter) {}

#[headers_first]
async fn handler(res: &mut ResponseWriter) -> Result<(), Error> {
    res.write("x").await?;
    footer(res);
    res.insert_header("X-Done", "1")?;
    Ok(())
}

fn main() {}
