use async_stream::stream;
use axum::body::Body;
use headers_first::headers_first;
use tower_sessions::Session;

#[headers_first]
async fn handler(session: Session) -> Body {
    Body::from_stream(stream! {
        let _ = session.insert("seen", 1).await;
        yield Ok::<_, std::io::Error>("one");
    })
}

fn main() {}
