use headers_first::{Error, ResponseWriter, headers_first};

#[headers_first]
async fn handler(res: &mut ResponseWriter) -> Result<&mut ResponseWriter, Error> {
    res.write("x").await?;
    res.insert_header("X-Done", "1")
}

fn main() {}
