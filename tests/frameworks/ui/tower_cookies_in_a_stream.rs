use async_stream::stream;
use axum::body::Body;
use headers_first::headers_first;
use tower_cookies::{Cookie, Cookies};

#[headers_first]
async fn handler(cookies: Cookies) -> Body {
    Body::from_stream(stream! {
        cookies.add(Cookie::new("seen", "1"));
        yield Ok::<_, std::io::Error>("one");
    })
}

fn main() {}
