//! Handlers whose late headers stand in the arguments of macros: what is moved or checked there really is.

use headers_first::testing::Recorder;
use headers_first::{Error, ResponseWriter, headers_first, service};
use http::Request;
use hyper::body::Incoming;

use crate::support::fetch;

type Req = Request<Incoming>;

#[headers_first]
async fn one_of_two(_: Req, res: &mut ResponseWriter) -> Result<(), Error> {
    tokio::select! {
        biased;
        () = std::future::ready(()) => {
            res.write("a").await?;
            res.insert_header("X-Way", "first")?;
        }
        () = std::future::pending() => {
            res.send_error(504)?;
        }
    }
    Ok(())
}

#[test]
fn moved_up_in_an_arm_of_select() {
    let received = fetch(service(one_of_two), "/");
    assert_eq!((received.status, received.body.as_str()), (200, "a"));
    assert_eq!(received.header("x-way"), Some("first"));
}

#[headers_first]
async fn together(_: Req, res: &mut ResponseWriter) -> Result<(), Error> {
    let (sent, count) = tokio::join!(
        async {
            let sent = res.write("a").await;
            res.insert_header("X-Part", "1")?;
            sent
        },
        async { 7 }
    );
    sent?;
    res.write(format!("{count}")).await
}

#[test]
fn moved_up_in_a_block_that_join_runs() {
    let received = fetch(service(together), "/");
    assert_eq!((received.header("x-part"), received.body.as_str()), (Some("1"), "a7"));
}

fn maybe_send(res: &mut ResponseWriter, send: bool) {
    if send {
        let _ = res.send("done");
    }
}

#[headers_first(late = drop)]
async fn skipped(res: &mut ResponseWriter, send: bool) -> Result<(), Error> {
    maybe_send(res, send);
    tokio::select! {
        () = std::future::ready(()) => {
            res.insert_header("X-Late", "1")?;
        }
    }
    Ok(())
}

#[tokio::test]
async fn checked_in_an_arm_of_select() {
    let mut recorder = Recorder::new();
    assert!(skipped(recorder.writer(), true).await.is_ok(), "the late statement was skipped");
    let mut recorder = Recorder::new();
    skipped(recorder.writer(), false).await.unwrap();
    assert_eq!(recorder.writer().headers().unwrap()["x-late"], "1");
}
