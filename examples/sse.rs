//! Server-sent events from an axum handler, and a page that shows them as they arrive.
//!
//! `cargo run --example sse` prints the stream as it comes over the wire; with `-- --serve 127.0.0.1:8080` open that
//! address in a browser.
mod loopback;

use std::time::Duration;

use axum::Router;
use axum::handler::Handler;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};
use headers_first::{Error, ResponseWriter, StreamLayer, headers_first};

use loopback::{Mode, fetch, listen, show};

/// Between two events.
const TICK: Duration = Duration::from_millis(150);

const PAGE: &str = r#"<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>waiting</title>
<style>body { font: 1.2rem sans-serif; margin: 3rem } li { margin: .3rem }</style>
<h1>Visitors, as they come</h1>
<ol></ol>
<script>
  const list = document.querySelector("ol");
  const source = new EventSource("/events");
  source.addEventListener("visit", event => {
    list.append(Object.assign(document.createElement("li"), { textContent: event.data }));
  });
  source.addEventListener("end", () => {
    source.close();
    document.title = `${list.children.length} visitors`;
    navigator.sendBeacon("/seen", document.title);
  });
</script>
"#;

/// The application's own error: what the client gets as long as no event has been sent.
struct AppError(Error);

impl From<Error> for AppError {
    fn from(error: Error) -> Self {
        AppError(error)
    }
}

impl IntoResponse for AppError {
    fn into_response(self) -> Response {
        (StatusCode::INTERNAL_SERVER_ERROR, self.0.to_string()).into_response()
    }
}

/// Sends the head at once, so that the browser knows that the stream is open, and then one event after the other.
#[headers_first]
async fn events(mut res: ResponseWriter) -> Result<(), AppError> {
    res.insert_header("Content-Type", "text/event-stream")?;
    res.insert_header("Cache-Control", "no-cache")?;
    res.flush().await?;
    for (id, name) in ["Ada", "Grace", "Edsger"].into_iter().enumerate() {
        tokio::time::sleep(TICK).await;
        res.write(format!("id: {id}\nevent: visit\ndata: {name}\n\n")).await?;
    }
    res.write("event: end\ndata:\n\n").await?;
    Ok(())
}

/// The page and its events.
pub fn app() -> Router {
    app_that_tells(|title| println!("a browser shows: {title}"))
}

/// The same, with somebody who wants to know what the browser showed at the end.
pub fn app_that_tells(tell: impl Fn(String) + Clone + Send + Sync + 'static) -> Router {
    Router::new()
        .route("/", get(async || Html(PAGE)))
        .route("/events", get(events.layer(StreamLayer::new())))
        .route("/seen", post(async move |title: String| tell(title)))
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let (listener, mode) = listen().await?;
    let addr = listener.local_addr()?;
    let server = tokio::spawn(axum::serve(listener, app()).into_future());
    match mode {
        Mode::Serve => server.await.expect("the server does not panic")?,
        Mode::Demo => show("GET /events, with the chunk sizes of HTTP/1.1", &fetch(addr, "/events").await?),
    }
    Ok(())
}
