use headers_first::{Error, ResponseWriter, headers_first};

async fn render(res: &mut ResponseWriter) -> Result<(), Error> {
    res.write("hello").await
}

#[headers_first(deny(checked))]
async fn handler(res: &mut ResponseWriter) -> Result<(), Error> {
    render(res).await?;
    res.insert_header("X-Done", "1")?;
    Ok(())
}

fn main() {}
