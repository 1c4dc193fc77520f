use headers_first::{Error, ResponseWriter, headers_first};

#[headers_first]
async fn handler(res: &mut ResponseWriter, rows: Vec<String>) -> Result<(), Error> {
    let mut length = 0;
    for row in rows {
        length += row.len();
        res.write(row).await?;
    }
    res.insert_header("Content-Length", length)?;
    Ok(())
}

fn main() {}
