//! What `log` gets to see of late headers, where `tracing` is not there to get it.
#![cfg(all(feature = "log", feature = "http", not(feature = "tracing")))]
#![allow(missing_docs)]
use std::sync::Mutex;

use headers_first::private;
use headers_first::testing::Recorder;
use headers_first::{Policy, Site};
use http::Request;
use log::{Level, LevelFilter, Log, Metadata, Record};

struct Lines(Mutex<Vec<(Level, String)>>);

static LINES: Lines = Lines(Mutex::new(Vec::new()));

impl Log for Lines {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "headers_first"
    }
    fn log(&self, record: &Record<'_>) {
        if self.enabled(record.metadata()) {
            self.0.lock().unwrap().push((record.level(), record.args().to_string()));
        }
    }
    fn flush(&self) {}
}

/// One test, because a process has one logger.
#[test]
fn a_place_is_logged_once_and_its_count_at_powers_of_ten() {
    static SITE: Site = Site::new("insert_header").with_header("X-Check");
    log::set_logger(&LINES).unwrap();
    log::set_max_level(LevelFilter::Warn);
    let mut recorder = Recorder::for_request(&Request::get("/export?token=secret").body(()).unwrap());
    recorder.writer().send("done").unwrap();
    for _ in 0..12 {
        private::late(recorder.writer(), &SITE, Policy::Log);
        let _ = recorder.writer().set_status(404);
    }
    let lines = LINES.0.lock().unwrap();
    let of = |operation: &str| lines.iter().filter(|line| line.1.contains(operation)).collect::<Vec<_>>();
    for (operation, call) in
        [("insert_header", "`insert_header(\"X-Check\")`"), ("set_status", "`set_status`")]
    {
        let [(level, first), (_, tenth)] = of(operation)[..] else { panic!("{lines:?}") };
        assert_eq!(*level, Level::Warn);
        assert!(first.starts_with(&format!("GET /export: late header: {call} at ")), "{first}");
        assert_eq!(*tenth, format!("{first} (10 times so far)"));
    }
}
