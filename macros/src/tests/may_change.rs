//! What a message says of a value that may change in front of its header, and above which line the head is still open.

use super::remedies::check;

#[test]
fn only_what_surely_changes_does() {
    check(
        "",
        &[
            (
                "fn f(res: &mut ResponseWriter) {
                    let rows = load();
                    for row in &rows { res.write(row.text()); }
                    res.insert_header(\"X-Rows\", rows.len());
                }",
                &["`rows` may change on line 3", "set it above line 3, if `rows` is the same there"],
                &["`rows` changes"],
            ),
            (
                "fn f(res: &mut ResponseWriter, page: &Page) {
                    res.write(page.body());
                    if let Some(etag) = page.etag() { res.insert_header(\"ETag\", etag); }
                }",
                &["`page` may change on line 2", "set it above line 2, if `page` is the same there"],
                &["`page` changes", "trailer"],
            ),
            (
                "fn f(res: &mut ResponseWriter) {
                    let mut out = String::new();
                    res.write(show(&out));
                    out.push_str(\"x\");
                    res.insert_header(\"X-Len\", out.len());
                }",
                &["`out` changes on line 4"],
                &["may change"],
            ),
            (
                "fn f(res: &mut ResponseWriter) {
                    let (mut a, mut b) = (1, 2);
                    res.write(\"x\");
                    (a, b) = (b, a);
                    res.insert_header(\"X-A\", a);
                }",
                &["`a` changes on line 4"],
                &["may change"],
            ),
        ],
    );
}

#[test]
fn above_the_loop() {
    check(
        "",
        &[
            (
                "fn f(res: &mut ResponseWriter, rows: &[Row]) {
                    let mut total = 0;
                    for row in rows {
                        total += 1;
                        res.write(row.text());
                    }
                    res.insert_header(\"X-Total\", total);
                }",
                &["`total` changes on line 4", "declare it above line 3"],
                &["may change"],
            ),
            (
                "fn f(res: &mut ResponseWriter, rows: &[Row]) {
                    for row in rows {
                        for cell in row.cells() {
                            res.write(cell.text());
                        }
                        verify(row)?;
                    }
                    res.set_status(404);
                }",
                &["set it above line 2, before the head is sent"],
                &["above line 4"],
            ),
            (
                "fn f(res: &mut ResponseWriter, rows: &[Row]) {
                    for row in rows {
                        res.write(row.text());
                        verify(row)?;
                        res.set_status(next());
                    }
                }",
                &["set it above line 2, before the head is sent"],
                &["above line 3", "entered"],
            ),
            (
                "fn f(mut res: ResponseWriter, conns: Conns) {
                    for conn in conns {
                        res = conn.next_response();
                        res.write(conn.text());
                        verify(conn)?;
                        res.set_status(next());
                    }
                }",
                &["set it above line 4, before the head is sent"],
                &["above line 2"],
            ),
        ],
    );
}

#[test]
fn a_clock_is_a_clock_whatever_else_is_in_the_way() {
    check(
        "",
        &[(
            "fn f(res: &mut ResponseWriter, start: Instant, body: Body) -> Result<(), Error> {
                res.write(body)?;
                res.insert_header(\"Server-Timing\", format!(\"app;dur={}\", start.elapsed()))?;
                Ok(())
            }",
            &["`elapsed()` on line 3 gives another value before the body", "append_trailer"],
            &["its `?` can fail"],
        )],
    );
}
