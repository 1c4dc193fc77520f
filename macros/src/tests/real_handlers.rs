//! Handlers as they are written: with nothing wrong in them, and with the mistakes that are made.

use super::harness::{table, table_with};

#[test]
fn of_pingora_and_actix() {
    table_with(
        "vocabulary = pingora",
        r#"
        async fn request_filter(&self, session: &mut Session, ctx: &mut Self::CTX) -> Result<bool> {
            if !self.allowed(session.req_header()) {
                session.respond_error(403).await?;
                self.metrics.inc();
                return Ok(true);
            }
            Ok(false)
        }

        async fn serve(session: &mut Session) -> Result<bool> {
            let mut header = ResponseHeader::build(200, None)?;
            header.insert_header("Content-Type", "text/plain")?;
            session.write_response_header(Box::new(header), false).await?;
            session.write_response_body(Some(Bytes::from("x")), true).await?;
            Ok(true)
        }

        async fn serve(session: &mut Session) -> Result<bool> {
            let mut header = ResponseHeader::build(200, None)?;
            session.write_response_header(Box::new(header), false).await?;
            session.write_response_body(Some(Bytes::from("x")), true).await?;
            session.respond_error(500).await?; //~ second
            Ok(true)
        }

        async fn early(session: &mut Session) -> Result<()> {
            let hints = ResponseHeader::build(103, None)?;
            session.write_response_header(Box::new(hints), false).await?;
            let head = ResponseHeader::build(200, None)?;
            session.write_response_header(Box::new(head), false).await?;
            Ok(())
        }
        "#,
    );
    table_with(
        "vocabulary = actix",
        r#"
        fn page(mut res: HttpResponseBuilder) -> HttpResponse {
            res.insert_header(("X-A", "1")).insert_header(ContentType::html());
            if cookies() { res.cookie(Cookie::new("a", "b")); }
            res.body("x")
        }
        "#,
    );
}

#[test]
fn of_the_writer() {
    table(
        r#"
        async fn sse(res: &mut ResponseWriter, mut rx: Receiver<Event>) -> Result<(), Error> {
            res.insert_header(CONTENT_TYPE, "text/event-stream")?.insert_header(CACHE_CONTROL, "no-store")?;
            res.flush().await?;
            let mut ticker = interval(Duration::from_secs(15));
            loop {
                tokio::select! {
                    event = rx.recv() => match event {
                        Some(event) => { res.write(event.to_string()).await?; res.flush().await?; }
                        None => break,
                    },
                    _ = ticker.tick() => { res.write(": ping\n\n").await?; }
                }
            }
            res.finish()
        }

        async fn download(req: Request<B>, res: &mut ResponseWriter) -> Result<(), Error> {
            let path = req.uri().path();
            let Ok(mut file) = File::open(path).await else {
                res.set_status(404)?;
                return res.send("not found");
            };
            let meta = file.metadata().await?;
            res.insert_header("Content-Length", meta.len())?;
            if let Some(range) = req.headers().get("range") {
                res.set_status(206)?;
                res.insert_header("Content-Range", range)?;
            }
            let mut buf = vec![0; 8192];
            loop {
                let n = file.read(&mut buf).await?;
                if n == 0 { break }
                res.write(Bytes::copy_from_slice(&buf[..n])).await?;
            }
            res.finish()
        }

        async fn api(req: Request<B>, res: &mut ResponseWriter) -> Result<(), Error> {
            match (req.method().as_str(), req.uri().path()) {
                ("GET", "/") => res.send("index"),
                ("GET", p) if p.starts_with("/static/") => { serve_file(p, res).await }
                ("POST", "/login") => {
                    let form = read_form(req).await?;
                    match login(&form).await {
                        Ok(session) => {
                            res.append_header(SET_COOKIE, session.cookie())?;
                            res.redirect("/")
                        }
                        Err(e) => { res.set_status(401)?; res.send(e.to_string()) }
                    }
                }
                _ => { res.set_status(404)?; res.send("not found") }
            }
        }

        async fn middleware(req: Request<B>, res: &mut ResponseWriter, next: Next) -> Result<(), Error> {
            let id = req.id();
            res.on_commit(move |parts| { parts.headers.insert("x-id", id.parse().unwrap()); });
            next.run(req, res).await?;
            if !res.head_sent() { res.send_error(404)?; }
            Ok(())
        }

        async fn export(req: Request<B>, res: &mut ResponseWriter) -> Result<(), Error> {
            let gz = req.headers().get("accept-encoding").is_some_and(|v| v == "gzip");
            if gz { res.insert_header("Content-Encoding", "gzip")?; }
            let mut io = res.as_io_writer();
            if gz {
                let mut out = GzEncoder::new(&mut io, Compression::fast());
                write_rows(&mut out)?;
                out.finish()?;
            } else {
                write_rows(&mut io)?;
            }
            drop(io);
            res.flush().await?;
            res.finish()
        }

        async fn fallback(res: &mut ResponseWriter, rows: &[Row]) -> Result<(), Error> {
            let result = async {
                res.insert_header("A", "1")?;
                for row in rows { res.write(row.text()).await?; }
                Ok::<_, Error>(())
            }.await;
            if let Err(e) = result {
                if !res.head_sent() {
                    res.reset()?.set_status(500)?;
                    return res.send("failed");
                }
                res.abort();
            }
            Ok(())
        }

        async fn cached(res: &mut ResponseWriter, cache: &Cache, key: &str) -> Result<(), Error> {
            if let Some(hit) = cache.get(key) {
                res.insert_header("X-Cache", "hit")?;
                return res.send(hit);
            }
            let body = render(key).await?;
            cache.put(key, body.clone());
            res.insert_header("X-Cache", "miss")?;
            res.send(body)
        }
        "#,
    );
}

