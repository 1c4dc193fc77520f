//! Loops in loops, indices and names of rounds, lazy iterators that a loop consumes, drops on the way out.

use super::harness::table;

#[test]
fn inner_loops() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) {
            loop {
                loop { if ready() { break; } }
                res.write("x");
                if done() { break; }
            }
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            for x in xs {
                for y in x { if y == 1 { continue; } log(y); }
                res.write("x");
            }
            res.set_status(y()); //~ late
        }
        "#,
    );
}

#[test]
fn names_of_rounds() {
    table(
        r#"
        fn f(res: &mut ResponseWriter, fields: &[(String, String)]) {
            for (name, value) in fields {
                if name == "a" { res.set_status(y()); } //~ late
                res.write(value);
            }
        }

        fn f(res: &mut ResponseWriter, fields: &[(String, String)]) {
            for (name, value) in fields.iter() {
                if name == "a" { res.set_status(y()); } //~ late
                res.write(value);
            }
        }

        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            for (i, x) in xs.iter().enumerate().skip(1) {
                if i == 1 { res.set_status(y()); } //~ check
                res.write(x);
            }
        }
        "#,
    );
}

#[test]
fn lazy_iterators() {
    table(
        r#"
        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            let rows = xs.iter().map(|x| {
                res.set_status(y()); //~ late
                res.write(x);
            });
            for row in rows { log(row); }
        }

        fn f(res: &mut ResponseWriter) {
            let rows = (0..3).map(|x| {
                res.set_status(y()); //~ late
                res.write(x);
            });
            for row in rows { log(row); }
        }

        fn f(res: &mut ResponseWriter, store: &Store) -> Result<()> {
            let rows = store.iter()?.map(|x| {
                res.set_status(y()); //~ late
                res.write(x);
            });
            for row in rows { log(row); }
            Ok(())
        }

        async fn f(res: &mut ResponseWriter, store: &Store) {
            let rows = store.iter().await.map(|x| {
                res.set_status(y()); //~ late
                res.write(x);
            });
            for row in rows { log(row); }
        }

        fn f(res: Arc<ResponseWriter>, xs: &[u8]) {
            for row in &mut xs.iter().map(|x| { res.write(x); }) { log(row); }
            res.set_status(y()); //~ late
        }

        fn f(res: Arc<ResponseWriter>, xs: &[u8]) {
            let rows = xs.iter().map(|x| { res.write(x); }).rev().collect::<Vec<_>>();
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter, slot: Option<Rows>) {
            let n = slot.map(|x| { res.set_status(200); res.write(x); x }).unwrap().into_iter().count();
        }
        "#,
    );
}

#[test]
fn on_the_way_out() {
    table(
        r#"
        fn f(res: &mut ResponseWriter, a: bool) {
            defer! { res.set_status(y()); } //~ late
            if a { res.write("x"); return; }
        }
        "#,
    );
}
