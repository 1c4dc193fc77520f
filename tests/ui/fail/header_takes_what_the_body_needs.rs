use headers_first::{Error, ResponseWriter, headers_first};

#[headers_first]
async fn handler(res: &mut ResponseWriter, name: String) -> Result<(), Error> {
    res.write(format!("hello {name}")).await?;
    res.insert_header("X-Name", name)?;
    Ok(())
}

fn main() {}
