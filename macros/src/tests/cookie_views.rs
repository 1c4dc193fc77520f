//! Cookies keep their order and stay behind data that may fail to load, through any view; what an assignment sets.

use super::harness::table;

#[test]
fn cookies() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) -> Result<()> {
            res.write(load()?)?;
            res.cookies_mut().add("a"); //~ late
            Ok(())
        }

        fn f(res: &mut ResponseWriter) -> Result<()> {
            res.write(load()?)?;
            let jar = res.cookies_mut();
            jar.add("a"); //~ late
            Ok(())
        }

        fn f(res: &mut ResponseWriter) -> Result<()> {
            res.write(load()?)?;
            res.cookies_mut()?.add("a"); //~ late
            Ok(())
        }

        fn f(res: &mut ResponseWriter) -> Result<()> {
            res.write(load()?)?;
            (&mut res.cookies).add("a"); //~ late
            Ok(())
        }

        fn f(res: &mut ResponseWriter) -> Result<()> {
            res.write(load()?)?;
            res.cookies_mut().unwrap().add("a"); //~ late
            Ok(())
        }

        fn f(res: &mut ResponseWriter) -> Result<()> {
            res.write(load()?)?;
            let jar = res.cookies_mut();
            let cookies = jar;
            cookies.add("a"); //~ late
            Ok(())
        }
        "#,
    );
}

#[test]
fn other_headers() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) -> Result<()> {
            res.write(load()?)?;
            res.headers_mut().insert("A", "b"); //~ hoist
            Ok(())
        }

        fn f(res: &mut ResponseWriter) -> Result<()> {
            res.write(load()?)?;
            let head = res.headers_mut();
            head.insert("A", "b"); //~ hoist
            Ok(())
        }
        "#,
    );
}

#[test]
fn assigned_parts() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) -> Result<()> {
            res.write("x")?;
            res.insert_header("A", now()); //~ late
            *res.status_mut()? = 404; //~ hoist
            Ok(())
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            res.insert_header("A", now()); //~ late
            res.status = 404; //~ hoist
        }

        fn f(res: &mut ResponseWriter, none: &HeaderMap) {
            res.write("x");
            res.insert_header("A", now()); //~ late
            res.headers = EMPTY; //~ late
        }

        fn f(res: &mut ResponseWriter, none: &HeaderMap) {
            res.write("x");
            res.insert_header("A", now()); //~ late
            *res.headers_mut() = EMPTY; //~ late
        }
        "#,
    );
}
