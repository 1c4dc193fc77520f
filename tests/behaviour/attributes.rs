//! The attributes inside of bodies and the keys of the attribute, in handlers that run.

use std::sync::atomic::{AtomicU32, Ordering};

use headers_first::testing::Recorder;
use headers_first::{Error, ResponseWriter, headers_first};

static ROLLS: AtomicU32 = AtomicU32::new(0);

fn roll() -> u32 {
    ROLLS.fetch_add(1, Ordering::Relaxed) + 1
}

#[headers_first(deny(checked))]
async fn vouched(res: &mut ResponseWriter) -> Result<(), Error> {
    res.write("body").await?;
    #[hoist]
    res.insert_header("X-Roll", roll())?;
    #[hoist]
    for part in ["a", "b"].map(str::to_uppercase) {
        res.append_header("X-Part", part)?;
    }
    Ok(())
}

#[tokio::test]
async fn hoist_moves_what_the_user_vouches_for() {
    let mut recorder = Recorder::new();
    vouched(recorder.writer()).await.unwrap();
    assert_eq!(recorder.headers()["x-roll"], "1");
    let parts: Vec<_> = recorder.headers().get_all("x-part").iter().collect();
    assert_eq!(parts, ["A", "B"]);
    recorder.assert_on_time();
}

#[headers_first]
async fn skipped(res: &mut ResponseWriter, early: bool) -> Result<u32, Error> {
    let mut reached = 0;
    if early {
        res.write("early").await?;
    }
    #[late(drop)]
    res.insert_header("X-One", "1")?;
    reached += 1;
    #[late(drop)]
    let _ = res.set_status(201);
    #[late(drop)]
    _ = res.append_header("X-Two", "2");
    reached += 1;
    Ok(reached)
}

#[tokio::test]
async fn late_drops_the_statement_and_goes_on() {
    let mut recorder = Recorder::new();
    assert_eq!(skipped(recorder.writer(), true).await.unwrap(), 2);
    assert_eq!((recorder.status().as_u16(), recorder.headers().get("x-one")), (200, None));
    let mut recorder = Recorder::new();
    assert_eq!(skipped(recorder.writer(), false).await.unwrap(), 2);
    let writer = recorder.writer();
    assert_eq!(writer.status().as_u16(), 201);
    assert_eq!(writer.headers().unwrap()["x-one"], "1");
    assert_eq!(writer.headers().unwrap()["x-two"], "2");
}

fn count(_: &mut ResponseWriter) -> usize {
    3
}

#[headers_first(deny(checked), calls(total = read))]
async fn told(res: &mut ResponseWriter) -> Result<(), Error> {
    let mut sum = 0;
    #[effect(read)]
    sum += count(res);
    #[effect(read)]
    {
        sum += count(res);
    }
    sum += total(res);
    res.insert_header("X-Sum", sum)?;
    res.write("x").await
}

fn total(_: &mut ResponseWriter) -> usize {
    10
}

#[tokio::test]
async fn effect_and_calls_say_what_helpers_do() {
    let mut recorder = Recorder::new();
    told(recorder.writer()).await.unwrap();
    assert_eq!(recorder.headers()["x-sum"], "16");
}

#[headers_first(entry = unknown, late = drop)]
fn entered(res: &mut ResponseWriter) -> Result<(), Error> {
    res.insert_header("X-Entry", "1")?;
    if !res.head_sent() {
        res.set_status(202)?;
    }
    Ok(())
}

#[tokio::test]
async fn a_function_that_may_get_a_started_response() {
    let mut recorder = Recorder::new();
    entered(recorder.writer()).unwrap();
    assert_eq!(recorder.writer().status().as_u16(), 202);
    let mut recorder = Recorder::new();
    recorder.writer().write("x").await.unwrap();
    entered(recorder.writer()).unwrap();
    assert_eq!((recorder.status().as_u16(), recorder.headers().get("x-entry")), (200, None));
}
