//! Handlers of axum that write their response.
#![cfg(feature = "axum")]
#![allow(missing_docs)]
mod support;

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, State};
use axum::handler::Handler;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use headers_first::{Error, ResponseWriter, StreamLayer};
use http::{Request, StatusCode};
use http_body_util::{BodyExt, Empty};
use hyper_util::service::TowerToHyperService;

use support::Protocol::{Http1, Http2};
use support::{Protocol, raw, request, run, text};

const CLOSE: &str = "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

/// An application's own error, with its own page.
enum AppError {
    Broken(Error),
    Teapot,
}

impl From<Error> for AppError {
    fn from(error: Error) -> Self {
        AppError::Broken(error)
    }
}

impl IntoResponse for AppError {
    fn into_response(self) -> Response {
        match self {
            AppError::Broken(error) => (StatusCode::BAD_GATEWAY, error.to_string()).into_response(),
            AppError::Teapot => (StatusCode::IM_A_TEAPOT, "short and stout").into_response(),
        }
    }
}

async fn serve(protocol: Protocol, app: Router) -> std::net::SocketAddr {
    support::serve(protocol, TowerToHyperService::new(app)).await
}

/// `GET /` of an app with one handler on that path.
async fn fetch<H, T>(protocol: Protocol, handler: H) -> Response<hyper::body::Incoming>
where
    H: Handler<T, ()>,
    T: 'static,
{
    let app = Router::new().route("/", get(handler.layer(StreamLayer::new())));
    support::get(protocol, serve(protocol, app).await).await
}

/// The bytes on the wire for such a handler.
async fn wire<H, T>(handler: H) -> String
where
    H: Handler<T, ()>,
    T: 'static,
{
    let app = Router::new().route("/", get(handler.layer(StreamLayer::new())));
    raw(serve(Http1, app).await, CLOSE).await
}

async fn two_chunks(mut res: ResponseWriter) -> Result<(), AppError> {
    res.insert_header("X-Kind", "test")?;
    res.write("one ").await?;
    Ok(res.write("two").await?)
}

#[test]
fn a_handler_streams() {
    for protocol in [Http1, Http2] {
        run(async {
            let response = fetch(protocol, two_chunks).await;
            assert_eq!(response.headers()["x-kind"], "test");
            assert_eq!(text(response).await, "one two");
        });
    }
}

#[test]
fn other_extractors_work_beside_it() {
    async fn handler(
        State(name): State<&'static str>,
        Path(id): Path<u32>,
        mut res: ResponseWriter,
        body: String,
    ) -> Result<(), AppError> {
        Ok(res.write(format!("{name} {id} {}", body.len())).await?)
    }
    run(async {
        let app = Router::new().route("/{id}", get(handler.layer(StreamLayer::new()))).with_state("item");
        let addr = serve(Http1, app).await;
        let ask = Request::get(format!("http://{addr}/7")).body(Empty::new()).unwrap();
        assert_eq!(text(request(Http1, addr, ask).await).await, "item 7 0");
    });
}

#[test]
fn a_success_keeps_its_body_under_the_writers_head() {
    run(async {
        let response = fetch(Http1, async |mut res: ResponseWriter| {
            res.set_status(201).unwrap().insert_header("X-Kind", "test").unwrap();
            axum::response::Html("<p>made</p>")
        })
        .await;
        assert_eq!(
            (response.status().as_u16(), &response.headers()["x-kind"]),
            (201, &"test".parse().unwrap())
        );
        assert_eq!(response.headers()["content-type"], "text/html; charset=utf-8");
        assert_eq!(text(response).await, "<p>made</p>");
    });
}

#[test]
fn an_error_before_the_head_is_sent_as_it_is() {
    run(async {
        let response = fetch(Http1, async |mut res: ResponseWriter| {
            res.insert_header("X-Secret", "half built")?;
            Err::<(), _>(AppError::Teapot)
        })
        .await;
        assert_eq!(response.status(), 418);
        assert!(!response.headers().contains_key("x-secret"));
        assert_eq!(text(response).await, "short and stout");
    });
}

