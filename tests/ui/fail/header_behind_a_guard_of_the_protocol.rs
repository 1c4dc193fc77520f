use headers_first::{Error, ResponseWriter, headers_first};

enum Event {
    Header(&'static str),
    Chunk(&'static str),
}

#[headers_first(deny(checked))]
async fn handler(res: &mut ResponseWriter, events: Vec<Event>) -> Result<(), Error> {
    for event in events {
        match event {
            Event::Header(name) => {
                res.insert_header(name, "1")?;
            }
            Event::Chunk(chunk) => res.write(chunk).await?,
        }
    }
    Ok(())
}

fn main() {}
