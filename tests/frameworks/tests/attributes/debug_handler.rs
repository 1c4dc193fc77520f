//! `#[axum::debug_handler]` on either side of ours, with handlers that a router serves.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::debug_handler;
use axum::extract::{Path, State};
use axum::handler::Handler;
use axum::http::{Request, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use headers_first::{Error, ResponseWriter, StreamLayer, headers_first};
use tower::ServiceExt;

use crate::support::block_on;

struct Failed;

impl From<Error> for Failed {
    fn from(_: Error) -> Self {
        Failed
    }
}

impl IntoResponse for Failed {
    fn into_response(self) -> Response {
        StatusCode::INTERNAL_SERVER_ERROR.into_response()
    }
}

/// Fetches `/7` from a handler.
#[track_caller]
fn arrives<H, T>(handler: H)
where
    H: Handler<T, &'static str>,
    T: 'static,
{
    let route = get(handler.layer(StreamLayer::new()));
    let app = Router::new().route("/{id}", route).with_state("state");
    let (head, body) = block_on(async {
        let response = app.oneshot(Request::get("/7").body(Body::empty()).unwrap()).await.unwrap();
        let (head, body) = response.into_parts();
        (head, to_bytes(body, 1000).await.unwrap())
    });
    assert_eq!(head.status, 200);
    assert_eq!(head.headers["x-kind"], "state 7");
    assert_eq!(body, "one two");
}

#[headers_first(deny(hoisted, checked))]
#[debug_handler(state = &'static str)]
async fn on_time_above(
    State(state): State<&'static str>,
    Path(id): Path<u32>,
    mut res: ResponseWriter,
) -> Result<(), Failed> {
    res.insert_header("X-Kind", format!("{state} {id}"))?;
    res.write("one ").await?;
    res.write("two").await?;
    Ok(())
}

#[debug_handler(state = &'static str)]
#[headers_first(deny(hoisted, checked))]
async fn on_time_below(
    State(state): State<&'static str>,
    Path(id): Path<u32>,
    mut res: ResponseWriter,
) -> Result<(), Failed> {
    res.insert_header("X-Kind", format!("{state} {id}"))?;
    res.write("one ").await?;
    res.write("two").await?;
    Ok(())
}

#[test]
fn on_time_on_either_side() {
    arrives(on_time_above);
    arrives(on_time_below);
}

#[headers_first(deny(checked))]
#[debug_handler(state = &'static str)]
async fn late_above(
    State(state): State<&'static str>,
    Path(id): Path<u32>,
    mut res: ResponseWriter,
) -> Result<(), Failed> {
    res.write("one ").await?;
    res.write("two").await?;
    if id > 3 {
        res.insert_header("X-Kind", format!("{state} 7"))?;
    }
    Ok(())
}

#[debug_handler(state = &'static str)]
#[headers_first(deny(checked))]
async fn late_below(
    State(state): State<&'static str>,
    Path(id): Path<u32>,
    mut res: ResponseWriter,
) -> Result<(), Failed> {
    res.write("one ").await?;
    res.write("two").await?;
    if id > 3 {
        res.insert_header("X-Kind", format!("{state} 7"))?;
    }
    Ok(())
}

#[test]
fn late_on_either_side() {
    arrives(late_above);
    arrives(late_below);
}

/// Three attributes at once.
#[tracing::instrument(skip_all)]
#[headers_first(deny(checked))]
#[debug_handler(state = &'static str)]
async fn between(mut res: ResponseWriter) -> Result<(), Failed> {
    res.write("one ").await?;
    res.write("two").await?;
    res.insert_header("X-Kind", "state 7")?;
    Ok(())
}

#[test]
fn between_two_others() {
    arrives(between);
}
