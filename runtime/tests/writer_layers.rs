//! Streams behind the layers that people put around them: compression, trace, timeout, and nested routers.
#![cfg(all(feature = "axum", feature = "hyper"))]
#![allow(missing_docs)]
mod support;

use std::io::Read;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::handler::Handler;
use axum::routing::get;
use headers_first::{BoxError, Error, ResponseWriter, StreamLayer, service};
use http::header::{ACCEPT_ENCODING, CONTENT_TYPE};
use http::{Request, Response, StatusCode};
use http_body_util::{BodyExt, Empty};
use hyper::body::Incoming;
use hyper_util::service::TowerToHyperService;
use tokio::sync::{Notify, mpsc};
use tower::Layer;
use tower_http::compression::CompressionLayer;
use tower_http::timeout::TimeoutLayer;
use tower_http::trace::TraceLayer;

use support::Protocol::{Http1, Http2};
use support::{Protocol, chunk, request, run, text};

const PROTOCOLS: [Protocol; 2] = [Http1, Http2];
const LIMIT: Duration = Duration::from_secs(20);
const PART: &str = "a part that is long enough for every compression to take it on\n";

fn timeout(limit: Duration) -> TimeoutLayer {
    TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, limit)
}

/// An app with one handler under `/api/v1/export`, behind all layers.
fn app<H: Handler<T, ()>, T: 'static>(handler: H, limit: Duration) -> Router {
    let export = Router::new().route("/export", get(handler.layer(StreamLayer::new())));
    Router::new()
        .nest("/api", Router::new().nest("/v1", export))
        .layer(timeout(limit))
        .layer(TraceLayer::new_for_http())
        .layer(CompressionLayer::new())
}

/// What such an app answers; `encoding` switches the compression on.
async fn fetch(protocol: Protocol, app: Router, encoding: Option<&str>) -> Response<Incoming> {
    let addr = support::serve(protocol, TowerToHyperService::new(app)).await;
    let mut ask = Request::get(format!("http://{addr}/api/v1/export"));
    if let Some(encoding) = encoding {
        ask = ask.header(ACCEPT_ENCODING, encoding);
    }
    request(protocol, addr, ask.body(Empty::new()).unwrap()).await
}

async fn parts(mut res: ResponseWriter) -> Result<(), Error> {
    res.insert_header(CONTENT_TYPE, "text/plain")?;
    for _ in 0..100 {
        res.write(PART).await?;
    }
    Ok(())
}

fn unzip(bytes: &[u8]) -> String {
    let mut text = String::new();
    flate2::read::GzDecoder::new(bytes).read_to_string(&mut text).unwrap();
    text
}

#[test]
fn a_stream_is_whole_without_compression() {
    for protocol in PROTOCOLS {
        run(async {
            let response = fetch(protocol, app(parts, LIMIT), None).await;
            assert!(!response.headers().contains_key("content-encoding"));
            assert_eq!(text(response).await, PART.repeat(100));
        });
    }
}

#[test]
fn a_stream_is_whole_with_compression() {
    for protocol in PROTOCOLS {
        run(async {
            let response = fetch(protocol, app(parts, LIMIT), Some("gzip")).await;
            assert_eq!(response.headers()["content-encoding"], "gzip");
            let bytes = response.into_body().collect().await.unwrap().to_bytes();
            assert!(bytes.len() < PART.len() * 10, "{} bytes are not compressed", bytes.len());
            assert_eq!(unzip(&bytes), PART.repeat(100));
        });
    }
}

/// The second chunk is written only after the first has arrived, so that nothing may hold it back.
#[test]
fn each_chunk_leaves_at_once() {
    for (protocol, encoding) in [(Http1, None), (Http1, Some("gzip")), (Http2, Some("gzip"))] {
        run(async {
            let seen = Arc::new(Notify::new());
            let go = Arc::clone(&seen);
            let handler = async move |mut res: ResponseWriter| {
                res.insert_header(CONTENT_TYPE, "text/plain")?;
                res.write(PART).await?;
                go.notified().await;
                res.write("second").await
            };
            let mut body = fetch(protocol, app(handler, LIMIT), encoding).await.into_body();
            assert!(chunk(&mut body).await.is_some());
            seen.notify_one();
            assert!(body.collect().await.is_ok());
        });
    }
}

