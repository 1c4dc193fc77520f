//! `#[tokio::main]` and `#[tokio::test]` on either side of ours.

use headers_first::testing::Recorder;
use headers_first::{Error, ResponseWriter, headers_first};

#[headers_first(deny(checked))]
#[tokio::main(flavor = "current_thread")]
async fn above(res: &mut ResponseWriter) -> Result<(), Error> {
    res.write("one ").await?;
    res.write("two").await?;
    res.insert_header("X-Kind", "test")?;
    Ok(())
}

#[tokio::main(flavor = "current_thread")]
#[headers_first(deny(checked))]
async fn below(res: &mut ResponseWriter) -> Result<(), Error> {
    res.write("one ").await?;
    res.write("two").await?;
    res.insert_header("X-Kind", "test")?;
    Ok(())
}

#[test]
fn a_function_with_a_runtime_of_its_own() {
    for serve in [above, below] {
        let mut recorder = Recorder::new();
        serve(recorder.writer()).unwrap();
        recorder.finish().unwrap();
        recorder.assert_on_time();
        assert_eq!(recorder.headers()["x-kind"], "test");
        assert_eq!(recorder.body(), "one two");
    }
}

/// On time: nothing is moved or checked.
#[tokio::main(flavor = "current_thread")]
#[headers_first(deny(hoisted, checked))]
async fn on_time(res: &mut ResponseWriter) -> Result<(), Error> {
    res.insert_header("X-Kind", "test")?;
    res.write("one two").await
}

#[test]
fn on_time_is_silent() {
    let mut recorder = Recorder::new();
    on_time(recorder.writer()).unwrap();
    assert_eq!(recorder.headers()["x-kind"], "test");
}

/// A test that makes its response itself.
#[headers_first(response = res, deny(checked))]
#[tokio::test]
async fn a_local_response_with_ours_above() {
    let mut recorder = Recorder::new();
    let res = recorder.writer();
    res.write("one").await.unwrap();
    res.insert_header("X-Kind", "test").unwrap();
    recorder.assert_on_time();
}

#[tokio::test]
#[headers_first(response = res, deny(checked))]
async fn a_local_response_with_ours_below() {
    let mut recorder = Recorder::new();
    let res = recorder.writer();
    res.write("one").await.unwrap();
    res.insert_header("X-Kind", "test").unwrap();
    recorder.assert_on_time();
}
