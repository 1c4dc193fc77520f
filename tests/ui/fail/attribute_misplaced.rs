use headers_first::{Error, ResponseWriter, headers_first};

#[headers_first]
#[hoist]
async fn handler(res: &mut ResponseWriter) -> Result<(), Error> {
    let sent = #[late(drop)]
    res.write("x");
    sent.await
}

fn main() {}