#[test]
fn an_abort_shows_through_the_compression() {
    for protocol in PROTOCOLS {
        run(async {
            let seen = Arc::new(Notify::new());
            let go = Arc::clone(&seen);
            let handler = async move |mut res: ResponseWriter| {
                res.insert_header(CONTENT_TYPE, "text/plain")?;
                res.write(PART).await?;
                go.notified().await;
                Err::<(), _>(Error::InvalidStatus)
            };
            let mut body = fetch(protocol, app(handler, LIMIT), Some("gzip")).await.into_body();
            assert!(chunk(&mut body).await.is_some());
            seen.notify_one();
            assert!(body.collect().await.is_err());
        });
    }
}

#[test]
fn trailers_pass_the_layers() {
    for encoding in [None, Some("gzip")] {
        run(async {
            let handler = async |mut res: ResponseWriter| {
                res.insert_header(CONTENT_TYPE, "text/plain")?;
                res.write(PART).await?;
                res.append_trailer("X-Rows", 1).map(drop)
            };
            let body = fetch(Http2, app(handler, LIMIT), encoding).await.into_body();
            assert_eq!(body.collect().await.unwrap().trailers().unwrap()["x-rows"], "1");
        });
    }
}

/// Tells when it is dropped.
struct Told(mpsc::UnboundedSender<()>);

impl Drop for Told {
    fn drop(&mut self) {
        let _ = self.0.send(());
    }
}

#[test]
fn a_timeout_before_the_head_drops_the_handler() {
    run(async {
        let (sender, mut dropped) = mpsc::unbounded_channel();
        let handler = async move |mut res: ResponseWriter| {
            let _told = Told(sender);
            res.insert_header("X-Secret", "half built").unwrap();
            std::future::pending::<()>().await;
        };
        let response = fetch(Http1, app(handler, Duration::from_millis(20)), None).await;
        assert_eq!(response.status(), StatusCode::REQUEST_TIMEOUT);
        assert!(!response.headers().contains_key("x-secret"));
        dropped.recv().await.unwrap();
    });
}

#[test]
fn a_timeout_does_not_cut_a_stream_that_has_begun() {
    run(async {
        let handler = async |mut res: ResponseWriter| {
            res.write("first ").await?;
            tokio::time::sleep(Duration::from_millis(60)).await;
            res.write("second").await
        };
        let response = fetch(Http1, app(handler, Duration::from_millis(20)), None).await;
        assert_eq!(text(response).await, "first second");
    });
}

/// The same layers around a service, without a router.
#[test]
fn layers_take_a_plain_service() {
    for protocol in PROTOCOLS {
        run(async {
            let plain = service(async |_: Request<Incoming>, res: &mut ResponseWriter| {
                res.insert_header(CONTENT_TYPE, "text/plain")?;
                res.write(PART).await?;
                Ok::<_, BoxError>(())
            });
            let stack = CompressionLayer::new().layer(timeout(LIMIT).layer(plain));
            let stack = TraceLayer::new_for_http().layer(stack);
            let addr = support::serve(protocol, TowerToHyperService::new(stack)).await;
            let ask = Request::get(format!("http://{addr}/")).header(ACCEPT_ENCODING, "gzip");
            let response = request(protocol, addr, ask.body(Empty::new()).unwrap()).await;
            assert_eq!(unzip(&response.into_body().collect().await.unwrap().to_bytes()), PART);
        });
    }
}

#[test]
fn a_router_takes_a_plain_service() {
    run(async {
        let plain = service(async |req, res| res.send(req.uri().path().to_owned()));
        let app = Router::new().route_service("/here", plain);
        let addr = support::serve(Http1, TowerToHyperService::new(app)).await;
        let ask = Request::get(format!("http://{addr}/here")).body(Empty::new()).unwrap();
        assert_eq!(text(request(Http1, addr, ask).await).await, "/here");
    });
}