#[test]
fn with_mistakes() {
    table(
        r#"
        async fn download(req: Request<B>, res: &mut ResponseWriter) -> Result<(), Error> {
            let mut file = File::open("a").await?;
            let meta = file.metadata().await?;
            let mut buf = vec![0; 8192];
            loop {
                let n = file.read(&mut buf).await?;
                if n == 0 { break }
                res.write(Bytes::copy_from_slice(&buf[..n])).await?;
            }
            res.insert_header("Content-Type", "text/plain")?; //~ hoist
            res.finish()
        }

        async fn export(req: Request<B>, res: &mut ResponseWriter) -> Result<(), Error> {
            let mut io = res.as_io_writer();
            writeln!(io, "a")?;
            writeln!(io, "b")?;
            drop(io);
            res.flush().await?;
            res.insert_header("Content-Type", "text/csv")?; //~ hoist
            res.finish()
        }

        async fn sse(res: &mut ResponseWriter, mut rx: Receiver<Event>) -> Result<(), Error> {
            while let Some(event) = rx.recv().await {
                res.insert_header(CONTENT_TYPE, "text/event-stream")?; //~ late
                res.write(event.to_string()).await?;
            }
            res.finish()
        }

        async fn api(req: Request<B>, res: &mut ResponseWriter) -> Result<(), Error> {
            match req.uri().path() {
                "/" => { res.send("index")?; }
                "/a" => { res.send("a")?; }
                _ => { res.set_status(404)?; }
            }
            res.insert_header("X-Frame-Options", "DENY")?; //~ late
            Ok(())
        }

        async fn cached(res: &mut ResponseWriter, cache: &Cache, key: &str) -> Result<(), Error> {
            if let Some(hit) = cache.get(key) {
                res.insert_header("X-Cache", "hit")?;
                res.send(hit)?;
            }
            res.insert_header("X-Cache", "miss")?; //~ late
            res.send("x") //~ second
        }

        async fn fallback(res: &mut ResponseWriter, rows: &[Row]) -> Result<(), Error> {
            let result = async {
                for row in rows { res.write(row.text()).await?; }
                Ok::<_, Error>(())
            }.await;
            if let Err(e) = result {
                res.reset()?.set_status(500)?; //~ late late
                return res.send("failed"); //~ second
            }
            Ok(())
        }

        async fn time(res: &mut ResponseWriter) -> Result<(), Error> {
            let start = Instant::now();
            res.write(render()).await?;
            res.insert_header("Server-Timing", format!("total;dur={}", start.elapsed().as_millis()))?; //~ late
            Ok(())
        }

        async fn template(res: &mut ResponseWriter, page: &Page) -> Result<(), Error> {
            write!(res.as_io_writer(), "{}", page)?;
            res.insert_header("Content-Type", "text/html")?; //~ hoist
            res.append_header("Link", format!("<{}>; rel=preload", page.css))?; //~ hoist
            Ok(())
        }
        "#,
    );
}
