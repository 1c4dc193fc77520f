//! The remedy fits the cause: for each cause the help that must be there, and what would be wrong advice.

use super::harness::{errors, expand};

/// A handler, words of its error, and words that must not be there.
type Case<'c> = (&'c str, &'c [&'c str], &'c [&'c str]);

#[track_caller]
pub(super) fn check(args: &str, cases: &[Case<'_>]) {
    for (source, wanted, wrong) in cases {
        let text = errors(args, source).join("\n");
        let missing: Vec<_> = wanted.iter().filter(|word| !text.contains(**word)).collect();
        let there: Vec<_> = wrong.iter().filter(|word| text.contains(**word)).collect();
        assert!(
            missing.is_empty() && there.is_empty(),
            "without {missing:?}, with {there:?}:\n{source}\n{text}"
        );
    }
}

#[test]
fn a_missing_return() {
    check(
        "",
        &[
            (
                "fn f(res: &mut ResponseWriter) {
                    if bad() { res.send_error(400); }
                    res.set_status(200);
                }",
                &["add `return` after `send_error` on line 2"],
                &["set it above"],
            ),
            (
                "fn f(res: &mut ResponseWriter) {
                    if !admin() { res.redirect(\"/\"); }
                    res.send(\"secret\");
                }",
                &["add `return` after `redirect` on line 2"],
                &["part of the body"],
            ),
            (
                "fn f(res: &mut ResponseWriter) { res.send(\"x\"); res.set_status(y()); }",
                &["too late"],
                &["add `return`"],
            ),
            (
                "fn f(res: &mut ResponseWriter) {
                    res.finish();
                    res.write(\"x\");
                }",
                &["move `finish` on line 2 down"],
                &["add `return`"],
            ),
        ],
    );
}

#[test]
fn an_error_answer() {
    let after_part = "part of the body is out: end it with `return Err(..)` or `res.abort()`";
    check(
        "",
        &[
            (
                "fn f(res: &mut ResponseWriter, rows: Rows) -> Result<()> {
                    for row in rows {
                        match row { Ok(row) => res.write(row)?, Err(e) => { res.set_status(500)?; return Err(e); } }
                    }
                    Ok(())
                }",
                &[after_part],
                &["render into a buffer"],
            ),
            (
                "fn f(res: &mut ResponseWriter) -> Result<()> {
                    res.write(\"[\")?;
                    if let Err(e) = fill() { return res.send_error(500); }
                    Ok(())
                }",
                &["second response", after_part],
                &["send one of the two"],
            ),
            (
                "fn f(res: &mut ResponseWriter) -> Result<()> {
                    res.write(\"[\")?;
                    let Ok(rows) = fill() else { return res.send_error(500) };
                    Ok(())
                }",
                &[after_part],
                &[],
            ),
            (
                "fn f(res: &mut ResponseWriter) -> Result<()> {
                    res.write(\"[\")?;
                    fill().map_err(|e| { let _ = res.set_status(code(&e)); e })?;
                    Ok(())
                }",
                &[after_part],
                &[],
            ),
            (
                "fn f(res: &mut ResponseWriter) {
                    if let Err(e) = template.render(&mut BufWriter::new(&mut *res)) { res.set_status(500); }
                }",
                &["render into a buffer first", "when `render` on line 2 has succeeded"],
                &["part of the body"],
            ),
            (
                "fn f(res: &mut ResponseWriter, kind: Kind) {
                    res.write(\"x\");
                    match kind { Kind::A => {} _ => { res.insert_header(\"A\", y()); } }
                }",
                &["too late"],
                &["part of the body"],
            ),
            (
                "fn f(res: &mut ResponseWriter, rows: &[Row]) {
                    rows.iter().for_each(|row| { res.write(row); res.insert_header(\"A\", \"1\"); });
                }",
                &["nothing moves out of a closure"],
                &["part of the body"],
            ),
        ],
    );
    check(
        "vocabulary = pingora",
        &[(
            "async fn f(session: &mut Session) -> Result<()> {
                session.write_response_header(head, false).await?;
                if let Err(e) = fill().await { session.respond_error(500).await?; }
                Ok(())
            }",
            &["part of the body is out: end it with `return Err(..)`, or collect"],
            &["abort()"],
        )],
    );
}

#[test]
fn values_of_the_body() {
    check(
        "",
        &[
            (
                "fn f(res: &mut ResponseWriter, rows: &[Row]) {
                    let mut total = 0;
                    for row in rows { res.write(row); total += 1; }
                    res.insert_header(\"X-Total\", total * 2);
                }",
                &[
                    "`res.append_trailer(\"X-Total\", total * 2)`",
                    "declare it above line 3: `res.declare_trailer(\"X-Total\")`",
                ],
                &[],
            ),
            (
                "fn f(res: &mut ResponseWriter, rows: &[Row]) {
                    let mut total = 0;
                    for row in rows { res.write(row); total += 1; }
                    res.insert_header(\"Content-Length\", total);
                }",
                &["collect the body first"],
                &["trailer"],
            ),
            (
                "fn f(res: &mut ResponseWriter, rows: &[Row]) {
                    let mut hasher = Sha256::new();
                    for row in rows { res.write(row); hasher.update(row); }
                    res.insert_header(\"Digest\", hex::encode(hasher.finalize()));
                }",
                &["`hasher` changes on line 3", "append_trailer(\"Digest\", hex::encode(hasher.finalize()))"],
                &["#[hoist]"],
            ),
            (
                "fn f(res: &mut ResponseWriter, start: Instant) {
                    res.write(\"x\");
                    res.insert_header(\"Server-Timing\", start.elapsed().as_millis());
                }",
                &["another value before the body", "append_trailer(\"Server-Timing\""],
                &["#[hoist]"],
            ),
            (
                "fn f(res: &mut ResponseWriter, name: String) {
                    res.write(&name);
                    res.insert_header(\"X-Name\", name);
                }",
                &["set it above line 2 with a reference to `name`, or with `name.clone()`"],
                &["trailer"],
            ),
        ],
    );
}

#[test]
fn never_a_trailer() {
    let fields = [
        "Content-Security-Policy",
        "Cache-Control",
        "Set-Cookie",
        "Location",
        "WWW-Authenticate",
        "Transfer-Encoding",
        "ETag",
        "Access-Control-Allow-Origin",
        "X-Frame-Options",
    ];
    for field in fields {
        let source = format!(
            "fn f(res: &mut ResponseWriter, rows: &[Row]) {{
                let mut n = 0;
                for row in rows {{ res.write(row); n += 1; }}
                res.insert_header(\"{field}\", n);
            }}"
        );
        let text = errors("", &source).join("\n");
        assert!(text.contains("collect the body first") && !text.contains("trailer"), "{field}: {text}");
    }
    let text = errors(
        "vocabulary = actix",
        "fn f(res: &mut HttpResponseBuilder, rows: &[Row]) {
            let mut n = 0;
            let body = res.streaming(make(rows, &mut n));
            res.insert_header((\"X-Rows\", n));
        }",
    )
    .join("\n");
    assert!(text.contains("X-Rows") && !text.contains("trailer"), "{text}");
}

#[test]
fn helpers_and_hooks() {
    check(
        "deny(checked)",
        &[
            (
                "async fn f(next: Next, res: &mut ResponseWriter) -> Result<()> {
                    next.run(res).await?;
                    res.insert_header(\"X-Id\", id())?;
                    Ok(())
                }",
                &["use a hook above line 2: `res.on_commit(|head| ..)`", "calls(run = write)"],
                &[],
            ),
            (
                "fn f(res: &mut ResponseWriter) { render(res); res.set_status(404); }",
                &["say what `render` does: `#[headers_first(calls(render = write))]`"],
                &["hook", "before the loop"],
            ),
            (
                "fn f(res: &mut ResponseWriter) { if render(res).is_err() { res.set_status(500); } }",
                &["render into a buffer first", "calls(render = write)"],
                &["hook"],
            ),
            (
                "fn f(res: &mut ResponseWriter, mut rx: Rx) {
                    while let Some(e) = rx.next() {
                        match e { Event::Head(k) => { res.insert_header(k, y()); } Event::Body(b) => { res.write(b); } }
                    }
                }",
                &["`if !res.head_sent()`", "`#[late(panic)]`"],
                &["calls("],
            ),
            (
                "fn f(res: &mut ResponseWriter) { let a = res.headers_sent(); render(res); res.set_status(404); }",
                &["calls(render = write)"],
                &[],
            ),
        ],
    );
    check(
        "calls(next.run = write)",
        &[(
            "async fn f(next: Next, res: &mut ResponseWriter) -> Result<()> {
                next.run(res).await?;
                res.insert_header(\"X-Id\", id())?;
                Ok(())
            }",
            &["too late", "use a hook above line 2"],
            &[],
        )],
    );
    check(
        "",
        &[(
            "fn f(res: &mut ResponseWriter) { res.write(\"x\"); footer(res); res.set_status(404); }",
            &["`footer` on line 1 may use the response", "calls(footer = write)"],
            &[],
        )],
    );
}

#[test]
fn purity_and_form() {
    check(
        "",
        &[
            (
                "fn f(res: &mut ResponseWriter) { res.write(\"x\"); res.insert_header(\"A\", version()); }",
                &["`version()` on line 1 may have an effect of its own", "put `#[hoist]` in front"],
                &["trailer"],
            ),
            (
                "fn f(res: &mut ResponseWriter, n: u8) {
                    res.write(\"x\");
                    if n > 3 { return; }
                    res.insert_header(\"A\", version());
                }",
                &["`return` on line 3 can leave the function", "set it above line 2"],
                &["#[hoist]"],
            ),
            (
                "fn f(res: &mut ResponseWriter) -> Result<&mut ResponseWriter> { res.write(\"x\"); res.set_status(404) }",
                &["put `;` behind it"],
                &[],
            ),
            (
                "fn f(mut res: ResponseWriter) -> Body { Body::from_stream(stream! { yield 1; res.set_status(404); }) }",
                &["nothing moves out of a closure or block", "set it above line 1"],
                &["put `;`"],
            ),
            (
                "fn f(a: &mut ResponseWriter, b: &mut ResponseWriter, x: bool) {
                    let r = if x { a } else { b };
                    r.write(\"x\");
                    r.set_status(404);
                }",
                &["either of several responses"],
                &["more than set the head"],
            ),
            (
                "fn f(res: &mut ResponseWriter, xs: &[u8]) { for x in xs { res.insert_header(\"A\", x); res.write(x); } }",
                &["from the second iteration on", "set it before the loop"],
                &[],
            ),
        ],
    );
}

#[test]
fn what_is_late_and_what_sent_the_head_have_their_names() {
    check(
        "",
        &[
            (
                "fn f(res: &mut ResponseWriter) { res.write(\"x\"); *res.status_mut() = y(); }",
                &["`*res.status_mut()` is too late"],
                &[],
            ),
            (
                "fn f(res: &mut ResponseWriter) { res.write(\"x\"); res.status += y(); }",
                &["`res.status` is too late"],
                &[],
            ),
            (
                "fn f(res: &mut ResponseWriter) { write!(res, \"x\"); res.set_status(y()); }",
                &["the head is sent here, by `write!`"],
                &[],
            ),
            (
                "fn f(res: &mut ResponseWriter) { res.finish(); res.write(\"x\"); }",
                &["`write` comes after the end"],
                &[],
            ),
        ],
    );
}

#[test]
fn a_response_that_cannot_tell_is_told_each_helper_once() {
    let source = "fn f(res: &mut ResponseWriter) {
        log(1);
        render(res);
        audit(&mut *res);
        render(res);
        res.set_status(404);
    }";
    let expansion = expand("", source).expect("a check").to_string();
    assert!(expansion.contains("calls(render = read, audit = read)"), "{expansion}");
}
