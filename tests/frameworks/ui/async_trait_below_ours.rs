use headers_first::{Error, ResponseWriter, headers_first};

#[async_trait::async_trait]
trait Handler {
    async fn handler(&self, res: &mut ResponseWriter) -> Result<(), Error>;
}

struct Site;

#[headers_first]
#[async_trait::async_trait]
impl Handler for Site {
    async fn handler(&self, res: &mut ResponseWriter) -> Result<(), Error> {
        let mut total = 0;
        for row in ["a", "b"] {
            total += row.len();
            res.write(row).await?;
        }
        res.insert_header("X-Total", total)?;
        Ok(())
    }
}

fn main() {}
