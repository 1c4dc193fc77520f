//! Whole handlers as people write them.

use super::harness::{table, table_with};

#[test]
fn on_time() {
    table(
        r#"
        async fn export(req: Request<Body>, res: &mut ResponseWriter, db: &Db) -> Result<()> {
            let Some(user) = auth(&req).await? else { return res.redirect("/login"); };
            if !user.is_admin() { res.send_error(403)?; return Ok(()); }
            let format = match req.uri().query() { Some(q) if q.contains("json") => Format::Json, _ => Format::Csv };
            res.insert_header("Content-Type", format.mime())?;
            res.insert_header("Content-Disposition", "attachment")?;
            let mut rows = db.query("select").await?;
            let mut n = 0usize;
            while let Some(row) = rows.try_next().await? {
                if n % 100 == 0 { tracing::debug!(n, "rows"); }
                let line = format!("{},{}\n", row.id, row.name);
                res.write(line).await?;
                n += 1;
            }
            metrics::counter!("rows").increment(n as u64);
            res.finish()?;
            Ok(())
        }

        async fn proxy(req: Request<Body>, res: &mut ResponseWriter, client: &Client) -> Result<()> {
            let upstream = match client.request(req).await {
                Ok(r) => r,
                Err(e) if e.is_timeout() => { res.send_error(504)?; return Ok(()); }
                Err(e) => { res.send_error(502)?; return Ok(()); }
            };
            res.set_status(upstream.status())?;
            for (k, v) in upstream.headers() { if !is_hop(k) { res.append_header(k, v)?; } }
            let mut body = upstream.into_body();
            while let Some(frame) = body.frame().await {
                match frame { Ok(f) => { if let Some(d) = f.data_ref() { res.write(d.clone()).await?; } } Err(e) => { res.abort(); return Err(e.into()); } }
            }
            Ok(())
        }

        async fn sse(res: &mut ResponseWriter, mut rx: Receiver<Event>) -> Result<()> {
            res.insert_header("Content-Type", "text/event-stream")?;
            let mut tick = interval(d());
            loop {
                tokio::select! {
                    event = rx.recv() => match event {
                        Ok(e) => res.write(format!("data: {}\n\n", e.data)).await?,
                        Err(_) => break,
                    },
                    _ = tick.tick() => res.write(": ping\n\n").await?,
                    _ = shutdown() => { res.write("bye").await?; break; }
                }
            }
            res.finish()
        }

        async fn cached(req: &Request<Body>, res: &mut ResponseWriter, cache: &Cache) -> Result<()> {
            let etag = format!("\"{}\"", cache.version());
            if req.headers().get("if-none-match").is_some_and(|v| v == etag.as_str()) {
                res.set_status(304)?;
                return res.finish();
            }
            res.insert_header("ETag", etag)?;
            match cache.get(req.uri().path()).await {
                Some(hit) => res.send(hit.body),
                None => {
                    let page = render(req).await?;
                    cache.put(page.clone()).await;
                    res.send(page)
                }
            }
        }

        async fn range(req: &Request<Body>, res: &mut ResponseWriter, mut file: File) -> Result<()> {
            let len = file.metadata().await?.len();
            let range = parse_range(req.headers().get("range"), len);
            if let Some((from, to)) = range {
                res.set_status(206)?;
                res.insert_header("Content-Range", format!("bytes {from}-{to}/{len}"))?;
                file.seek(from).await?;
            } else {
                res.set_status(200)?;
            }
            let mut buf = vec![0; 8192];
            loop {
                let n = file.read(&mut buf).await?;
                if n == 0 { break; }
                res.write(Bytes::copy_from_slice(&buf[..n])).await?;
            }
            Ok(())
        }

        async fn upload(mut form: Multipart, res: &mut ResponseWriter) -> Result<()> {
            let mut saved = Vec::new();
            while let Some(field) = form.next_field().await.map_err(|e| { tracing::error!(%e); e })? {
                if field.len() > MAX { return res.send_error(413); }
                saved.push(store(field).await?);
            }
            if saved.is_empty() { return res.send_error(400); }
            res.set_status(201)?.insert_header("Location", format!("/files/{}", saved[0]))?;
            res.send(serde_json::to_vec(&saved)?)
        }
        "#,
    );
}

#[test]
fn wrong() {
    table(
        r#"
        async fn export(res: &mut ResponseWriter, rows: Rows) -> Result<()> {
            let mut total = 0;
            while let Some(row) = rows.next().await {
                total += row.amount;
                res.write(row.line()).await?;
            }
            res.insert_header("X-Total", total)?; //~ late
            Ok(())
        }

        async fn missing_return(req: &Request<Body>, res: &mut ResponseWriter) -> Result<()> {
            if !authorized(req) {
                res.send_error(401)?;
            }
            res.set_status(200)?; //~ late
            res.write("secret").await?; //~ end
            Ok(())
        }

        async fn error_after_part(res: &mut ResponseWriter, rows: Rows) -> Result<()> {
            res.write("[").await?;
            for row in rows {
                match row.encode() {
                    Ok(json) => res.write(json).await?,
                    Err(e) => { res.set_status(500)?; return Ok(()); } //~ late
                }
            }
            Ok(())
        }

        async fn template(res: &mut ResponseWriter, page: Page) -> Result<()> {
            if let Err(e) = page.render_to(&mut res.as_io_writer()) {
                res.send_error(500)?; //~ second
            }
            Ok(())
        }

        async fn sse(res: &mut ResponseWriter, mut rx: Receiver<Event>) -> Result<()> {
            while let Ok(e) = rx.recv().await {
                if let Some(retry) = e.retry { res.insert_header("Retry-After", retry)?; } //~ late
                res.write(e.data).await?;
            }
            Ok(())
        }

        async fn login(res: &mut ResponseWriter, form: Form) -> Result<()> {
            res.redirect("/home")?;
            res.add_cookie(session(&form))?; //~ late
            Ok(())
        }

        async fn logging(res: &mut ResponseWriter, next: Next) -> Result<()> {
            let start = Instant::now();
            next.run(res).await?;
            res.insert_header("Server-Timing", start.elapsed().as_millis())?; //~ check
            Ok(())
        }

        async fn zip(res: &mut ResponseWriter, files: Files) -> Result<()> {
            let mut zip = ZipWriter::new(res.as_io_writer());
            for f in files { zip.start_file(f.name)?; zip.write_all(f.data)?; }
            zip.finish()?;
            res.insert_header("X-Files", count())?; //~ late
            Ok(())
        }
        "#,
    );
    table_with(
        "vocabulary = pingora",
        r#"
        async fn response_filter(session: &mut Session, up: &mut ResponseHeader, ctx: &mut Ctx) -> Result<()> {
            up.insert_header("A", "1")?;
            Ok(())
        }

        async fn request_filter(&self, session: &mut Session, ctx: &mut Ctx) -> Result<bool> {
            if !check(session.req_header()) {
                let _ = session.respond_error(403).await;
                return Ok(true);
            }
            Ok(false)
        }

        async fn request_filter(&self, session: &mut Session, ctx: &mut Ctx) -> Result<bool> {
            if !check(session.req_header()) {
                let _ = session.respond_error(403).await;
            }
            let header = ResponseHeader::build(200, None)?;
            session.write_response_header(Box::new(header), false).await?; //~ second
            Ok(true)
        }
        "#,
    );
}
