//! Behind the end of a response: what fails there, what does nothing, what may know.

use super::harness::{table, table_with};

#[test]
fn harmless() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) {
            res.write("x");
            res.finish();
            res.finish();
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            res.finish();
            let mut out = res.as_io_writer();
            render(&mut out);
        }

        fn f(res: &mut ResponseWriter, rows: &[Row]) {
            let mut done = false;
            for row in rows {
                if !done {
                    res.write(row);
                }
                done = row.is_last();
                if done {
                    res.finish();
                }
            }
        }
        "#,
    );
}

#[test]
fn where_an_end_fails() {
    table_with(
        "vocabulary = h3",
        r#"
        async fn f(stream: &mut RequestStream<S, B>) -> Result<(), Error> {
            stream.send_response(response()).await?;
            stream.finish().await?;
            stream.finish().await?; //~ second
            Ok(())
        }
        "#,
    );
}
