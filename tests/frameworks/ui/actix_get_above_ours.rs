use actix_web::{HttpResponse, get};
use headers_first::headers_first;

#[get("/")]
#[headers_first(response = answer, vocabulary = actix)]
async fn handler() -> HttpResponse {
    let mut answer = HttpResponse::Ok();
    let mut total = 0;
    let made = answer.body("a");
    total += 1;
    answer.insert_header(("X-Total", total));
    made
}

fn main() {}
