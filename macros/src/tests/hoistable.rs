//! What can be hoisted in closures, blocks, views, aliases and correlated code, and what cannot.

use super::harness::{table, table_with};

#[test]
fn in_code_of_its_own() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) {
            (|| { res.write("x"); res.set_status(404); })(); //~ hoist
        }

        async fn f(res: &mut ResponseWriter) {
            async { res.write("x").await; res.insert_header("A", "1"); }.await; //~ hoist
        }

        fn f(res: &mut ResponseWriter) -> Pin<Box<dyn Future<Output = ()>>> {
            Box::pin(async move { res.write("x").await; res.insert_header("A", "1"); }) //~ hoist
        }

        fn main() {
            serve(service(async |req, res: &mut ResponseWriter| { res.write("x").await?; res.insert_header("A", "1")?; Ok(()) })); //~ hoist
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            (|| { res.insert_header("A", "1"); })(); //~ late
        }

        fn f(mut res: ResponseWriter) {
            Body::from_stream(stream! { res.insert_header("A", "1"); yield 1; }) //~ late
        }

        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            xs.iter().for_each(|x| { res.write(x); res.insert_header("A", "1"); }); //~ late
        }

        async fn f(mut res: ResponseWriter) {
            spawn(async move { res.write("x").await; res.insert_header("A", "1"); }); //~ hoist
        }

        fn f(res: &mut ResponseWriter, x: Option<u8>) {
            x.map(|v| { res.write(v); res.insert_header("A", "1"); }); //~ hoist
        }
        "#,
    );
}

#[test]
fn through_views_and_aliases() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) {
            res.write("x");
            res.headers_mut().insert("A", "1"); //~ hoist
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            let h = res.headers_mut();
            h.insert("A", "1"); //~ hoist
            h.insert("B", "1"); //~ hoist
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            res.status = 404; //~ hoist
            res.headers.insert("A", "1"); //~ hoist
        }

        fn f(res: Option<&mut ResponseWriter>) {
            if let Some(res) = res { res.write("x"); res.set_status(404); } //~ hoist
        }

        fn f(res: &mut ResponseWriter) {
            let mut gz = GzEncoder::new(&mut *res, fast());
            gz.write_all(b"x");
            gz.finish();
            res.insert_header("A", "1"); //~ hoist
        }
        "#,
    );
    table_with(
        "response = self.res",
        r#"
        fn f(&mut self) { self.res.write("x"); self.res.set_status(404); } //~ hoist

        fn f(&mut self) { self.res.write("x"); self.log.push(1); self.res.insert_header("A", "1"); } //~ hoist

        fn f(&mut self) { self.res.write("x"); self.render(); self.res.insert_header("A", "1"); } //~ late
        "#,
    );
}

#[test]
fn correlated() {
    table(
        r#"
        fn f(res: &mut ResponseWriter, a: bool) {
            res.write("x");
            if a { res.insert_header("A", "1"); } //~ hoist
        }

        fn f(res: &mut ResponseWriter, req: &Request) {
            res.write("x");
            if req.headers().contains_key("range") { res.set_status(206); } //~ hoist
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            if a { res.write("x"); }
            res.set_status(404); //~ hoist
        }

        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            for x in xs { res.write(x); }
            res.set_status(404); //~ hoist
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            let mut n = 0;
            if a { res.write("x"); n = 1; }
            res.insert_header("A", n); //~ late
        }

        fn f(res: &mut ResponseWriter, a: u8) {
            match a { 1 => { res.write("x"); } _ => { res.write("y"); } }
            res.insert_header("Cache-Control", "no-store"); //~ hoist
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            if a { res.redirect("/"); }
            res.set_status(404); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let body = render();
            let n = body.len();
            res.write(body);
            res.insert_header("Content-Length", n); //~ hoist
        }

        fn f(res: &mut ResponseWriter) {
            #[cfg(feature = "a")]
            res.write("x");
            res.insert_header("A", "1"); //~ hoist
        }
        "#,
    );
}
