use headers_first::{Error, ResponseWriter, headers_first};

#[headers_first]
async fn handler(a: &mut ResponseWriter, b: &mut ResponseWriter, first: bool) -> Result<(), Error> {
    let res = if first { a } else { b };
    res.write("x").await?;
    res.insert_header("X-Done", "1")?;
    Ok(())
}

fn main() {}
