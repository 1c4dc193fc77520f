//! Closures and nested functions that are handlers of their own.

use super::harness::{table, table_with};

#[test]
fn closures_with_a_response() {
    table(
        r#"
        fn main() {
            serve(service(async |req, res: &mut ResponseWriter| { res.set_status(200)?; res.write("x").await?; Ok(()) }));
        }

        fn main() {
            serve(service(async |req, res: &mut ResponseWriter| { res.write("x").await?; res.set_status(y())?; Ok(()) })); //~ late
        }

        fn main() {
            app.get("/", |req, res: &mut ResponseWriter| { res.write("x"); res.set_status(y()); }); //~ late
            app.get("/b", |req, res: &mut ResponseWriter| { res.set_status(200); res.write("x"); });
        }

        fn main() {
            let handler = |req: Request, mut res: ResponseWriter| async move { res.write("x").await; res.set_status(y()); }; //~ late
            serve(handler);
        }

        fn f(res: &mut ResponseWriter) {
            let send = |r: &mut ResponseWriter| { r.write("x"); };
            send(res);
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let put = |r: &mut ResponseWriter| { r.set_status(y()); }; //~ late
            res.write("x");
            put(res);
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            run(res, |r: &mut ResponseWriter| { r.set_status(y()); }); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            run(res, |r: &mut ResponseWriter| { r.write("x"); r.set_status(y()); }); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            run(res, |r: &mut ResponseWriter| { r.set_status(y()); }); //~ check
        }

        async fn f(res: &mut ResponseWriter) {
            let send = async |r: &mut ResponseWriter| { r.write("x").await; };
            send(res).await;
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            fn inner(res: &mut ResponseWriter) { res.write("x"); res.set_status(y()); } //~ late
            res.set_status(200);
        }

        fn main() {
            async fn handler(res: &mut ResponseWriter) -> Result<()> { res.write("x").await?; res.set_status(y())?; Ok(()) } //~ late
            serve(service(handler));
        }

        fn main() {
            let handler = async |res: &mut ResponseWriter| { if a() { res.send("x")?; } res.set_status(200)?; Ok(()) }; //~ late
            serve(service(handler));
        }
        "#,
    );
    table_with(
        "response = res",
        r#"
        fn main() {
            serve(|res: &mut Out| { res.write("x"); res.set_status(y()); }); //~ late
        }
        "#,
    );
}

#[test]
fn impls_and_mods() {
    table(
        r#"
        impl Page {
            fn a(&self, res: &mut ResponseWriter) { res.write("x"); res.set_status(y()); } //~ late
            fn b(&self, res: &mut ResponseWriter) { res.set_status(200); res.write("x"); }
            fn c(&self) -> u8 { 1 }
        }

        mod pages {
            pub fn a(res: &mut ResponseWriter) { res.write("x"); res.set_status(y()); } //~ late
            mod inner { fn b(res: &mut ResponseWriter) { res.write("x"); res.set_status(y()); } } //~ late
            impl X { fn c(res: &mut ResponseWriter) { res.write("x"); res.set_status(y()); } } //~ late
            trait T { fn d(&self, res: &mut ResponseWriter) { res.write("x"); res.set_status(y()); } } //~ late
            fn e() {}
        }
        "#,
    );
    table_with(
        "response = res",
        r#"
        mod pages {
            fn a(res: &mut Out) { res.write("x"); res.set_status(y()); } //~ late
            fn b(out: &mut Out) { out.write("x"); out.set_status(y()); }
            fn c() { let mut res = ResponseWriter::new(); res.write("x"); res.set_status(y()); } //~ late
            fn d() { let mut res = reqwest::get(); res.write("x"); res.set_status(y()); }
            fn e() { client.get(|res: Out| { res.write("x"); res.set_status(y()); }); } //~ late
        }

        impl Page {
            fn a(&self, res: &mut Out) { res.write("x"); res.set_status(y()); } //~ late
            fn b(&self) -> u8 { 1 }
        }
        "#,
    );
    table_with(
        "response = self.res",
        r#"
        impl Page {
            fn a(&mut self) { self.res.write("x"); self.res.set_status(y()); } //~ late
            fn b(&mut self) { self.res.set_status(200); }
            fn new() -> Self { Page { res: make() } }
        }
        "#,
    );
}

#[test]
fn a_handler_whose_body_is_a_block() {
    table(
        r#"
        fn f() -> impl Service {
            service(move |req, mut res: ResponseWriter| async move {
                res.write("x").await?;
                res.insert_header("A", "1")?; //~ hoist
                Ok(())
            })
        }

        fn f() -> impl Service {
            service(move |req, mut res: ResponseWriter| {
                let state = state.clone();
                Box::pin(async move {
                    res.write("x").await?;
                    res.insert_header("A", "1")?; //~ hoist
                    Ok::<_, Error>(())
                }.instrument(span()))
            })
        }

        fn f(mut res: ResponseWriter) -> BoxFuture<'static, Result<()>> {
            async move {
                res.write("x").await?;
                res.insert_header("A", "1")?; //~ hoist
                Ok(())
            }.boxed()
        }

        fn f() -> impl Service {
            service(move |req, mut res: ResponseWriter| async move {
                let r = async { res.write("x").await?; res.insert_header("A", "1")?; Ok(()) }.await; //~ late
                log(r);
                Ok(())
            })
        }
        "#,
    );
}
