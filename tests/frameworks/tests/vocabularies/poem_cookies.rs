//! The cookie jar of poem, with its `#[handler]` on either side of ours.

use async_stream::stream;
use headers_first::headers_first;
use poem::middleware::CookieJarManager;
use poem::web::cookie::{Cookie, CookieJar};
use poem::{Body, Endpoint, EndpointExt, IntoResponse, Request, handler};

#[headers_first(vocabulary = poem, deny(hoisted, checked))]
#[handler]
async fn above(jar: &CookieJar) -> Body {
    let body = Body::from_bytes_stream(stream! {
        yield Ok::<_, std::io::Error>("one ");
        yield Ok("two");
    });
    jar.add(Cookie::new_with_str("kind", "test"));
    body
}

#[handler]
#[headers_first(vocabulary = poem, deny(hoisted, checked))]
async fn below(jar: &CookieJar) -> Body {
    let body = Body::from_bytes_stream(stream! {
        yield Ok::<_, std::io::Error>("one ");
        yield Ok("two");
    });
    jar.add(Cookie::new_with_str("kind", "test"));
    body
}

fn arrives(endpoint: impl Endpoint) {
    super::block_on(async {
        let endpoint = endpoint.with(CookieJarManager::new());
        let response = endpoint.call(Request::builder().finish()).await.unwrap().into_response();
        assert_eq!(response.headers()["set-cookie"], "kind=test");
        assert_eq!(response.into_body().into_string().await.unwrap(), "one two");
    });
}

#[test]
fn a_cookie_beside_a_stream_arrives() {
    arrives(above);
    arrives(below);
}
