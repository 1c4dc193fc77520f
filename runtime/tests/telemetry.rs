//! What a tracing subscriber gets to see of late headers.
#![cfg(all(feature = "tracing", feature = "http"))]
#![allow(missing_docs)]
#[path = "support/events.rs"]
mod events;

use events::events;
use headers_first::private;
use headers_first::testing::Recorder;
use headers_first::{Policy, Site, late_places};
use http::Request;

/// An answer to `GET /export` whose head is out.
fn sent() -> Recorder {
    let request = Request::get("/export?token=secret").body(()).unwrap();
    let mut recorder = Recorder::for_request(&request);
    recorder.writer().send("done").unwrap();
    recorder
}

#[test]
fn a_late_call_of_the_writer_has_all_fields() {
    let seen = events(|| drop(sent().writer().insert_header("X-Total", 1).err()));
    let fields = &seen[0];
    let field = |name: &str| fields[name].as_str();
    assert_eq!((field("operation"), field("header"), field("sent_by")), ("insert_header", "x-total", "send"));
    assert_eq!((field("method"), field("path"), field("times")), ("GET", "/export", "1"));
    assert!(field("at").contains("telemetry.rs:") && field("sent_at").contains("telemetry.rs:"));
    assert_ne!(field("at"), field("sent_at"));
}

#[test]
fn a_check_of_the_attribute_has_the_same_fields() {
    static SITE: Site = Site::new("insert_header").with_header("X-Total");
    let call = &events(|| drop(sent().writer().insert_header("X-Total", 1).err()))[0];
    let check = &events(|| private::late(sent().writer(), &SITE, Policy::Log))[0];
    assert!(check.keys().eq(call.keys()), "{check:?} {call:?}");
    assert_eq!((check["header"].as_str(), check["path"].as_str()), ("X-Total", "/export"));
}

#[test]
fn a_query_is_in_no_field() {
    let seen = events(|| drop(sent().writer().insert_header("X-Total", 1).err()));
    assert!(!format!("{seen:?}").contains("secret"), "{seen:?}");
}

#[test]
fn one_call_is_one_event() {
    let seen = events(|| {
        let mut recorder = sent();
        for _ in 0..3 {
            let _ = recorder.writer().set_status(404);
        }
    });
    assert_eq!(seen.len(), 1);
}

/// The counts in the events of a call that comes too late 1,000 times, and the last message.
fn a_thousand_times(late: impl Fn(&mut Recorder)) -> (Vec<String>, String) {
    let seen = events(|| {
        let mut recorder = sent();
        (0..1_000).for_each(|_| late(&mut recorder));
    });
    (seen.iter().map(|event| event["times"].clone()).collect(), seen.last().unwrap()["message"].clone())
}

#[test]
fn later_events_of_a_call_count_the_rest() {
    let (times, last) = a_thousand_times(|recorder| drop(recorder.writer().set_status(404).err()));
    assert_eq!(times, ["1", "10", "100", "1000"]);
    assert!(
        last.starts_with("late header: `set_status` at ") && last.ends_with(" (1000 times so far)"),
        "{last}"
    );
}

#[test]
fn later_events_of_a_check_count_the_rest() {
    static SITE: Site = Site::new("set_status");
    let (times, last) = a_thousand_times(|recorder| private::late(recorder.writer(), &SITE, Policy::Log));
    assert_eq!(times, ["1", "10", "100", "1000"]);
    assert!(last.ends_with(" (1000 times so far)"), "{last}");
}

#[test]
fn what_is_dropped_has_no_event() {
    static SITE: Site = Site::new("set_status");
    let seen = events(|| (0..10).for_each(|_| private::late(sent().writer(), &SITE, Policy::Drop)));
    assert!(seen.is_empty(), "{seen:?}");
}

#[test]
fn names_from_outside_do_not_flood_the_log() {
    let seen = events(|| {
        let mut recorder = sent();
        for name in 0..10_000 {
            let _ = recorder.writer().insert_header(format!("x-{name}"), 1);
        }
    });
    assert!(seen.len() < 50, "{} events of one line", seen.len());
    assert_eq!(seen.iter().filter(|event| !event.contains_key("header")).count(), 4, "1, 10, 100 and 1,000");
}

#[test]
fn places_are_listed_with_their_counts() {
    static SITE: Site = Site::new("append_header").with_header("X-Listed");
    let mut recorder = sent();
    for _ in 0..3 {
        private::late(recorder.writer(), &SITE, Policy::Drop);
        let _ = recorder.writer().append_header("X-Listed", 1);
    }
    let places = late_places();
    let count = |name| {
        let mut found = places.iter().filter(|(late, _)| late.header() == Some(name));
        found.next().map(|(late, times)| (late.operation(), late.request().unwrap().to_owned(), *times))
    };
    assert_eq!(count("X-Listed"), Some(("append_header", "GET /export".into(), 3)));
    assert_eq!(count("x-listed"), Some(("append_header", "GET /export".into(), 3)));
}
