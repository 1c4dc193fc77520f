//! The cookies of tower-cookies in a handler of axum.

use async_stream::stream;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use axum::routing::get;
use headers_first::headers_first;
use tower::ServiceExt;
use tower_cookies::{Cookie, CookieManagerLayer, Cookies};

#[headers_first(deny(hoisted, checked))]
async fn handler(cookies: Cookies) -> Body {
    let body = Body::from_stream(stream! {
        yield Ok::<_, std::io::Error>("one ");
        yield Ok("two");
    });
    cookies.add(Cookie::new("kind", "test"));
    body
}

#[test]
fn a_cookie_beside_a_stream_arrives() {
    super::block_on(async {
        let app = Router::new().route("/", get(handler)).layer(CookieManagerLayer::new());
        let response = app.oneshot(Request::get("/").body(Body::empty()).unwrap()).await.unwrap();
        assert_eq!(response.headers()["set-cookie"], "kind=test");
        assert_eq!(to_bytes(response.into_body(), 100).await.unwrap(), "one two");
    });
}
