//! Facts, parts and aliases that change on the way; a stream in two halves.

use super::harness::{table, table_with};

#[test]
fn facts() {
    table(
        r#"
        fn f(res: &mut ResponseWriter, mut left: Option<u8>) {
            if let Some(x) = left.take() { res.write("x"); }
            if left.is_none() { res.set_status(y()); } //~ late
        }

        fn f(res: &mut ResponseWriter, cell: &Cell<Option<u8>>) {
            if cell.take().is_some() { res.write("x"); }
            if cell.take().is_none() { res.set_status(y()); } //~ late
        }

        fn f(res: &mut ResponseWriter, mut it: Iter) {
            for x in it.take(3) { res.write(x); }
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            for i in 0..3 {
                let mut i = i;
                i = 0;
                if i == 0 { res.set_status(y()); } //~ late
                res.write("x");
            }
        }

        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            for _ in 0..2 {
                for i in 0..3 {
                    if i == 0 { res.set_status(y()); } //~ late
                    res.write("x");
                }
            }
        }

        fn f(res: &mut ResponseWriter) {
            let mut state = State::Start;
            step(state);
            if a() { res.write("x"); state = State::Done; }
            log(state);
            if state == State::Start { res.set_status(404); }
        }

        fn f(res: &mut ResponseWriter) {
            let mut state = State::Start;
            if a() { res.write("x"); state = State::Done; }
            state.advance();
            if state == State::Start { res.set_status(y()); } //~ late
        }
        "#,
    );
}

#[test]
fn parts_and_aliases() {
    table(
        r#"
        fn f(a: &mut ResponseWriter, b: &mut ResponseWriter) {
            let mut pages = Pages { main: a, side: b };
            std::mem::swap(&mut pages.main, &mut pages.side);
            pages.main.write("x");
            pages.side.set_status(y()); //~ check
        }

        fn f(a: &mut ResponseWriter, b: &mut ResponseWriter) {
            let mut pages = Pages { main: a, side: b };
            pages.main = pages.side;
            pages.main.write("x");
            pages.main.set_status(y()); //~ late
        }

        fn f(a: &mut ResponseWriter, b: &mut ResponseWriter) {
            let mut pages = Pages { main: a, side: b };
            let p = &mut pages;
            p.main.write("x");
            p.side.set_status(200);
            p.main.set_status(y()); //~ late
        }

        fn f(a: &mut ResponseWriter, b: &mut ResponseWriter) {
            let pages = Pages { main: a, side: b };
            let other = pages;
            other.side.write("x");
            other.main.set_status(200);
            other.side.set_status(y()); //~ late
        }

        fn f(a: &mut ResponseWriter, b: &mut ResponseWriter) {
            for r in [a, b] { r.set_status(200); r.write("x"); }
        }

        fn f(res: &mut ResponseWriter) {
            let mut w = BufWriter::new(&mut *res);
            w.by_ref().write_all(b"x");
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let mut w = BufWriter::new(&mut *res);
            helper(w.get_mut());
            w.get_mut().set_status(200); //~ check
        }

        fn f(res: &mut ResponseWriter) {
            let w = MyWriter { inner: res };
            w.inner.set_status(200);
            w.inner.write("x");
            w.inner.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) -> Result<()> {
            let (head, body) = split(res);
            head.set_status(y()); //~ check
            Ok(())
        }

        fn f(res: &mut ResponseWriter) {
            let v = Some(&mut *res).filter(|_| on());
            match v { Some(r) if ready() => { r.write("x"); } Some(r) => { r.set_status(200); } None => {} }
            res.set_status(y()); //~ late
        }
        "#,
    );
}

#[test]
fn trailers() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) {
            res.insert_header("Trailer", "X-A");
            let names = "X-A";
            res.write("x");
            res.insert_header(names, y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            res.insert_header("Trailer", format!("X-A"));
            res.write("x");
            res.insert_header("X-A", y()); //~ late
        }
        "#,
    );
}

#[test]
fn halves() {
    table_with(
        "vocabulary = h3",
        r#"
        async fn f(stream: RequestStream<S, B>) -> Result<()> {
            let (mut send, mut recv) = stream.split();
            send.send_data(b"x").await?;
            send.send_response(head()).await?; //~ second
            Ok(())
        }

        async fn f(stream: RequestStream<S, B>) -> Result<()> {
            let (mut send, mut recv) = stream.split();
            while let Some(data) = recv.recv_data().await? { log(data); }
            let body = read_all(&mut recv).await?;
            send.send_response(head(body)).await?;
            send.send_data(b"x").await?;
            send.finish().await?;
            Ok(())
        }

        async fn f(stream: RequestStream<S, B>) -> Result<()> {
            let (mut send, recv) = stream.split();
            middleware(&mut send).await?;
            send.send_response(head()).await?; //~ cannot
            Ok(())
        }

        async fn f(stream: RequestStream<S, B>) -> Result<()> {
            let (mut send, recv) = stream.split();
            send.send_response(head()).await?;
            send.finish().await?;
            send.send_data(b"x").await?; //~ end
            Ok(())
        }

        async fn f(stream: RequestStream<S, B>) -> Result<()> {
            let (mut send, mut recv) = stream.split();
            tokio::spawn(async move { while let Some(data) = recv.recv_data().await? { log(data); } Ok(()) });
            send.send_response(head()).await?;
            send.finish().await?;
            Ok(())
        }

        async fn f(stream: RequestStream<S, B>) -> Result<()> {
            let halves = stream.split();
            halves.0.send_response(head()).await?;
            halves.0.send_response(head()).await?; //~ second
            Ok(())
        }
        "#,
    );
}
