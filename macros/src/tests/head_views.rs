//! Views of the head: maps of headers, jars of cookies, the fields of a response, and an `Ok` that is only there in time.

use super::harness::table;

#[test]
fn of_headers() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) {
            let h = res.headers_mut();
            h.insert("A", "1");
            h.remove("B");
            res.write("x");
            let h = res.headers_mut();
            h.insert("C", y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let h = res.head_mut();
            h.headers.insert("A", "1");
            h.status = 404;
            res.write("x");
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            let h = res.head_mut();
            h.headers.insert("A", y()); //~ late
            h.status = y(); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            if let Ok(h) = res.headers_mut() { h.insert("A", y()); }
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            for (k, v) in extra { res.headers_mut().insert(k, v); } //~ late
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            res.headers_mut().extend(more()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            let h = &mut res.headers;
            if !h.contains_key("a") { h.insert("a", y()); } //~ late
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            *res.headers.entry("A").or_default() = y(); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            mem::swap(&mut res.headers, &mut other); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            std::mem::take(res.headers_mut()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            res.headers["A"] = y(); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            let ResponseWriter { headers, .. } = res;
            headers.insert("A", y()); //~ late
        }
        "#,
    );
}

#[test]
fn of_status_and_cookies() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) {
            res.headers.insert("A", "1");
            res.status = StatusCode::OK;
            res.body.write("x");
            res.status = StatusCode::OK;
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            res.status = StatusCode::NOT_FOUND; //~ hoist
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            res.status += 1; //~ late
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            (res.status, res.reason) = (y(), "x"); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            let status = &mut res.status;
            *status = y(); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            res.cookies.add(Cookie::new("a", "1")); //~ hoist
            res.cookies_mut().add(Cookie::new("b", "1")); //~ hoist
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            res.cookies.add("a", y()); //~ late
            res.cookies.add("b", "1"); //~ late
            res.status = 404; //~ hoist
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            res.headers.insert("A", y()); //~ late
            res.headers["B"] = "1"; //~ hoist
            *res.status_mut() = StatusCode::NOT_FOUND; //~ hoist
        }
        "#,
    );
}

#[test]
fn only_looked_at() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) {
            res.write("x");
            let n = res.headers.get("A").map(|v| v.len()).unwrap_or(0);
            for (k, v) in &res.headers { log(k, v); }
            for (k, v) in res.headers.iter() { log(k, v); }
            if res.headers.is_empty() { log(1, 2); }
            let copy = res.headers.clone();
            let s = res.status.as_u16();
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            let h = res.headers();
            let ct = h.get("content-type");
            println!("{:?} {}", ct, res.status());
        }
        "#,
    );
}

#[test]
fn there_only_in_time() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) {
            res.write("x");
            if let Some(h) = res.headers_mut() { h.insert("A", y()); } //~ late
        }

        fn f(res: &mut ResponseWriter) -> Result<()> {
            res.write("x")?;
            match res.headers_mut() { Ok(h) => { h.insert("A", y()); h.insert("B", "1"); } Err(_) => log() }
            Ok(())
        }

        fn f(res: &mut ResponseWriter) -> Result<()> {
            res.write("x")?;
            let h = res.headers_mut()?;
            h.insert("A", y()); //~ late
            Ok(())
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            if let Some(h) = res.headers_mut() { h.insert("A", y()); } //~ late
        }
        "#,
    );
}