#[test]
fn an_error_of_the_writer_is_a_clean_500() {
    let answer = run(wire(async |mut res: ResponseWriter| {
        res.insert_header("X-Secret", "half built")?;
        res.insert_header("Content-Length", "many").map(drop)
    }));
    assert!(answer.starts_with("HTTP/1.1 500") && !answer.contains("x-secret"), "{answer}");
    assert!(answer.ends_with("Internal Server Error"), "{answer}");
}

#[test]
fn an_error_after_the_head_cuts_the_response_off() {
    let answer = run(wire(async |mut res: ResponseWriter| {
        res.write("half").await?;
        Err::<(), _>(AppError::Teapot)
    }));
    assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("4\r\nhalf\r\n"), "{answer}");
}

#[test]
fn a_body_returned_after_the_head_cuts_the_response_off() {
    let answer = run(wire(async |mut res: ResponseWriter| {
        res.write("half").await.unwrap();
        "another body"
    }));
    assert!(answer.ends_with("4\r\nhalf\r\n"), "{answer}");
}

#[test]
fn a_header_returned_after_the_head_is_reported() {
    let seen = Arc::new(std::sync::Mutex::new(Vec::new()));
    let hook = Arc::clone(&seen);
    headers_first::set_late_hook(Box::new(move |late| {
        hook.lock().unwrap().push((late.operation(), late.header().map(str::to_owned), late.sent_by()));
    }));
    let answer = run(wire(async |mut res: ResponseWriter| {
        res.write("all").await.unwrap();
        [("x-late", "1")]
    }));
    assert!(answer.ends_with("3\r\nall\r\n0\r\n\r\n"), "{answer}");
    assert!(seen.lock().unwrap().contains(&("return", Some("x-late".into()), Some("write"))));
}

#[test]
fn what_was_held_back_is_sent_at_the_end() {
    let answer = run(wire(async |mut res: ResponseWriter| {
        res.buffer(64)?;
        res.write("a small page").await?;
        res.insert_header("X-Late", "not yet")?;
        Ok::<_, AppError>(())
    }));
    assert!(answer.contains("x-late: not yet\r\n") && answer.contains("content-length: 12\r\n"), "{answer}");
    assert!(answer.ends_with("\r\n\r\na small page"), "{answer}");
}

#[test]
fn a_panic_after_the_head_cuts_the_response_off() {
    async fn handler(mut res: ResponseWriter) {
        res.write("half").await.unwrap();
        panic!("on purpose")
    }
    let answer = run(wire(handler));
    assert!(answer.ends_with("4\r\nhalf\r\n"), "{answer}");
}

#[test]
fn a_panic_before_the_head_is_a_clean_500() {
    async fn handler(_: ResponseWriter) {
        panic!("on purpose")
    }
    assert!(run(wire(handler)).starts_with("HTTP/1.1 500"));
}

#[test]
fn a_short_body_is_cut_off() {
    let answer = run(wire(async |mut res: ResponseWriter| {
        res.insert_header("Content-Length", 40)?;
        res.write("one").await?;
        Ok::<_, AppError>(())
    }));
    assert!(answer.ends_with("\r\n\r\none") && answer.contains("content-length: 40"), "{answer}");
}

#[test]
fn a_writer_in_another_task_streams_on() {
    let answer = run(wire(async |mut res: ResponseWriter| {
        tokio::spawn(async move {
            res.write("from a task").await.unwrap();
            res.finish().unwrap();
        });
    }));
    assert!(answer.ends_with("B\r\nfrom a task\r\n0\r\n\r\n"), "{answer}");
}

#[test]
fn a_writer_dropped_in_another_task_cuts_the_response_off() {
    let answer = run(wire(async |mut res: ResponseWriter| {
        tokio::spawn(async move { res.write("half").await.unwrap() });
    }));
    assert!(answer.ends_with("4\r\nhalf\r\n"), "{answer}");
}

