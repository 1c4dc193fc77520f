use headers_first::{Error, ResponseWriter, headers_first};

#[headers_first]
async fn handler(res: &mut ResponseWriter, name: &str) -> Result<(), Error> {
    res.write("start").await?;
    let name = name.trim();
    res.insert_header("X-Name", name)?;
    res.write(name.to_owned()).await
}

fn main() {}
