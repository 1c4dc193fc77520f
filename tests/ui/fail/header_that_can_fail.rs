use headers_first::{Error, ResponseWriter, headers_first};

fn log(_: &str) {}

#[headers_first]
async fn handler(res: &mut ResponseWriter, name: &str) -> Result<(), Error> {
    res.write("x").await?;
    log("written");
    res.insert_header("X-Name", name)?;
    Ok(())
}

fn main() {}
