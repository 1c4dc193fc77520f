//! Trailers: declared names are trailers afterwards; 1xx heads inform.

use super::harness::{table, table_with};

/// Above the body it would be a header, also where it was declared.
#[test]
fn declared_on_some_way() {
    table(
        r#"
        fn f(res: &mut ResponseWriter, a: bool) {
            if a { res.insert_header("Trailer", "X-Sum"); }
            res.write("x");
            res.insert_header("X-Sum", "1"); //~ late | it is a trailer where the `Trailer` header has named it
        }

        fn f(res: &mut ResponseWriter, rows: &[Row]) {
            let declare = |name: &str| for row in rows { res.insert_header("Trailer", "X-Sum, x-count"); };
            declare("x");
            let _ = res.write("x");
            let _ = res.insert_header("x-Count", 1); //~ late
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            if a { res.insert_header("Trailer", "X-Sum"); }
            res.write("x");
            res.insert_header("X-Other", "1"); //~ hoist
        }
        "#,
    );
}

#[test]
fn declared() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) {
            res.insert_header("Trailer", "X-Sum, X-Count");
            res.write("x");
            res.insert_header("X-Sum", y());
            res.insert_header("x-count", y());
        }

        fn f(res: &mut ResponseWriter) {
            res.insert_header("Trailer", "X-Sum");
            res.write("x");
            res.insert_header("X-Other", y()); //~ late
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            if a { res.insert_header("Trailer", "X-Sum"); }
            res.write("x");
            res.insert_header("X-Sum", y()); //~ late
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            if a { res.insert_header("Trailer", "X-Sum"); }
            res.write("x");
            if a { res.insert_header("X-Sum", y()); }
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            res.insert_header("Trailer", y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            res.append_header("trailer", "A");
            res.append_header("trailer", "B");
            res.write("x");
            res.insert_header("A", y());
            res.append_header("B", y());
        }

        fn f(res: &mut ResponseWriter) {
            res.declare_trailer("A");
            res.write("x");
            res.append_trailer("A", y());
            res.insert_header("A", y());
        }

        fn f(res: &mut ResponseWriter) {
            res.insert_header("Trailer", names());
            res.write("x");
            res.insert_header("A", y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            res.insert_header("Trailer", "A");
            res.write("x");
            res.finish();
            res.insert_header("A", y()); //~ end
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            res.append_trailer("A", y());
            res.finish();
        }

        fn f(res: &mut ResponseWriter) {
            res.send("x");
            res.append_trailer("A", y()); //~ end
        }

        fn f(res: &mut ResponseWriter) {
            res.insert_header("Trailer", "A");
            res.write("x");
            res.remove_header("A"); //~ hoist
            res.remove_header("B"); //~ hoist
        }
        "#,
    );
    table_with(
        "response = res",
        r#"
        fn f(res: &mut Out) {
            res.insert_header("Trailer", "A");
            res.write("x");
            res.insert_header("A", y()); //~ late
        }
        "#,
    );
}

#[test]
fn informs() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) {
            res.write_head(103);
            res.set_status(200);
            res.write_head(200);
            res.write("x");
        }

        fn f(res: &mut ResponseWriter) {
            res.write_head(101);
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            res.write_head(100);
            res.write_head(103);
            res.write_head(200);
            res.write_head(200); //~ second
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            res.write_head(103); //~ late
        }

        fn f(res: &mut ResponseWriter, code: u16) {
            res.write_head(code);
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            res.write_head(StatusCode::EARLY_HINTS);
            res.set_status(200);
            res.write("x");
        }

        fn f(res: &mut ResponseWriter) {
            res.write_head(StatusCode::SWITCHING_PROTOCOLS);
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            res.send_informational(103);
            res.set_status(200);
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            res.send_informational(103); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            res.write_head(103, hints());
            res.write_head(200, headers());
            res.insert_header("A", y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            res.send_response(Response::builder().status(103).body(()));
            res.set_status(y());
        }

        fn f(res: &mut ResponseWriter) {
            res.send_status(204);
            res.set_status(y()); //~ late
        }
        "#,
    );
}
