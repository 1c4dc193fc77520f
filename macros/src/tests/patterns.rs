//! Patterns: what they bind of a value and its parts, and what a match says of it.

use super::harness::{table, table_with};

#[test]
fn parts() {
    table(
        r#"
        fn f(a: &mut ResponseWriter, b: &mut ResponseWriter) {
            let &mut (ref mut first, ref mut second) = &mut (a, b);
            first.write("x");
            second.set_status(y());
        }

        fn f(res: &mut ResponseWriter, msg: Msg) {
            let Msg(text) = msg;
            let show = || log(&text);
            if text.is_empty() { res.write("x"); }
            show();
            if !text.is_empty() { res.set_status(404); }
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            let sent = false;
            if let Msg::Part(n, sent) = next() {
                res.write("x");
                if sent { res.set_status(404); } //~ hoist
            }
        }

        fn f(res: &mut ResponseWriter) {
            let Checked(head) = res.insert_header("A", "b");
            head.write("x");
            res.set_status(200);
        }

        fn f(res: &mut ResponseWriter) {
            let Wrapper(out) = Wrapper(&mut *res);
            out.write("x");
            res.set_status(y()); //~ late
        }

        fn f(a: &mut ResponseWriter, b: &mut ResponseWriter, c: &mut ResponseWriter) {
            let (first, .., last) = (&mut *a, 1, &mut *b, &mut *c);
            first.write("x");
            last.set_status(y());
            b.set_status(y());
        }

        fn f(res: &mut ResponseWriter) {
            let mut R = &mut *res;
            R.write("x");
            res.set_status(y()); //~ late
        }
        "#,
    );
    table_with(
        "response = ctx.0",
        r#"
        fn f(ctx: &mut Ctx) {
            let Ctx(out, n) = ctx;
            out.write("x");
            ctx.0.set_status(y()); //~ late
        }
        "#,
    );
    table_with(
        "response = self.res",
        r#"
        fn f(&mut self) {
            self.sent = false;
            if a() { self.res.write("x"); self.sent = true; }
            let Page { res, sent } = self;
            if !*sent { res.set_status(404); }
        }
        "#,
    );
}

#[test]
fn outcomes_inside() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) {
            match res.insert_header("A", "b") {
                Ok(r) | Err(r) => { r.write("x"); r.set_status(404); } //~ hoist
            }
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            let r = if a { res.write("x"); Ok(true) } else { Ok(false) };
            if let Ok(sent) = r {
                if !sent { res.set_status(404); }
            }
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            let mut sent = false;
            if a { res.write("x"); sent = true; }
            let r = Some(sent);
            if let Some(sent) = r {
                if !sent { res.set_status(404); }
            }
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            let mut sent = false;
            if a { res.write("x"); sent = true; }
            if let Some(sent) = Some(sent) {
                if !sent { res.set_status(404); }
            }
        }

        fn f(res: &mut ResponseWriter, r: Result<u8, Error>) {
            let sent = r.map_or_else(|e| false, |n| { res.write(n); true });
            if !sent { res.set_status(404); }
        }

        fn f(res: &mut ResponseWriter, slot: Option<u8>) {
            if slot.is_none() { return; }
            let big = slot.filter(|n| *n > 3);
            res.write("x");
            if big.is_none() { res.set_status(404); } //~ hoist
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            let r = if a { res.write("x"); Ok(true) } else { Ok(false) };
            match r { Ok(sent) | Err(sent) => { if !sent { res.set_status(404); } } }
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            let r = if a { res.write("x"); Ok(true) } else { Ok(false) };
            if let Ok((sent)) = r {
                if !sent { res.set_status(404); }
            }
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            let mut sent = false;
            if a { res.write("x"); sent = true; }
            match sent { (true) => return, (false) => { res.set_status(404); } }
        }
        "#,
    );
}

#[test]
fn references() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) {
            let ref r = *res;
            audit(r);
            res.set_status(200);
        }

        fn f(res: &mut ResponseWriter) {
            let ref mut r = *res;
            audit(r);
            res.set_status(200); //~ check
        }
        "#,
    );
}

#[test]
fn tuples_and_types() {
    table(
        r#"
        fn f(res: &mut ResponseWriter, a: bool) {
            let mut sent = false;
            if a { res.write("x"); sent = true; }
            match (sent, 1) { (true, _) => return, _ => { res.set_status(404); } }
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            let mut sent = false;
            if a { res.write("x"); sent = true; }
            match (sent, 1) { (true, n) => return, _ => { res.set_status(404); } }
        }

        fn f(res: &mut ResponseWriter, slot: Option<u8>) {
            let Some(n): Option<u8> = slot else { return };
            res.write("x");
            if slot.is_none() { res.set_status(404); }
        }

        fn f(res: &mut ResponseWriter, slot: &Option<u8>) {
            if let &Some(n) = slot { res.write("x"); }
            if slot.is_none() { res.set_status(404); }
        }
        "#,
    );
}

#[test]
fn variants_with_data() {
    table(
        r#"
        fn f(res: &mut ResponseWriter, part: &Part) {
            if part == &Part::Body(1) { return; }
            res.write("x");
            if let Part::Body(_) = part { res.set_status(404); } //~ hoist
        }

        fn f(res: &mut ResponseWriter, part: Part) {
            if part != Part::Body(1) {
                res.write("x");
                if let Part::Body(_) = part { res.set_status(y()); } //~ late
            }
        }

        fn f(res: &mut ResponseWriter, part: Part) {
            if let Part::Body((a, b)) = part { return; }
            res.write("x");
            if let Part::Body(_) = part { res.set_status(404); }
        }

        fn f(res: &mut ResponseWriter, part: Part) {
            if let Part::Body(&n) = part { return; }
            res.write("x");
            if let Part::Body(_) = part { res.set_status(404); }
        }

        fn f(res: &mut ResponseWriter, part: Part) {
            if let Part::Body(1 | _) = part { return; }
            res.write("x");
            if let Part::Body(_) = part { res.set_status(404); }
        }

        fn f(res: &mut ResponseWriter, part: Part) {
            if let Part::Body((1, b)) = part { return; }
            res.write("x");
            if let Part::Body(_) = part { res.set_status(404); } //~ hoist
        }

        fn f(res: &mut ResponseWriter, part: Part) {
            match part { Part::Body { n } => return, _ => {} }
            res.write("x");
            res.set_status(y()); //~ late
        }
        "#,
    );
}
