//! Correlated handlers that really run: they compile under `deny(hoisted, checked)`, so nothing of them is changed, and
//! nothing is late.

use headers_first::testing::Recorder;
use headers_first::{Error, ResponseWriter, headers_first};

fn recorded(run: impl AsyncFnOnce(&mut ResponseWriter) -> Result<(), Error>) -> Recorder {
    let mut recorder = Recorder::new();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async { run(recorder.writer()).await.unwrap() });
    recorder
}

fn body(recorder: &Recorder) -> String {
    String::from_utf8(recorder.body().to_vec()).unwrap()
}

#[headers_first(deny(hoisted, checked))]
async fn first_row(res: &mut ResponseWriter, rows: &[&'static str]) -> Result<(), Error> {
    let mut first = true;
    for row in rows {
        if std::mem::take(&mut first) {
            res.insert_header("X-First", *row)?;
        }
        res.write(*row).await?;
    }
    if first {
        res.set_status(204)?;
    }
    res.finish()
}

#[test]
fn a_header_of_the_first_row_only() {
    let some = recorded(async |res| first_row(res, &["a", "b"]).await);
    assert_eq!((&some.headers()["x-first"], body(&some)), (&"a".parse().unwrap(), "ab".to_owned()));
    let none = recorded(async |res| first_row(res, &[]).await);
    assert_eq!(none.status().as_u16(), 204);
    assert!(some.late().is_empty() && none.late().is_empty());
}

#[derive(Clone, Copy, PartialEq)]
enum Phase {
    Head,
    Body,
}

#[headers_first(deny(hoisted, checked))]
async fn proxied(res: &mut ResponseWriter, lines: &[&'static str]) -> Result<(), Error> {
    let mut phase = Phase::Head;
    for line in lines {
        phase = match (phase, line.is_empty()) {
            (Phase::Head, false) => {
                res.append_header("X-Line", *line)?;
                Phase::Head
            }
            (Phase::Head, true) => Phase::Body,
            (Phase::Body, _) => {
                res.write(*line).await?;
                Phase::Body
            }
        };
    }
    res.finish()
}

#[test]
fn a_state_machine_of_head_and_body() {
    let recorder = recorded(async |res| proxied(res, &["a", "b", "", "c", "d"]).await);
    let lines: Vec<_> =
        recorder.headers().get_all("x-line").iter().map(|value| value.to_str().unwrap().to_owned()).collect();
    assert_eq!(lines, ["a", "b"]);
    assert_eq!(body(&recorder), "cd");
    assert!(recorder.late().is_empty());
}

#[headers_first(deny(hoisted, checked))]
async fn by_round(res: &mut ResponseWriter, rounds: u32) -> Result<(), Error> {
    for round in 1..=rounds {
        if round == 1 {
            res.insert_header("X-First", round)?;
        }
        res.write(format!("{round}")).await?;
    }
    res.finish()
}

#[test]
fn the_index_of_a_range() {
    let recorder = recorded(async |res| by_round(res, 3).await);
    assert_eq!((&recorder.headers()["x-first"], body(&recorder)), (&"1".parse().unwrap(), "123".to_owned()));
    assert!(recorder.late().is_empty());
}
