//! The recorder shows what a client would have got, and nothing that only the handler has seen.
#![cfg(feature = "http")]
#![allow(missing_docs)]
use headers_first::testing::Recorder;
use headers_first::{Error, ResponseWriter};
use http::{Request, Version, request};

fn run<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(future)
}

fn answer(request: request::Builder) -> Recorder {
    Recorder::for_request(&request.body(()).unwrap())
}

async fn with_trailer(res: &mut ResponseWriter) -> Result<(), Error> {
    res.declare_trailer("X-Declared")?;
    res.write("a\n").await?;
    res.append_trailer("X-Declared", 1)?.append_trailer("X-Undeclared", 2)?;
    res.finish()
}

/// The names of the trailers that such a handler sends to a client.
fn trailers(request: request::Builder) -> Vec<String> {
    let mut recorder = answer(request);
    run(with_trailer(recorder.writer())).unwrap();
    recorder.trailers().keys().map(ToString::to_string).collect()
}

#[test]
fn http2_has_all_trailers() {
    assert_eq!(trailers(Request::get("/").version(Version::HTTP_2)), ["x-declared", "x-undeclared"]);
}

#[test]
fn http1_has_declared_trailers_for_those_who_ask() {
    assert_eq!(trailers(Request::get("/").header("TE", "gzip, trailers")), ["x-declared"]);
}

#[test]
fn http1_has_no_trailers_for_others() {
    assert!(trailers(Request::get("/")).is_empty());
}

#[test]
fn head_has_no_trailers() {
    assert!(trailers(Request::head("/").version(Version::HTTP_2)).is_empty());
}

#[test]
fn http1_has_no_trailers_after_a_declared_length() {
    let mut recorder = answer(Request::get("/").header("TE", "trailers"));
    recorder.writer().insert_header("Content-Length", 2).unwrap();
    run(with_trailer(recorder.writer())).unwrap();
    assert!(recorder.trailers().is_empty());
}

#[test]
fn nothing_of_a_head_is_left_after_an_abort() {
    let mut recorder = Recorder::new();
    let res = recorder.writer();
    res.set_status(201).unwrap().insert_header("X-Secret", "half built").unwrap();
    res.buffer(64).unwrap();
    run(res.write("half a page")).unwrap();
    res.append_trailer("X-Total", 1).unwrap();
    res.abort();
    assert_eq!((recorder.status().as_u16(), recorder.is_aborted()), (500, true));
    assert!(recorder.headers().keys().eq(["content-type"]), "{:?}", recorder.headers());
    assert_eq!(recorder.body(), "Internal Server Error");
    assert!(recorder.trailers().is_empty());
}

#[test]
fn a_short_body_that_never_started_leaves_a_plain_500() {
    let mut recorder = Recorder::new();
    recorder.writer().insert_header("Content-Length", 9).unwrap();
    assert!(matches!(recorder.finish(), Err(Error::ContentLength)));
    assert_eq!((recorder.status().as_u16(), recorder.body()), (500, "Internal Server Error".into()));
    assert!(!recorder.headers().contains_key("content-length"));
}

#[test]
fn what_was_sent_before_an_abort_stays() {
    let mut recorder = Recorder::new();
    let res = recorder.writer();
    res.insert_header("X-Kind", "test").unwrap();
    run(res.write("half")).unwrap();
    res.abort();
    assert_eq!(
        (recorder.status().as_u16(), recorder.body(), recorder.is_aborted()),
        (200, "half".into(), true)
    );
    assert!(recorder.headers().contains_key("x-kind"));
}

#[test]
fn bad_lengths_and_framing_are_not_sent() {
    for (name, value) in [("content-length", "many"), ("transfer-encoding", "chunked")] {
        let mut recorder = Recorder::new();
        recorder.writer().headers_mut().unwrap().insert(name, value.parse().unwrap());
        recorder.finish().unwrap();
        assert!(!recorder.headers().contains_key(name), "{name}");
    }
}

#[test]
fn two_lengths_are_not_sent() {
    let mut recorder = Recorder::new();
    for length in [1, 2] {
        recorder.writer().headers_mut().unwrap().append("content-length", length.into());
    }
    run(recorder.writer().write("x")).unwrap();
    assert!(!recorder.headers().contains_key("content-length"));
}

#[test]
fn http2_has_no_headers_about_the_connection() {
    for (version, kept) in [(Version::HTTP_2, false), (Version::HTTP_11, true)] {
        let mut recorder = answer(Request::get("/").version(version));
        recorder.writer().insert_header("Connection", "close").unwrap();
        recorder.finish().unwrap();
        assert_eq!(recorder.headers().contains_key("connection"), kept);
    }
}

#[test]
fn hooks_are_shown_when_they_have_run() {
    let mut recorder = Recorder::new();
    recorder.writer().on_commit(|head| drop(head.headers.insert("x-hook", 1.into()))).unwrap();
    assert!(!recorder.headers().contains_key("x-hook"));
    recorder.finish().unwrap();
    assert!(recorder.headers().contains_key("x-hook"));
}
