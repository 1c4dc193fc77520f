use headers_first::{Error, ResponseWriter, headers_first};

#[cfg_attr(all(), headers_first)]
#[cfg_attr(all(), tracing::instrument(skip_all))]
async fn handler(res: &mut ResponseWriter) -> Result<(), Error> {
    let mut total = 0;
    for row in ["a", "b"] {
        total += row.len();
        res.write(row).await?;
    }
    res.insert_header("X-Total", total)?;
    Ok(())
}

fn main() {}
