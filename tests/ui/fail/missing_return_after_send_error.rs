use headers_first::{Error, ResponseWriter, headers_first};

#[headers_first]
fn handler(res: &mut ResponseWriter, known: bool) -> Result<(), Error> {
    if !known {
        res.send_error(404)?;
    }
    res.insert_header("Content-Type", "text/plain")?;
    res.send("found")?;
    Ok(())
}

fn main() {}
