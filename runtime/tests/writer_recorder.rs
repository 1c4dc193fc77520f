//! The writer's own rules, on the recorder.
#![cfg(feature = "http")]
#![allow(missing_docs)]
use std::sync::{Arc, Mutex};

use headers_first::testing::Recorder;
use headers_first::{Error, LateHeader, Policy, ResponseState, ResponseWriter, Site, private};
use http::{Request, StatusCode};

fn run<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(future)
}

/// A recorder whose head is out.
fn streaming() -> Recorder {
    let mut recorder = Recorder::new();
    run(async { recorder.writer().write("body").await }).unwrap();
    recorder
}

fn late<T>(result: Result<T, Error>) -> LateHeader {
    match result {
        Err(Error::Late(late)) => late,
        Err(other) => panic!("another error: {other}"),
        Ok(_) => panic!("it was on time"),
    }
}

#[test]
fn a_late_header_names_both_places() {
    let mut recorder = Recorder::new();
    let sent = line!() + 1;
    run(async { recorder.writer().write("body").await }).unwrap();
    let late = late(recorder.writer().insert_header("X-Total", 3));
    assert_eq!((late.operation(), late.header()), ("insert_header", Some("x-total")));
    assert_eq!((late.at().line(), late.at().file()), (line!() - 2, file!()));
    assert_eq!((late.sent_at().unwrap().line(), late.sent_by()), (sent, Some("write")));
}

#[test]
fn a_late_header_names_the_request() {
    let request = Request::get("/export?secret=1").body(()).unwrap();
    let mut recorder = Recorder::for_request(&request);
    recorder.writer().send("done").unwrap();
    assert_eq!(late(recorder.writer().set_status(404)).request(), Some("GET /export"));
}

#[test]
fn every_operation_on_the_head_is_late_after_the_commit() {
    let mut recorder = streaming();
    let res = recorder.writer();
    let late = [
        late(res.set_status(404)),
        late(res.insert_header("a", "b")),
        late(res.append_header("a", "b")),
        late(res.remove_header("a")),
        late(res.headers_mut()),
        late(res.extensions_mut()),
        late(res.reset()),
        late(res.on_commit(|_| {})),
        late(res.declare_trailer("a")),
        late(res.buffer(1)),
        late(res.send("a")),
        late(res.redirect("/a")),
        late(res.send_error(404)),
    ];
    assert_eq!(recorder.late().len(), late.len());
}

#[test]
fn nothing_late_is_sent() {
    let mut recorder = streaming();
    let _ = recorder.writer().insert_header("X-Total", 3);
    assert!(!recorder.headers().contains_key("x-total"));
}

#[test]
#[should_panic(expected = "late header: `insert_header(\"x-total\")` at ")]
fn a_late_header_fails_the_test_that_asks() {
    let mut recorder = streaming();
    let _ = recorder.writer().insert_header("X-Total", 3);
    recorder.assert_on_time();
}

#[test]
fn a_header_on_time_passes_the_test_that_asks() {
    let mut recorder = Recorder::new();
    recorder.writer().insert_header("X-Total", 3).unwrap();
    recorder.finish().unwrap();
    recorder.assert_on_time();
}

#[test]
fn a_check_of_the_attribute_is_recorded() {
    static SITE: Site = Site::new("insert_header").with_header("X-Total");
    let mut recorder = streaming();
    private::late(recorder.writer(), &SITE, Policy::Drop);
    assert_eq!(recorder.late()[0].header(), Some("X-Total"));
}

#[test]
fn line_breaks_never_get_into_a_header() {
    let mut recorder = Recorder::new();
    let res = recorder.writer();
    for value in ["a\r\nSet-Cookie: b", "a\nb", "a\rb", "a\0b"] {
        assert!(matches!(res.insert_header("X-Name", value), Err(Error::InvalidHeader)), "{value:?}");
        assert!(matches!(res.redirect(value), Err(Error::InvalidHeader)), "{value:?}");
    }
    assert!(matches!(res.insert_header("X-Na\r\nme", "a"), Err(Error::InvalidHeader)));
}

#[test]
fn informational_statuses_are_invalid() {
    for status in [100, 101, 103, 99, 1000] {
        assert!(matches!(Recorder::new().writer().set_status(status), Err(Error::InvalidStatus)));
    }
}

#[test]
fn a_length_must_be_a_number_and_stand_once() {
    let mut recorder = Recorder::new();
    let res = recorder.writer();
    assert!(matches!(res.insert_header("Content-Length", "many"), Err(Error::InvalidHeader)));
    res.insert_header("Content-Length", 3).unwrap();
    assert!(matches!(res.append_header("Content-Length", 3), Err(Error::InvalidHeader)));
}

