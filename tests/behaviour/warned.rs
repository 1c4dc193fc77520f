//! Levels that warn: what a handler does is what it does without the warning. All warnings here are silenced in the
//! documented ways.
#![deny(deprecated)]

use headers_first::testing::Recorder;
use headers_first::{Error, ResponseWriter, headers_first};

fn recorded(
    run: impl AsyncFnOnce(&mut ResponseWriter) -> Result<(), Error>,
) -> (Recorder, Result<(), Error>) {
    let mut recorder = Recorder::new();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let result = runtime.block_on(async { run(recorder.writer()).await });
    (recorder, result)
}

#[allow(deprecated)]
#[headers_first(warn(hoisted))]
async fn moved(res: &mut ResponseWriter) -> Result<(), Error> {
    res.write("hello").await?;
    res.insert_header("X-Done", "1")?;
    if res.status() == 200 {
        res.write("!").await?;
    }
    res.finish()
}

#[test]
fn what_moves_with_a_warning_arrives() {
    let (recorder, result) = recorded(moved);
    result.unwrap();
    assert_eq!(recorder.headers()["x-done"], "1");
    recorder.assert_on_time();
}

/// `warn(late)` makes an error a run-time check, which skips the statement under this policy.
#[headers_first(warn(late), late = drop)]
async fn late(res: &mut ResponseWriter, rows: &[&'static str]) -> Result<(), Error> {
    let mut total = 0;
    for row in rows {
        total += row.len();
        res.write(*row).await?;
    }
    #[allow(deprecated)]
    res.insert_header("X-Total", total)?;
    res.finish()
}

#[test]
fn what_is_late_with_a_warning_is_skipped_when_it_is_late() {
    let (recorder, result) = recorded(async |res| late(res, &["a"]).await);
    result.unwrap();
    assert!(!recorder.headers().contains_key("x-total"));
    let (recorder, result) = recorded(async |res| late(res, &[]).await);
    result.unwrap();
    assert_eq!(recorder.headers()["x-total"], "0");
}

fn helper(res: &mut ResponseWriter, sends: bool) -> Result<(), Error> {
    if sends { res.send("done") } else { Ok(()) }
}

#[headers_first(warn(checked), late = drop)]
#[allow(deprecated)]
fn checked(res: &mut ResponseWriter, sends: bool) -> Result<(), Error> {
    helper(res, sends)?;
    res.insert_header("X-Checked", "1")?;
    Ok(())
}

#[test]
fn what_is_checked_with_a_warning_is_checked() {
    let mut recorder = Recorder::new();
    checked(recorder.writer(), false).unwrap();
    assert_eq!(recorder.writer().headers().unwrap()["x-checked"], "1");
    let mut recorder = Recorder::new();
    checked(recorder.writer(), true).unwrap();
    assert!(!recorder.headers().contains_key("x-checked"));
}
