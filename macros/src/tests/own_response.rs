//! What is lent to a response that is a local itself.

use super::harness::table_with;

#[test]
fn lent() {
    table_with(
        "response = res",
        r#"
        fn f() -> impl Into<Body> {
            let mut res = ResponseWriter::new();
            res.write("x");
            let tag = String::from("a");
            ResponseWriter::insert_header(&mut res, "X", &tag); //~ late
            res
        }

        fn f() -> impl Into<Body> {
            let mut res = ResponseWriter::new();
            res.write("x");
            let tag = String::from("a");
            res.insert_header("X", tag.as_str()); //~ late
            res
        }

        fn f() -> impl Into<Body> {
            let mut res = ResponseWriter::new();
            res.write("x");
            let tag = String::from("a");
            res.insert_header("X", tag.len()); //~ hoist
            res
        }

        fn f() -> impl Into<Body> {
            let mut res = ResponseWriter::new();
            res.write("x");
            let left = 4;
            res.insert_header("X", &-left); //~ hoist
            res
        }
        "#,
    );
}
