//! What stays known of a flag that is handed on by value: a plain value cannot be changed by that.

use super::harness::table;

#[test]
fn plain_values() {
    table(
        r#"
        fn f(res: &mut ResponseWriter, on: bool) {
            let off = !on;
            if off { res.write("x"); }
            log(off);
            if !off { res.set_status(404); }
        }

        fn f(res: &mut ResponseWriter) {
            let n = find() as u8;
            if n == 0 { res.write("x"); }
            log(n);
            if n != 0 { res.set_status(404); }
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            let mut state = State::Start;
            if a { res.write("x"); state = State::Body; }
            log(state);
            if state == State::Start { res.set_status(404); }
        }

        fn f(res: &mut ResponseWriter, user: &mut Option<User>) {
            let known = user.is_some();
            if known { res.write("x"); }
            log(known);
            if !known { res.set_status(404); }
        }

        fn f(res: &mut ResponseWriter, accept: &mut Accept) {
            let gzip = accept.contains("gzip");
            if gzip { res.write("x"); }
            log(gzip);
            if !gzip { res.set_status(404); }
        }

        fn f(res: &mut ResponseWriter) {
            let early = matches!(next(), Some(1));
            if early { res.write("x"); }
            log(early);
            if !early { res.set_status(404); }
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            let early = if a { next() == 1 } else { false };
            if early { res.write("x"); }
            log(early);
            if !early { res.set_status(404); }
        }

        fn f(res: &mut ResponseWriter, n: &mut u8) {
            let early = match n { 0 => return, 1 => *n > 1, _ => next() == 3 };
            if early { res.write("x"); }
            log(early);
            if !early { res.set_status(404); }
        }

        fn f(res: &mut ResponseWriter, n: &mut u8) {
            let early = { prepare(); *n > 3 };
            if early { res.write("x"); }
            log(early);
            if !early { res.set_status(404); }
        }

        fn f(res: &mut ResponseWriter, n: &mut u8) {
            let early = if *n > 3 { next() > 1 } else { panic!("no"); };
            if early { res.write("x"); }
            log(early);
            if !early { res.set_status(404); }
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            let mut state = if a { State::Head } else { State::Body };
            if state == State::Body { res.write("x"); }
            log(state);
            if state == State::Head { res.set_status(404); }
        }
        "#,
    );
}

#[test]
fn values_that_may_lend() {
    table(
        r#"
        fn f(res: &mut ResponseWriter, slot: &mut Option<User>) {
            let user = *slot;
            if user.is_none() { res.write("x"); }
            log(user);
            if user.is_some() { res.set_status(404); } //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let user = find();
            if user.is_none() { res.write("x"); }
            log(user);
            if user.is_some() { res.set_status(404); } //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let n = find() as Level;
            if n == 0 { res.write("x"); }
            log(n);
            if n != 0 { res.set_status(404); } //~ late
        }

        fn f(res: &mut ResponseWriter, accept: &mut Accept) {
            let best = accept.best("gzip");
            if best == 1 { res.write("x"); }
            log(best);
            if best != 1 { res.set_status(404); } //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let early = decide!(next());
            if early { res.write("x"); }
            log(early);
            if !early { res.set_status(404); } //~ late
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            let user = if a { next() } else { None };
            if user.is_none() { res.write("x"); }
            log(user);
            if user.is_some() { res.set_status(404); } //~ late
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            let user = if a { None } else { next() };
            if user.is_none() { res.write("x"); }
            log(user);
            if user.is_some() { res.set_status(404); } //~ late
        }

        fn f(res: &mut ResponseWriter, n: &mut u8) {
            let user = match n { 0 => None, _ => next() };
            if user.is_none() { res.write("x"); }
            log(user);
            if user.is_some() { res.set_status(404); } //~ late
        }

        fn f(res: &mut ResponseWriter, n: &mut u8) {
            let user = if *n > 3 { None } else { lookup!(n) };
            if user.is_none() { res.write("x"); }
            log(user);
            if user.is_some() { res.set_status(404); } //~ late
        }

        fn f(res: &mut ResponseWriter, n: &mut u8) {
            let user = { prepare(); default };
            if user.is_none() { res.write("x"); }
            log(user);
            if user.is_some() { res.set_status(404); } //~ late
        }

        fn f(res: &mut ResponseWriter, n: u8) {
            let user = if n > 3 { None } else { lookup! { n } };
            if user.is_none() { res.write("x"); }
            log(user);
            if user.is_some() { res.set_status(404); } //~ late
        }
        "#,
    );
}

#[test]
fn by_type() {
    table(
        r#"
        fn f(res: &mut ResponseWriter, user: &Option<User>) {
            let known = user.is_some();
            let show = || log(known);
            if known { res.write("x"); }
            show();
            if !known { res.set_status(404); }
        }

        fn f(res: &mut ResponseWriter) {
            let n: u8 = count();
            if n == 0 { res.write("x"); }
            log(n);
            if n != 0 { res.set_status(404); }
        }

        fn f(res: &mut ResponseWriter) {
            let mut n: u8 = count();
            if n == 0 { res.write("x"); }
            log(n);
            if n != 0 { res.set_status(404); }
        }

        fn f(res: &mut ResponseWriter) {
            let n: (u8) = count();
            if n == 0 { res.write("x"); }
            log(n);
            if n != 0 { res.set_status(404); }
        }

        fn f(res: &mut ResponseWriter) {
            let n: group!(u8) = count();
            if n == 0 { res.write("x"); }
            log(n);
            if n != 0 { res.set_status(404); }
        }
        "#,
    );
}
