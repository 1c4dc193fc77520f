use headers_first::{Error, ResponseWriter, headers_first};

#[tracing::instrument(skip_all, err)]
#[headers_first]
fn handler(res: &mut ResponseWriter, found: bool) -> Result<(), Error> {
    if !found {
        res.send_error(404)?;
    }
    res.redirect("/found")
}

fn main() {}
