use headers_first::{Error, ResponseWriter, headers_first};

fn render(_: &mut ResponseWriter) {}

#[headers_first(warn(hoisted))]
async fn hoisted(res: &mut ResponseWriter) -> Result<(), Error> {
    res.write("hello").await?;
    res.insert_header("X-Done", "1")?;
    Ok(())
}

#[headers_first(warn(checked))]
async fn checked(res: &mut ResponseWriter) -> Result<(), Error> {
    render(res);
    res.insert_header("X-Done", "1")?;
    Ok(())
}

#[headers_first(warn(late))]
async fn late(res: &mut ResponseWriter) -> Result<(), Error> {
    let mut total = 0;
    for row in ["a", "b"] {
        total += row.len();
        res.write(row).await?;
    }
    res.insert_header("X-Total", total)?;
    Ok(())
}

// A warning becomes an error where the user says so.
#[headers_first(warn(hoisted))]
#[deny(deprecated)]
async fn denied(res: &mut ResponseWriter) -> Result<(), Error> {
    res.write("hello").await?;
    res.insert_header("X-Done", "1")?;
    Ok(())
}

fn main() {}
