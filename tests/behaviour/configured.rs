//! Statements under `#[cfg]`: what is there runs as it would alone, what is not there leaves nothing behind.

use headers_first::testing::Recorder;
use headers_first::{Error, ResponseWriter, headers_first};

#[headers_first(deny(checked))]
async fn moved(res: &mut ResponseWriter) -> Result<(), Error> {
    #[cfg(not(test))]
    {
        return res.send("never here");
    }
    res.write("x").await?;
    #[cfg(test)]
    res.insert_header("X-There", "1")?;
    #[cfg(not(test))]
    res.insert_header("X-Absent", "1")?;
    Ok(())
}

#[tokio::test]
async fn a_statement_is_moved_with_its_cfg() {
    let mut recorder = Recorder::new();
    moved(recorder.writer()).await.unwrap();
    assert_eq!(
        (&recorder.headers()["x-there"], recorder.headers().get("x-absent")),
        (&"1".parse().unwrap(), None)
    );
    recorder.assert_on_time();
}

#[headers_first(deny(checked))]
async fn exclusive(res: &mut ResponseWriter) -> Result<(), Error> {
    #[cfg(not(debug_assertions))]
    res.write("release").await?;
    #[cfg(debug_assertions)]
    res.insert_header("X-Debug", "1")?;
    match 1 {
        #[cfg(all(not(test), debug_assertions))]
        1 => res.redirect("/")?,
        _ => res.write("x").await?,
    }
    Ok(())
}

#[tokio::test]
async fn worlds_that_exclude_each_other() {
    let mut recorder = Recorder::new();
    exclusive(recorder.writer()).await.unwrap();
    assert_eq!(recorder.headers().contains_key("x-debug"), cfg!(debug_assertions));
    recorder.assert_on_time();
}

fn maybe_send(res: &mut ResponseWriter) {
    let _ = res.send("sent");
}

#[headers_first(late = panic)]
fn checked(res: &mut ResponseWriter) -> Result<(), Error> {
    maybe_send(res);
    #[cfg(not(test))]
    res.insert_header("X-Absent", "1")?;
    #[cfg(not(test))]
    let _ = res.set_status(201);
    Ok(())
}

#[test]
fn what_is_not_there_is_not_checked() {
    let mut recorder = Recorder::new();
    checked(recorder.writer()).unwrap();
    assert_eq!(recorder.status().as_u16(), 200);
}
