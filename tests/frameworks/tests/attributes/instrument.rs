//! `#[tracing::instrument]` on either side of ours, with what it may do with the response and the result.

use std::io::Write;

use headers_first::{Error, ResponseWriter, headers_first};
use tracing::instrument;

use crate::support::{arrives, record};

#[headers_first(deny(hoisted, checked))]
#[instrument(skip_all)]
async fn on_time_above(res: &mut ResponseWriter) -> Result<(), Error> {
    res.insert_header("X-Kind", "test")?;
    res.write("one ").await?;
    res.write("two").await
}

#[instrument(skip_all)]
#[headers_first(deny(hoisted, checked))]
async fn on_time_below(res: &mut ResponseWriter) -> Result<(), Error> {
    res.insert_header("X-Kind", "test")?;
    res.write("one ").await?;
    res.write("two").await
}

#[test]
fn on_time_on_either_side() {
    arrives(|res| Box::pin(on_time_above(res)));
    arrives(|res| Box::pin(on_time_below(res)));
}

#[headers_first(deny(checked))]
#[instrument(skip(res), fields(kind), err, ret)]
async fn late_above(res: &mut ResponseWriter, kind: &str) -> Result<(), Error> {
    res.write("one ").await?;
    res.write("two").await?;
    res.insert_header("X-Kind", kind)?;
    Ok(())
}

#[instrument(skip(res), fields(kind), err, ret)]
#[headers_first(deny(checked))]
async fn late_below(res: &mut ResponseWriter, kind: &str) -> Result<(), Error> {
    res.write("one ").await?;
    res.write("two").await?;
    res.insert_header("X-Kind", kind)?;
    Ok(())
}

#[test]
fn late_on_either_side() {
    arrives(|res| Box::pin(late_above(res, "test")));
    arrives(|res| Box::pin(late_below(res, "test")));
}

/// Without `skip` the response itself is a field of the span.
#[headers_first(deny(checked))]
#[instrument]
async fn recorded_above(res: &mut ResponseWriter) -> Result<(), Error> {
    res.write("one ").await?;
    res.write("two").await?;
    res.insert_header("X-Kind", "test")?;
    Ok(())
}

#[instrument]
#[headers_first(deny(checked))]
async fn recorded_below(res: &mut ResponseWriter) -> Result<(), Error> {
    res.write("one ").await?;
    res.write("two").await?;
    res.insert_header("X-Kind", "test")?;
    Ok(())
}

#[test]
fn the_response_as_a_field_of_the_span() {
    arrives(|res| Box::pin(recorded_above(res)));
    arrives(|res| Box::pin(recorded_below(res)));
}

/// Not async: with `err` the body becomes a closure that is called at once.
type WriteResult = Result<(), Box<dyn std::error::Error>>;

#[headers_first(deny(checked))]
#[instrument(skip_all, err)]
fn sync_above(res: &mut ResponseWriter) -> WriteResult {
    write!(res.as_io_writer(), "one ")?;
    write!(res.as_io_writer(), "two")?;
    res.insert_header("X-Kind", "test")?;
    Ok(())
}

#[instrument(skip_all, err)]
#[headers_first(deny(checked))]
fn sync_below(res: &mut ResponseWriter) -> WriteResult {
    write!(res.as_io_writer(), "one ")?;
    write!(res.as_io_writer(), "two")?;
    res.insert_header("X-Kind", "test")?;
    Ok(())
}

#[instrument(skip_all, ret)]
#[headers_first(deny(checked))]
fn sync_below_ret(res: &mut ResponseWriter) -> WriteResult {
    write!(res.as_io_writer(), "one ")?;
    write!(res.as_io_writer(), "two")?;
    res.insert_header("X-Kind", "test")?;
    Ok(())
}

#[test]
fn functions_that_are_not_async() {
    for handler in [sync_above, sync_below, sync_below_ret] {
        arrives(|res| {
            handler(res).unwrap();
            Box::pin(async { Ok(()) })
        });
    }
}

struct Site<'r> {
    res: &'r mut ResponseWriter,
}

#[headers_first(response = self.res, deny(checked))]
impl Site<'_> {
    #[instrument(skip_all)]
    async fn in_an_impl(&mut self) -> Result<(), Error> {
        self.res.write("one ").await?;
        self.res.write("two").await?;
        self.res.insert_header("X-Kind", "test")?;
        Ok(())
    }
}

#[test]
fn a_method_in_an_impl_that_bears_ours() {
    arrives(|res| Box::pin(async move { Site { res }.in_an_impl().await }));
}

/// An early return leaves what the attribute made of the body, and nothing else.
#[instrument(skip_all, err)]
#[headers_first(deny(checked))]
async fn returns_early(res: &mut ResponseWriter, known: bool) -> Result<(), Error> {
    if !known {
        return res.send_error(404);
    }
    res.write("one ").await?;
    res.write("two").await?;
    res.insert_header("X-Kind", "test")?;
    Ok(())
}

#[test]
fn a_handler_that_returns_early() {
    arrives(|res| Box::pin(returns_early(res, true)));
    let recorder = record(|res| Box::pin(returns_early(res, false)));
    assert_eq!(recorder.status(), 404);
    assert!(!recorder.headers().contains_key("x-kind"));
}

/// Sends the head, or not.
fn helper(res: &mut ResponseWriter, sends: bool) {
    if sends {
        res.send_error(500).unwrap();
    }
}

#[headers_first(late = drop)]
#[instrument(skip_all, err)]
async fn checked_above(res: &mut ResponseWriter, sends: bool) -> Result<(), Error> {
    helper(res, sends);
    res.insert_header("X-Kind", "test")?;
    Ok(())
}

#[instrument(skip_all, err)]
#[headers_first(late = drop)]
async fn checked_below(res: &mut ResponseWriter, sends: bool) -> Result<(), Error> {
    helper(res, sends);
    res.insert_header("X-Kind", "test")?;
    Ok(())
}

/// What the attributes inside of a body say counts on either side too.
#[instrument(skip_all, err)]
#[headers_first(deny(hoisted, checked))]
async fn told(res: &mut ResponseWriter, sends: bool) -> Result<(), Error> {
    #[effect(opaque)]
    helper(res, sends);
    #[late(drop)]
    res.insert_header("X-Kind", "test")?;
    Ok(())
}

#[test]
fn checks_on_either_side() {
    for sends in [true, false] {
        let above = record(|res| Box::pin(checked_above(res, sends)));
        let below = record(|res| Box::pin(checked_below(res, sends)));
        let told = record(|res| Box::pin(told(res, sends)));
        for recorder in [above, below, told] {
            assert_eq!(recorder.headers().contains_key("x-kind"), !sends);
            assert_eq!(recorder.status(), if sends { 500 } else { 200 });
        }
    }
}
