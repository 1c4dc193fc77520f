//! Handlers with closures and async blocks: what they set arrives, in the order in which they run.

use std::cell::RefCell;
use std::future::Future;
use std::pin::Pin;

use headers_first::testing::Recorder;
use headers_first::{Error, ResponseWriter, headers_first, service};
use http::{HeaderValue, Request};
use hyper::body::Incoming;

use crate::support::fetch;

type Req = Request<Incoming>;

#[headers_first(deny(checked))]
async fn by_outcome(req: Req, res: &mut ResponseWriter) -> Result<(), Error> {
    let mut tag = |name: &'static str, value: &'static str| res.insert_header(name, value).map(|_| ());
    tag("X-A", "1")?;
    tag("X-B", "2")?;
    let known = ["/a", "/b"].iter().position(|path| *path == req.uri().path());
    let Some(page) = known.or_else(|| {
        let _ = res.send_error(404);
        None
    }) else {
        return Ok(());
    };
    res.insert_header("X-Page", page)?;
    let mut write = async || {
        let _ = res.write("page").await;
    };
    write().await;
    res.insert_header("X-Moved", "1")?;
    Ok(())
}

#[test]
fn called_by_name_and_run_on_one_outcome() {
    let found = fetch(service(by_outcome), "/b");
    assert_eq!((found.status, found.body.as_str()), (200, "page"));
    assert_eq!((found.header("x-a"), found.header("x-b")), (Some("1"), Some("2")));
    assert_eq!((found.header("x-page"), found.header("x-moved")), (Some("1"), Some("1")));
    let missing = fetch(service(by_outcome), "/c");
    assert_eq!((missing.status, missing.header("x-page")), (404, None));
}

#[headers_first(deny(checked))]
async fn whole_block(_: Req, res: &mut ResponseWriter) -> Result<(), Error> {
    let loaded: Result<u32, Error> = async {
        res.insert_header("X-Loaded", "1")?;
        Ok(7)
    }
    .await;
    match loaded {
        Ok(n) => res.write(format!("{n}")).await,
        Err(_) => res.send_error(500),
    }
}

#[headers_first(deny(checked))]
fn boxed(res: &mut ResponseWriter) -> Pin<Box<dyn Future<Output = Result<(), Error>> + Send + '_>> {
    Box::pin(async move {
        res.write("x").await?;
        res.insert_header("X-Boxed", "1")?;
        Ok(())
    })
}

#[tokio::test]
async fn a_boxed_body_is_seen_through() {
    let mut recorder = Recorder::new();
    boxed(recorder.writer()).await.unwrap();
    assert_eq!(recorder.headers()["x-boxed"], "1");
    recorder.assert_on_time();
}

#[test]
fn the_outcome_of_a_block_decides() {
    let received = fetch(service(whole_block), "/");
    assert_eq!((received.status, received.header("x-loaded"), received.body.as_str()), (200, Some("1"), "7"));
}

#[headers_first]
async fn hooked(_: Req, res: &mut ResponseWriter) -> Result<(), Error> {
    res.on_commit(|head| {
        head.headers.insert("x-hook", HeaderValue::from_static("1"));
    })?;
    res.insert_header("X-Before", "1")?;
    res.write("x").await
}

#[test]
fn a_hook_works_on_the_head_in_time() {
    let received = fetch(service(hooked), "/");
    assert_eq!((received.header("x-hook"), received.header("x-before")), (Some("1"), Some("1")));
}

/// Writes when its scope ends.
struct Last<F: FnMut()>(F);

impl<F: FnMut()> Drop for Last<F> {
    fn drop(&mut self) {
        (self.0)();
    }
}

macro_rules! defer {
    ($($body:tt)*) => { let _last = Last(|| { $($body)* }); };
}

#[derive(Default)]
struct Log(RefCell<Vec<&'static str>>);

impl Log {
    fn insert_header(&self, name: &'static str, _: &str) {
        assert!(!self.head_sent(), "a late header got through");
        self.0.borrow_mut().push(name);
    }

    fn write(&self, part: &'static str) {
        self.0.borrow_mut().push(part);
    }

    fn head_sent(&self) -> bool {
        self.0.borrow().iter().any(|event| event.starts_with('<'))
    }
}

#[headers_first(response = out, deny(checked))]
fn guarded(out: &Log, early: bool) {
    out.insert_header("A", "1");
    defer! { out.write("<end>"); }
    if early {
        return;
    }
    out.insert_header("B", "1");
}

#[test]
fn a_scope_guard_runs_at_the_end_of_its_scope() {
    let log = Log::default();
    guarded(&log, false);
    assert_eq!(*log.0.borrow(), ["A", "B", "<end>"]);
    let log = Log::default();
    guarded(&log, true);
    assert_eq!(*log.0.borrow(), ["A", "<end>"]);
}
