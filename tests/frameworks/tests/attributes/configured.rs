//! `#[cfg_attr(..)]` around ours, and around what others leave.

use headers_first::{Error, ResponseWriter, headers_first};

use crate::support::{arrives, record};

#[cfg_attr(all(), headers_first(deny(checked)))]
async fn present(res: &mut ResponseWriter) -> Result<(), Error> {
    res.write("one ").await?;
    res.write("two").await?;
    res.insert_header("X-Kind", "test")?;
    Ok(())
}

#[cfg_attr(all(), headers_first(deny(checked)), tracing::instrument(skip_all))]
async fn with_another(res: &mut ResponseWriter) -> Result<(), Error> {
    res.write("one ").await?;
    res.write("two").await?;
    res.insert_header("X-Kind", "test")?;
    Ok(())
}

#[cfg_attr(all(), tracing::instrument(skip_all))]
#[cfg_attr(all(), headers_first(deny(checked)))]
async fn below_another(res: &mut ResponseWriter) -> Result<(), Error> {
    res.write("one ").await?;
    res.write("two").await?;
    res.insert_header("X-Kind", "test")?;
    Ok(())
}

#[headers_first(deny(checked))]
#[cfg_attr(all(), tracing::instrument(skip_all))]
async fn above_another(res: &mut ResponseWriter) -> Result<(), Error> {
    res.write("one ").await?;
    res.write("two").await?;
    res.insert_header("X-Kind", "test")?;
    Ok(())
}

#[test]
fn present_it_does_its_work() {
    arrives(|res| Box::pin(present(res)));
    arrives(|res| Box::pin(with_another(res)));
    arrives(|res| Box::pin(below_another(res)));
    arrives(|res| Box::pin(above_another(res)));
}

#[cfg_attr(any(), headers_first)]
async fn absent(res: &mut ResponseWriter) -> Result<(), Error> {
    res.write("one ").await?;
    let _ = res.insert_header("X-Kind", "test");
    res.write("two").await
}

#[test]
fn absent_it_does_nothing() {
    let recorder = record(|res| Box::pin(absent(res)));
    assert!(!recorder.headers().contains_key("x-kind"));
    assert_eq!(recorder.late().len(), 1);
}
