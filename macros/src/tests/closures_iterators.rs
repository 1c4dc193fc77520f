//! Closures given to iterators: any number of times, at once or when the chain is consumed.

use super::harness::table;

#[test]
fn consumed_at_once() {
    table(
        r#"
        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            xs.iter().for_each(|x| { res.write(x); });
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            xs.iter().for_each(|x| { res.insert_header("A", x); });
            res.write("x");
        }

        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            xs.iter().for_each(|x| { res.insert_header("A", x); res.write("x"); }); //~ late
        }

        fn f(res: &mut ResponseWriter, xs: &[u8]) -> Result<()> {
            xs.iter().try_for_each(|x| { res.write(x)?; Ok(()) })?;
            res.set_status(y()); //~ late
            Ok(())
        }

        fn f(res: &mut ResponseWriter, mut xs: Vec<u8>) {
            xs.retain(|x| res.write(x).is_ok());
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            let n = xs.iter().fold(0, |n, x| { res.write(x); n + 1 });
            res.set_status(n); //~ late
        }

        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            let n = xs.iter().map(|x| res.write(x)).count();
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            for r in xs.iter().map(|x| res.write(x)) { log(r); }
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            if xs.iter().any(|x| res.write(x).is_err()) { return; }
            res.set_status(y()); //~ late
        }

        async fn f(res: &mut ResponseWriter, xs: Stream) {
            xs.map(|x| x).for_each(|x| async { res.write(x).await; }).await;
            res.set_status(y()); //~ late
        }

        async fn f(res: &mut ResponseWriter, xs: Stream) {
            stream::iter(xs).then(|x| async move { res.write(x).await }).collect::<Vec<_>>().await;
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            (0..3).for_each(|x| { res.write(x); });
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            xs.iter().filter(|x| x > 1).map(|x| x + 1).for_each(|x| { res.write(x); });
            res.set_status(y()); //~ late
        }
        "#,
    );
}

#[test]
fn lazy() {
    table(
        r#"
        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            let lines = xs.iter().map(|x| { res.insert_header("A", x); x });
            let all: Vec<_> = lines.collect();
            res.write("x");
        }

        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            let mut lines = xs.iter().map(|x| { res.write(x); x });
            lines.next();
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            let names: Vec<_> = xs.iter().map(|x| x.to_string()).collect();
            res.set_status(200);
            res.write("x");
        }

        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            let first = xs.iter().filter_map(|x| { res.set_status(200); Some(x) }).next();
            res.write("x");
        }

        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            let first = xs.iter().map(|x| { res.insert_header("A", x); x }).max();
            res.write("x");
            let first = xs.iter().map(|x| { res.insert_header("A", y()); x }).max(); //~ late
        }
        "#,
    );
}
