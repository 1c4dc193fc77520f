//! What is moved through writers, tuples, views and facts, and what stays.

use super::harness::table;

#[test]
fn through_parts() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) {
            let mut w = BufWriter::new(&mut *res);
            w.write_all(b"x");
            w.get_mut().insert_header("A", "1"); //~ hoist
        }

        fn f(res: &mut ResponseWriter) {
            let mut w = BufWriter::new(&mut *res);
            w.write_all(b"x");
            let res = w.into_inner().unwrap();
            res.insert_header("A", "1"); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let mut gz = GzEncoder::new(&mut *res, fast());
            gz.write_all(b"x");
            gz.finish().unwrap().insert_header("A", "1"); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let pair = (&mut *res, 1);
            pair.0.write("x");
            pair.0.insert_header("A", "1"); //~ hoist
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            let pair = (&mut *res, 1);
            pair.0.insert_header("A", "1"); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let ctx = Ctx { res, user: String::new() };
            ctx.res.write("x");
            ctx.res.insert_header("A", "1"); //~ hoist
        }

        fn f(res: &mut ResponseWriter) {
            let mut ctx = Ctx { res, n: 0 };
            ctx.res.write("x");
            ctx.n += 1;
            ctx.res.insert_header("A", ctx.n); //~ late
        }

        fn f(a: &mut ResponseWriter, b: &mut ResponseWriter) {
            let (x, z) = (a, b);
            x.write("x");
            z.write("z");
            x.insert_header("A", "1"); //~ hoist
            z.insert_header("A", "1"); //~ hoist
        }

        fn f(res: &mut ResponseWriter) {
            let (mut gz, n) = (GzEncoder::new(&mut *res, fast()), 1);
            gz.write_all(b"x");
            gz.finish();
            res.insert_header("A", "1"); //~ hoist
        }
        "#,
    );
}

#[test]
fn beside_facts() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) {
            let mut first = Some("a");
            res.write("x");
            let v = first.take();
            res.insert_header("A", first.is_some()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let mut n = 3;
            res.write("x");
            let old = std::mem::replace(&mut n, 4);
            res.insert_header("A", n); //~ late
        }

        fn f(res: &mut ResponseWriter, n: usize) {
            res.write("x");
            for i in 0..n { if i == 0 { res.insert_header("A", "1"); } } //~ hoist
        }

        fn f(res: &mut ResponseWriter, started: bool) {
            let done = if started { res.write("x"); true } else { false };
            log(done);
            res.insert_header("A", "1"); //~ hoist
        }

        fn f(res: &mut ResponseWriter, started: bool) {
            let done = if started { res.write("x"); true } else { false };
            res.insert_header("A", done); //~ late
        }
        "#,
    );
}

#[test]
fn of_cookies_and_names() {
    table(
        r#"
        fn f(res: &mut ResponseWriter, cookies: &[Cookie]) {
            res.write("x");
            res.cookies.add(Cookie::new("a", "1")); //~ hoist
            res.set_cookie("b", "1"); //~ hoist
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            res.set_cookie("b", y()); //~ late
            res.cookies.add(Cookie::new("a", "1")); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            let c = res.cookies_mut();
            c.add(Cookie::new("a", "1")); //~ hoist
            c.add(Cookie::new("b", "1")); //~ hoist
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            if let Ok(h) = res.headers_mut() { h.insert("A", "2"); }
            res.insert_header("A", "1"); //~ late
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            if a { res.write("x"); }
            if let Ok(h) = res.headers_mut() { h.insert("A", "2"); }
            res.insert_header("A", "1"); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            res.headers.extend(defaults()); //~ late
            res.headers.insert("A", "1"); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            res.insert_header(CONTENT_TYPE, "a"); //~ hoist
            res.insert_header("content-type", "b"); //~ hoist
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            res.insert_header(CONTENT_TYPE, y()); //~ late
            res.insert_header("content-type", "b"); //~ late
            res.insert_header(HeaderName::from_static("x-a"), "b"); //~ hoist
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            let r = res.insert_header("A", "1"); //~ late
            keep(r);
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            let w: &mut dyn Write = &mut *res;
            w.write_all(b"y");
            res.insert_header("A", "1"); //~ hoist
        }
        "#,
    );
}

#[test]
fn through_writers() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) {
            let w: &mut dyn Write = &mut *res;
            w.write_all(b"y");
            w.flush();
            res.insert_header("A", "1"); //~ hoist
        }

        fn f(a: &mut ResponseWriter, b: &mut ResponseWriter) {
            a.write("x");
            let (x, z) = (&mut *b, &mut *a);
            z.insert_header("A", "1"); //~ late
        }

        fn f(res: &mut ResponseWriter, rows: &[Row]) -> Result<()> {
            res.insert_header("Trailer", "X-A")?;
            res.write("x")?;
            res.insert_header("Trailer", "X-B")?; //~ hoist
            res.insert_header("X-A", y())?; //~ late
            Ok(())
        }

        fn f(res: &mut ResponseWriter, opt: Option<&str>) {
            res.write("x");
            let v = opt.unwrap_or("none");
            res.insert_header("A", v); //~ hoist
        }

        fn f(res: &mut ResponseWriter, rows: Vec<String>) {
            let n = rows.iter().map(|r| r.len()).sum::<usize>();
            for r in rows { res.write(r); }
            res.insert_header("A", n); //~ hoist
        }

        fn f(res: &mut ResponseWriter, list: &[u8]) {
            res.write("x");
            {
                let a = list.len();
                let b = a * 2;
                res.insert_header("A", b); //~ hoist
            }
        }

        fn f(res: &mut ResponseWriter, s: &str) {
            res.write("x");
            let v = HeaderValue::from_str(s).unwrap();
            res.insert_header("A", v); //~ hoist
        }

        fn f(res: &mut ResponseWriter, s: &str) -> Result<()> {
            res.write("x")?;
            let v = HeaderValue::from_str(s)?;
            res.insert_header("A", v)?; //~ hoist
            Ok(())
        }

        fn f(res: &mut ResponseWriter, k: Kind) {
            res.write("x");
            let v = match k { Kind::A => "a", Kind::B => "b" };
            let w = if v == "a" { "x" } else { "y" };
            res.insert_header("A", w); //~ hoist
        }

        fn f(res: &mut ResponseWriter, items: &mut Vec<u8>) {
            res.write("x");
            items.push(1);
            res.insert_header("A", items.len()); //~ late
        }

        fn f(res: &mut ResponseWriter, items: &mut Vec<u8>) {
            res.write(items.as_slice());
            res.insert_header("A", items.len()); //~ hoist
        }

        fn f(res: &mut ResponseWriter) {
            let mut parts = vec![1];
            let mut add = |x| parts.push(x);
            res.write("x");
            add(2);
            res.insert_header("A", "1"); //~ hoist
        }
        "#,
    );
}
