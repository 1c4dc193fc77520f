//! The session of tower-sessions in a handler of axum.

use async_stream::stream;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use axum::routing::get;
use headers_first::headers_first;
use tower::ServiceExt;
use tower_sessions::{MemoryStore, Session, SessionManagerLayer};

#[headers_first(deny(hoisted, checked))]
async fn handler(session: Session) -> Body {
    let body = Body::from_stream(stream! {
        yield Ok::<_, std::io::Error>("one ");
        yield Ok("two");
    });
    session.insert("kind", "test").await.unwrap();
    body
}

#[test]
fn a_session_changed_beside_a_stream_is_saved() {
    super::block_on(async {
        let layer = SessionManagerLayer::new(MemoryStore::default());
        let app = Router::new().route("/", get(handler)).layer(layer);
        let response = app.oneshot(Request::get("/").body(Body::empty()).unwrap()).await.unwrap();
        assert!(response.headers()["set-cookie"].to_str().unwrap().starts_with("id="));
        assert_eq!(to_bytes(response.into_body(), 100).await.unwrap(), "one two");
    });
}
