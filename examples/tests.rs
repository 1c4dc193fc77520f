//! The examples do what they say: each one is served on a loopback port and asked.
#![allow(dead_code, unreachable_pub, reason = "the examples are programs of their own")]
#![allow(clippy::duplicate_mod, reason = "each program brings the module that they share")]
#[path = "proxy.rs"]
mod proxy;
#[path = "sse.rs"]
mod sse;
#[path = "template.rs"]
mod template;

mod loopback;

use std::net::SocketAddr;
use std::process::{Command, Stdio};

use loopback::fetch;
use tokio::net::TcpListener;

/// A free loopback port.
async fn port() -> (TcpListener, SocketAddr) {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let addr = listener.local_addr().unwrap();
    (listener, addr)
}

async fn proxied() -> String {
    let ((upstream, upstream_addr), (listener, addr)) = (port().await, port().await);
    tokio::spawn(proxy::serve_rows(upstream));
    tokio::spawn(proxy::serve(listener, upstream_addr));
    fetch(addr, "/").await.unwrap()
}

#[tokio::test]
async fn the_proxy_passes_trailers_on() {
    let answer = proxied().await;
    assert!(answer.ends_with("Tuesday,7\n\r\n0\r\nx-rows: 2\r\n\r\n"), "{answer}");
}

#[tokio::test]
async fn the_proxy_passes_the_head_on() {
    let answer = proxied().await;
    assert!(answer.contains("content-type: text/csv\r\n") && answer.contains("via: 1.1 example"), "{answer}");
}

#[tokio::test]
async fn the_proxy_answers_for_an_upstream_that_is_gone() {
    let (closed, (listener, addr)) = (port().await, port().await);
    drop(closed.0);
    tokio::spawn(proxy::serve(listener, closed.1));
    assert!(fetch(addr, "/").await.unwrap().starts_with("HTTP/1.1 502"));
}

async fn page(path: &str) -> String {
    let (listener, addr) = port().await;
    tokio::spawn(template::serve(listener));
    fetch(addr, path).await.unwrap()
}

#[tokio::test]
async fn a_page_that_fits_has_a_length() {
    let answer = page("/").await;
    assert!(answer.contains("content-length: ") && answer.contains("<li>3: Ada</li>"), "{answer}");
}

#[tokio::test]
async fn a_page_that_fails_in_the_buffer_is_a_clean_error() {
    let answer = page("/broken").await;
    assert!(answer.starts_with("HTTP/1.1 500") && answer.ends_with("Internal Server Error"), "{answer}");
}

#[tokio::test]
async fn a_page_that_fails_later_has_no_end() {
    let answer = page("/long").await;
    assert!(answer.starts_with("HTTP/1.1 200") && !answer.ends_with("0\r\n\r\n"), "{answer}");
}

#[tokio::test]
async fn events_are_a_stream() {
    let (listener, addr) = port().await;
    tokio::spawn(axum::serve(listener, sse::app()).into_future());
    let answer = fetch(addr, "/events").await.unwrap();
    assert!(answer.contains("content-type: text/event-stream\r\n"), "{answer}");
    assert_eq!(answer.matches("event: visit").count(), 3);
}

/// The first of these that is installed.
const BROWSERS: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

/// Says that the test was not run, where it can be seen: `eprintln` is shown only if a test fails.
fn not_run() {
    use std::io::Write;
    assert!(std::env::var_os("CI").is_none(), "no browser is installed, and this is CI");
    let line = format!("NOT RUN: a_browser_sees_every_event: none of {BROWSERS:?} is installed\n");
    let _ = std::io::stderr().write_all(line.as_bytes());
}

/// Opens a page in a browser without a window; `None` if there is no browser.
fn browse(addr: SocketAddr, profile: &std::path::Path) -> Option<std::process::Child> {
    let profile = format!("--user-data-dir={}", profile.display());
    BROWSERS.iter().find_map(|browser| {
        let mut browser = Command::new(browser);
        browser.args(["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", &profile]);
        browser.args([
            "--disable-background-networking",
            "--disable-component-update",
            "--remote-debugging-port=0",
        ]);
        browser.arg(format!("http://{addr}/")).stdout(Stdio::null()).stderr(Stdio::null());
        browser.spawn().ok()
    })
}

/// The page tells its server what its title became. Where there is no browser this says so, and fails in CI.
#[tokio::test]
async fn a_browser_sees_every_event() {
    let (listener, addr) = port().await;
    let (sender, mut seen) = tokio::sync::mpsc::unbounded_channel();
    let app = sse::app_that_tells(move |title| drop(sender.send(title)));
    tokio::spawn(axum::serve(listener, app).into_future());
    let profile = std::env::temp_dir().join(format!("headers-first-browser-{}", std::process::id()));
    let Some(mut browser) = browse(addr, &profile) else { return not_run() };
    let limit = std::time::Duration::from_secs(60);
    let title = tokio::time::timeout(limit, seen.recv()).await;
    browser.kill().unwrap();
    browser.wait().unwrap();
    let _ = std::fs::remove_dir_all(profile);
    assert_eq!(title.expect("the browser says nothing").as_deref(), Some("3 visitors"));
}
