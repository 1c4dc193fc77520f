//! What the remedies advise, taken at their word: the handlers compile and do what was meant.

use bytes::Bytes;
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

fn body(recorder: &Recorder) -> Bytes {
    Bytes::copy_from_slice(recorder.body().as_ref())
}

/// "add `return` after `send_error`".
#[headers_first(deny(hoisted, checked))]
async fn with_a_return(res: &mut ResponseWriter, found: bool) -> Result<(), Error> {
    if !found {
        res.send_error(404)?;
        return Ok(());
    }
    res.insert_header("X-Found", "1")?;
    res.write("page").await?;
    res.finish()
}

#[test]
fn a_return_keeps_the_two_answers_apart() {
    let (found, result) = recorded(async |res| with_a_return(res, true).await);
    result.unwrap();
    assert_eq!((found.status(), body(&found)), (200.try_into().unwrap(), Bytes::from("page")));
    assert_eq!(found.headers()["x-found"], "1");
    let (missing, result) = recorded(async |res| with_a_return(res, false).await);
    result.unwrap();
    assert_eq!(missing.status(), 404);
    assert!(!missing.headers().contains_key("x-found"));
    assert!(found.late().is_empty() && missing.late().is_empty());
}

fn render(rows: &[u32]) -> Result<String, std::fmt::Error> {
    let rows = rows.iter().map(|row| if *row == 0 { Err(std::fmt::Error) } else { Ok(format!("<li>{row}")) });
    rows.collect()
}

/// "render into a buffer first, and write that".
#[headers_first(deny(hoisted, checked))]
async fn rendered_first(res: &mut ResponseWriter, rows: &[u32]) -> Result<(), Error> {
    let page = match render(rows) {
        Ok(page) => page,
        Err(_) => {
            res.send_error(500)?;
            return Ok(());
        }
    };
    res.insert_header("Content-Type", "text/html")?;
    res.write(page).await?;
    res.finish()
}

#[test]
fn a_page_that_is_rendered_first_can_still_fail() {
    let (page, result) = recorded(async |res| rendered_first(res, &[1, 2]).await);
    result.unwrap();
    assert_eq!(body(&page), "<li>1<li>2");
    let (failed, result) = recorded(async |res| rendered_first(res, &[1, 0]).await);
    result.unwrap();
    assert_eq!(failed.status(), 500);
    assert!(failed.late().is_empty());
}

/// "give up with `abort`".
#[headers_first(deny(hoisted, checked))]
async fn gives_up(res: &mut ResponseWriter, rows: &[Result<&'static str, ()>]) -> Result<(), Error> {
    for row in rows {
        match row {
            Ok(row) => res.write(*row).await?,
            Err(()) => {
                res.abort();
                return Ok(());
            }
        }
    }
    res.finish()
}

#[test]
fn a_body_that_cannot_go_on_is_aborted() {
    let (cut, result) = recorded(async |res| gives_up(res, &[Ok("a"), Err(()), Ok("b")]).await);
    result.unwrap();
    assert_eq!(body(&cut), "a");
    assert!(cut.late().is_empty());
}

/// "to send it after the body, use a trailer", with both lines.
#[headers_first(deny(hoisted, checked))]
async fn as_a_trailer(res: &mut ResponseWriter, rows: &[&'static str]) -> Result<(), Error> {
    res.declare_trailer("X-Total")?;
    let mut total = 0;
    for row in rows {
        total += row.len();
        res.write(*row).await?;
    }
    res.append_trailer("X-Total", total)?;
    res.finish()
}

#[test]
fn what_depends_on_the_body_arrives_as_a_trailer() {
    let (recorder, result) = recorded(async |res| as_a_trailer(res, &["ab", "c"]).await);
    result.unwrap();
    assert_eq!(recorder.trailers()["x-total"], "3");
    assert!(recorder.late().is_empty());
}

async fn next(res: &mut ResponseWriter) -> Result<(), Error> {
    res.write("inner").await?;
    res.finish()
}

/// "set it in a hook, before `next`".
#[headers_first(deny(hoisted, checked))]
async fn in_a_hook(res: &mut ResponseWriter) -> Result<(), Error> {
    res.on_commit(|head| {
        head.headers.insert("x-served-by", "outer".parse().expect("a value"));
    })?;
    next(res).await
}

#[test]
fn a_hook_sets_what_an_inner_handler_would_be_too_early_for() {
    let (recorder, result) = recorded(in_a_hook);
    result.unwrap();
    assert_eq!(recorder.headers()["x-served-by"], "outer");
    assert!(recorder.late().is_empty());
}

async fn banner(res: &mut ResponseWriter) -> Result<(), Error> {
    res.write("banner ").await
}

/// The ready line `calls(banner = write)`: the header moves above the helper, and no check is left.
#[headers_first(calls(banner = write), deny(checked))]
async fn told_what_a_helper_does(res: &mut ResponseWriter) -> Result<(), Error> {
    banner(res).await?;
    res.insert_header("X-Kind", "text")?;
    res.write("text").await?;
    res.finish()
}

#[test]
fn a_helper_that_writes_is_moved_over() {
    let (recorder, result) = recorded(told_what_a_helper_does);
    result.unwrap();
    assert_eq!(recorder.headers()["x-kind"], "text");
    assert_eq!(body(&recorder), "banner text");
    assert!(recorder.late().is_empty());
}
