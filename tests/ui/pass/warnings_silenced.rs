//! `#[allow(deprecated)]` silences the warnings of the attribute, wherever a lint may stand.
#![deny(deprecated)]
use headers_first::{Error, ResponseWriter, headers_first};

fn render(_: &mut ResponseWriter) {}

#[headers_first(warn(hoisted))]
#[allow(deprecated)]
async fn on_the_function(res: &mut ResponseWriter) -> Result<(), Error> {
    res.write("hello").await?;
    res.insert_header("X-Done", "1")?;
    Ok(())
}

#[allow(deprecated)]
#[headers_first(warn(late))]
async fn above_the_attribute(res: &mut ResponseWriter) -> Result<(), Error> {
    let mut total = 0;
    for row in ["a", "b"] {
        total += row.len();
        res.write(row).await?;
    }
    res.insert_header("X-Total", total)?;
    Ok(())
}

#[headers_first(warn(hoisted))]
async fn on_the_statement(res: &mut ResponseWriter) -> Result<(), Error> {
    res.write("hello").await?;
    #[allow(deprecated)]
    res.insert_header("X-Done", "1")?;
    Ok(())
}

#[headers_first(warn(checked))]
async fn on_a_statement_around(res: &mut ResponseWriter, kind: u8) -> Result<(), Error> {
    render(res);
    #[allow(deprecated)]
    if kind > 0 {
        res.insert_header("X-Done", "1")?;
    }
    match kind {
        #[allow(unused, deprecated)]
        1 => res.set_status(201)?.finish(),
        _ => Ok(()),
    }
}

#[headers_first(warn(checked))]
async fn configured(res: &mut ResponseWriter) -> Result<(), Error> {
    render(res);
    #[cfg(any())]
    res.insert_header("X-Absent", "1")?;
    #[cfg_attr(all(), allow(deprecated))]
    res.insert_header("X-Done", "1")?;
    Ok(())
}

#[headers_first(warn(checked))]
async fn in_a_macro(res: &mut ResponseWriter) -> Result<(), Error> {
    render(res);
    let _kept = vec![{
        #[allow(deprecated)]
        res.insert_header("X-Done", "1")?;
    }];
    Ok(())
}

struct Site {
    res: ResponseWriter,
}

#[headers_first(response = self.res, warn(hoisted))]
#[allow(deprecated)]
impl Site {
    async fn on_the_impl(&mut self) -> Result<(), Error> {
        self.res.write("x").await?;
        self.res.insert_header("X-Kind", "method")?;
        Ok(())
    }
}

fn main() {
    let _ = (on_the_function, above_the_attribute, on_the_statement, on_a_statement_around, configured, in_a_macro);
    let _ = Site::on_the_impl;
}
