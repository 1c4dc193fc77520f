//! Levels that warn: each finding is one use of a deprecated constant that is named after its lint and says what an error
//! would say, and what is no finding leaves no trace. A mark `//~ hoisted`, `//~ late` or `//~ checked` stands for one
//! warning on that line.

use super::harness::expand;

const LINTS: [&str; 3] = ["hoisted", "late", "checked"];

/// Checks many functions, separated by empty lines, under `warn` for all lints.
#[track_caller]
fn table(text: &str) {
    for source in text.split("\n\n") {
        let marked =
            |lint: &&str| source.lines().filter(|line| line.ends_with(&format!("//~ {lint}"))).count();
        let expected: Vec<usize> = LINTS.iter().map(marked).collect();
        let expansion = expand("warn(late, hoisted, checked)", source).map(|tokens| tokens.to_string());
        let expansion = expansion.unwrap_or_else(|error| panic!("{error}\n{source}"));
        let uses = |lint: &&str| {
            let name = format!("const headers_first_{lint}");
            expansion.matches(&name).count()
        };
        let found: Vec<usize> = LINTS.iter().map(uses).collect();
        assert_eq!(expected, found, "{LINTS:?}: expected (left) and found (right) in\n{source}\n{expansion}");
    }
}

#[test]
fn late() {
    table(
        r#"
        async fn f(res: &mut ResponseWriter, rows: &[Row]) -> Result<()> {
            let mut n = 0;
            for row in rows { n += 1; res.write(row).await?; }
            res.insert_header("X-N", n)?; //~ late
            Ok(())
        }

        fn f(res: &mut ResponseWriter) {
            if bad() { res.send_error(400); }
            res.set_status(201); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            res.redirect("/a");
            res.redirect("/b"); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            for row in rows() {
                res.insert_header("X", row); //~ late
                res.write(row);
            }
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            if more() { res.insert_header("A", take()); } //~ late
        }

        fn f(res: &mut ResponseWriter, k: u8) {
            match k {
                0 => res.write("zero"),
                _ => res.flush(),
            };
            res.insert_header("A", next()); //~ late
        }

        fn f(res: &mut ResponseWriter) -> Result<()> {
            res.write("x")?;
            verify()?;
            res.insert_header("A", "1")?; //~ late
            Ok(())
        }

        fn f(res: &mut ResponseWriter) {
            res.finish();
            res.set_status(y()); //~ late
            res.add_cookie(z()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            (0..3).for_each(|k| {
                res.insert_header("A", k); //~ late
                res.write("x");
            });
        }

        async fn f(res: &mut ResponseWriter) {
            async { res.write("x").await; }.await;
            res.insert_header("A", now()); //~ late
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            if a { res.write("x"); }
            if a { res.insert_header("A", now()); } //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let mut gz = GzEncoder::new(&mut *res);
            gz.write_all(b"x");
            drop(gz);
            res.insert_header("A", now()); //~ late
        }
        "#,
    );
}

#[test]
fn hoisted() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) {
            res.write("x");
            res.insert_header("A", "1"); //~ hoisted
        }

        async fn f(res: &mut ResponseWriter) -> Result<()> {
            res.write("x").await?;
            res.set_status(201)?; //~ hoisted
            Ok(())
        }

        fn f(res: &mut ResponseWriter) {
            for row in ["a", "b"] { res.write(row); }
            res.content_type("text/csv"); //~ hoisted
        }

        fn f(res: &mut ResponseWriter, name: &str) {
            res.write("x");
            if name.is_empty() { res.insert_header("A", "1"); } //~ hoisted
        }

        fn f(res: &mut ResponseWriter, name: &str) {
            res.write("x");
            match name { "a" => { res.set_status(201); } _ => {} } //~ hoisted
        }

        fn f(res: &mut ResponseWriter, tags: &[String]) {
            res.write("x");
            for tag in tags { res.append_header("X-Tag", tag.as_str()); } //~ hoisted
        }

        fn f(res: &mut ResponseWriter, n: usize) {
            res.write("x");
            res.insert_header("X-N", n + 1); //~ hoisted
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            let kind = "text/html";
            res.content_type(kind); //~ hoisted
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            res.insert_header("A", "1"); //~ hoisted
            res.write("y");
            res.insert_header("B", "2"); //~ hoisted
        }

        fn f(res: &mut ResponseWriter) {
            if more() {
                res.write("x");
                res.remove_header("A"); //~ hoisted
            }
        }

        fn f(res: &mut ResponseWriter, name: &str) {
            res.flush();
            res.add_cookie(format!("name={name}")); //~ hoisted
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            { res.insert_header("A", "1"); } //~ hoisted
        }
        "#,
    );
}

#[test]
fn checked() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) {
            helper(res);
            res.insert_header("A", "1"); //~ checked
        }

        fn f(res: &mut ResponseWriter) {
            res.unknown();
            res.set_status(201); //~ checked
        }

        fn f(res: &mut ResponseWriter) {
            if more() { helper(res); }
            res.redirect("/"); //~ checked
        }

        fn f(res: &mut ResponseWriter, rows: Rows) {
            let mut first = ask();
            for row in rows {
                if first { res.insert_header("A", "1"); } //~ checked
                first = next(row);
                res.write(row);
            }
        }
        "#,
    );
}

#[test]
fn silence() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) { res.insert_header("A", "1"); res.write("x"); }

        fn f(res: &mut ResponseWriter) { res.write("x"); res.write("y"); res.finish(); }

        fn f(res: &mut ResponseWriter) { if bad() { res.send_error(400); return; } res.set_status(201); }

        fn f(res: &mut ResponseWriter) { res.write("x"); if !res.head_sent() { res.set_status(y()); } }

        fn f(res: &mut ResponseWriter) { res.write("x"); log(res.status()); }

        fn f(res: &mut ResponseWriter, log: &mut Log) { res.write("x"); log.write("done"); log.insert_header("A", 1); }

        fn f(res: &mut ResponseWriter) { helper(res); res.write("x"); res.finish(); }

        fn f(res: &mut ResponseWriter) { res.write("x"); if res.set_status(y()).is_err() { note(); } }

        fn f(res: &mut ResponseWriter) { loop { if done() { res.set_status(y()); break; } wait(); } res.finish(); }

        fn f(res: &mut ResponseWriter) { for k in 0..2 { if k == 0 { continue; } res.insert_header("A", "1"); } }

        fn f(res: &mut ResponseWriter, a: bool) { if a { res.write("x"); } if !a { res.set_status(y()); } }

        fn f(res: &mut ResponseWriter) { res.write("x"); return; res.set_status(y()); }

        fn f(res: &mut ResponseWriter) {
            res.declare_trailer("X-Sum");
            res.write("x");
            res.append_trailer("X-Sum", sum());
        }
        "#,
    );
}
