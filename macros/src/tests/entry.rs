//! `entry = unknown`, `calls(..)`, `#[effect(..)]`, inline effects and views.

use super::harness::{table, table_with};

#[test]
fn unknown_entry() {
    table_with(
        "entry = unknown",
        r#"
        fn f(res: &mut ResponseWriter) { res.set_status(200); } //~ check

        fn f(res: &mut ResponseWriter) { res.set_status(200); res.insert_header("A", "1"); } //~ check check

        fn f(res: &mut ResponseWriter) { if res.headers_sent() { return; } res.set_status(200); }

        fn f(res: &mut ResponseWriter) { res.write("x"); res.finish(); }

        fn f(res: &mut ResponseWriter) { res.write("x"); res.set_status(y()); } //~ late

        fn f(res: &mut ResponseWriter) { res.send("x"); } //~ check

        fn f(res: &mut ResponseWriter) { res.append_trailer("A", "b"); res.abort(); }

        fn f(res: &mut ResponseWriter) { if !res.headers_sent() { res.set_status(200); } }

        fn f(res: &mut ResponseWriter) { res.reset(); } //~ check

        fn f(res: &mut ResponseWriter) { res.on_commit(|h| {}); } //~ check

        fn f(res: &mut ResponseWriter) { let h = res.headers_mut(); h.insert("A", y()); } //~ check

        fn f(res: &mut ResponseWriter) { log(&*res); let n = res.headers().len(); }
        "#,
    );
    table_with(
        "entry = open",
        r#"
        fn f(res: &mut ResponseWriter) { res.set_status(200); }
        "#,
    );
}

#[test]
fn calls() {
    table_with(
        "calls(render = write, fatal = never, next.run = opaque, headers = head, done = finish, answer = send, look = read, m::put = head, self.begin = commit, Page::show = write)",
        r#"
        fn f(res: &mut ResponseWriter) { render(res); res.set_status(y()); } //~ late

        fn f(res: &mut ResponseWriter) { if a() { res.send("x"); fatal(); } res.set_status(200); }

        fn f(res: &mut ResponseWriter) { if a() { res.send("x"); util::fatal(res); } res.set_status(200); }

        async fn f(res: &mut ResponseWriter, next: Next) { next.run(res).await; res.set_status(200); } //~ check

        fn f(res: &mut ResponseWriter) { headers(res); render(res); headers(res); } //~ late

        fn f(res: &mut ResponseWriter) { done(res); res.write("x"); } //~ end

        fn f(res: &mut ResponseWriter) { answer(res); answer(res); } //~ second

        fn f(res: &mut ResponseWriter) { look(res); res.set_status(200); }

        fn f(res: &mut ResponseWriter) { render(res); m::put(res); } //~ hoist

        fn f(res: &mut ResponseWriter) { render(res); other::put(res); res.finish(); }

        fn f(&self, res: &mut ResponseWriter) { self.begin(res); res.set_status(y()); } //~ late

        fn f(res: &mut ResponseWriter) { Page::show(res); res.set_status(y()); } //~ late

        async fn f(res: &mut ResponseWriter) -> Result<()> { render(res).await?; res.set_status(y()); Ok(()) } //~ late

        fn f(res: &mut ResponseWriter) { res.set_status(200); render(res); render(res); done(res); }

        fn f(res: &mut ResponseWriter) { render(1); res.set_status(y()); } //~ late

        fn f(res: &mut ResponseWriter, a: &mut Other) { if answer(res).is_err() { res.set_status(500); } } //~ check
        "#,
    );
    table_with(
        "calls(render = trailer)",
        r#"
        fn f(res: &mut ResponseWriter) { res.write("x"); render(res); }

        fn f(res: &mut ResponseWriter) { res.finish(); render(res); } //~ end
        "#,
    );
}

#[test]
fn effect_attributes() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) {
            #[effect(write)]
            render(res);
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            #[effect(read)]
            render(res);
            res.set_status(200);
        }

        fn f(res: &mut ResponseWriter) -> Result<()> {
            #[effect(head)]
            let n = render(res)?;
            res.write("x")?;
            #[effect(head)]
            render(res)?; //~ late
            Ok(())
        }

        async fn f(res: &mut ResponseWriter) {
            #[effect(write)]
            page.render(res).await;
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            if a() { res.send("x"); #[effect(never)] fatal(); }
            res.set_status(200);
        }

        fn f(res: &mut ResponseWriter) {
            #[effect(send)]
            res.show(1);
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let x = #[effect(write)] render(res);
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            #[effect(write)]
            my_macro!(res, 1);
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            #[effect(read)]
            my_macro!(res, 1);
            res.set_status(200);
        }

        fn f(res: &mut ResponseWriter) {
            #[effect(read)]
            { helper(res); }
            res.set_status(200);
        }

        fn f(res: &mut ResponseWriter) {
            #[effect(write)]
            { helper(res); other(res); }
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            helper(res);
            #[late(log)]
            res.set_status(200);
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            #[late(drop)]
            res.set_status(y());
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            #[hoist]
            res.set_status(y()); //~ hoist
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            res.write("x");
            #[late(panic)]
            if a { res.set_status(y()); }
        }
        "#,
    );
}

#[test]
fn inline() {
    table_with(
        "response = w, head(put), write(push), finish(done), send(answer), commit(begin), head_view(meta), body_view(sink), reset(again), upgrade(take_over)",
        r#"
        fn f(w: &mut W) { w.put(1); w.push(1); w.done(); }

        fn f(w: &mut W) { w.push(1); w.put(y()); } //~ late

        fn f(w: &mut W) { w.begin(); w.begin(); } //~ second

        fn f(w: &mut W) { w.answer(1); w.push(1); } //~ end

        fn f(w: &mut W) { w.push(1); w.meta().insert("A", y()); } //~ late

        fn f(w: &mut W) { let m = w.meta(); m.insert("A", 1); w.push(1); }

        fn f(w: &mut W) { w.sink().anything(1); w.put(y()); } //~ late

        fn f(w: &mut W) { let s = w.sink(); helper(s); w.put(y()); } //~ late

        fn f(w: &mut W) { w.push(1); w.again(); } //~ late

        fn f(w: &mut W) { if w.take_over().is_err() { w.put(1); } }

        fn f(w: &mut W) { w.write("x"); w.put(y()); } //~ late

        fn f(w: &mut W) { put(w); w.put(1); } //~ check

        fn f(w: &mut W) { w.put(1, 2, 3); w.push(); w.put(); } //~ hoist
        "#,
    );
}
