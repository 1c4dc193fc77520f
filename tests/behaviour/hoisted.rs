//! The same handler, written late under the attribute and written in order without it, gives the same head and body.

use headers_first::{Error, ResponseWriter, headers_first, service};
use http::Request;
use hyper::body::Incoming;

use crate::support::fetch;

type Req = Request<Incoming>;

/// Fetches a path from the late and from the ordered handler, and compares what arrived.
macro_rules! same {
    ($late:expr, $ordered:expr, $path:expr) => {{
        let late = fetch(service($late), $path);
        let ordered = fetch(service($ordered), $path);
        assert_eq!(late.status, ordered.status);
        assert_eq!(late.own_headers(), ordered.own_headers());
        assert_eq!((&late.body, late.complete), (&ordered.body, ordered.complete));
        late
    }};
}

#[headers_first]
async fn constant_late(_: Req, res: &mut ResponseWriter) -> Result<(), Error> {
    for part in ["a", "b", "c"] {
        res.write(part).await?;
    }
    res.insert_header("X-Done", "1")?;
    res.set_status(201)?;
    Ok(())
}

async fn constant_ordered(_: Req, res: &mut ResponseWriter) -> Result<(), Error> {
    res.insert_header("X-Done", "1")?;
    res.set_status(201)?;
    for part in ["a", "b", "c"] {
        res.write(part).await?;
    }
    Ok(())
}

#[test]
fn a_constant_header_and_a_status_after_a_loop_of_writes() {
    let received = same!(constant_late, constant_ordered, "/");
    assert_eq!(received.status, 201);
    assert_eq!(received.header("x-done"), Some("1"));
    assert_eq!(received.body, "abc");
}

#[headers_first]
async fn flag_late(req: Req, res: &mut ResponseWriter) -> Result<(), Error> {
    res.write("x").await?;
    if req.uri().query() == Some("fresh") {
        res.insert_header("Cache-Control", "no-store")?;
    }
    Ok(())
}

async fn flag_ordered(req: Req, res: &mut ResponseWriter) -> Result<(), Error> {
    if req.uri().query() == Some("fresh") {
        res.insert_header("Cache-Control", "no-store")?;
    }
    res.write("x").await
}

#[test]
fn a_header_by_a_flag_of_the_request() {
    assert_eq!(same!(flag_late, flag_ordered, "/?fresh").header("cache-control"), Some("no-store"));
    assert_eq!(same!(flag_late, flag_ordered, "/").header("cache-control"), None);
}

#[headers_first]
async fn length_late(_: Req, res: &mut ResponseWriter) -> Result<(), Error> {
    let out = String::from("hello");
    let length = out.len();
    res.write(out).await?;
    res.insert_header("X-Length", length)?;
    Ok(())
}

async fn length_ordered(_: Req, res: &mut ResponseWriter) -> Result<(), Error> {
    res.insert_header("X-Length", 5)?;
    res.write("hello").await
}

#[test]
fn a_length_computed_before_the_write() {
    assert_eq!(same!(length_late, length_ordered, "/").header("x-length"), Some("5"));
}

#[headers_first]
async fn kinds_late(req: Req, res: &mut ResponseWriter) -> Result<(), Error> {
    let kind = req.uri().path().len();
    res.write("x").await?;
    match kind {
        1 => {
            res.insert_header("Cache-Control", "max-age=60")?;
        }
        _ => {
            res.insert_header("Cache-Control", "no-cache")?;
        }
    }
    Ok(())
}

async fn kinds_ordered(req: Req, res: &mut ResponseWriter) -> Result<(), Error> {
    let value = if req.uri().path().len() == 1 { "max-age=60" } else { "no-cache" };
    res.insert_header("Cache-Control", value)?;
    res.write("x").await
}

#[test]
fn a_header_chosen_by_a_match() {
    assert_eq!(same!(kinds_late, kinds_ordered, "/").header("cache-control"), Some("max-age=60"));
    assert_eq!(same!(kinds_late, kinds_ordered, "/a").header("cache-control"), Some("no-cache"));
}

#[headers_first]
async fn view_late(_: Req, res: &mut ResponseWriter) -> Result<(), Error> {
    res.write("x").await?;
    let headers = res.headers_mut()?;
    headers.insert("x-a", http::HeaderValue::from_static("1"));
    headers.insert("x-b", http::HeaderValue::from_static("2"));
    Ok(())
}

async fn view_ordered(_: Req, res: &mut ResponseWriter) -> Result<(), Error> {
    let headers = res.headers_mut()?;
    headers.insert("x-a", http::HeaderValue::from_static("1"));
    headers.insert("x-b", http::HeaderValue::from_static("2"));
    res.write("x").await
}

#[test]
fn the_uses_of_one_view_move_together() {
    let received = same!(view_late, view_ordered, "/");
    assert_eq!((received.header("x-a"), received.header("x-b")), (Some("1"), Some("2")));
}

#[headers_first]
async fn let_late(req: Req, res: &mut ResponseWriter) -> Result<(), Error> {
    res.write("x").await?;
    let name = req.uri().path().trim_start_matches('/').to_owned();
    res.insert_header("Content-Disposition", format!("attachment; filename=\"{name}.csv\""))?;
    Ok(())
}

async fn let_ordered(req: Req, res: &mut ResponseWriter) -> Result<(), Error> {
    let name = req.uri().path().trim_start_matches('/').to_owned();
    res.insert_header("Content-Disposition", format!("attachment; filename=\"{name}.csv\""))?;
    res.write("x").await
}

#[test]
fn a_let_that_only_the_header_needs_moves_along() {
    let received = same!(let_late, let_ordered, "/visits");
    assert_eq!(received.header("content-disposition"), Some("attachment; filename=\"visits.csv\""));
}

fn source(fails: bool) -> Result<&'static str, std::io::Error> {
    if fails { Err(std::io::Error::other("no data")) } else { Ok("data") }
}

#[headers_first]
async fn failing_late(
    req: Req,
    res: &mut ResponseWriter,
) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    res.write("first ").await?;
    res.write(source(req.uri().query() == Some("fail"))?).await?;
    res.insert_header("X-Kind", "list")?;
    Ok(())
}

async fn failing_ordered(
    req: Req,
    res: &mut ResponseWriter,
) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    res.insert_header("X-Kind", "list")?;
    res.write("first ").await?;
    res.write(source(req.uri().query() == Some("fail"))?).await?;
    Ok(())
}

#[test]
fn a_body_that_fails_half_way_is_cut_off_under_the_same_head() {
    let received = same!(failing_late, failing_ordered, "/?fail");
    assert_eq!((received.header("x-kind"), received.complete), (Some("list"), false));
    assert!(same!(failing_late, failing_ordered, "/").complete);
}
