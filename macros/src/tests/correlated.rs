//! Correlated code in loops, on tuples of flags, through results of `match`, and calls that never return.

use super::harness::{table, table_with};

#[test]
fn in_loops() {
    table(
        r#"
        fn f(res: &mut ResponseWriter, cfg: &Config, xs: &[u8]) {
            for x in xs { if cfg.stream { res.write("x"); } else { res.insert_header("A", x); } }
        }

        fn f(res: &mut ResponseWriter, a: bool, xs: &[u8]) {
            for x in xs { if a { res.write("x"); } else { res.insert_header("A", x); } }
        }

        fn f(res: &mut ResponseWriter, k: Kind, xs: &[u8]) {
            for x in xs { match k { Kind::Body => { res.write("x"); } Kind::Head => { res.insert_header("A", x); } } }
        }

        fn f(res: &mut ResponseWriter, k: Option<u8>, xs: &[u8]) {
            for x in xs { if let Some(k) = k { res.write(k); } else { res.insert_header("A", x); } }
        }

        fn f(res: &mut ResponseWriter, xs: &[Row]) {
            for x in xs { if x.body { res.write("x"); } else { res.insert_header("A", y()); } } //~ late
        }

        fn f(res: &mut ResponseWriter, mut a: bool, xs: &[u8]) {
            for x in xs { if a { res.write("x"); } else { res.insert_header("A", x); } a = next(); } //~ check
        }

        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            let mut started = false;
            for x in xs {
                match (started, x) {
                    (false, _) => { res.insert_header("A", x); started = true; }
                    (true, Some(c)) => { res.write(c); }
                    (true, None) => break,
                }
            }
        }

        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            let mut started = false;
            for x in xs {
                if let (Some(c), false) = (x, started) { res.insert_header("A", c); }
                res.write(x);
                started = true;
            }
        }

        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            let mut state = State::Head;
            for x in xs {
                state = match state {
                    State::Head => { res.insert_header("A", x); State::Body }
                    State::Body => { res.write(x); State::Body }
                };
            }
        }

        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            let mut state = State::Head;
            for x in xs {
                state = match state {
                    State::Head if x.is_header() => { res.insert_header("A", x); State::Head }
                    State::Head => { res.write(x); State::Body }
                    State::Body => { res.write(x); State::Body }
                };
            }
        }

        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            let mut state = State::Head;
            loop {
                match state {
                    State::Head => { if more() { res.insert_header("A", "1"); } else { state = State::Body } }
                    State::Body => { res.write("x"); if done() { state = State::End } }
                    State::End => { res.finish(); return; }
                }
            }
        }

        fn f(res: &mut ResponseWriter, a: bool, b: bool) {
            match (a, b) {
                (true, true) => { res.write("x"); }
                (true, false) | (false, true) => { res.set_status(404); }
                (false, false) => {}
            }
            if !(a && b) { res.insert_header("A", "1"); }
        }

        fn f(res: &mut ResponseWriter, a: bool, b: bool) {
            let both = a && b;
            if both { res.write("x"); }
            if !both { res.set_status(404); }
            if !a { res.set_status(404); }
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            let mut sent = false;
            let mut tries = 0;
            while !sent && tries < 3 {
                tries += 1;
                if a { res.send("x"); sent = true; }
            }
            if !sent { res.send_error(500); }
        }

        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            let mut wrote = false;
            for x in xs {
                if x.skip() { continue; }
                if !wrote { res.set_status(200); }
                res.write(x);
                wrote = true;
                if x.last() { break; }
            }
            if !wrote { res.set_status(204); }
        }
        "#,
    );
}

#[test]
fn calls_that_never_return() {
    table(
        r#"
        mod pages {
            fn fail() -> ! { panic!() }
            fn f(res: &mut ResponseWriter) { if a() { res.send("x"); fail(); } res.set_status(200); }
        }

        impl Page {
            fn fail(&self) -> ! { panic!() }
            fn f(&self, res: &mut ResponseWriter) { if a() { res.send("x"); self.fail(); } res.set_status(200); }
        }

        impl Page {
            fn fail() -> ! { panic!() }
            fn f(&self, res: &mut ResponseWriter) { if a() { res.send("x"); Self::fail(); } res.set_status(200); }
        }

        fn f(res: &mut ResponseWriter) {
            fn fail() -> ! { panic!() }
            if a() { res.send("x"); fail(); }
            res.set_status(200);
        }

        mod pages {
            fn fail() -> ! { panic!() }
            fn f(res: &mut ResponseWriter, fail: impl Fn()) { if a() { res.send("x"); fail(); } res.set_status(y()); } //~ late
        }

        mod pages {
            fn fail() { panic!() }
            fn f(res: &mut ResponseWriter) { if a() { res.send("x"); fail(); } res.set_status(y()); } //~ late
        }

        fn f(res: &mut ResponseWriter) {
            if a() { res.send("x"); other.fail(); }
            res.set_status(y()); //~ late
        }
        "#,
    );
    table_with(
        "calls(fatal = never)",
        r#"
        fn f(res: &mut ResponseWriter, x: Option<u8>) {
            let x = x.unwrap_or_else(|| { res.send_error(404); fatal() });
            res.set_status(200);
        }

        fn f(res: &mut ResponseWriter, x: Option<u8>) {
            let Some(x) = x else { res.send_error(404); fatal() };
            res.set_status(200);
        }
        "#,
    );
}

#[test]
fn beside_many_conditions_that_say_nothing_of_it() {
    table(
        r#"
        fn f(res: &mut ResponseWriter, a: bool, b: bool, c: bool, d: bool, e: bool, g: bool, h: bool) {
            if a { log(); }
            if b { log(); }
            if c { log(); }
            if d { log(); }
            if e { log(); }
            if g { log(); }
            if h { res.send("x"); }
            if a { log(); }
            if b { log(); }
            if c { log(); }
            if d { log(); }
            if e { log(); }
            if g { log(); }
            if !h { res.insert_header("A", "1"); }
        }

        fn f(res: &mut ResponseWriter, a: bool, b: bool, c: bool, d: bool, e: bool, g: bool, h: bool) {
            if h { res.send("x"); }
            if a { res.append_header("a", 1); } //~ late
            if b { log(); }
            if c { log(); }
            if d { log(); }
            if e { log(); }
            if g { log(); }
            if a { log(); }
            if b { log(); }
            if c { log(); }
            if d { log(); }
            if e { log(); }
            if g { log(); }
            if !h { res.insert_header("A", "1"); }
        }
        "#,
    );
}
