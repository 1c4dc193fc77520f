#![deny(deprecated)]
use headers_first::{Error, ResponseWriter, headers_first};

#[headers_first(warn(hoisted))]
async fn handler(res: &mut ResponseWriter) -> Result<(), Error> {
    res.write("hello").await?;
    res.insert_header("X-Done", "1")?;
    Ok(())
}

fn main() {}
