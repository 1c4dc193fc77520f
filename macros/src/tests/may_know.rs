//! Guards that may know about the commit, and what is late from the second round of a loop on.

use super::harness::{errors, table};

#[test]
fn guards() {
    table(
        r#"
        fn f(res: &mut ResponseWriter, mut rx: Rx) {
            let mut parser = Parser::new();
            while let Some(x) = rx.next() {
                if parser.at_head() { res.insert_header("A", x); } //~ check
                parser.feed(x);
                res.write(x);
            }
        }

        fn f(res: &mut ResponseWriter, rows: Vec<Row>) {
            let mut ready = first();
            for row in rows {
                if ready {
                    if row.big() { res.write("x"); }
                    res.insert_header("A", "x"); //~ late
                }
                ready = next(row);
            }
        }

        fn f(res: &mut ResponseWriter, rows: Vec<Row>) {
            let mut ready = first();
            for row in rows {
                if ready {
                    res.insert_header("A", "x"); //~ check
                    if row.big() { res.write("x"); }
                }
                ready = next(row);
            }
        }

        fn f(res: &mut ResponseWriter, rows: Vec<Row>) {
            let mut ready = first();
            for row in rows {
                if ready {
                    if row.big() { res.write("x"); continue; }
                    res.insert_header("A", "x"); //~ check
                }
                ready = next(row);
            }
        }

        fn f(res: &mut ResponseWriter, maybe: Option<usize>, rows: Vec<Row>) {
            let mut d = false;
            for row in rows {
                if let Some(d) = maybe && d > 1 { res.insert_header("A", "x"); } //~ late
                d = true;
                res.write(row);
            }
        }

        fn f(res: &mut ResponseWriter, rows: Vec<Row>) {
            let mut d = first();
            for row in rows {
                if let Some(d) = d && d > 1 { res.insert_header("A", "x"); } //~ check
                d = next(row);
                res.write(row);
            }
        }

        fn f(res: &mut ResponseWriter, mut rx: Rx) {
            let parser = Parser::new();
            while let Some(x) = rx.next() {
                if parser.is_empty() { res.insert_header("A", x); } //~ late
                res.write(x);
            }
        }

        fn f(res: &mut ResponseWriter, mut rx: Rx) {
            let mut rows = 0;
            while let Some(x) = rx.next() {
                rows = count(x);
                if rows == 1 { res.insert_header("A", x); } //~ check
                res.write(x);
            }
        }

        fn f(&mut self, res: &mut ResponseWriter, mut rx: Rx) {
            while let Some(x) = rx.next() {
                match self.state.step() { Step::Head => { res.insert_header("A", x); } Step::Body => {} } //~ check
                res.write(x);
            }
        }

        fn f(res: &mut ResponseWriter, mut rx: Rx) {
            while let Some(x) = rx.next() {
                match x {
                    Part::Head(h) => { res.insert_header("A", h); } //~ check
                    Part::Body(b) => { res.write(b); }
                    Part::End => break,
                }
            }
        }

        fn f(res: &mut ResponseWriter, mut rx: Rx) {
            while let Some(x) = rx.next() {
                match x {
                    Ok(b) => { res.write(b); }
                    Err(e) => { res.set_status(y()); } //~ late
                }
            }
        }

        fn f(res: &mut ResponseWriter, mut rx: Rx) {
            loop {
                match rx.next() {
                    Some(b) => { res.write(b); }
                    None => { res.insert_header("A", y()); break; } //~ late
                }
            }
        }

        fn f(res: &mut ResponseWriter, mut rx: Rx) {
            loop {
                match rx.next() {
                    Part::Body(b) => { res.write(b); }
                    _ => { res.insert_header("A", y()); } //~ late
                }
            }
        }

        fn f(res: &mut ResponseWriter, mut rx: Rx) {
            for x in rx {
                if x.is_head() { res.insert_header("A", y()); } else { res.write(x); } //~ late
            }
        }

        fn f(res: &mut ResponseWriter, mut rx: Rx) {
            let mut n = 3;
            while n > 0 { n -= 1; res.insert_header("A", y()); res.write("x"); } //~ late
        }

        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            let mut sent = 0;
            for x in xs { if sent < 1 { res.insert_header("A", x); } sent += write_it(res.write(x)); } //~ check
        }

        fn f(res: &mut ResponseWriter, mut rx: Rx) {
            let mut head = true;
            while let Some(x) = rx.next() {
                if head { res.insert_header("A", x); if x.last() { head = false; } continue; }
                res.write(x);
            }
        }

        fn f(res: &mut ResponseWriter, mut rx: Rx) {
            let mut seen = None;
            for x in rx {
                if let None = seen { res.insert_header("A", x); } //~ check
                seen = latest(x);
                res.write(x);
            }
        }

        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            for (i, x) in xs.iter().enumerate() {
                if i % 10 == 0 { res.insert_header("A", x); } //~ check
                res.write(x);
            }
        }

        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            let mut first = true;
            for x in xs {
                res.write(x);
                if first { res.insert_header("A", y()); } //~ late
                first = false;
            }
        }
        "#,
    );
}

