//! Functions given by their names to methods of options and results, and closures that give another response.

use super::harness::table;

#[test]
fn by_name() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) {
            let boxed = Some(&mut *res).map(Box::new);
            res.set_status(200);
        }

        fn f(res: &mut ResponseWriter) {
            let shared = Some(&mut *res).map(Rc::new);
            res.set_status(200);
        }

        fn f(res: &mut ResponseWriter) {
            let page = Some(&mut *res).map(Page);
            res.set_status(200);
        }

        fn f(res: &mut ResponseWriter) {
            Some(&mut *res).map(drop);
            res.set_status(200);
        }

        fn f(res: &mut ResponseWriter) {
            let same = Some(&mut *res).map(Into::into);
            res.set_status(200);
        }

        fn f(res: &mut ResponseWriter) {
            Some(&mut *res).map(ResponseWriter::flush);
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            Some(&mut *res).map(flush);
            res.set_status(y()); //~ check
        }
        "#,
    );
}

#[test]
fn another_response() {
    table(
        r#"
        fn f(a: &mut ResponseWriter, b: &mut ResponseWriter) {
            let r = a.insert_header("A", "b").unwrap_or_else(|_| &mut *b);
            r.write("x");
            a.set_status(y()); //~ late
            b.set_status(y()); //~ late
        }

        fn f(a: &mut ResponseWriter, b: &mut ResponseWriter) {
            let r = Some(&mut *a).unwrap_or_else(|| &mut *b);
            r.write("x");
            a.set_status(y()); //~ late
            b.set_status(y());
        }
        "#,
    );
}
