//! The same pure condition tested twice, while nothing it reads changed.

use super::harness::table;

#[test]
fn stable() {
    table(
        r#"
        fn f(res: &mut ResponseWriter, req: &Request) {
            if req.method() == "HEAD" { res.finish(); }
            if req.method() != "HEAD" { res.set_status(200); }
        }

        fn f(res: &mut ResponseWriter, req: &Request) {
            let head = req.method() == "HEAD";
            if head { res.write("x"); }
            if !head { res.set_status(200); }
        }

        fn f(res: &mut ResponseWriter, n: usize) {
            if n > 10 { res.write("x"); }
            if n <= 10 { res.set_status(200); }
            if n > 20 { res.set_status(y()); } //~ late
        }

        fn f(res: &mut ResponseWriter, n: usize) {
            if n == 0 { res.write("x"); }
            if n > 0 { res.set_status(200); }
        }

        fn f(res: &mut ResponseWriter, q: &Query) {
            if q.page.is_some() { res.write("x"); }
            match q.page { Some(p) => {} None => { res.set_status(404); } }
            if let Some(p) = q.page { return; }
            res.set_status(404);
        }

        fn f(res: &mut ResponseWriter, q: &Query) {
            if !q.name.is_empty() { res.write("x"); }
            if q.name.is_empty() { res.set_status(404); }
        }

        fn f(res: &mut ResponseWriter, q: &Query) {
            if q.gzip && q.big { res.write("x"); }
            if !q.gzip { res.set_status(404); }
        }

        fn f(res: &mut ResponseWriter, q: Query) {
            if q.gzip { res.write("x"); }
            consume(&q);
            if !q.gzip { res.set_status(404); }
        }

        fn f(res: &mut ResponseWriter, x: Result<u8, E>) {
            match &x { Ok(v) => { res.write(v); } Err(e) => {} }
            if let Err(e) = x { res.set_status(500); }
        }

        fn f(res: &mut ResponseWriter) {
            let x = load();
            if x.is_err() { res.send_error(500); }
            if let Ok(v) = x { res.set_status(200); }
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            if a { res.send("x"); }
            if a { return; }
            res.set_status(200);
        }

        fn f(res: &mut ResponseWriter, req: &Request) {
            if req.headers().get("etag").is_some() { res.write("x"); }
            if matches!(req.headers().get("etag"), None) { res.set_status(404); }
            let Some(e) = req.headers().get("etag") else { res.set_status(404); return };
        }
        "#,
    );
}

#[test]
fn changed_in_between() {
    table(
        r#"
        fn f(res: &mut ResponseWriter, mut n: usize) {
            if n > 10 { res.write("x"); }
            n = next();
            if n <= 10 { res.set_status(y()); } //~ late
        }

        fn f(res: &mut ResponseWriter, mut q: Query) {
            if q.gzip { res.write("x"); }
            q.toggle();
            if !q.gzip { res.set_status(y()); } //~ late
        }

        fn f(res: &mut ResponseWriter, q: &mut Query) {
            if q.gzip { res.write("x"); }
            change(q);
            if !q.gzip { res.set_status(y()); } //~ late
        }

        fn f(res: &mut ResponseWriter, q: &Query) {
            if q.gzip { res.write("x"); }
            q.toggle();
            if !q.gzip { res.set_status(y()); } //~ late
        }

        fn f(res: &mut ResponseWriter) {
            if check() { res.write("x"); }
            if !check() { res.set_status(y()); } //~ late
        }

        fn f(res: &mut ResponseWriter, rx: &Rx) {
            if rx.next().is_some() { res.write("x"); }
            if rx.next().is_none() { res.set_status(y()); } //~ late
        }

        fn f(res: &mut ResponseWriter, xs: &[Row]) {
            for x in xs {
                if x.big { res.write("x"); }
                if !x.big { res.set_status(y()); } //~ late
            }
        }

        fn f(res: &mut ResponseWriter, q: Query) {
            if q.gzip { res.write("x"); }
            let q = other();
            if !q.gzip { res.set_status(y()); } //~ late
        }

        fn f(res: &mut ResponseWriter, mut q: Query) {
            if q.gzip { res.write("x"); }
            q.gzip = other();
            if !q.gzip { res.set_status(y()); } //~ late
        }

        fn f(res: &mut ResponseWriter, mut q: Query) {
            if q.gzip { res.write("x"); }
            q.other = other();
            if !q.gzip { res.set_status(404); }
        }

        fn f(res: &mut ResponseWriter, mut x: Option<u8>) {
            if let Some(v) = x.take() { res.write("x"); }
            if x.is_none() { res.set_status(y()); } //~ late
        }

        fn f(res: &mut ResponseWriter, cell: &AtomicBool) {
            if cell.load(Relaxed) { res.write("x"); }
            if !cell.load(Relaxed) { res.set_status(y()); } //~ late
        }
        "#,
    );
}
