//! What a chunk costs on its way from a handler to the server, without a network: the writer against the two usual
//! ways to make a streaming body by hand. Run it with `cargo bench -p headers-first --features tower`.
#![allow(missing_docs)]
use std::convert::Infallible;
use std::hint::black_box;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Instant;

use bytes::Bytes;
use headers_first::{Error, ResponseWriter, service};
use http::{Request, Response};
use http_body::{Body, Frame};
use http_body_util::BodyExt;
use tokio::sync::mpsc;
use tower::Service;

const CHUNKS: u64 = 1000;
const ROUNDS: u32 = 300;
const CHUNK: Bytes = Bytes::from_static(&[b'x'; 64]);

/// A body that is fed by a spawned task through a channel.
struct Fed(mpsc::Receiver<Bytes>);

impl Body for Fed {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        self.0.poll_recv(cx).map(|chunk| chunk.map(|chunk| Ok(Frame::data(chunk))))
    }
}

async fn written() -> u64 {
    let mut handler = service(async |_: Request<()>, res: &mut ResponseWriter| {
        res.insert_header("Content-Type", "text/plain")?;
        for _ in 0..CHUNKS {
            res.write(CHUNK).await?;
        }
        Ok::<_, Error>(())
    });
    read(handler.call(Request::new(())).await.unwrap()).await
}

async fn fed() -> u64 {
    let (sender, receiver) = mpsc::channel(1);
    tokio::spawn(async move {
        for _ in 0..CHUNKS {
            sender.send(CHUNK).await.unwrap();
        }
    });
    let response = Response::builder().header("Content-Type", "text/plain").body(Fed(receiver)).unwrap();
    read(response).await
}

async fn small() -> u64 {
    let mut handler = service(async |_: Request<()>, res: &mut ResponseWriter| res.send(CHUNK));
    read(handler.call(Request::new(())).await.unwrap()).await
}

async fn read<B: Body<Data = Bytes> + Unpin>(response: Response<B>) -> u64 {
    let mut body = response.into_body();
    let mut len = 0;
    while let Some(Ok(frame)) = body.frame().await {
        len += frame.data_ref().map_or(0, Bytes::len) as u64;
    }
    len
}

/// Prints the time of one unit, the best of several rounds.
async fn measure<F: Future<Output = u64>>(name: &str, units: u64, run: impl Fn() -> F) {
    let mut best = f64::MAX;
    for _ in 0..ROUNDS {
        let start = Instant::now();
        black_box(run().await);
        best = best.min(start.elapsed().as_nanos() as f64 / units as f64);
    }
    println!("{name:<42} {best:>8.1} ns");
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    measure("a chunk through the writer", CHUNKS, written).await;
    measure("a chunk through a task and a channel", CHUNKS, fed).await;
    measure("a whole small response with the writer", 1, small).await;
}
