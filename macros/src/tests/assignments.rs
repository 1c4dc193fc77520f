//! Assignments: to several places at once, of code, in loops, to fields and counters.

use super::harness::{table, table_with};

#[test]
fn several_places() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) {
            let (mut sent, mut last) = (true, true);
            res.write("x");
            [sent, last] = progress();
            if !sent { res.set_status(404); } //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let (mut sent, mut n) = (true, 1);
            res.write("x");
            Progress(sent, n) = progress();
            if !sent { res.set_status(404); } //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let (mut sent, mut n) = (true, 1);
            res.write("x");
            Progress { sent, n } = progress();
            if !sent { res.set_status(404); } //~ late
        }

        fn f(res: &mut ResponseWriter) {
            _ = res.insert_header("A", "b");
            res.set_status(404);
        }
        "#,
    );
}

#[test]
fn code() {
    table(
        r#"
        async fn f(res: &mut ResponseWriter) {
            let page;
            page = async { res.write("x").await };
            page.await;
            res.set_status(y()); //~ late
        }

        async fn f(res: &mut ResponseWriter, a: bool) {
            let mut page: BoxFuture<()> = ready();
            if a { page = async { res.write("x").await }; }
            page.await;
            res.set_status(y()); //~ late
        }

        async fn f(res: &mut ResponseWriter) {
            let page;
            page = async { check()?; res.write("x").await; Ok(()) };
            if page.await.is_err() { res.set_status(500); }
        }

        async fn f(res: &mut ResponseWriter, a: bool) {
            let mut page: BoxFuture<()> = ready();
            let mut sent = false;
            if a { page = async { res.write("x").await }; sent = true; }
            page.await;
            if !sent { res.set_status(404); }
        }
        "#,
    );
}

#[test]
fn in_loops() {
    table(
        r#"
        fn f(a: &mut ResponseWriter, b: &mut ResponseWriter, c: &mut ResponseWriter, xs: &[u8]) {
            let mut last = &mut *a;
            for x in xs {
                last.set_status(y()); //~ late
                b.write(x);
                last = &mut *b;
            }
            c.set_status(200);
        }

        fn f(a: &mut ResponseWriter, b: &mut ResponseWriter, xs: &[u8]) {
            let mut last = None;
            for x in xs {
                if let Some(r) = last { r.set_status(y()); } //~ late
                b.write(x);
                last = Some(&mut *b);
            }
            a.set_status(200);
        }

        fn f(a: &mut ResponseWriter, b: &mut ResponseWriter, xs: &[u8]) {
            let (mut at, mut bound) = (0, 0);
            for x in xs {
                at = now();
                bound = max(a, b);
            }
            a.set_status(200); //~ check
        }
        "#,
    );
}

#[test]
fn into_fields() {
    table(
        r#"
        fn f(a: &mut ResponseWriter, b: &mut ResponseWriter) {
            let mut page = Page { main: a, side: b, n: 0 };
            page.n = 2;
            page.side.write("x");
            page.main.set_status(y());
        }

        fn f(a: &mut ResponseWriter, b: &mut ResponseWriter) {
            let mut head = a.headers_mut();
            head.insert("A", "1");
            a.write("x");
            head = b.headers_mut();
            head.insert("B", "2");
        }
        "#,
    );
    table_with(
        "response = self.res",
        r#"
        fn f(&mut self) {
            let mut job = Job::new();
            job.page = self;
            job.run();
            self.res.set_status(404); //~ check
        }
        "#,
    );
    table_with(
        "vocabulary = default, response = res",
        r#"
        fn f(res: &mut Reply) {
            res.write("x");
            res.status = y(); //~ late
        }
        "#,
    );
}

#[test]
fn counters_and_flags() {
    table(
        r#"
        fn f(res: &mut ResponseWriter, a: bool) {
            let mut n = 1;
            if a { res.write("x"); n += -1; }
            if n != 0 { res.set_status(404); } //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let mut sent = false;
            sent |= probe();
            res.write("x");
            if !sent { res.set_status(404); } //~ hoist
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            let mut n = 0;
            if a { res.write("x"); n += 2; }
            if n == 1 { res.set_status(404); }
        }

        fn f(res: &mut ResponseWriter) {
            let mut n = 5;
            n += 0;
            res.write("x");
            if n <= 5 { res.set_status(404); } //~ hoist
        }
        "#,
    );
}
