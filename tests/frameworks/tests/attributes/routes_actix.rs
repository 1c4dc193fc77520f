//! The route attributes of actix-web on either side of ours: a builder in a variable.

use actix_web::dev::Service;
use actix_web::test::{TestRequest, init_service, read_body};
use actix_web::{App, HttpResponse, Responder, get, post, route, web};
use headers_first::headers_first;

use crate::support::block_on;

#[headers_first(response = answer, vocabulary = actix, deny(hoisted, checked))]
#[get("/on_time_above")]
async fn on_time_above() -> HttpResponse {
    let mut answer = HttpResponse::Ok();
    answer.insert_header(("X-Kind", "test"));
    answer.body("one two")
}

#[get("/on_time_below")]
#[headers_first(response = answer, vocabulary = actix, deny(hoisted, checked))]
async fn on_time_below() -> HttpResponse {
    let mut answer = HttpResponse::Ok();
    answer.insert_header(("X-Kind", "test"));
    answer.body("one two")
}

#[headers_first(response = answer, vocabulary = actix)]
#[get("/late_above")]
async fn late_above() -> HttpResponse {
    let mut answer = HttpResponse::Ok();
    let made = answer.body("one two");
    answer.insert_header(("X-Kind", "test"));
    made
}

#[get("/late_below")]
#[headers_first(response = answer, vocabulary = actix)]
async fn late_below() -> HttpResponse {
    let mut answer = HttpResponse::Ok();
    let made = answer.body("one two");
    answer.insert_header(("X-Kind", "test"));
    made
}

/// With extractors, a responder, and more than one method.
#[route("/route/{kind}", method = "GET", method = "HEAD")]
#[headers_first(response = answer, vocabulary = actix)]
async fn by_route(kind: web::Path<String>) -> impl Responder {
    let mut answer = HttpResponse::Ok();
    let made = answer.body("one two");
    answer.insert_header(("X-Kind", "test"));
    let _ = kind;
    made
}

#[headers_first(response = answer, vocabulary = actix)]
#[post("/posted")]
async fn posted(body: web::Bytes) -> Result<HttpResponse, actix_web::Error> {
    let mut answer = HttpResponse::Ok();
    if body.is_empty() {
        return Ok(HttpResponse::BadRequest().finish());
    }
    let made = answer.body(body);
    answer.insert_header(("X-Kind", "test"));
    Ok(made)
}

#[test]
fn headers_arrive_on_either_side() {
    block_on(async {
        let app = App::new().service(on_time_above).service(on_time_below).service(late_above);
        let app = init_service(app.service(late_below).service(by_route).service(posted)).await;
        let gets = ["/on_time_above", "/on_time_below", "/late_above", "/late_below", "/route/x"];
        let gets = gets.map(|path| TestRequest::get().uri(path));
        let posts = [TestRequest::post().uri("/posted").set_payload("one two")];
        for request in gets.into_iter().chain(posts) {
            let response = app.call(request.to_request()).await.unwrap();
            assert_eq!(response.status(), 200, "{}", response.request().path());
            assert_eq!(response.headers().get("x-kind").unwrap(), "test", "{}", response.request().path());
            assert_eq!(read_body(response).await, "one two");
        }
    });
}
