//! A dropped view of the body writes what it held back, but a drop is never itself a finding.

use super::harness::table;

#[test]
fn views() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) {
            let gz = GzEncoder::new(&mut *res, fast());
            drop(gz);
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            { let gz = GzEncoder::new(&mut *res, fast()); }
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let gz = GzEncoder::new(&mut *res, fast());
            res.set_status(200);
        }

        fn f(res: &mut ResponseWriter) {
            let gz = GzEncoder::new(&mut *res, fast());
            res.set_status(200);
            res.write("x");
        }

        fn f(res: &mut ResponseWriter) {
            res.send("x");
            let gz = GzEncoder::new(&mut *res, fast());
        }

        fn f(res: &mut ResponseWriter) {
            let mut w = BufWriter::new(&mut *res);
            w.write_all(b"x");
            w.flush();
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let mut w = csv::Writer::from_writer(&mut *res);
            for r in rows() { w.serialize(r); }
            w.finish();
            res.finish();
        }

        fn f(res: &mut ResponseWriter) {
            let mut tar = tar::Builder::new(&mut *res);
            tar.append_path("x");
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let mut w = BufWriter::new(GzEncoder::new(&mut *res, fast()));
            helper(&mut w);
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            serde_json::to_writer(res.as_io_writer(), &data());
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            serde_json::to_writer(&mut *res, &data());
            res.set_status(y()); //~ check
        }

        fn f(res: &mut ResponseWriter) {
            let w: &mut dyn Write = res;
            w.write_all(b"x");
            w.set(y());
        }

        fn f(res: &mut ResponseWriter) {
            io::copy(&mut file(), &mut res.writer());
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let mut gz = GzEncoder::new(Vec::new(), fast());
            gz.write_all(b"x");
            res.set_status(200);
            res.send(gz.finish());
        }

        fn f(res: &mut ResponseWriter) {
            let mut w = BufWriter::new(&mut *res);
            write!(w, "x");
            drop(w);
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let mut gz = Box::new(GzEncoder::new(res.as_io_writer(), fast()));
            render(&mut *gz);
            let inner = gz.into_inner();
            inner.write("x");
        }
        "#,
    );
}
