//! Writers around the response: encoders, buffers, archives, serializers, and what they give back.

use super::harness::table;

#[test]
fn buffers_and_encoders() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) {
            let mut out = BufWriter::new(&mut *res);
            out.write_all(b"x");
            out.flush();
            drop(out);
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let mut out = BufWriter::new(&mut *res);
            drop(out);
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            {
                let mut out = BufWriter::new(&mut *res);
            }
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let mut out = BufWriter::new(&mut *res);
            res.set_status(y());
            res.write("x");
        }

        fn f(res: &mut ResponseWriter) -> io::Result<()> {
            let mut gz = GzEncoder::new(&mut *res, Compression::default());
            io::copy(&mut File::open("a")?, &mut gz)?;
            gz.finish()?;
            res.insert_header("Content-Encoding", "gzip"); //~ late
            Ok(())
        }

        fn f(res: &mut ResponseWriter) -> io::Result<()> {
            let mut gz = GzEncoder::new(&mut *res, Compression::default());
            io::copy(&mut File::open("a")?, &mut gz)?;
            gz.finish()?;
            res.set_status(404); //~ late
            Ok(())
        }

        fn f(res: &mut ResponseWriter, rows: &[Row]) -> Result<()> {
            let mut csv = csv::Writer::from_writer(&mut *res);
            for row in rows { csv.serialize(row)?; }
            csv.flush()?;
            drop(csv);
            res.insert_header("Content-Type", "text/csv")?; //~ hoist
            Ok(())
        }

        fn f(res: &mut ResponseWriter, rows: &[Row]) {
            let mut csv = csv::Writer::from_writer(&mut *res);
            for row in rows { csv.serialize(row); }
            csv.flush();
            drop(csv);
            res.insert_header("Content-Type", "text/csv"); //~ hoist
        }

        fn f(res: &mut ResponseWriter) {
            let mut tar = tar::Builder::new(&mut *res);
            tar.append_path("a.txt");
            tar.into_inner();
            res.insert_header("Content-Type", "application/x-tar"); //~ hoist
        }

        fn f(res: &mut ResponseWriter) {
            let mut tar = tar::Builder::new(GzEncoder::new(&mut *res, Compression::fast()));
            tar.append_dir_all(".", "public");
            tar.finish();
            drop(tar);
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let mut ser = serde_json::Serializer::new(&mut *res);
            value.serialize(&mut ser);
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let mut w: Box<dyn Write + '_> = if gzip() { Box::new(GzEncoder::new(&mut *res, Compression::fast())) } else { Box::new(&mut *res) };
            w.write_all(b"x");
            drop(w);
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let mut w = LineWriter::new(BufWriter::with_capacity(8192, &mut *res));
            w.write_all(b"x");
            w.into_inner();
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let w = res as &mut dyn Write;
            let w2 = &mut *w;
            w2.write(b"x");
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let mut hasher = HashingWriter::new(&mut *res, Sha256::new());
            io::copy(&mut file, &mut hasher);
            let sum = hasher.finalize();
            res.insert_header("ETag", sum); //~ late
        }
        "#,
    );
}

#[test]
fn given_to_functions() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) {
            serde_json::to_writer(&mut *res, &value);
            res.set_status(y()); //~ check
        }

        fn f(res: &mut ResponseWriter) {
            serde_json::to_writer(res.as_io_writer(), &value);
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let w: &mut dyn Write = res;
            writeln!(w, "x");
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let w: &mut dyn std::io::Write = &mut *res;
            template.render_to(w);
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            template.render_to(&mut *res as &mut dyn Write);
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            template.render_to(res.by_ref());
            res.set_status(y()); //~ check
        }

        fn f(res: &mut ResponseWriter) {
            let chars = res.as_io_writer();
            write!(chars, "x");
            writeln!(chars);
            res.finish();
        }

        async fn f(res: &mut ResponseWriter) {
            res.writer().write_all(b"x").await;
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) -> impl Write + '_ {
            res.set_status(200);
            BufWriter::new(res)
        }

        fn f(res: &mut ResponseWriter) {
            let out: Box<dyn Write + '_> = Box::new(&mut *res);
            render(out);
            res.set_status(y()); //~ late
        }
        "#,
    );
}

#[test]
fn what_they_were_built_around() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) {
            res.set_status(200);
            let mut w = BufWriter::new(res);
            w.write_all(b"x");
            w.get_mut().set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let mut w = BufWriter::new(res);
            w.get_mut().insert_header("A", "1");
            w.write_all(b"x");
        }

        fn f(res: &mut ResponseWriter) {
            let mut w = BufWriter::new(res);
            w.write_all(b"x");
            let res = w.into_inner().unwrap();
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let mut enc = ZstdEncoder::new(res.by_ref(), 3).unwrap();
            enc.write_all(b"x");
            let out = enc.finish().unwrap();
            out.insert_header("A", y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let mut w = BufWriter::new(GzEncoder::new(&mut *res, fast()));
            w.write_all(b"x");
            let gz = w.into_inner().unwrap();
            let out = gz.finish().unwrap();
            out.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let mut w = BufWriter::new(GzEncoder::new(&mut *res, fast()));
            w.get_mut().get_mut().insert_header("A", "1");
            w.get_ref().get_ref().headers();
            w.write_all(b"x");
        }

        fn f(res: &mut ResponseWriter) {
            let mut w = BufWriter::new(&mut *res);
            w.get_mut().write("x");
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let mut w = BufWriter::new(&mut *res);
            w.write_all(b"x");
            helper(w.into_inner().unwrap());
            res.finish();
        }
        "#,
    );
}
