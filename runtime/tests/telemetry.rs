//! What a tracing subscriber gets to see.
#![cfg(all(feature = "tracing", feature = "http"))]
#![allow(missing_docs)]
use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::{Arc, Mutex};

use headers_first::private;
use headers_first::testing::Recorder;
use headers_first::{Policy, Site};
use http::Request;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

type Fields = BTreeMap<String, String>;

/// Keeps the fields of every event.
#[derive(Clone, Default)]
struct Events(Arc<Mutex<Vec<Fields>>>);

struct Collect<'a>(&'a mut Fields);

impl Visit for Collect<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0.insert(field.name().into(), format!("{value:?}"));
    }
    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.insert(field.name().into(), value.into());
    }
}

impl Subscriber for Events {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "headers_first"
    }
    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }
    fn record(&self, _: &Id, _: &Record<'_>) {}
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn event(&self, event: &Event<'_>) {
        let mut fields = Fields::new();
        event.record(&mut Collect(&mut fields));
        self.0.lock().unwrap().push(fields);
    }
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

/// The events of `run`.
fn events(run: impl FnOnce()) -> Vec<Fields> {
    let events = Events::default();
    tracing::subscriber::with_default(events.clone(), run);
    std::mem::take(&mut events.0.lock().unwrap())
}

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
    assert_eq!(field("request"), "GET /export");
    assert!(field("at").contains("telemetry.rs:") && field("sent_at").contains("telemetry.rs:"));
}

#[test]
fn a_check_of_the_attribute_has_the_same_fields() {
    static SITE: Site = Site::new("insert_header").with_header("X-Total");
    let seen = events(|| private::late(sent().writer(), &SITE, Policy::Log));
    assert_eq!((seen[0]["header"].as_str(), seen[0]["request"].as_str()), ("X-Total", "GET /export"));
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
