//! Responses in fields, in real handlers: `self.res`, `ctx.res`.

use super::harness::table_with;

#[test]
fn of_self() {
    table_with(
        "response = self.res",
        r#"
        fn f(&mut self) {
            let Self { res, log, .. } = self;
            res.write("x");
            log.set_status(200);
            res.set_status(y()); //~ late
        }

        fn f(&mut self) -> Result<()> {
            self.res.write("x")?;
            self.count += 1;
            self.log.info("x");
            self.res.insert_header("A", "1")?; //~ hoist
            Ok(())
        }

        fn f(&mut self) {
            let this = self;
            this.res.write("x");
            this.res.set_status(y()); //~ late
        }

        fn f(&mut self) {
            self.log_request();
            self.res.set_status(200); //~ check
        }

        fn f(&self) {
            self.log_request();
            self.res.set_status(200); //~ check
        }
        "#,
    );
}

#[test]
fn of_a_context() {
    table_with(
        "response = ctx.res",
        r#"
        fn f(ctx: &mut Ctx) {
            let res = &mut ctx.res;
            let user = &ctx.user;
            res.write(user.name());
            res.set_status(y()); //~ late
        }

        fn f(mut ctx: Ctx) {
            ctx.res.write("x");
            ctx.log(1);
            drop(ctx);
        }

        fn f(ctx: &mut Ctx) {
            render(&mut ctx.res, &ctx.user);
            ctx.res.set_status(200); //~ check
        }

        fn f(ctx: &mut Ctx) {
            let Ctx { user, .. } = ctx;
            user.write("x");
            ctx.res.set_status(200);
        }
        "#,
    );
}
