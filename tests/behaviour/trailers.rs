//! Declared trailers that really run: they arrive behind the body, under `deny(hoisted, checked)`.

use headers_first::testing::Recorder;
use headers_first::{Error, ResponseWriter, headers_first};

fn recorded(run: impl AsyncFnOnce(&mut ResponseWriter) -> Result<(), Error>) -> Recorder {
    let mut recorder = Recorder::new();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async { run(recorder.writer()).await.unwrap() });
    recorder
}

#[headers_first(deny(hoisted, checked))]
async fn declared(res: &mut ResponseWriter, rows: &[&'static str]) -> Result<(), Error> {
    res.insert_header(http::header::TRAILER, "X-Total, X-Last")?;
    let mut total = 0;
    for row in rows {
        total += row.len();
        res.write(*row).await?;
    }
    res.insert_header("x-total", total)?;
    res.insert_header("X-Last", "1")?;
    res.finish()
}

#[test]
fn headers_that_a_literal_declares_are_trailers() {
    let recorder = recorded(async |res| declared(res, &["ab", "c"]).await);
    assert!(!recorder.headers().contains_key("x-total"));
    let trailers = recorder.trailers();
    assert_eq!((&trailers["x-total"], &trailers["x-last"]), (&"3".parse().unwrap(), &"1".parse().unwrap()));
    assert!(recorder.late().is_empty());
}

#[headers_first]
async fn replaced(res: &mut ResponseWriter) -> Result<(), Error> {
    res.insert_header("Trailer", "X-Old")?;
    res.insert_header("Trailer", "X-New")?;
    res.write("x").await?;
    // No trailer any more, so it belongs into the head and is moved there.
    res.insert_header("X-Old", "1")?;
    res.insert_header("X-New", "2")?;
    res.finish()
}

#[test]
fn a_declaration_that_is_replaced_declares_nothing() {
    let recorder = recorded(replaced);
    assert_eq!(recorder.headers()["x-old"], "1");
    assert_eq!(recorder.trailers()["x-new"], "2");
    assert!(recorder.late().is_empty());
}

#[headers_first]
async fn removed(res: &mut ResponseWriter) -> Result<(), Error> {
    res.insert_header("Trailer", "X-Sum")?;
    res.write("x").await?;
    res.remove_header("X-Sum")?;
    res.insert_header("X-Sum", "1")?;
    res.finish()
}

#[test]
fn what_is_removed_is_removed_from_the_head() {
    let recorder = recorded(removed);
    assert_eq!(recorder.trailers()["x-sum"], "1");
    assert!(recorder.late().is_empty());
}

/// The macro crate depends on nothing that the run-time crate could share with it, so both have the list.
#[test]
fn the_macro_and_the_writer_forbid_the_same_trailers() {
    let here = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let names = |file: &str, from: &str| -> Vec<String> {
        let text = std::fs::read_to_string(here.join("..").join(file)).unwrap();
        let list = text.split_once(from).expect(from).1.split_once("];").unwrap().0.to_owned();
        list.split('"').skip(1).step_by(2).map(str::to_owned).collect()
    };
    let known = names("macros/src/known/headers.rs", "FORBIDDEN_TRAILERS: &[&str] = &[");
    assert!(known.len() > 20, "{known:?}");
    assert_eq!(known, names("runtime/src/writer/draft.rs", "FORBIDDEN: &[&str] = &["));
}
