// What the compiler sees of the handler in `export.rs`; kept true by a test of the macro crate.

async fn export(
    req: Request<Incoming>,
    res: &mut ResponseWriter,
) -> Result<(), headers_first::Error> {
    res.insert_header("Content-Type", "text/csv; charset=utf-8")?;
    res.insert_header("Content-Disposition", "attachment; filename=\"visits.csv\"")?;
    res.append_header("Set-Cookie", "exported=visits; Path=/; HttpOnly")?;
    if req.uri().query() == Some("fresh") {
        res.insert_header("Cache-Control", "no-store")?;
    }
    res.write("day,visits\n").await?;
    for (day, visits) in VISITS {
        res.write(format!("{day},{visits}\n")).await?;
    }
    Ok(())
}
