use headers_first::{ResponseWriter, headers_first};

#[axum::debug_handler]
#[headers_first]
async fn handler(mut res: ResponseWriter) -> Result<(), String> {
    let mut total = 0;
    for row in ["a", "b"] {
        total += row.len();
        res.write(row).await.map_err(|error| error.to_string())?;
    }
    let _ = res.insert_header("X-Total", total);
    Ok(())
}

fn main() {}