#[test]
fn second_rounds() {
    table(
        r#"
        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            for x in xs { res.insert_header("A", x); res.write(x); } //~ late
        }

        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            for x in xs { res.send(x); } //~ second
        }

        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            for x in xs { res.write(x); res.finish(); } //~ end
        }

        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            for x in xs { if x > 1 { res.send_error(400); } } //~ second
        }

        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            for x in xs { if x > 1 { res.send_error(400); return; } }
            res.set_status(200);
        }

        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            for x in xs { if x > 1 { res.send_error(400); break; } }
            res.set_status(y()); //~ late
        }
        "#,
    );
    let said = errors(
        "",
        "fn f(res: &mut ResponseWriter, xs: &[u8]) { for x in xs { res.insert_header(\"A\", x); res.write(x); } }",
    );
    assert!(said[0].contains("second iteration") && !said[0].contains("always"), "{said:?}");
}

#[test]
fn ends() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) { res.send("x"); res.send("y"); } //~ second

        fn f(res: &mut ResponseWriter) { res.write("x"); res.redirect("/"); } //~ second

        fn f(res: &mut ResponseWriter) { res.write("x"); res.upgrade(); } //~ second

        fn f(res: &mut ResponseWriter) { res.write("x"); res.write_head(200); } //~ second

        fn f(res: &mut ResponseWriter) { if bad() { res.send_error(400); } res.send("x"); } //~ second

        fn f(res: &mut ResponseWriter) { res.redirect("/"); res.write("x"); } //~ end

        fn f(res: &mut ResponseWriter) { res.abort(); res.write("x"); } //~ end

        fn f(res: &mut ResponseWriter) { res.finish(); res.abort(); res.abort(); }

        fn f(res: &mut ResponseWriter) { res.send("x"); res.set_status(y()); res.write("z"); } //~ late end

        fn f(res: &mut ResponseWriter) { res.send("x"); res.send("y"); res.send("z"); } //~ second second

        fn f(res: &mut ResponseWriter) { res.write("x"); res.set_status(y()); res.insert_header("A", y()); } //~ late late

        fn f(res: &mut ResponseWriter) { res.finish(); res.finish(); res.flush(); }

        fn f(res: &mut ResponseWriter) { res.send("x"); helper(res); res.finish(); }

        fn f(res: &mut ResponseWriter) { helper(res); res.redirect("/"); } //~ check
        "#,
    );
}

#[test]
fn what_another_call_gets_is_one() {
    table(
        r#"
        fn f(rows: &[u8], cache: &Cache, mut n: usize, res: &mut ResponseWriter) -> Result<(), Error> {
            for row in rows {
                n += 1;
                if cache.has(n) { res.insert_header("X", next())?; } //~ check
                res.write("row")?;
            }
            Ok(())
        }

        fn f(rows: &[u8], mut n: usize, res: &mut ResponseWriter) -> Result<(), Error> {
            for row in rows {
                n += 1;
                if res.headers().contains_key(name(n)) { res.insert_header("X", next())?; } //~ check
                res.write("row")?;
            }
            Ok(())
        }
        "#,
    );
}

#[test]
fn what_an_operation_gets_is_no_guard() {
    table(
        r#"
fn f(rows: &[u8], mut items: Vec<u8>, res: &mut ResponseWriter) -> Result<(), Error> {
    for row in rows {
        items.push(*row);
        if let Err(e) = res.redirect("/x") {
            log(e);
        }
        if res.write(items.len()).is_ok() { //~ end
            let _ = res.write("more"); //~ end
        }
    }
    Ok(())
}"#,
    );
}

#[test]
fn a_guard_around_the_loop_knows_nothing() {
    table(
        r#"
        fn f(rows: &[u8], mut left: usize, res: &mut ResponseWriter) -> Result<(), Error> {
            if left > 0 {
                for row in rows {
                    left -= 1;
                    if show(row) { res.write("row")?; } //~ end
                    if last(row) { let _ = res.redirect("/x"); } //~ second
                }
            }
            Ok(())
        }

        fn f(rows: &[u8], mut left: usize, res: &mut ResponseWriter) -> Result<(), Error> {
            for row in rows {
                if left > 0 {
                    left -= 1;
                    res.insert_header("X", next())?; //~ check
                }
                res.write("row")?;
            }
            Ok(())
        }

        fn f(pages: &[Page], mut left: usize, res: &mut ResponseWriter) -> Result<(), Error> {
            for page in pages {
                if left > 0 {
                    for row in page {
                        left -= 1;
                        res.insert_header("X", next())?; //~ late
                        res.write("row")?;
                    }
                }
            }
            Ok(())
        }
        "#,
    );
}