#[test]
fn what_exceeds_the_length_does_not_even_send_the_head() {
    let mut recorder = Recorder::new();
    let res = recorder.writer();
    res.insert_header("Content-Length", 3).unwrap();
    assert!(matches!(run(res.write("four")), Err(Error::ContentLength)));
    assert!(!res.head_sent());
}

#[test]
fn a_short_body_fails_at_the_end() {
    let mut recorder = Recorder::new();
    let res = recorder.writer();
    res.insert_header("Content-Length", 3).unwrap();
    run(res.write("ab")).unwrap();
    assert!(matches!(res.finish(), Err(Error::ContentLength)));
    assert!(recorder.is_aborted());
}

#[test]
fn a_whole_body_must_have_the_declared_length() {
    let mut recorder = Recorder::new();
    let res = recorder.writer();
    res.insert_header("Content-Length", 3).unwrap();
    assert!(matches!(res.send("four"), Err(Error::ContentLength)));
}

#[test]
fn nothing_is_written_after_the_end() {
    let mut recorder = Recorder::new();
    recorder.writer().send("done").unwrap();
    assert!(matches!(run(recorder.writer().write("more")), Err(Error::Finished)));
    assert_eq!(recorder.body(), "done");
}

#[test]
fn ends_can_be_repeated() {
    let mut recorder = streaming();
    let res = recorder.writer();
    res.finish().unwrap();
    res.finish().unwrap();
    run(res.flush()).unwrap();
}

#[test]
fn a_write_that_is_never_polled_sends_nothing() {
    let mut recorder = Recorder::new();
    drop(recorder.writer().write("never"));
    assert!(!recorder.writer().head_sent() && recorder.body().is_empty());
}

#[test]
fn an_empty_write_sends_the_head_alone() {
    let mut recorder = Recorder::new();
    run(recorder.writer().write("")).unwrap();
    assert!(recorder.writer().head_sent() && recorder.chunks().is_empty());
}

#[test]
fn hooks_run_once_and_in_reverse() {
    let order = Arc::new(Mutex::new(Vec::new()));
    let mut recorder = Recorder::new();
    for name in ["first", "second"] {
        let order = Arc::clone(&order);
        recorder.writer().on_commit(move |_| order.lock().unwrap().push(name)).unwrap();
    }
    recorder.writer().send("done").unwrap();
    assert_eq!(*order.lock().unwrap(), ["second", "first"]);
}

#[test]
fn a_hook_that_declares_too_little_does_not_truncate_in_silence() {
    let mut recorder = Recorder::new();
    let res = recorder.writer();
    res.on_commit(|head| drop(head.headers.insert("content-length", 2.into()))).unwrap();
    assert!(matches!(res.send("four"), Err(Error::ContentLength)));
    assert!(recorder.is_aborted());
}

#[test]
fn a_buffer_keeps_the_head_open() {
    let mut recorder = Recorder::new();
    let res = recorder.writer();
    res.buffer(8).unwrap();
    run(res.write("12345678")).unwrap();
    res.insert_header("X-Late", "no").unwrap();
    run(res.write("9")).unwrap();
    assert!(res.head_sent());
    assert_eq!(recorder.body(), "123456789");
}

#[test]
fn a_buffer_can_be_thrown_away() {
    let mut recorder = Recorder::new();
    let res = recorder.writer();
    res.buffer(64).unwrap();
    run(res.write("half a page")).unwrap();
    res.send_error(500).unwrap();
    assert_eq!((recorder.status().as_u16(), recorder.body()), (500, "Internal Server Error".into()));
}

#[test]
fn a_flush_sends_what_is_held_back() {
    let mut recorder = Recorder::new();
    let res = recorder.writer();
    res.buffer(64).unwrap();
    run(async {
        res.write("held").await?;
        res.flush().await
    })
    .unwrap();
    assert!(res.head_sent());
    assert_eq!(recorder.body(), "held");
}

#[test]
fn an_error_keeps_what_belongs_to_it() {
    let mut recorder = Recorder::new();
    let res = recorder.writer();
    res.insert_header("WWW-Authenticate", "Basic").unwrap();
    res.insert_header("Content-Disposition", "attachment").unwrap();
    res.send_error(401).unwrap();
    assert!(recorder.headers().contains_key("www-authenticate"));
    assert!(!recorder.headers().contains_key("content-disposition"));
}

#[test]
fn excluded_fields_are_no_trailers() {
    let mut recorder = Recorder::new();
    let res = recorder.writer();
    for name in ["Content-Length", "Transfer-Encoding", "Host", "Authorization", "Set-Cookie", "Content-Type"]
    {
        assert!(matches!(res.declare_trailer(name), Err(Error::InvalidHeader)), "{name}");
        assert!(matches!(res.append_trailer(name, "1"), Err(Error::InvalidHeader)), "{name}");
    }
}

