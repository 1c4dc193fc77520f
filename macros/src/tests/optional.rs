//! `Option<&mut ResponseWriter>`, and what is taken out of one.

use super::harness::table;

#[test]
fn taken_out() {
    table(
        r#"
        fn f(mut maybe: Option<&mut ResponseWriter>) {
            if let Some(res) = maybe.as_mut() { res.write("x"); }
            if let Some(res) = maybe.as_mut() { res.set_status(y()); } //~ late
        }

        fn f(mut maybe: Option<&mut ResponseWriter>) {
            let Some(res) = maybe else { return };
            res.write("x");
            res.set_status(y()); //~ late
        }

        fn f(mut maybe: Option<&mut ResponseWriter>) {
            match maybe { Some(res) if ready() => { res.write("x"); res.set_status(y()); } _ => {} } //~ late
        }

        fn f(mut maybe: Option<&mut ResponseWriter>) {
            maybe.as_deref_mut().unwrap().write("x");
            maybe.unwrap().set_status(y()); //~ late
        }

        fn f(mut maybe: Option<&mut ResponseWriter>) -> Option<()> {
            let res = maybe.take()?;
            res.set_status(200);
            res.write("x");
            Some(())
        }

        fn f(mut maybe: Option<&mut ResponseWriter>) {
            while let Some(res) = maybe.as_mut() { res.set_status(y()); res.write("x"); } //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let r = Some(&mut *res);
            if let Some(r) = r { r.write("x"); r.set_status(y()); } //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let slot = Some(res);
            helper(slot);
        }

        fn f(res: &mut ResponseWriter) {
            let mut slot = Some(&mut *res);
            slot.as_mut().unwrap().write("x");
            drop(slot);
            res.set_status(y()); //~ late
        }
        "#,
    );
}

#[test]
fn or_another() {
    table(
        r#"
        fn f(res: &mut ResponseWriter, backup: Option<&mut ResponseWriter>) {
            let r = backup.unwrap_or(res);
            r.write("x");
            r.set_status(y()); //~ late
        }

        fn f(maybe: Option<&mut ResponseWriter>, res: &mut ResponseWriter) {
            let r = maybe.unwrap_or_else(|| res);
            r.write("x");
            r.set_status(y()); //~ late
        }

        fn f(a: Option<&mut ResponseWriter>, b: Option<&mut ResponseWriter>) {
            if let Some(r) = a.or(b) { r.write("x"); r.set_status(y()); } //~ late
        }

        fn f(res: &mut ResponseWriter, n: Option<usize>) {
            let size = n.unwrap_or(res.headers().len());
            log(size);
            res.set_status(200);
        }
        "#,
    );
}
