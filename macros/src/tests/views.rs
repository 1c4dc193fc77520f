//! Views, aliases, fields, and several responses.

use super::harness::{case_with, cases, table};

/// What ends may have held back nothing: only the response knows whether its head is out.
#[test]
fn the_end_of_a_view_that_may_write_nothing() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) {
            let page = res.as_io_writer();
            drop(page);
            if res.head_sent() { return; }
            res.write("x");
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            { let page = BufWriter::new(&mut *res); }
            if res.head_sent() { return; }
            res.write("x");
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let page = res.as_io_writer();
            drop(page);
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let page = res.as_io_writer();
            drop(page);
            if !res.head_sent() { res.set_status(y()); }
        }
        "#,
    );
}

#[test]
fn head_views() {
    cases(&[
        r#"fn f(res: &mut ResponseWriter) {
            let h = res.headers_mut();
            h.insert("A", 1);
            res.write("x");
        }"#,
        r#"fn f(res: &mut ResponseWriter) {
            res.write("x");
            res.headers_mut().insert("A", y()); //~ late
        }"#,
        r#"fn f(res: &mut ResponseWriter) {
            res.write("x");
            let n = res.headers().get("A");
            let m = res.headers_mut().len();
        }"#,
        r#"fn f(res: &mut ResponseWriter) {
            res.write("x");
            res.status = y(); //~ late
            res.head.headers.insert("A", y()); //~ late
        }"#,
        r#"fn f(res: &mut ResponseWriter) {
            res.write("x");
            add_security(res.headers_mut()); //~ late
        }"#,
    ]);
}

#[test]
fn body_views() {
    cases(&[
        r#"fn f(res: &mut ResponseWriter) {
            let mut gz = GzEncoder::new(&mut *res, Compression::fast());
            gz.anything("x");
            res.set_status(y()); //~ late
        }"#,
        r#"fn f(res: &mut ResponseWriter) {
            let mut gz = GzEncoder::new(res.as_io_writer(), Compression::fast());
            let mut out = BufWriter::new(gz);
            render(&mut out);
            res.set_status(y()); //~ late
        }"#,
        r#"fn f(res: &mut ResponseWriter) {
            let w = res as &mut dyn Write;
            w.put("x");
            res.set_status(y()); //~ late
        }"#,
        r#"fn f(res: &mut ResponseWriter) {
            let mut gz = GzEncoder::new(&mut *res);
            gz.finish();
            res.write("y");
        }"#,
        r#"fn f(res: &mut ResponseWriter) {
            write!(res, "{}", 1);
            res.set_status(y()); //~ late
        }"#,
        r#"fn f(res: &mut ResponseWriter, s: &mut String) {
            write!(s, "{}", 1);
            res.set_status(200);
        }"#,
    ]);
}

#[test]
fn aliases() {
    cases(&[
        r#"fn f(res: &mut ResponseWriter) {
            let r = &mut *res;
            r.write("x");
            res.set_status(y()); //~ late
        }"#,
        r#"fn f(res: &mut ResponseWriter) {
            let c = Ctx { out: res };
            c.out.write("x");
            c.out.set_status(y()); //~ late
        }"#,
        r#"fn f(res: &mut ResponseWriter) {
            let c = Ctx { out: res };
            c.render();
            c.out.set_status(y()); //~ check
        }"#,
        r#"fn f(a: &mut ResponseWriter, b: &mut ResponseWriter, x: bool) {
            let r = if x { &mut *a } else { &mut *b };
            r.write("x");
            a.set_status(y()); //~ late
        }"#,
        r#"fn f(a: &mut ResponseWriter, b: &mut ResponseWriter) {
            a.write("x");
            b.set_status(y());
        }"#,
        r#"fn f(res: Option<&mut ResponseWriter>) {
            if let Some(res) = res {
                res.write("x");
                res.set_status(y()); //~ late
            }
        }"#,
        r#"fn f(res: &mut ResponseWriter) {
            let (a, b) = (res, 1);
            a.write("x");
            a.set_status(y()); //~ late
        }"#,
        r#"fn f(res: &mut ResponseWriter) {
            log(&res);
            res.set_status(200);
        }"#,
        r#"fn f(res: &Arc<ResponseWriter>) {
            log(&res);
            res.set_status(200); //~ check
        }"#,
    ]);
}

#[test]
fn fields() {
    case_with(
        "response = self.res",
        r#"fn f(&mut self) {
            self.res.write("x");
            self.log.push("x");
            self.res.set_status(y()); //~ late
        }"#,
    );
    case_with(
        "response = self.res",
        r#"fn f(&mut self) {
            self.render();
            self.res.set_status(y()); //~ check
        }"#,
    );
    case_with(
        "response = self.res",
        r#"fn f(&mut self) {
            self.log.write("x");
            self.res.set_status(y());
        }"#,
    );
}

#[test]
fn a_new_life() {
    case_with(
        "response = res",
        r#"fn f(conn: &mut Conn) {
            let mut res = conn.next();
            while go() {
                res.set_status(200);
                res.send("x");
                res = conn.next();
            }
        }"#,
    );
    case_with(
        "response = res",
        r#"fn f(conn: &mut Conn) {
            for c in conn {
                let mut res = c.response();
                res.set_status(200);
                res.send("x");
            }
        }"#,
    );
}

#[test]
fn other_objects() {
    cases(&[r#"fn f(res: &mut ResponseWriter, log: &mut Log, headers: &mut HashMap<u8, u8>) {
            log.write("x");
            headers.insert(1, 2);
            client.post("x").header("A", "B").send();
            let cache = lock.write();
            res.set_status(200);
            res.write("x");
            headers.insert(1, 2);
            log.header("x");
        }"#]);
}
