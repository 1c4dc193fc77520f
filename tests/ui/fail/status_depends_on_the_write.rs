use headers_first::{Error, ResponseWriter, headers_first};

#[headers_first]
async fn handler(res: &mut ResponseWriter) -> Result<(), Error> {
    let sent = res.write("hello").await;
    if sent.is_err() {
        res.set_status(500)?;
    }
    Ok(())
}

fn main() {}
