//! A hyper server and clients on a loopback connection. Everything runs on the runtime of one test, and ends with it.
#![allow(dead_code, unreachable_pub, reason = "each test file uses its own part")]
use std::future::Future;
use std::net::SocketAddr;

use bytes::Bytes;
use headers_first::BoxError;
use http::{Request, Response};
use http_body::Body;
use http_body_util::{BodyExt, Empty};
use hyper::body::Incoming;
use hyper::service::Service;
use hyper_util::rt::{TokioExecutor, TokioIo};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

#[derive(Clone, Copy, PartialEq)]
pub enum Protocol {
    Http1,
    Http2,
}

/// Runs a test on a runtime of its own; what it spawned ends with it.
pub fn run<T>(test: impl Future<Output = T>) -> T {
    run_on(tokio::runtime::Builder::new_current_thread(), test)
}

/// The same with two threads.
pub fn run_on_threads<T>(test: impl Future<Output = T>) -> T {
    let mut builder = tokio::runtime::Builder::new_multi_thread();
    builder.worker_threads(2);
    run_on(builder, test)
}

fn run_on<T>(mut builder: tokio::runtime::Builder, test: impl Future<Output = T>) -> T {
    builder.enable_all().build().unwrap().block_on(async {
        let limit = std::time::Duration::from_secs(30);
        tokio::time::timeout(limit, test).await.expect("the test hangs")
    })
}

/// Serves every connection until the runtime ends.
pub async fn serve<S, B>(protocol: Protocol, service: S) -> SocketAddr
where
    S: Service<Request<Incoming>, Response = Response<B>> + Clone + Send + 'static,
    S::Future: Send + 'static,
    S::Error: Into<BoxError>,
    B: Body<Data = Bytes, Error: Into<BoxError>> + Send + 'static,
{
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let addr = listener.local_addr().unwrap();
    tokio::spawn(async move {
        loop {
            let (stream, _) = listener.accept().await.unwrap();
            let (io, service) = (TokioIo::new(stream), service.clone());
            tokio::spawn(async move {
                let _ = match protocol {
                    Protocol::Http1 => {
                        hyper::server::conn::http1::Builder::new().serve_connection(io, service).await
                    }
                    Protocol::Http2 => {
                        let executor = TokioExecutor::new();
                        hyper::server::conn::http2::Builder::new(executor).serve_connection(io, service).await
                    }
                };
            });
        }
    });
    addr
}

/// Requests `GET /` with hyper's client.
pub async fn get(protocol: Protocol, addr: SocketAddr) -> Response<Incoming> {
    request(protocol, addr, Request::get(format!("http://{addr}/")).body(Empty::new()).unwrap()).await
}

/// Sends one request on a connection of its own.
pub async fn request(
    protocol: Protocol,
    addr: SocketAddr,
    request: Request<Empty<Bytes>>,
) -> Response<Incoming> {
    let io = TokioIo::new(TcpStream::connect(addr).await.unwrap());
    match protocol {
        Protocol::Http1 => {
            let (mut sender, connection) = hyper::client::conn::http1::handshake(io).await.unwrap();
            tokio::spawn(connection);
            sender.send_request(request).await.unwrap()
        }
        Protocol::Http2 => {
            let executor = TokioExecutor::new();
            let (mut sender, connection) = hyper::client::conn::http2::handshake(executor, io).await.unwrap();
            tokio::spawn(connection);
            sender.send_request(request).await.unwrap()
        }
    }
}

/// Sends these bytes and reads until the server closes the connection.
pub async fn raw(addr: SocketAddr, request: &str) -> String {
    let mut stream = TcpStream::connect(addr).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    // A reset after the last byte is as good as an end.
    let _ = stream.read_to_end(&mut answer).await;
    String::from_utf8(answer).unwrap()
}

/// Says that a test was not run because a program is missing, where it can be seen. A failure where `CI` is set.
pub fn not_run(test: &str, program: &str) {
    use std::io::Write;
    assert!(std::env::var_os("CI").is_none(), "{program} is not installed, and this is CI");
    // Not `eprintln`, which is shown only if a test fails.
    let line = format!("NOT RUN: {test}: {program} is not installed\n");
    let _ = std::io::stderr().write_all(line.as_bytes());
}

/// The whole body as text.
pub async fn text(response: Response<Incoming>) -> String {
    let bytes = response.into_body().collect().await.unwrap().to_bytes();
    String::from_utf8(bytes.into()).unwrap()
}

/// The next chunk of a body.
pub async fn chunk(body: &mut Incoming) -> Option<Bytes> {
    body.frame().await?.ok()?.into_data().ok()
}
