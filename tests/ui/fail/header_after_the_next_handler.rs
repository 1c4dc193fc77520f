use headers_first::{Error, ResponseWriter, headers_first};

struct Next;

impl Next {
    async fn run(&self, res: &mut ResponseWriter) -> Result<(), Error> {
        res.write("x").await
    }
}

#[headers_first(calls(next.run = write))]
async fn handler(res: &mut ResponseWriter, next: &Next, start: std::time::Instant) -> Result<(), Error> {
    next.run(res).await?;
    res.insert_header("X-Time", start.elapsed().as_secs())?;
    Ok(())
}

fn main() {}
