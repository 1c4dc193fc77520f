//! Which call an `#[effect(..)]` in front of a statement means.

use super::harness::table;

#[test]
fn the_call_in_a_statement() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) {
            #[effect(read)]
            let failed = !render(res);
            res.set_status(200);
        }

        fn f(res: &mut ResponseWriter) {
            #[effect(read)]
            let page = &render(res);
            res.set_status(200);
        }

        fn f(res: &mut ResponseWriter) {
            let n = loop {
                #[effect(read)]
                break count(res);
            };
            res.set_status(200);
        }

        fn f(res: &mut ResponseWriter) {
            let n;
            #[effect(read)]
            n = count(res);
            res.set_status(200);
        }

        fn f(res: &mut ResponseWriter) {
            #[effect(read)]
            let n = count(res) as u64;
            res.set_status(200);
        }

        fn f(res: &mut ResponseWriter) {
            #[effect(read)]
            let n = count!(res);
            res.set_status(200);
        }

        fn f(res: &mut ResponseWriter) -> Result<()> {
            #[effect(read)]
            audit(res).map_err(Error::from)?;
            res.set_status(200)?;
            Ok(())
        }

        fn f(res: &mut ResponseWriter, log: &mut Log) {
            #[effect(read)]
            log.page("a").note(res);
            res.set_status(200);
        }
        "#,
    );
}
