//! Views and aliases that really run: what goes through them is hoisted above what they wrote, and nothing else changes.

use std::io::{BufWriter, Write};

use headers_first::testing::Recorder;
use headers_first::{Error, ResponseWriter, headers_first};

/// Runs a handler to its end.
fn recorded(run: impl AsyncFnOnce(&mut ResponseWriter) -> Result<(), Error>) -> Recorder {
    let mut recorder = Recorder::new();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async { run(recorder.writer()).await.unwrap() });
    recorder
}

fn body(recorder: &Recorder) -> String {
    String::from_utf8(recorder.body().to_vec()).unwrap()
}

#[headers_first]
async fn buffered(res: &mut ResponseWriter) -> Result<(), Error> {
    let mut out = BufWriter::new(res.as_io_writer());
    let _ = writeln!(out, "day,visits");
    let _ = out.write_all(b"Mon,42\n");
    drop(out);
    res.flush().await?;
    res.insert_header("Content-Type", "text/csv")?;
    res.finish()
}

#[test]
fn a_header_behind_a_buffered_writer() {
    let recorder = recorded(buffered);
    assert_eq!(recorder.headers()["content-type"], "text/csv");
    assert_eq!(body(&recorder), "day,visits\nMon,42\n");
    assert!(recorder.late().is_empty());
}

struct Page<'a> {
    out: &'a mut ResponseWriter,
    title: &'static str,
}

#[headers_first]
async fn in_a_struct(res: &mut ResponseWriter) -> Result<(), Error> {
    let page = Page { out: res, title: "news" };
    page.out.write(page.title).await?;
    page.out.insert_header("X-Page", "1")?;
    page.out.set_status(203)?;
    page.out.finish()
}

#[test]
fn a_response_in_a_struct() {
    let recorder = recorded(in_a_struct);
    assert_eq!((recorder.status().as_u16(), &recorder.headers()["x-page"]), (203, &"1".parse().unwrap()));
    assert_eq!(body(&recorder), "news");
}

#[headers_first]
async fn two(main: &mut ResponseWriter, side: &mut ResponseWriter) -> Result<(), Error> {
    let (first, second) = (main, side);
    first.write("main").await?;
    first.insert_header("X-Main", "1")?;
    second.insert_header("X-Side", "1")?;
    second.write("side").await?;
    first.finish()?;
    second.finish()
}

#[test]
fn two_responses_in_a_tuple() {
    let mut side = Recorder::new();
    let main = recorded(async |main| two(main, side.writer()).await);
    assert_eq!((body(&main), body(&side)), ("main".to_owned(), "side".to_owned()));
    assert_eq!(
        (&main.headers()["x-main"], &side.headers()["x-side"]),
        (&"1".parse().unwrap(), &"1".parse().unwrap())
    );
    assert!(!main.headers().contains_key("x-side") && main.late().is_empty() && side.late().is_empty());
}

#[headers_first]
async fn only_in_time(res: &mut ResponseWriter) -> Result<(), Error> {
    res.write("x").await?;
    if let Ok(headers) = res.headers_mut() {
        headers.insert("x-never", http::HeaderValue::from_static("1"));
    }
    res.finish()
}

#[test]
fn a_view_that_is_only_there_in_time_is_left_alone() {
    let recorder = recorded(only_in_time);
    assert!(!recorder.headers().contains_key("x-never"));
}
