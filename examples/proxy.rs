//! A proxy: copies the head, the body and the trailers of an upstream, chunk by chunk.
//!
//! `cargo run --example proxy` starts an upstream that counts what it sends and says so in a trailer, puts the proxy
//! before it, and shows what arrives. If the upstream cannot be reached, the head is still open for a 502.
mod loopback;

use std::net::SocketAddr;

use bytes::Bytes;
use headers_first::{BoxError, Error, ResponseWriter, headers_first, service};
use http::header::{CONNECTION, HeaderName, TE, TRANSFER_ENCODING, UPGRADE};
use http::{HeaderMap, Request, Response};
use http_body_util::Empty;
use hyper::body::Incoming;
use hyper::client::conn::http1 as client;
use hyper::server::conn::http1;
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};

use loopback::{Mode, fetch, listen, show};

/// What concerns one connection only, and is not passed on.
const HOP_BY_HOP: [HeaderName; 5] =
    [CONNECTION, HeaderName::from_static("keep-alive"), TE, TRANSFER_ENCODING, UPGRADE];

/// The upstream: a few rows, and their number in a trailer.
#[headers_first]
async fn rows(_: Request<Incoming>, res: &mut ResponseWriter) -> Result<(), Error> {
    res.insert_header("Content-Type", "text/csv")?;
    res.declare_trailer("X-Rows")?;
    let mut count = 0;
    for row in ["Monday,42\n", "Tuesday,7\n"] {
        res.write(row).await?;
        count += 1;
    }
    res.append_trailer("X-Rows", count)?;
    res.finish()
}

/// The proxy's handler: everything on the head comes before the first byte of the body.
#[headers_first]
async fn forward(upstream: SocketAddr, path: &str, res: &mut ResponseWriter) -> Result<(), BoxError> {
    let Ok(answer) = ask(upstream, path).await else {
        return Ok(res.send_error(502)?);
    };
    let (head, body) = answer.into_parts();
    res.set_status(head.status)?;
    copy_headers(&head.headers, res.headers_mut()?);
    res.append_header("Via", "1.1 example")?;
    Ok(res.write_body(body).await?)
}

/// Sends the request on; the connection is closed with the last of the answer.
async fn ask(upstream: SocketAddr, path: &str) -> Result<Response<Incoming>, BoxError> {
    let io = TokioIo::new(TcpStream::connect(upstream).await?);
    let (mut sender, connection) = client::handshake(io).await?;
    tokio::spawn(connection);
    let request = Request::get(path).header("Host", upstream.to_string()).header(TE, "trailers");
    Ok(sender.send_request(request.body(Empty::<Bytes>::new())?).await?)
}

fn copy_headers(from: &HeaderMap, to: &mut HeaderMap) {
    for (name, value) in from.iter().filter(|(name, _)| !HOP_BY_HOP.contains(name)) {
        to.append(name, value.clone());
    }
}

/// Serves the upstream.
pub async fn serve_rows(listener: TcpListener) -> std::io::Result<()> {
    let rows = service(rows);
    loop {
        let io = TokioIo::new(listener.accept().await?.0);
        tokio::spawn(http1::Builder::new().serve_connection(io, rows.clone()));
    }
}

/// Serves the proxy.
pub async fn serve(listener: TcpListener, upstream: SocketAddr) -> std::io::Result<()> {
    let proxy = service(async move |req: Request<Incoming>, res: &mut ResponseWriter| {
        forward(upstream, req.uri().path(), res).await
    });
    loop {
        let io = TokioIo::new(listener.accept().await?.0);
        tokio::spawn(http1::Builder::new().serve_connection(io, proxy.clone()));
    }
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let (listener, mode) = listen().await?;
    let addr = listener.local_addr()?;
    let rows = TcpListener::bind(("127.0.0.1", 0)).await?;
    let upstream = rows.local_addr()?;
    let rows = tokio::spawn(serve_rows(rows));
    let server = tokio::spawn(serve(listener, upstream));
    if let Mode::Serve = mode {
        return server.await.expect("the server does not panic");
    }
    show("through the proxy", &fetch(addr, "/rows.csv").await?);
    rows.abort();
    let _ = rows.await;
    show("with the upstream gone", &fetch(addr, "/rows.csv").await?);
    Ok(())
}
