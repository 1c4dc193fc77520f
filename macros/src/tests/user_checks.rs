//! Results of head operations that the user checks: what is a check, and what passes the error on.

use super::harness::{table, table_with};

#[test]
fn checks() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) {
            res.write("x");
            if !res.insert_header("A", y()).is_ok() { log(); }
        }

        fn f(res: &mut ResponseWriter, n: u8) {
            res.write("x");
            if n > 3 && res.insert_header("A", y()).is_err() { log(); }
        }

        fn f(res: &mut ResponseWriter, n: u8) {
            res.write("x");
            if res.insert_header("A", y()).is_err() || n > 3 { log(); }
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            if let Err(e) = &res.insert_header("A", y()) { log(e); }
        }
        "#,
    );
    table_with(
        "vocabulary = edge_http",
        r#"
        async fn f(conn: &mut Connection) {
            conn.write("x").await;
            if conn.initiate_response(200, None, &[]).await.is_err() { log(); }
        }
        "#,
    );
}

#[test]
fn no_checks() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) {
            res.write("x");
            if res.insert_header("A", y()).has_warnings() { log(); } //~ late
        }

        fn f(res: &mut ResponseWriter) -> Result<()> {
            res.write("x")?;
            if res.insert_header("A", y()).is_err() { note()?; } //~ late
            Ok(())
        }

        fn f(res: &mut ResponseWriter, rules: &Rules) {
            if rules.is_ok("a") { res.write("x"); }
            if rules.is_err("b") { res.set_status(404); } //~ hoist
        }
        "#,
    );
    table_with(
        "vocabulary = default, response = res",
        r#"
        fn f(res: &mut Reply) {
            res.write("x");
            if let Ok(head) = res.headers_mut() { head.insert("A", y()); } //~ late
        }
        "#,
    );
}
