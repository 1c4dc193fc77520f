//! What each policy does with a late header. The hook and the counter belong to the whole process, so the tests
//! take turns.
#![cfg(feature = "std")]
#![allow(missing_docs)]
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use headers_first::private::{late, late_unlocated, late_unlocated_with, late_with};
use headers_first::{Policy, Site, Tracker, late_count, set_late_hook, take_late_hook};

static TURN: Mutex<()> = Mutex::new(());

/// Keeps what the hook is called with until dropped.
struct Hooked(Arc<Mutex<Vec<String>>>, #[allow(dead_code)] MutexGuard<'static, ()>);

impl Hooked {
    fn new() -> Self {
        let turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
        let seen = Arc::new(Mutex::new(Vec::new()));
        let hook = Arc::clone(&seen);
        set_late_hook(Box::new(move |late| hook.lock().unwrap().push(late.to_string())));
        Hooked(seen, turn)
    }

    fn seen(&self) -> Vec<String> {
        self.0.lock().unwrap().clone()
    }
}

impl Drop for Hooked {
    fn drop(&mut self) {
        drop(take_late_hook());
    }
}

static WRITE: Site = Site::new("write");

fn sent() -> Tracker {
    let tracker = Tracker::new();
    tracker.mark(&WRITE);
    tracker
}

#[test]
fn log_reports_a_site_once() {
    static SITE: Site = Site::new("insert_header").with_header("X-Once");
    let hooked = Hooked::new();
    for _ in 0..100 {
        late(&sent(), &SITE, Policy::Log);
    }
    assert_eq!(hooked.seen().len(), 1);
}

#[test]
fn log_counts_every_time() {
    static SITE: Site = Site::new("insert_header");
    let _hooked = Hooked::new();
    let before = late_count();
    for _ in 0..3 {
        late(&sent(), &SITE, Policy::Log);
    }
    assert_eq!((late_count() - before, SITE.late_count()), (3, 3));
}

#[test]
fn log_reports_each_site() {
    static SITES: [Site; 2] = [Site::new("insert_header"), Site::new("set_status")];
    let hooked = Hooked::new();
    SITES.iter().for_each(|site| late(&sent(), site, Policy::Log));
    assert_eq!(hooked.seen().len(), 2);
}

#[test]
fn drop_counts_and_says_nothing() {
    static SITE: Site = Site::new("insert_header");
    let hooked = Hooked::new();
    let before = late_count();
    late(&sent(), &SITE, Policy::Drop);
    assert_eq!((hooked.seen().len(), late_count() - before), (0, 1));
}

#[test]
fn panic_shows_both_places() {
    static SITE: Site = Site::new("insert_header").with_header("X-Total");
    let _hooked = Hooked::new();
    let panic = std::panic::catch_unwind(|| late(&sent(), &SITE, Policy::Panic)).unwrap_err();
    let (at, sent) = (SITE.location(), WRITE.location());
    let expected = format!(
        "late header: `insert_header(\"X-Total\")` at {at}, but the head was sent at {sent} by `write`"
    );
    assert_eq!(panic.downcast_ref::<String>(), Some(&expected));
}

#[test]
fn a_function_gets_every_late_header() {
    static SITE: Site = Site::new("insert_header");
    let _hooked = Hooked::new();
    let (before, mut seen) = (late_count(), 0);
    for _ in 0..2 {
        late_with(&sent(), &SITE, |late| seen += usize::from(late.sent_by() == Some("write")));
    }
    assert_eq!((seen, late_count() - before), (2, 2));
}

#[test]
fn a_foreign_response_is_reported_without_the_place_of_the_commit() {
    static SITE: Site = Site::new("set_status");
    let hooked = Hooked::new();
    late_unlocated(&SITE, Policy::Log);
    assert!(hooked.seen()[0].ends_with("but the head was already sent"));
}

#[test]
fn a_function_gets_the_late_headers_of_foreign_responses() {
    static SITE: Site = Site::new("set_status");
    let mut operation = None;
    late_unlocated_with(&SITE, |late| operation = Some(late.operation()));
    assert_eq!(operation, Some("set_status"));
}

#[test]
fn a_hook_may_take_the_hook() {
    static SITE: Site = Site::new("set_status");
    let _hooked = Hooked::new();
    set_late_hook(Box::new(|_| drop(take_late_hook())));
    late_unlocated(&SITE, Policy::Log);
}

#[test]
fn a_taken_hook_still_works() {
    static SITE: Site = Site::new("set_status");
    let hooked = Hooked::new();
    let taken = take_late_hook();
    taken(&headers_first::LateHeader::new(&SITE, &sent()));
    assert_eq!(hooked.seen().len(), 1);
}
