//! Run-time checks: what runs, and what a late statement does under each policy.

use std::sync::{Mutex, PoisonError};

use headers_first::testing::Recorder;
use headers_first::{Error, LateHeader, ResponseState, ResponseWriter, headers_first};

/// Reports of this file's handlers only, one test at a time.
static ALONE: Mutex<()> = Mutex::new(());
static SEEN: Mutex<Vec<String>> = Mutex::new(Vec::new());

fn note(late: &LateHeader) {
    SEEN.lock().unwrap().push(late.to_string());
}

fn maybe_write(res: &mut ResponseWriter, write: bool) {
    if write {
        let mut out = res.as_io_writer();
        let _ = std::io::Write::write_all(&mut out, b"x").and_then(|()| std::io::Write::flush(&mut out));
        let _ = res.send("done");
    }
}

#[headers_first(late = drop)]
fn skipped(res: &mut ResponseWriter, write: bool) -> Result<(), Error> {
    maybe_write(res, write);
    res.insert_header("X-Late", "1")?;
    Ok(())
}

#[test]
fn a_late_statement_is_skipped() {
    let mut recorder = Recorder::new();
    assert!(skipped(recorder.writer(), true).is_ok());
    let mut recorder = Recorder::new();
    skipped(recorder.writer(), false).unwrap();
    assert_eq!(recorder.writer().headers().unwrap()["x-late"], "1");
}

#[headers_first(late = note)]
fn noted(res: &mut ResponseWriter) -> Result<(), Error> {
    maybe_write(res, true);
    res.insert_header("X-Noted", "1")?;
    Ok(())
}

#[test]
fn a_function_of_the_users_own_gets_both_places() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    SEEN.lock().unwrap().clear();
    let mut recorder = Recorder::new();
    noted(recorder.writer()).unwrap();
    let seen = SEEN.lock().unwrap().clone();
    assert_eq!(seen.len(), 1);
    assert!(
        seen[0].contains("`insert_header(\"X-Noted\")` at ") && seen[0].contains("checked.rs"),
        "{}",
        seen[0]
    );
    assert!(seen[0].contains("but the head was sent at"), "{}", seen[0]);
}

#[headers_first(late = panic)]
fn panics(res: &mut ResponseWriter) -> usize {
    maybe_write(res, true);
    // The value is used, so nothing can be skipped.
    res.insert_header("X-Used", "1").map_or(0, |_| 1)
}

#[test]
#[should_panic(expected = "X-Used")]
fn a_used_value_panics() {
    panics(Recorder::new().writer());
}

#[headers_first]
fn by_attribute(res: &mut ResponseWriter) -> Result<(), Error> {
    res.send("x")?;
    #[late(drop)]
    res.insert_header("X-Late", "1")?;
    Ok(())
}

#[test]
fn an_attribute_on_the_statement_decides() {
    assert!(by_attribute(Recorder::new().writer()).is_ok());
}

#[headers_first(calls(maybe_write = read), deny(checked))]
fn told(res: &mut ResponseWriter) -> Result<(), Error> {
    maybe_write(res, false);
    res.insert_header("X-Told", "1")?;
    Ok(())
}

#[test]
fn a_helper_that_is_told_needs_no_check() {
    assert!(told(Recorder::new().writer()).is_ok());
}

/// A response without any way to ask it: a local flag is marked at every commit.
#[derive(Default)]
struct Builder {
    head: Vec<&'static str>,
    ended: bool,
}

impl Builder {
    fn insert_header(&mut self, header: (&'static str, &'static str)) {
        assert!(!self.ended, "a late header got through");
        self.head.push(header.0);
    }

    fn finish(&mut self) {
        self.ended = true;
    }
}

#[headers_first(response = b, vocabulary = actix, late = drop)]
fn tracked(b: &mut Builder, events: &[(bool, u8)]) {
    let mut state = Vec::new();
    for (ends, kind) in events {
        if state.is_empty() {
            b.insert_header(("X-Kind", "1"));
        }
        if *ends && !b.ended {
            b.finish();
            state.push(*kind);
            break;
        }
    }
    if state.is_empty() {
        b.insert_header(("X-End", "1"));
    }
}

#[test]
fn a_local_flag_serves_where_the_response_cannot_tell() {
    let mut builder = Builder::default();
    tracked(&mut builder, &[(false, 1), (true, 2)]);
    assert_eq!(builder.head, ["X-Kind", "X-Kind"]);
    let mut builder = Builder::default();
    tracked(&mut builder, &[(false, 1)]);
    assert_eq!(builder.head, ["X-Kind", "X-End"]);
}

/// A response of the user's own that is asked through the trait alone.
#[derive(Default)]
struct Mirror {
    sent: bool,
    headers: Vec<String>,
}

impl Mirror {
    fn insert_header(&mut self, name: &str) {
        self.headers.push(name.to_owned());
    }

    fn copy(&mut self) {
        self.sent = true;
    }
}

impl ResponseState for Mirror {
    fn head_sent(&self) -> bool {
        self.sent
    }
}

#[headers_first(responses(res, mirror, other), late = drop)]
fn three(res: &mut ResponseWriter, mirror: &mut Mirror, other: &mut Mirror) -> Result<(), Error> {
    maybe_write(res, true);
    mirror.copy();
    other.copy();
    res.insert_header("X-Late", "1")?;
    mirror.insert_header("X-Late");
    if !other.head_sent() {
        other.insert_header("X-Asked");
    }
    Ok(())
}

#[test]
fn several_responses_are_checked_in_one_function() {
    let (mut recorder, mut mirror, mut other) = (Recorder::new(), Mirror::default(), Mirror::default());
    three(recorder.writer(), &mut mirror, &mut other).unwrap();
    assert!(mirror.headers.is_empty() && other.headers.is_empty());
    assert!(!recorder.headers().contains_key("x-late"));
}
