#![deny(deprecated)]
use headers_first::{Error, ResponseWriter, headers_first};

fn render(_: &mut ResponseWriter) {}

#[headers_first(warn(checked))]
async fn handler(res: &mut ResponseWriter) -> Result<(), Error> {
    render(res);
    res.insert_header("X-Done", "1")?;
    Ok(())
}

fn main() {}
