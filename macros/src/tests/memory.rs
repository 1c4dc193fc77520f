//! What `mem::take` and `mem::replace` leave in a variable.

use super::harness::table;

#[test]
fn left() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) {
            let mut slot = Some(1);
            let first = std::mem::take(&mut slot);
            if slot.is_some() { res.write("x"); }
            res.set_status(404);
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            let mut slot = None;
            if a { slot = next(); }
            let first = std::mem::take(&mut slot);
            if slot.is_some() { res.write("x"); }
            res.set_status(404);
        }

        fn f(res: &mut ResponseWriter) {
            let mut n = 5;
            let first = std::mem::take(&mut n);
            if n > 0 { res.write("x"); }
            res.set_status(404);
        }

        fn f(res: &mut ResponseWriter) {
            let mut state = Start;
            let first = std::mem::take(&mut state);
            res.write("x");
            if state.is_some() { res.set_status(404); } //~ hoist
        }

        fn f(res: &mut ResponseWriter) {
            let mut state = State(1);
            let first = std::mem::take(&mut state);
            res.write("x");
            if state.is_some() { res.set_status(404); } //~ hoist
        }

        fn f(res: &mut ResponseWriter) {
            let mut sent = true;
            Slot::take(&mut sent);
            res.write("x");
            if sent { res.set_status(404); } //~ hoist
        }
        "#,
    );
}

#[test]
fn put_in() {
    table(
        r#"
        fn f(res: &mut ResponseWriter, last: &mut State) {
            let mut state = Sent::No;
            let before = std::mem::replace(&mut state, res.send("x"));
        }

        fn f(res: &mut ResponseWriter) {
            let mut slot = None;
            let before = std::mem::replace(&mut slot, Some(&mut *res));
            use_it(slot);
            res.set_status(y()); //~ check
        }

        async fn f(res: &mut ResponseWriter) {
            let mut task = None;
            let before = std::mem::replace(&mut task, Box::pin(async { res.write("x").await }));
            task.await;
            res.set_status(y()); //~ late
        }
        "#,
    );
}
