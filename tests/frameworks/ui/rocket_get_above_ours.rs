use headers_first::headers_first;
use rocket::get;
use rocket::http::CookieJar;
use rocket::response::stream::TextStream;

#[get("/")]
#[headers_first(vocabulary = rocket)]
fn handler<'r>(jar: &'r CookieJar<'_>) -> TextStream![&'static str + 'r] {
    TextStream! {
        jar.add(("seen", "1"));
        yield "a";
    }
}

fn main() {}
