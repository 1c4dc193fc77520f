//! What declares a header as a trailer, and what ends that.

use super::harness::table;

#[test]
fn by_header() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) {
            res.insert_header("X-Names", "X-Sum");
            res.write("x");
            res.insert_header("X-Sum", y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            res.append_header(("Trailer", "X-Sum"));
            res.write("x");
            res.append_header(("X-Sum", y()));
        }

        fn f(res: &mut ResponseWriter) {
            res.append_header(("X-Names", "X-Sum"));
            res.write("x");
            res.append_header(("X-Sum", y())); //~ late
        }
        "#,
    );
}

#[test]
fn cleared() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) {
            res.insert_header("Trailer", "X-Sum");
            res.headers_mut().clear();
            res.write("x");
            res.insert_header("X-Sum", y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            res.insert_header("Trailer", "X-Sum");
            res.headers_mut().insert("A", "b");
            res.write("x");
            res.insert_header("X-Sum", y());
        }
        "#,
    );
}
