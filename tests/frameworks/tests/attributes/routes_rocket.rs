//! The route attributes of rocket on either side of ours: the cookie jar, which no stream may touch.

use headers_first::headers_first;
use rocket::http::{Cookie, CookieJar};
use rocket::local::asynchronous::Client;
use rocket::response::stream::TextStream;
use rocket::{get, post, routes};

use crate::support::block_on;

#[headers_first(vocabulary = rocket, deny(hoisted, checked))]
#[get("/above")]
fn above<'r>(jar: &'r CookieJar<'_>) -> TextStream![&'static str + 'r] {
    jar.add(("kind", "test"));
    TextStream! {
        yield "one ";
        yield "two";
    }
}

#[get("/below")]
#[headers_first(vocabulary = rocket, deny(hoisted, checked))]
fn below<'r>(jar: &'r CookieJar<'_>) -> TextStream![&'static str + 'r] {
    let stream = TextStream! {
        yield "one ";
        yield "two";
    };
    jar.add(("kind", "test"));
    stream
}

#[post("/posted/<kind>", data = "<body>")]
#[headers_first(vocabulary = rocket, deny(hoisted, checked))]
async fn posted(jar: &CookieJar<'_>, kind: &str, body: String) -> String {
    jar.add(Cookie::new("kind", kind.to_owned()));
    body
}

#[test]
fn cookies_arrive_on_either_side() {
    block_on(async {
        let rocket =
            rocket::custom(rocket::Config { log_level: rocket::log::LogLevel::Off, ..Default::default() });
        let client = Client::untracked(rocket.mount("/", routes![above, below, posted])).await.unwrap();
        let requests =
            [client.get("/above"), client.get("/below"), client.post("/posted/test").body("one two")];
        for request in requests {
            let response = request.dispatch().await;
            assert_eq!(response.cookies().get("kind").unwrap().value(), "test");
            assert_eq!(response.into_string().await.unwrap(), "one two");
        }
    });
}
