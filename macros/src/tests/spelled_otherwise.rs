//! Operations by path, behind `*`, by macros and in chains are those on the response; and what stands in between.

use super::harness::{table, table_with};

#[test]
fn by_path() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) -> Result<()> {
            res.write("x")?;
            count();
            ResponseWriter::insert_header(res, "X", "1")?; //~ hoist
            Ok(())
        }

        fn f(res: &mut ResponseWriter, name: &str) -> Result<()> {
            res.write("x")?;
            count();
            ResponseWriter::insert_header(res, "X", name)?; //~ late
            Ok(())
        }

        async fn f(res: &mut ResponseWriter, file: &mut File) -> Result<()> {
            res.write("a").await?;
            let mut part = [0; 16];
            file.read_exact(&mut part).await?;
            ResponseWriter::write(res, &part).await?;
            res.insert_header("X", "1")?; //~ hoist
            Ok(())
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            ResponseWriter::insert_header(res, ETAG, next()); //~ late
            res.insert_header("X", "1"); //~ hoist
        }
        "#,
    );
}

#[test]
fn by_macro() {
    table(
        r#"
        fn f(res: &mut ResponseWriter, n: u64) -> Result<()> {
            write!(&mut *res, "a")?;
            res.insert_header("X", "1")?; //~ hoist
            write!(*res, "{n}")?;
            res.insert_header("Y", "1")?; //~ hoist
            Ok(())
        }
        "#,
    );
}

#[test]
fn in_chains() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) -> Result<()> {
            res.write("x")?;
            res.headers_mut().map_err(broken)?.insert("X", "1"); //~ hoist
            Ok(())
        }

        fn f(res: &mut ResponseWriter) -> Result<()> {
            res.write("x")?;
            res.headers_mut()?.locked().insert("X", "1"); //~ late
            Ok(())
        }

        fn f(res: &mut ResponseWriter, name: &str) -> Result<()> {
            res.write("x")?;
            res.as_io_writer().write_all(b"y")?;
            res.insert_header("X", name)?; //~ hoist
            Ok(())
        }

        fn f(res: &mut ResponseWriter, name: &str) -> Result<()> {
            res.write("x")?;
            res.writer(count()).write_all(b"y")?;
            res.insert_header("X", name)?; //~ late
            Ok(())
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            let map = res.headers_mut();
            let h = map;
            h.insert("A", "1"); //~ hoist
        }
        "#,
    );
}

#[test]
fn looks() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) {
            res.write("x");
            log(res.body_bytes_sent());
            res.insert_header("X", "1"); //~ hoist
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            log(res.headers());
            res.insert_header("X", "1"); //~ late
        }
        "#,
    );
}

#[test]
fn helpers() {
    table_with(
        "calls(page.close = finish)",
        r#"
        fn f(res: &mut ResponseWriter, page: &Page) {
            res.write("x");
            page.close(res);
            res.insert_header("X", "1"); //~ late
        }
        "#,
    );
}

#[test]
fn in_arms_of_closures() {
    table(
        r#"
        fn f(source: &Source, res: &mut ResponseWriter) {
            source.subscribe(|event| match event {
                Event::Data(data) => { res.write(data); }
                Event::Title(title) => { res.insert_header("X-Title", title); } //~ late
            });
        }
        "#,
    );
}

#[test]
fn handles_made_before_a_guard() {
    table(
        r#"
        fn f(res: Rc<ResponseWriter>) {
            prepare(&res);
            let again = res.clone();
            if res.head_sent() {
                return;
            }
            again.write("x");
            res.insert_header("X", "1"); //~ late
        }
        "#,
    );
}