#[test]
fn a_declared_header_becomes_a_trailer() {
    let mut recorder = Recorder::new();
    recorder.writer().insert_header("Trailer", "X-Total").unwrap();
    run(recorder.writer().write("a\n")).unwrap();
    recorder.writer().insert_header("X-Total", 1).unwrap();
    recorder.finish().unwrap();
    recorder.assert_on_time();
    assert_eq!(recorder.trailers()["x-total"], "1");
}

/// Runs what a check with the trailer policy runs, on an answer to `request`.
fn insert_as_trailer(request: http::request::Builder, site: &'static Site) -> Recorder {
    let mut recorder = Recorder::for_request(&request.body(()).unwrap());
    recorder.writer().insert_header("Trailer", "X-Declared").unwrap();
    run(recorder.writer().write("a\n")).unwrap();
    if private::late_as_trailer(recorder.writer(), site) {
        recorder.writer().insert_header(site.header().unwrap(), 1).unwrap();
    }
    recorder.finish().unwrap();
    recorder
}

#[test]
fn a_late_header_is_a_trailer_on_http2() {
    static SITE: Site = Site::new("insert_header").with_header("X-Any");
    let recorder = insert_as_trailer(Request::get("/").version(http::Version::HTTP_2), &SITE);
    recorder.assert_on_time();
    assert_eq!(recorder.trailers()["x-any"], "1");
}

#[test]
fn a_late_header_is_a_trailer_on_http1_if_it_was_declared_and_the_client_takes_it() {
    static SITE: Site = Site::new("insert_header").with_header("X-Declared");
    let recorder = insert_as_trailer(Request::get("/").header("TE", "trailers"), &SITE);
    assert_eq!(recorder.trailers()["x-declared"], "1");
}

#[test]
fn a_late_header_that_was_not_declared_is_no_trailer_on_http1() {
    static SITE: Site = Site::new("insert_header").with_header("X-Any");
    let recorder = insert_as_trailer(Request::get("/").header("TE", "trailers"), &SITE);
    assert_eq!((recorder.trailers().len(), recorder.late().len()), (0, 1));
}

#[test]
fn a_late_header_is_no_trailer_if_the_client_takes_none() {
    static SITE: Site = Site::new("insert_header").with_header("X-Declared");
    let recorder = insert_as_trailer(Request::get("/"), &SITE);
    assert_eq!((recorder.trailers().len(), recorder.late().len()), (0, 1));
}

#[test]
fn a_late_header_that_may_not_follow_is_no_trailer() {
    static SITE: Site = Site::new("insert_header").with_header("Set-Cookie");
    let recorder = insert_as_trailer(Request::get("/").version(http::Version::HTTP_2), &SITE);
    assert_eq!((recorder.trailers().len(), recorder.late().len()), (0, 1));
}

#[test]
fn no_trailer_follows_the_end() {
    let mut recorder = Recorder::new();
    recorder.writer().finish().unwrap();
    assert!(matches!(recorder.writer().append_trailer("X-Total", 1), Err(Error::Finished)));
}

#[test]
fn head_requests_get_no_body() {
    let request = Request::head("/").body(()).unwrap();
    let mut recorder = Recorder::for_request(&request);
    recorder.writer().send("hello").unwrap();
    assert_eq!((&recorder.headers()["content-length"], recorder.body().len()), (&"5".parse().unwrap(), 0));
}

#[test]
fn no_content_has_no_length() {
    let mut recorder = Recorder::new();
    recorder.writer().set_status(StatusCode::NO_CONTENT).unwrap();
    recorder.writer().send("hello").unwrap();
    assert!(recorder.headers().is_empty() && recorder.body().is_empty());
}

#[test]
fn an_abort_is_seen() {
    let mut recorder = streaming();
    recorder.writer().abort();
    assert!(recorder.is_aborted());
}

#[test]
fn the_writer_knows_its_state() {
    let mut recorder = Recorder::new();
    assert!(!ResponseState::head_sent(recorder.writer()));
    recorder.writer().finish().unwrap();
    assert_eq!(ResponseState::sent_by(recorder.writer()), Some("finish"));
}

#[test]
fn everything_can_move_between_threads() {
    fn send_and_sync<T: Send + Sync>() {}
    fn send<T: Send>() {}
    send_and_sync::<ResponseWriter>();
    send_and_sync::<Recorder>();
    send::<headers_first::Write<'_>>();
    send::<headers_first::IoWriter<'_>>();
}
