//! The places that came too late, with their counts.
//!
//! A checked call has a static site of its own, which counts without a lock. The writer only knows where it was called
//! from, so its calls are looked up here, by place and header. Names can come from outside, so that only so many
//! are told apart at one place.
use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::vec::Vec;

use crate::{LateHeader, Site};

static PLACES: Mutex<Places> = Mutex::new(Places { checks: Vec::new(), calls: BTreeMap::new() });

struct Places {
    checks: Vec<(LateHeader, &'static Site)>,
    calls: BTreeMap<Key, Vec<(LateHeader, usize)>>,
}

/// File, line and column: equal places may have several `Location`s.
type Key = (&'static str, u32, u32);

/// How many names are told apart at one place.
#[cfg(feature = "http")]
const NAMES: usize = 32;

/// Each place in the program at which something came too late so far: what it was the first time, and how often it has
/// happened.
///
/// A place that sets headers of several names is listed with each of them. Use it for a metric, or for a summary when
/// the program ends.
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "http")] {
/// # let mut recorder = headers_first::testing::Recorder::new();
/// # let res = recorder.writer();
/// res.send("done").unwrap();
/// let _ = res.insert_header("X-Total", 1);
///
/// for (late, times) in headers_first::late_places() {
///     println!("{times} times: {late}");
///     # assert_eq!((late.operation(), times), ("insert_header", 1));
/// }
/// # }
/// ```
#[must_use]
pub fn late_places() -> Vec<(LateHeader, usize)> {
    let places = lock();
    let checks = places.checks.iter().map(|(late, site)| (late.clone(), site.late_count()));
    checks.chain(places.calls.values().flatten().cloned()).collect()
}

fn lock() -> MutexGuard<'static, Places> {
    PLACES.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A check at `site` came too late for the first time.
pub(crate) fn add(late: &LateHeader, site: &'static Site) {
    lock().checks.push((late.clone(), site));
}

/// A call came too late; returns how often this one has, with this header, and whether it shares that count with others.
#[cfg(feature = "http")]
pub(crate) fn count(late: &LateHeader) -> (usize, bool) {
    let at = late.at();
    let mut places = lock();
    let names = places.calls.entry((at.file(), at.line(), at.column())).or_default();
    let known = names.iter().position(|(known, _)| is_same(known, late));
    let index = known.unwrap_or_else(|| names.len().min(NAMES));
    if index == names.len() {
        names.push((if index < NAMES { late.clone() } else { late.unnamed() }, 0));
    }
    names[index].1 += 1;
    (names[index].1, index == NAMES)
}

#[cfg(feature = "http")]
fn is_same(known: &LateHeader, late: &LateHeader) -> bool {
    known.operation() == late.operation() && known.header() == late.header()
}
