//! Which place an error blames: the branch, the round, the end.

use super::harness::table;

#[test]
fn places() {
    table(
        r#"
        async fn f(res: &mut ResponseWriter, rows: &[Row]) {
            prepare(res);
            for row in rows {
                res.set_status(200); //~ late | second iteration
                res.write(row);
            }
        }

        async fn f(res: &mut ResponseWriter, rows: &[Row], early: bool) {
            if early {
                res.write("x");
            }
            for row in rows {
                res.set_status(200); //~ late | when the `if` on line 2 is taken
                res.write(row);
            }
        }

        fn f(res: &mut ResponseWriter) {
            res.write("a");
            res.finish();
            res.write("b"); //~ end | line 3
        }

        fn f(res: &mut ResponseWriter, n: u64) {
            let mut all = (res.as_io_writer(), n);
            all.0.write_all(b"x");
            res.insert_header("X", "1"); //~ hoist | above line 2
        }

        fn f(res: &mut ResponseWriter) {
            prepare(res);
            res.set_status(200); //~ check | the head is sent here, perhaps, by `prepare`
        }

        fn f(res: &mut ResponseWriter, pages: &[Page]) {
            for page in pages {
                let mut seen = page.seen();
                for row in page {
                    if row.wanted() {
                        res.write(row);
                        seen = row.seen();
                    }
                }
                if !seen {
                    res.insert_header("X", next()); //~ late
                }
                if page.ends() {
                    res.write("end");
                }
            }
        }

        fn f(res: &mut ResponseWriter, n: u64) {
            let (.., mut out) = (n, n, res.as_io_writer());
            out.write_all(b"x");
            res.insert_header("X", "1"); //~ hoist | above line 2
        }
        "#,
    );
}
