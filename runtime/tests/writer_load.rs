//! Many responses at once, on several threads.
#![cfg(feature = "hyper")]
#![allow(missing_docs)]
mod support;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use bytes::Bytes;
use headers_first::{Error, ResponseWriter, service};
use http::Request;
use http_body_util::Empty;
use hyper::body::Incoming;
use hyper_util::rt::{TokioExecutor, TokioIo};
use tokio::net::TcpStream;
use tokio::sync::watch;

use support::Protocol::Http2;
use support::{run_on_threads, serve, text};

const CONNECTIONS: usize = 20;
const STREAMS: usize = 100;

/// All streams are open at the same time: each handler waits, its head sent, until the last one has started.
#[test]
fn two_thousand_open_streams_lose_nothing() {
    run_on_threads(async {
        let (open, all_open) = watch::channel(());
        let started = Arc::new(AtomicUsize::new(0));
        let handler = service(async move |req: Request<Incoming>, res: &mut ResponseWriter| {
            let mut all_open = all_open.clone();
            res.flush().await?;
            if started.fetch_add(1, Ordering::AcqRel) + 1 == CONNECTIONS * STREAMS {
                open.send_replace(());
            } else {
                let _ = all_open.changed().await;
            }
            for part in 0..3 {
                res.write(format!("{}:{part};", req.uri().path())).await?;
            }
            Ok::<_, Error>(())
        });
        let addr = serve(Http2, handler).await;
        let clients = (0..CONNECTIONS).map(|client| tokio::spawn(fetch_all(addr, client * STREAMS)));
        for client in clients.collect::<Vec<_>>() {
            client.await.unwrap();
        }
    });
}

/// Opens many streams on one connection, and reads each of them to its end.
async fn fetch_all(addr: std::net::SocketAddr, first: usize) {
    let io = TokioIo::new(TcpStream::connect(addr).await.unwrap());
    let (sender, connection) = hyper::client::conn::http2::handshake(TokioExecutor::new(), io).await.unwrap();
    tokio::spawn(connection);
    let streams = (first..first + STREAMS).map(|id| {
        let mut sender = sender.clone();
        tokio::spawn(async move {
            let uri = format!("http://{addr}/{id}");
            let request = Request::get(uri).body(Empty::<Bytes>::new()).unwrap();
            sender.ready().await.unwrap();
            let answer = text(sender.send_request(request).await.unwrap()).await;
            assert_eq!(answer, format!("/{id}:0;/{id}:1;/{id}:2;"));
        })
    });
    for stream in streams.collect::<Vec<_>>() {
        stream.await.unwrap();
    }
}
