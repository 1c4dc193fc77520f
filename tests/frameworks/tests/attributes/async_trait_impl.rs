//! `#[async_trait]`: around the `impl`, on either side of ours, and around a method that bears ours.

use async_trait::async_trait;
use headers_first::{Error, ResponseWriter, headers_first};

use crate::support::arrives;

#[async_trait]
trait Handler {
    async fn on_time(&self, res: &mut ResponseWriter) -> Result<(), Error>;
    async fn late(&self, res: &mut ResponseWriter) -> Result<(), Error>;
}

/// Every method of a handler, as a client sees it.
#[track_caller]
fn check(handler: &'static (impl Handler + Sync)) {
    arrives(|res| Box::pin(handler.on_time(res)));
    arrives(|res| Box::pin(handler.late(res)));
}

struct Above;

#[headers_first(deny(checked))]
#[async_trait]
impl Handler for Above {
    async fn on_time(&self, res: &mut ResponseWriter) -> Result<(), Error> {
        res.insert_header("X-Kind", "test")?;
        res.write("one ").await?;
        res.write("two").await
    }

    async fn late(&self, res: &mut ResponseWriter) -> Result<(), Error> {
        res.write("one ").await?;
        res.write("two").await?;
        res.insert_header("X-Kind", "test")?;
        Ok(())
    }
}

#[test]
fn ours_above_on_the_impl() {
    check(&Above);
}

struct Below;

#[async_trait]
#[headers_first(deny(checked))]
impl Handler for Below {
    async fn on_time(&self, res: &mut ResponseWriter) -> Result<(), Error> {
        res.insert_header("X-Kind", "test")?;
        res.write("one ").await?;
        res.write("two").await
    }

    async fn late(&self, res: &mut ResponseWriter) -> Result<(), Error> {
        res.write("one ").await?;
        res.write("two").await?;
        res.insert_header("X-Kind", "test")?;
        Ok(())
    }
}

#[test]
fn ours_below_on_the_impl() {
    check(&Below);
}

struct Inside;

#[async_trait]
impl Handler for Inside {
    #[headers_first(deny(hoisted, checked))]
    async fn on_time(&self, res: &mut ResponseWriter) -> Result<(), Error> {
        res.insert_header("X-Kind", "test")?;
        res.write("one ").await?;
        res.write("two").await
    }

    #[headers_first(deny(checked))]
    async fn late(&self, res: &mut ResponseWriter) -> Result<(), Error> {
        res.write("one ").await?;
        res.write("two").await?;
        res.insert_header("X-Kind", "test")?;
        Ok(())
    }
}

#[test]
fn ours_inside_on_the_method() {
    check(&Inside);
}

/// A method of the trait itself, with a body.
#[async_trait]
trait WithDefault {
    #[headers_first(deny(checked))]
    async fn late(&self, res: &mut ResponseWriter) -> Result<(), Error> {
        res.write("one ").await?;
        res.write("two").await?;
        res.insert_header("X-Kind", "test")?;
        Ok(())
    }
}

impl WithDefault for Inside {}

#[test]
fn ours_inside_on_a_default_method() {
    arrives(|res| WithDefault::late(&Inside, res));
}

/// The response is a field of the receiver, and parameters are bound by patterns and by `mut`.
struct Page<'r> {
    res: &'r mut ResponseWriter,
}

#[async_trait]
trait Render {
    async fn render(&mut self, names: (&str, usize), words: Vec<&str>) -> Result<(), Error>;
}

#[async_trait]
#[headers_first(response = self.res, deny(checked))]
impl Render for Page<'_> {
    async fn render(&mut self, (name, count): (&str, usize), mut words: Vec<&str>) -> Result<(), Error> {
        words.push("two");
        for word in words {
            self.res.write(word.to_owned()).await?;
        }
        self.res.insert_header("X-Kind", name)?;
        self.res.insert_header("X-Count", count)?;
        Ok(())
    }
}

#[test]
fn a_field_of_self_behind_patterns() {
    arrives(|res| Box::pin(async move { Page { res }.render(("test", 2), vec!["one "]).await }));
}

/// The response by value, as a parameter that is `mut`.
#[async_trait]
trait Owner {
    async fn own(&self, res: ResponseWriter) -> Result<(), Error>;
}

#[async_trait]
#[headers_first(deny(checked))]
impl Owner for Above {
    async fn own(&self, mut res: ResponseWriter) -> Result<(), Error> {
        res.write("one ").await?;
        res.write("two").await?;
        res.insert_header("X-Kind", "test")?;
        Ok(())
    }
}

#[headers_first(deny(checked))]
#[async_trait]
impl Owner for Below {
    async fn own(&self, mut res: ResponseWriter) -> Result<(), Error> {
        res.write("one ").await?;
        res.write("two").await?;
        res.insert_header("X-Kind", "test")?;
        Ok(())
    }
}

#[test]
fn a_response_by_value() {
    for owner in [&Above as &(dyn Owner + Sync), &Below] {
        let received = crate::support::served(async |res| owner.own(res).await);
        assert_eq!(received.0["x-kind"], "test");
        assert_eq!(received.1, "one two");
    }
}
