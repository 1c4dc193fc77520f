use headers_first::{Error, ResponseWriter, headers_first};

#[headers_first]
async fn handler(res: &mut ResponseWriter, rows: Vec<Result<String, Error>>) -> Result<(), Error> {
    for row in rows {
        match row {
            Ok(row) => res.write(row).await?,
            Err(_) => {
                res.set_status(500)?;
                return Ok(());
            }
        }
    }
    Ok(())
}

fn main() {}
