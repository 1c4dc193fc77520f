use async_stream::stream;
use headers_first::headers_first;
use poem::web::cookie::{Cookie, CookieJar};
use poem::{Body, handler};

#[handler]
#[headers_first(vocabulary = poem)]
async fn handler_of_poem(jar: &CookieJar) -> Body {
    let jar = jar.clone();
    Body::from_bytes_stream(stream! {
        jar.add(Cookie::new_with_str("seen", "1"));
        yield Ok::<_, std::io::Error>("one");
    })
}

fn main() {}
