use headers_first::{Error, ResponseWriter, headers_first};

#[headers_first]
async fn handler(res: &mut ResponseWriter, rows: Vec<String>) -> Result<(), Error> {
    let mut total = 0;
    for row in rows {
        total += row.len();
        res.write(row).await?;
    }
    res.insert_header("X-Total", format!("{}", total as u64 + 1))?;
    Ok(())
}

fn main() {}
