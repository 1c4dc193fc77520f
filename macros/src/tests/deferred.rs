//! Deferred bodies run after the head has gone, even before their first `yield`.

use super::harness::{table, table_with};

#[test]
fn streams() {
    table(
        r#"
        fn f(mut res: ResponseWriter) -> Body {
            res.set_status(200);
            Body::from_stream(stream! { res.set_status(y()); yield 1; }) //~ late
        }

        fn f(res: &mut ResponseWriter) {
            res.set_status(200);
            let s = try_stream! { yield 1; res.insert_header("A", y()); }; //~ late
            Body::from_stream(s)
        }

        fn f(res: &mut ResponseWriter) {
            let s = stream! { yield 1; };
            res.set_status(200);
            Body::from_stream(s)
        }

        fn f(res: &mut ResponseWriter) {
            res.stream_body(async move { res.set_status(y()); }); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            res.set_status(200);
            res.stream_body(|w| { w.write("x"); });
        }

        fn f(res: &mut ResponseWriter) {
            res.stream_body(|w| { w.write("x"); });
            res.set_status(y()); //~ late
        }

        fn f(res: Arc<ResponseWriter>) {
            let r = res.clone();
            let stream = unfold(0, move |n| async move { r.set_status(y()); None }); //~ late
            Body::from_stream(stream)
        }

        fn f(mut res: ResponseWriter) {
            TextStream! { yield "x"; res.set_status(y()); } //~ late
        }

        fn f(mut res: ResponseWriter) {
            EventStream! { if a() { res.set_status(y()); } yield "x"; } //~ late
        }

        fn f(mut res: ResponseWriter) {
            Sse::new(async_stream::stream! { res.insert_header("A", y()); yield 1; }) //~ late
        }

        fn f(mut res: ResponseWriter) {
            Body::wrap_stream(once(async move { res.set_status(y()); 1 })) //~ late
        }

        fn f(mut res: ResponseWriter) {
            let stream = once(async move { res.set_status(y()); 1 }); //~ late
            Body::from_stream(stream)
        }

        fn f(mut res: ResponseWriter) {
            let stream = once(async move { res.set_status(y()); 1 }).map(Ok); //~ late
            let body = Body::from_stream(stream);
            reply(body)
        }

        fn f(mut res: ResponseWriter) {
            builder.streaming(once(async move { res.set_status(y()); 1 })) //~ late
        }

        fn f(mut res: ResponseWriter) {
            let stream = iter(xs()).map(move |x| { res.insert_header("A", y()); x }); //~ late
            builder.streaming(stream)
        }

        fn f(mut res: ResponseWriter) {
            ws.on_upgrade(move |socket| async move { res.insert_header("A", y()); }) //~ late
        }

        fn f(mut res: ResponseWriter) {
            Body::generate(move |ctx| async move { res.insert_header("A", y()); }) //~ late
        }

        fn f(mut res: ResponseWriter) {
            let s = stream! { for x in xs() { res.write(x); yield 1; } };
            res2.streaming(s)
        }
        "#,
    );
}

#[test]
fn handles_in_streams() {
    table_with(
        "response = jar, head(add, remove)",
        r#"
        fn f(jar: &CookieJar) -> TextStream {
            jar.add("a");
            TextStream! { yield "x"; jar.add("b"); } //~ late
        }

        fn f(jar: &CookieJar) -> TextStream {
            jar.add("a");
            TextStream! { jar.add("b"); yield "x"; } //~ late
        }

        fn f(jar: &CookieJar) -> TextStream {
            jar.add("a");
            let n = jar.get("b");
            TextStream! { yield n; }
        }

        fn f(jar: Cookies) -> Body {
            let inner = jar.clone();
            let s = stream! { inner.add("b"); yield 1; }; //~ late
            Body::from_stream(s)
        }
        "#,
    );
}
