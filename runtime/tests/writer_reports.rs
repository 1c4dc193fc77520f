//! What is reported when a response fails: once, with the place that sent the head and the last one that used it.
#![cfg(all(feature = "tracing", feature = "axum", feature = "hyper"))]
#![allow(missing_docs)]
#[path = "support/events.rs"]
mod events;
mod support;

use axum::Router;
use axum::handler::Handler;
use axum::routing::get;
use events::{Fields, events};
use headers_first::{BoxError, Error, ResponseWriter, StreamLayer, service};
use http::Request;
use http_body_util::Empty;
use hyper::body::Incoming;
use hyper_util::service::TowerToHyperService;

use support::Protocol::Http1;
use support::{raw, request, run, serve, text};

type Req = Request<Incoming>;
const CLOSE: &str = "GET /export?token=secret HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

/// The place in this file that a comment marks.
fn marked(comment: &str) -> String {
    let marked = |line: &str| line.ends_with(&format!("; // {comment}"));
    let line = include_str!("writer_reports.rs").lines().position(marked).expect(comment);
    format!("{}:{}:", file!(), line + 1)
}

/// The one report of a failing axum handler.
fn of_axum<H: Handler<T, ()>, T: 'static>(handler: H) -> Fields {
    let app = Router::new().route("/export", get(handler.layer(StreamLayer::new())));
    one(|| {
        run(async { raw(serve(Http1, TowerToHyperService::new(app)).await, CLOSE).await });
    })
}

fn one(run: impl FnOnce()) -> Fields {
    let mut seen = events(run);
    assert_eq!(seen.len(), 1, "{seen:#?}");
    seen.pop().unwrap()
}

fn assert_places(report: &Fields, sent: &str, last: &str) {
    assert!(report["sent_at"].starts_with(&marked(sent)), "{report:?}");
    assert!(report["last_at"].starts_with(&marked(last)), "{report:?}");
    assert!(report["message"].starts_with("GET /export: "), "{report:?}");
    assert!(!format!("{report:?}").contains("secret"), "{report:?}");
    assert_eq!((&*report["level"], &*report["method"], &*report["path"]), ("ERROR", "GET", "/export"));
}

async fn fails(_: Req, res: &mut ResponseWriter) -> Result<(), BoxError> {
    res.insert_header("X-Kind", "test")?;
    res.write("one").await?; // error: head
    res.write("two").await?; // error: last
    Err("the database is gone".into())
}

#[test]
fn an_error_after_the_head_is_reported_once_with_both_places() {
    let report = one(|| {
        run(async { raw(serve(Http1, service(fails)).await, CLOSE).await });
    });
    assert_places(&report, "error: head", "error: last");
    assert!(report["message"].ends_with(": the database is gone"), "{report:?}");
}

#[test]
fn a_panic_after_the_head_is_reported_once_with_both_places() {
    async fn panics(_: Req, res: &mut ResponseWriter) -> Result<(), Error> {
        res.write("one").await?; // panic: head
        res.flush().await?; // panic: last
        panic!("on {}", "purpose")
    }
    let report = one(|| {
        run(async { raw(serve(Http1, service(panics)).await, CLOSE).await });
    });
    assert_places(&report, "panic: head", "panic: last");
    assert!(report["message"].contains(": the handler panicked after the head was sent at "), "{report:?}");
    assert!(report["message"].ends_with("by `flush`: on purpose"), "{report:?}");
}

#[test]
fn a_writer_dropped_after_the_head_is_reported_once_with_both_places() {
    let report = of_axum(async |mut res: ResponseWriter| {
        tokio::spawn(async move {
            std::io::Write::write_all(&mut res.as_io_writer(), b"x").unwrap(); // dropped: head
            res.write("half").await.unwrap(); // dropped: last
        });
    });
    assert_places(&report, "dropped: head", "dropped: last");
    assert!(report["message"].contains("the writer was dropped without an end"), "{report:?}");
}