/// All of it before the server can look: nobody may take the half for the whole.
#[test]
fn a_writer_dropped_in_another_task_in_one_go_cuts_the_response_off() {
    let answer = run(wire(async |mut res: ResponseWriter| {
        tokio::spawn(async move {
            std::io::Write::write_all(&mut res.as_io_writer(), b"half").unwrap();
        });
    }));
    assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("4\r\nhalf\r\n"), "{answer}");
}

#[test]
fn a_handler_without_a_writer_is_left_alone() {
    let answer = run(wire(async || "plain"));
    assert!(answer.contains("content-length: 5\r\n") && answer.ends_with("\r\n\r\nplain"), "{answer}");
}

#[test]
fn a_missing_layer_is_a_500() {
    run(async {
        let app = Router::new().route("/", get(two_chunks));
        assert_eq!(support::get(Http1, serve(Http1, app).await).await.status(), 500);
    });
}

#[test]
fn head_claims_no_length_of_a_stream() {
    run(async {
        let app = Router::new().route("/", get(two_chunks.layer(StreamLayer::new())));
        let answer = raw(serve(Http1, app).await, &CLOSE.replace("GET", "HEAD")).await;
        assert!(!answer.contains("content-length") && answer.ends_with("\r\n\r\n"), "{answer}");
    });
}

#[test]
fn trailers_follow_on_http2() {
    run(async {
        let response = fetch(Http2, async |mut res: ResponseWriter| {
            res.write("a\n").await?;
            res.append_trailer("X-Total", 1)?;
            Ok::<_, AppError>(())
        })
        .await;
        let collected = response.into_body().collect().await.unwrap();
        assert_eq!(collected.trailers().unwrap()["x-total"], "1");
    });
}

#[test]
fn trailers_follow_a_body_that_is_returned() {
    run(async {
        let response = fetch(Http2, async |mut res: ResponseWriter| {
            res.append_trailer("X-Total", 1)?;
            Ok::<_, AppError>("a whole body")
        })
        .await;
        let collected = response.into_body().collect().await.unwrap();
        assert_eq!(collected.trailers().unwrap()["x-total"], "1");
        assert_eq!(collected.to_bytes(), "a whole body");
    });
}

#[test]
fn trailers_follow_a_body_that_is_returned_on_http1() {
    run(async {
        let handler = async |mut res: ResponseWriter| {
            res.declare_trailer("X-Total")?.append_trailer("X-Total", 1)?;
            Ok::<_, AppError>("body")
        };
        let app = Router::new().route("/", get(handler.layer(StreamLayer::new())));
        let ask = CLOSE.replace("Host: a", "Host: a\r\nTE: trailers");
        let answer = raw(serve(Http1, app).await, &ask).await;
        assert!(answer.ends_with("4\r\nbody\r\n0\r\nx-total: 1\r\n\r\n"), "{answer}");
    });
}

/// A declared length that the response does not keep is a mistake, whoever brings the body.
#[test]
fn a_length_that_nothing_keeps_is_a_clean_500() {
    let held = wire(async |mut res: ResponseWriter| {
        res.buffer(64)?.insert_header("Content-Length", 40)?;
        res.write("short").await?;
        Ok::<_, AppError>(())
    });
    let returned = wire(async |mut res: ResponseWriter| {
        res.insert_header("Content-Length", 40)?;
        Ok::<_, AppError>("short")
    });
    let nothing = wire(async |mut res: ResponseWriter| res.insert_header("Content-Length", 40).map(drop));
    for answer in [run(held), run(returned), run(nothing)] {
        assert!(answer.starts_with("HTTP/1.1 500") && answer.ends_with("Internal Server Error"), "{answer}");
    }
}

#[test]
fn head_may_declare_the_length_of_what_get_would_send() {
    run(async {
        let handler = async |mut res: ResponseWriter| res.insert_header("Content-Length", 40).map(drop);
        let app = Router::new().route("/", get(handler.layer(StreamLayer::new())));
        let answer = raw(serve(Http1, app).await, &CLOSE.replace("GET", "HEAD")).await;
        assert!(answer.starts_with("HTTP/1.1 200") && answer.contains("content-length: 40"), "{answer}");
    });
}
