//! What can be hoisted, a dozen each: through views and aliases, beside flags and conditions, trailers and informational heads.

use super::harness::table;

#[test]
fn through_views_and_aliases() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) { let r = &mut *res; r.write("x"); r.set_status(404); } //~ hoist

        fn f(res: &mut ResponseWriter) { let r = &mut *res; r.write("x"); res.set_status(404); } //~ hoist

        fn f(res: &mut ResponseWriter) { let w = res as &mut dyn Write; w.put("x"); res.set_status(404); } //~ hoist

        fn f(res: &mut ResponseWriter) { let mut out = BufWriter::new(res.as_io_writer()); out.write_all(b"x"); drop(out); res.set_status(404); } //~ hoist

        fn f(mut res: ResponseWriter) { res.write("x"); res.set_status(404); drop(res); } //~ hoist

        fn f(res: Option<&mut ResponseWriter>) { let Some(res) = res else { return }; res.write("x"); res.set_status(404); } //~ hoist

        fn f(res: Rc<RefCell<ResponseWriter>>) { let mut r = res.borrow_mut(); r.write("x"); r.set_status(404); } //~ hoist

        fn f(res: &mut ResponseWriter) { let (a, n) = (res, 1); a.write("x"); a.set_status(404); } //~ hoist

        fn f(res: &mut ResponseWriter) { let page = Page { out: res }; page.out.write("x"); page.out.set_status(404); } //~ hoist

        fn f(a: &mut ResponseWriter, b: &mut ResponseWriter) { a.write("x"); b.write("x"); a.set_status(404); b.set_status(404); } //~ hoist hoist

        fn f(res: &mut ResponseWriter) { res.write("x"); res.head.headers.insert("A", "1"); } //~ hoist

        fn f(res: &mut ResponseWriter) { res.write("x"); *res.status_mut() = StatusCode::NOT_FOUND; } //~ hoist
        "#,
    );
}

#[test]
fn beside_flags_and_conditions() {
    table(
        r#"
        fn f(res: &mut ResponseWriter, rows: &[Row]) {
            let mut started = false;
            for row in rows { if !started { res.set_status(200); started = true; } res.write(row); }
            res.insert_header("A", "1"); //~ hoist
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            if a { res.write("x"); }
            if a { res.insert_header("A", "1"); } //~ hoist
        }

        fn f(res: &mut ResponseWriter, kind: Kind) {
            match kind { Kind::A => { res.write("a"); } Kind::B => { res.write("b"); } }
            match kind { Kind::A => { res.insert_header("A", "1"); } Kind::B => {} } //~ hoist
        }

        fn f(res: &mut ResponseWriter, a: bool, b: bool) {
            if a { res.write("x"); }
            if a && b { res.insert_header("A", "1"); } //~ hoist
        }

        fn f(res: &mut ResponseWriter, req: &Request) {
            if req.method() == Method::GET { res.write("x"); }
            if req.method() == Method::GET { res.insert_header("A", "1"); } //~ hoist
        }

        fn f(res: &mut ResponseWriter, n: usize) {
            let mut i = 0;
            while i < n { res.write("x"); i += 1; }
            res.insert_header("A", n); //~ hoist
        }

        fn f(res: &mut ResponseWriter, user: Option<&str>) {
            res.write("x");
            if let Some(user) = user { res.insert_header("X-User", user); } //~ hoist
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            let sent = if a { res.write("x"); true } else { false };
            if sent { log(sent); }
            res.insert_header("A", "1"); //~ hoist
        }

        fn f(res: &mut ResponseWriter, kind: &Kind) {
            res.write("x");
            if matches!(kind, Kind::Page | Kind::List) { res.insert_header("A", "1"); } //~ hoist
        }

        fn f(res: &mut ResponseWriter, rows: &[Row]) {
            for (i, row) in rows.iter().enumerate() { if i > 0 { res.write(","); } res.write(row); }
            res.insert_header("A", rows.len()); //~ hoist
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            let done = loop { if a { res.write("x"); break true; } else { break false; } };
            res.insert_header("A", "1"); //~ hoist
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            if !res.headers_sent() { res.set_status(200); }
            res.write("x");
            res.insert_header("A", "1"); //~ hoist
        }
        "#,
    );
}

#[test]
fn trailers_and_heads() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) { res.write("x"); res.insert_header("Trailer", "A"); res.insert_header("A", y()); } //~ hoist

        fn f(res: &mut ResponseWriter) { res.write("x"); res.declare_trailer("A"); } //~ hoist

        fn f(res: &mut ResponseWriter) { res.insert_header("Trailer", "A"); res.write("x"); res.insert_header("B", "1"); } //~ hoist

        fn f(res: &mut ResponseWriter) { res.insert_header("Trailer", "A"); res.write("x"); res.insert_header("A", y()); res.insert_header("B", "1"); } //~ hoist

        fn f(res: &mut ResponseWriter) { res.insert_header("Trailer", "A"); res.write("x"); res.set_status(404); } //~ hoist

        fn f(res: &mut ResponseWriter) { res.insert_header("Trailer", "A"); res.write("x"); res.remove_header("A"); } //~ hoist

        fn f(res: &mut ResponseWriter) { res.insert_header("Trailer", "Vary"); res.write("x"); res.insert_header("Vary", "Accept"); } //~ hoist

        fn f(res: &mut ResponseWriter) { res.write_head(103); res.write("x"); res.insert_header("A", "1"); } //~ hoist

        fn f(res: &mut ResponseWriter) { res.send_informational(103); res.write("x"); res.insert_header("A", "1"); } //~ hoist

        fn f(res: &mut ResponseWriter) { res.write_head(200); res.insert_header("A", "1"); } //~ hoist

        fn f(res: &mut ResponseWriter) { res.write("x"); res.append_trailer("A", "1"); res.insert_header("B", "1"); } //~ hoist

        fn f(res: &mut ResponseWriter) { res.write("x"); res.set_cookie("a", "1"); res.set_cookie("b", "2"); } //~ hoist hoist

        fn f(res: &mut ResponseWriter) { res.insert_header("Trailer", "A"); res.insert_header("Trailer", "B"); res.write("x"); res.insert_header("A", "1"); } //~ hoist
        "#,
    );
}
