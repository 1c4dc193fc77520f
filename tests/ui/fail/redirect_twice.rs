use headers_first::{Error, ResponseWriter, headers_first};

#[headers_first]
fn handler(res: &mut ResponseWriter, admin: bool) -> Result<(), Error> {
    if !admin {
        res.redirect("/login")?;
    }
    res.redirect("/admin")?;
    Ok(())
}

fn main() {}
