//! Two responses in one function have lives of their own.

use super::harness::{table, table_with};

#[test]
fn by_parameters() {
    table(
        r#"
        fn f(a: &mut ResponseWriter, b: &mut ResponseWriter, conn: &mut Conn) {
            a.write("x");
            b.write("x");
            b = conn.next_response();
            a.set_status(next()); //~ late
            b.set_status(404);
        }

        fn f(x: bool, a: &mut ResponseWriter, b: &mut ResponseWriter) {
            let res = if x { &mut *a } else { &mut *b };
            res.send("x");
        }

        async fn f(a: &mut ResponseWriter, b: &mut ResponseWriter) -> Result<()> {
            a.write("x").await?;
            b.write("y").await?;
            a.insert_header("X", "1")?; //~ late
            Ok(())
        }

        fn f(a: &mut ResponseWriter, b: &mut ResponseWriter) {
            a.buffer(4096);
            b.write("x");
            b.insert_header("X", next()); //~ late
        }
        "#,
    );
}

#[test]
fn by_name() {
    table_with(
        "responses(a, b)",
        r#"
        fn f(conn: &mut Conn) {
            let mut a = ResponseWriter::new();
            let mut b = ResponseWriter::new();
            a.write("x");
            b.write("x");
            b = ResponseWriter::new();
            a.insert_header("X", next()); //~ late
            b.insert_header("X", next());
        }

        fn f(a: Arc<ResponseWriter>, b: Arc<ResponseWriter>) {
            let other = a.clone();
            spawn(async move { other.write("x").await });
            b.set_status(200);
        }
        "#,
    );
}
