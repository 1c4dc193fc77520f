//! `#[hoist]`, `#[late(..)]` and `#[effect(..)]` inside of bodies.

use super::harness::table;

#[test]
fn hoist_vouches_for_purity() {
    table(
        r#"
        fn f(res: &mut ResponseWriter, t: &mut Tokens) {
            res.write("a");
            #[hoist]
            res.insert_header("X", t.roll()); //~ hoist
        }

        fn f(res: &mut ResponseWriter, t: &mut Tokens) {
            res.write("a");
            #[hoist]
            { res.insert_header("X", t.roll()); } //~ hoist
        }

        fn f(res: &mut ResponseWriter, t: &mut Tokens) {
            res.write("a");
            #[hoist]
            if t.roll() { res.insert_header("X", t.roll()); } //~ hoist
        }

        fn f(res: &mut ResponseWriter, t: &mut Tokens) {
            res.write("a");
            #[hoist]
            for x in t.roll() { res.append_header("X", x); } //~ hoist
        }

        fn f(res: &mut ResponseWriter, rows: Vec<Row>) {
            res.write("a");
            #[hoist]
            for x in rows { res.append_header("X", x); } //~ hoist
        }

        fn f(res: &mut ResponseWriter, t: &mut Tokens) {
            res.write("a");
            #[hoist]
            match t.roll() { 1 => { res.set_status(201); } _ => {} } //~ hoist
        }

        fn f(res: &mut ResponseWriter, t: &mut Tokens) -> Result<()> {
            res.write("a")?;
            #[hoist]
            res.insert_header("X", t.roll())?; //~ hoist
            Ok(())
        }

        fn f(res: &mut ResponseWriter, t: &mut Tokens) {
            res.write("a");
            #[hoist]
            let _ = res.insert_header("X", t.roll()); //~ hoist
        }

        fn f(res: &mut ResponseWriter, t: &mut Tokens) {
            res.write("a");
            #[hoist]
            res.headers_mut().insert("X", t.roll()); //~ hoist
        }

        fn f(res: &mut ResponseWriter) {
            res.write("a");
            #[hoist]
            res.insert_header("X", v[0]); //~ hoist
            #[hoist]
            res.set_status(unsafe { code() }); //~ hoist
        }

        fn f(res: &mut ResponseWriter, t: &mut Tokens) {
            if t.x() {
                res.write("a");
                #[hoist]
                res.insert_header("X", t.roll()); //~ hoist
            }
        }

        fn f(res: &mut ResponseWriter, t: &mut Tokens) {
            #[hoist]
            res.insert_header("X", t.roll());
            res.write("a");
        }
        "#,
    );
}

#[test]
fn hoist_vouches_for_nothing_else() {
    table(
        r#"
        fn f(res: &mut ResponseWriter, rows: Vec<Row>) {
            res.write(rows.len());
            #[hoist]
            for x in rows { res.append_header("X", x); } //~ late
        }

        fn f(res: &mut ResponseWriter, mut n: u8) {
            res.write("a");
            n += 1;
            #[hoist]
            res.insert_header("X", n); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            res.write("a");
            #[hoist]
            res.insert_header("X", res.total()); //~ late
        }

        fn f(res: &mut ResponseWriter, t: &mut Tokens) -> Result<()> {
            res.write("a")?;
            check()?;
            #[hoist]
            res.insert_header("X", t.roll()); //~ late
            Ok(())
        }

        fn f(res: &mut ResponseWriter, t: &mut Tokens) -> Result<()> {
            res.write("a")?;
            #[hoist]
            res.insert_header("X", t.roll()?); //~ late
            Ok(())
        }

        async fn f(res: &mut ResponseWriter, t: &mut Tokens) {
            res.write("a").await;
            #[hoist]
            res.insert_header("X", t.roll().await); //~ late
        }

        fn f(res: &mut ResponseWriter, t: &mut Tokens) {
            if admin() { res.redirect("/"); }
            #[hoist]
            res.insert_header("X", t.roll()); //~ late
        }

        fn f(res: &mut ResponseWriter, t: &mut Tokens) {
            for x in xs {
                res.write("a");
                #[hoist]
                res.insert_header("X", t.roll()); //~ late
            }
        }

        fn f(res: &mut ResponseWriter, t: &mut Tokens) {
            helper(res);
            #[hoist]
            res.insert_header("X", t.roll()); //~ check
        }
        "#,
    );
}

#[test]
fn late_is_never_an_error() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) -> Result<()> {
            res.write("a")?;
            #[late(drop)]
            res.insert_header("X", now());
            #[late(log)]
            res.insert_header("X", now())?;
            #[late(trailer)]
            let _ = res.insert_header("Y", now());
            #[late(panic)]
            let used = res.set_status(now());
            #[late(drop)]
            _ = res.set_status(now());
            keep(used);
            Ok(())
        }

        fn f(res: &mut ResponseWriter, n: u8) {
            res.write("a");
            #[late(drop)]
            { res.insert_header("X", now()); res.set_status(200); }
            #[late(drop)]
            if n > 1 { res.insert_header("X", now()); }
            #[late(drop)]
            for x in n() { res.append_header("X", x); }
            #[late(drop)]
            match n { 1 => { res.set_status(201); } _ => {} }
        }

        fn f(res: &mut ResponseWriter) {
            res.write("a");
            #[late(log)]
            res.send_error(500);
            #[late(log)]
            res.on_commit(|head| {});
        }

        fn f(res: &mut ResponseWriter) {
            helper(res);
            #[late(drop)]
            res.insert_header("X", now());
            res.insert_header("Y", now()); //~ check
        }

        fn f(res: &mut ResponseWriter) {
            #[late(drop)]
            res.insert_header("X", now());
            res.write("a");
        }
        "#,
    );
}

#[test]
fn effect_says_what_a_call_does() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) {
            #[effect(write)]
            render(res);
            res.insert_header("Y", now()); //~ late
        }

        fn f(res: &mut ResponseWriter) -> Result<()> {
            #[effect(read)]
            let n = count(res)?;
            let m = outer(#[effect(read)] count(res));
            #[effect(read)]
            n += count({ let a = 1; a }, res);
            res.insert_header("Y", n);
            Ok(())
        }

        fn f(res: &mut ResponseWriter) {
            #[effect(read)]
            count(if a() { log(); 1 } else { 2 }, res);
            res.insert_header("Y", 1);
        }

        fn f(res: &mut ResponseWriter) -> Result<()> {
            #[effect(head)]
            render(res)?;
            res.write("x");
            #[effect(head)]
            render(res)?; //~ late
            Ok(())
        }

        async fn f(res: &mut ResponseWriter) -> Result<()> {
            if a() {
                #[effect(never)]
                fatal(res).await?;
            }
            res.insert_header("Y", "1");
            Ok(())
        }

        fn f(res: &mut ResponseWriter) {
            #[effect(finish)]
            { done(res); }
            res.write("a"); //~ end
        }

        fn f(res: &mut ResponseWriter, n: u8) {
            #[effect(write)]
            if n > 0 { render(res); } else { other(res); }
            res.insert_header("Y", now()); //~ late
        }

        fn f(res: &mut ResponseWriter) -> Result<()> {
            if a() {
                #[effect(send)]
                return answer(res);
            }
            res.insert_header("Y", "1");
            #[effect(send)]
            answer(res)
        }

        fn f(res: &mut ResponseWriter) {
            #[effect(write)]
            my_macro!(res);
            res.insert_header("Y", now()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            #[late(drop)]
            #[effect(head)]
            render(res);
        }
        "#,
    );
}
