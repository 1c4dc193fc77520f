//! Outcomes that are looked at through the name of a result, in a block or behind other methods, and heads that a name holds.

use super::harness::{table, table_with};

#[test]
fn results() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) {
            let r = res.upgrade();
            match r {
                Ok(_) => {}
                Err(_) => { res.set_status(400); }
            }
        }

        fn f(res: &mut ResponseWriter) {
            let r = res.upgrade();
            match &r {
                Ok(_) => {}
                Err(_) => { res.set_status(400); }
            }
        }

        fn f(res: &mut ResponseWriter) {
            let r = res.upgrade();
            if let Err(e) = r { res.set_status(400); }
        }

        fn f(res: &mut ResponseWriter) {
            let r = res.upgrade();
            assert!(r.is_err());
            res.set_status(400);
        }

        fn f(res: &mut ResponseWriter) {
            let r: Result<(), Error> = res.upgrade();
            if r.is_err() { res.set_status(400); }
        }

        fn f(res: &mut ResponseWriter) {
            if res.upgrade().map_err(Error::from).is_err() { res.set_status(400); }
        }

        fn f(res: &mut ResponseWriter) {
            match { log(); res.upgrade() } {
                Ok(_) => {}
                Err(_) => { res.set_status(400); }
            }
        }
        "#,
    );
}

#[test]
fn heads() {
    table_with(
        "vocabulary = pingora",
        r#"
        async fn f(session: &mut Session) -> Result<()> {
            let mut head = ResponseHeader::build(103, None)?;
            head.status = code();
            session.write_response_header_ref(&head).await?;
            session.write_response_header_ref(&last).await?; //~ second
            Ok(())
        }
        "#,
    );
}
