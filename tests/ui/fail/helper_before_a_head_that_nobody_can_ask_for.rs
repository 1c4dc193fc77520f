use headers_first::headers_first;

struct Stream;

impl Stream {
    async fn send_response(&mut self, _: u16) {}
}

async fn middleware(_: &mut Stream) {}

#[headers_first(response = stream, vocabulary = h3)]
async fn handler(stream: &mut Stream) {
    middleware(stream).await;
    stream.send_response(200).await;
}

fn main() {}
