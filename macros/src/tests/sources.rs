//! What asks a source for more is no guard that may know what happened in earlier rounds, and two matches are two.

use super::harness::table;

#[test]
fn nothing_more() {
    table(
        r#"
        fn f(res: &mut ResponseWriter, rx: &mut Receiver) -> Result<()> {
            let polled = rx.poll();
            let item = polled?;
            res.write("x")?;
            if item.is_none() { res.set_status(404)?; } //~ hoist
            Ok(())
        }

        fn f(res: &mut ResponseWriter, rx: &mut Receiver) {
            loop {
                if let Some(x) = rx.next() { res.write(x); } else { res.set_status(404); break; } //~ late
            }
        }

        async fn f(res: &mut ResponseWriter, rx: &mut Receiver) {
            loop {
                if let Some(x) = rx.recv().await { res.write(x); } else { res.set_status(404); break; } //~ late
            }
        }

        fn f(res: &mut ResponseWriter, rx: &mut Receiver) -> Result<()> {
            loop {
                if let Some(x) = rx.next()? { res.write(x)?; } else { res.set_status(404)?; break; } //~ late
            }
            Ok(())
        }

        fn f(res: &mut ResponseWriter, job: &mut Job) {
            loop {
                if let Some(x) = job.part { res.write(x); job.advance(); } else { res.set_status(404); break; } //~ check
            }
        }

        fn f(res: &mut ResponseWriter, rx: &mut Receiver) {
            loop {
                match rx.next() { Some(x) => { res.write(x); } Option::None => { res.set_status(404); break; } } //~ late
            }
        }

        fn f(res: &mut ResponseWriter, rx: &mut Receiver, n: u8) {
            loop {
                match rx.next() { Some(x) => { res.write(x); } None if n > 3 => { res.set_status(404); } _ => break } //~ late
            }
        }
        "#,
    );
}

#[test]
fn two_matches() {
    table(
        r#"
        fn f(res: &mut ResponseWriter, xs: &[Part]) {
            for x in xs {
                match x.kind() { Kind::Body => { res.write(x); } _ => {} }
                match x.mode() { Mode::Head => { res.set_status(y()); } _ => {} } //~ late
            }
        }
        "#,
    );
}
