use headers_first::headers_first;
use rocket::get;
use rocket::http::CookieJar;
use rocket::response::stream::TextStream;

#[headers_first(vocabulary = rocket)]
#[get("/")]
fn handler<'r>(jar: &'r CookieJar<'_>) -> TextStream![&'static str + 'r] {
    TextStream! {
        jar.add(("seen", "1"));
        yield "a";
    }
}

fn main() {}