#[test]
fn an_axum_error_after_the_head_is_reported_once_with_both_places() {
    let report = of_axum(async |mut res: ResponseWriter| {
        res.write("one").await?; // axum error: head
        res.write("two").await?; // axum error: last
        Err::<(), Error>(Error::InvalidStatus)
    });
    assert_places(&report, "axum error: head", "axum error: last");
    assert!(report["error"].contains("not a status"), "{report:?}");
}

#[test]
fn an_axum_panic_is_reported_once() {
    async fn panics(mut res: ResponseWriter) {
        res.write("one").await.unwrap(); // axum panic: head
        panic!("on purpose")
    }
    assert_places(&of_axum(panics), "axum panic: head", "axum panic: head");
}

#[test]
fn a_short_body_is_reported_once_though_its_error_is_returned() {
    let short = service(async |_: Req, res: &mut ResponseWriter| {
        res.insert_header("Content-Length", 40)?;
        res.write("one").await?; // short: head
        res.flush().await?;
        res.finish()?; // short: last
        Ok::<_, Error>(())
    });
    let report = one(|| {
        run(async { raw(serve(Http1, short).await, CLOSE).await });
    });
    assert_places(&report, "short: head", "short: last");
    assert!(report["message"].contains("the body does not have its declared length"), "{report:?}");
}

#[test]
fn an_error_before_the_head_is_reported_with_its_request() {
    let clean = service(async |_: Req, _: &mut ResponseWriter| Err::<(), BoxError>("no database".into()));
    let report = one(|| {
        run(async { raw(serve(Http1, clean).await, CLOSE).await });
    });
    assert_eq!(report["message"], "GET /export: the handler failed: no database");
}

#[test]
fn a_panic_before_the_head_is_reported_with_its_request() {
    let clean = service(async |_: Req, _: &mut ResponseWriter| -> Result<(), Error> { panic!("on purpose") });
    let report = one(|| {
        run(async { raw(serve(Http1, clean).await, CLOSE).await });
    });
    assert_eq!(report["message"], "GET /export: the handler panicked: on purpose");
}

#[test]
fn an_abort_on_purpose_is_no_report() {
    let aborts = service(async |_: Req, res: &mut ResponseWriter| {
        res.write("half").await?;
        res.abort();
        Ok::<_, Error>(())
    });
    let seen = events(|| {
        run(async { raw(serve(Http1, aborts).await, CLOSE).await });
    });
    assert!(seen.is_empty(), "{seen:?}");
}

#[test]
fn a_client_that_leaves_is_no_report() {
    let endless = service(async |_: Req, res: &mut ResponseWriter| {
        loop {
            res.write("again").await?;
            tokio::task::yield_now().await;
        }
        #[allow(unreachable_code)]
        Ok::<_, Error>(())
    });
    let seen = events(|| {
        run(async {
            let mut body = support::get(Http1, serve(Http1, endless).await).await.into_body();
            support::chunk(&mut body).await.unwrap();
            drop(body);
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        });
    });
    assert!(seen.is_empty(), "{seen:?}");
}

/// Of a request to `/api/items/7`, under a router that is nested in another.
#[test]
fn a_nested_handler_reports_the_path_that_was_asked_for() {
    async fn late(mut res: ResponseWriter) -> Result<(), Error> {
        res.write("x").await?;
        let _ = res.insert_header("X-Late", "1");
        Ok(())
    }
    let report = one(|| {
        run(async {
            let items = Router::new().route("/{id}", get(late.layer(StreamLayer::new())));
            let app = Router::new().nest("/api", Router::new().nest("/items", items));
            let addr = serve(Http1, TowerToHyperService::new(app)).await;
            let ask = Request::get(format!("http://{addr}/api/items/7?token=secret"));
            text(request(Http1, addr, ask.body(Empty::new()).unwrap()).await).await;
        });
    });
    assert_eq!((&*report["method"], &*report["path"]), ("GET", "/api/items/7"));
}
