//! Responses in fields, prefixes of them, and the fields of a head.

use super::harness::{table, table_with};

#[test]
fn field_paths() {
    table_with(
        "response = self.res",
        r#"
        fn f(&mut self) {
            self.res.set_status(200);
            self.res.write("x");
            self.res.set_status(y()); //~ late
        }

        fn f(&mut self) {
            self.render();
            self.res.set_status(200); //~ check
        }

        fn f(&mut self) {
            self.log.render();
            self.count += 1;
            helper(&mut self.other);
            self.res.set_status(200);
        }

        fn f(&mut self) {
            helper(self);
            self.res.set_status(200); //~ check
        }

        fn f(&mut self) {
            helper(&mut self.res);
            self.res.set_status(200); //~ check
        }

        fn f(&mut self) {
            let this = &mut *self;
            this.res.write("x");
            this.res.set_status(y()); //~ late
        }

        fn f(&mut self) {
            let Self { res, log } = self;
            res.write("x");
            res.set_status(y()); //~ late
        }

        fn f(&mut self) {
            let Self { res, log } = self;
            log.write("x");
            res.set_status(200);
        }

        fn f(&mut self) {
            let res = &mut self.res;
            res.write("x");
            self.res.set_status(y()); //~ late
        }

        fn f(self) {
            self.res.write("x");
            self.res.set_status(y()); //~ late
        }

        fn f(&mut self) {
            self.res = self.conn.next_response();
            self.res.set_status(200);
        }

        fn f(&mut self) {
            self.res.write("x");
            self.res = self.conn.next();
            self.res.set_status(200);
        }

        fn f(&self) {
            log(&self.name);
            log(self.name.len());
            self.res.set_status(200);
        }

        fn f(&mut self) {
            self.run(|| 1);
            self.res.set_status(200); //~ check
        }
        "#,
    );
    table_with(
        "response = ctx.res",
        r#"
        fn f(ctx: &mut Ctx) {
            ctx.res.write("x");
            ctx.res.set_status(y()); //~ late
        }

        fn f(ctx: &mut Ctx) {
            ctx.next();
            ctx.res.set_status(200); //~ check
        }

        fn f(ctx: &mut Ctx) {
            next(ctx);
            ctx.res.set_status(200); //~ check
        }

        fn f(ctx: &mut Ctx) {
            ctx.req.body();
            helper(&ctx.req);
            ctx.res.set_status(200);
        }

        fn f(ctx: &mut Ctx) {
            log(&ctx.res);
            ctx.res.set_status(200);
        }

        fn f(ctx: Ctx) {
            let Ctx { mut res, req } = ctx;
            res.write("x");
            res.set_status(y()); //~ late
        }
        "#,
    );
    table_with(
        "response = self.ctx.res",
        r#"
        fn f(&mut self) {
            self.ctx.run();
            self.ctx.res.set_status(200); //~ check
        }

        fn f(&mut self) {
            self.other.run();
            self.ctx.req.run();
            self.ctx.res.set_status(200);
        }
        "#,
    );
}

#[test]
fn fields_of_the_head() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) {
            res.status = 404;
            res.headers.insert("A", "1");
            res.write("x");
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            res.headers.insert("A", y()); //~ late
            res.status = y(); //~ late
            res.cookies.add(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            res.head.status = y(); //~ late
            res.inner.parts.headers.remove("A"); //~ hoist
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            let n = res.headers.len();
            if res.headers.contains_key("A") { log(res.headers.get("A")); }
            let s = res.status;
            if res.headers.has_etag() {}
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            *res.headers_mut() = y(); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            *res.status_mut() = y(); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            res.headers_mut()["A"] = y(); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            let h = &mut res.headers;
            h.insert("A", y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let h = res.headers_mut().unwrap();
            h.insert("A", "1");
            h.insert("B", "1");
            res.write("x");
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            res.headers_mut().unwrap().entry("A").or_insert(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            set_cors(&mut res.headers); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            log(res.headers());
            log(&res.headers);
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            res.stats.bytes += 1;
            res.stats.headers_seen = 1;
        }
        "#,
    );
}
