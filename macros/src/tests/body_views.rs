//! Views of the body: what an encoder gives back, and those that a type makes.

use super::harness::table;

#[test]
fn given_back() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) -> Result<()> {
            let gz = GzEncoder::new(BufWriter::new(&mut *res));
            let out = gz.finish()?.finish()?;
            out.set_status(y())?; //~ late
            Ok(())
        }

        fn f(res: &mut ResponseWriter) -> Result<()> {
            let gz = GzEncoder::new(BufWriter::new(&mut *res));
            let w = gz.finish()?;
            w.finish()?;
            res.write("y")?;
            Ok(())
        }

        fn f(res: &mut ResponseWriter) -> Result<()> {
            let gz = GzEncoder::new(res.as_io_writer());
            let w = gz.finish()?;
            w.finish()?;
            res.write("y")?;
            Ok(())
        }

        fn f(res: &mut ResponseWriter) {
            let w = BufWriter::new(&*res);
            fill(w);
            res.set_status(y()); //~ late
        }
        "#,
    );
}

#[test]
fn by_type() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) {
            let out: &mut (dyn Write + Send) = &mut *res;
            out.put("x");
            res.set_status(y()); //~ late
        }

        fn f(res: ResponseWriter) {
            let out: Slot<dyn Write> = res;
            out.put("x");
            out.set_status(y()); //~ check
        }

        fn f(res: &mut ResponseWriter) {
            let out = &mut *res as &mut (dyn Write + Send);
            out.put("x");
            res.set_status(y()); //~ late
        }
        "#,
    );
}
