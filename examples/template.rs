//! A template that fails half-way: rendered into a buffered response, the client gets a clean error page.
//!
//! Rendering straight into a response is fast and needs no memory, but by the time a template fails its first half is
//! on the way, under a status that says 200. A buffer keeps the head open for as long as the page is small. A page
//! that outgrows it streams, and if that fails the client sees that it is incomplete.
//!
//! `cargo run --example template` shows all three.
mod loopback;

use headers_first::{BoxError, ResponseWriter, headers_first, service};
use http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::TokioIo;
use minijinja::{Environment, UndefinedBehavior, context};
use tokio::net::TcpListener;

use loopback::{Mode, fetch, listen, show};

const PAGE: &str = "<!doctype html>
<title>Orders</title>
<ul>
{% for order in orders %}<li>{{ order.id }}: {{ order.customer.name }}</li>
{% endfor %}</ul>
";

/// How much of a page is held back, in bytes.
const LIMIT: usize = 1024;

/// The environment, which treats a missing value as the mistake that it is.
fn templates() -> Environment<'static> {
    let mut templates = Environment::new();
    templates.set_undefined_behavior(UndefinedBehavior::Strict);
    templates.add_template("orders.html", PAGE).expect("the template is correct");
    templates
}

/// Orders, the last of which may have lost its customer.
fn orders(count: usize, broken: bool) -> Vec<minijinja::Value> {
    let order = |id| match broken && id == count {
        true => context!(id),
        false => context!(id, customer => context!(name => "Ada")),
    };
    (1..=count).map(order).collect()
}

/// Renders a page into the response. An error within the buffer takes back everything: the client gets a plain `500`,
/// and the error is reported. After that it cuts the response off.
#[headers_first]
async fn page(req: Request<Incoming>, res: &mut ResponseWriter) -> Result<(), BoxError> {
    let (count, broken) = match req.uri().path() {
        "/" => (3, false),
        "/broken" => (3, true),
        _ => (100, true),
    };
    res.insert_header("Content-Type", "text/html; charset=utf-8")?;
    res.buffer(LIMIT)?;
    let templates = templates();
    let template = templates.get_template("orders.html")?;
    template.render_captured_to(context!(orders => orders(count, broken)), res.as_io_writer())?;
    Ok(())
}

/// Serves every connection.
pub async fn serve(listener: TcpListener) -> std::io::Result<()> {
    let page = service(page);
    loop {
        let (stream, _) = listener.accept().await?;
        let page = page.clone();
        tokio::spawn(async move {
            // A response that was aborted ends its connection with an error, which has been reported.
            let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), page).await;
        });
    }
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let (listener, mode) = listen().await?;
    let addr = listener.local_addr()?;
    let server = tokio::spawn(serve(listener));
    if let Mode::Serve = mode {
        return server.await.expect("the server does not panic");
    }
    show("a page that fits into the buffer", &fetch(addr, "/").await?);
    show("one that fails within the buffer: a clean error", &fetch(addr, "/broken").await?);
    let cut = fetch(addr, "/long-and-broken").await?;
    let complete = cut.ends_with("0\r\n\r\n");
    show("one that fails after it has begun: no end", &cut[..cut.len().min(400)]);
    println!("({} bytes in all; complete: {complete})", cut.len());
    Ok(())
}
