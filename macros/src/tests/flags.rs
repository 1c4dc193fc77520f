//! Flags: locals and fields assigned constants, counters, indices, states of an enum.

use super::harness::{table, table_with};

#[test]
fn booleans() {
    table(
        r#"
        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            let mut started = false;
            for x in xs {
                if !started { res.set_status(200); started = true; }
                res.write(x);
            }
            if !started { res.set_status(404); }
        }

        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            let mut first = true;
            for x in xs {
                if first { res.insert_header("A", x); }
                res.write(x);
                first = false;
            }
        }

        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            let mut first = true;
            for x in xs {
                if std::mem::take(&mut first) { res.insert_header("A", x); }
                res.write(x);
            }
        }

        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            let mut started = false;
            for x in xs {
                if started { res.insert_header("A", x); } //~ late
                res.write(x);
                started = true;
            }
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            let mut sent = false;
            if a { res.write("x"); sent = true; }
            log(sent);
            if sent { return; }
            res.set_status(404);
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            let mut sent = false;
            if a { res.write("x"); sent = true; }
            let done = sent;
            if !done { res.set_status(404); }
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            let sent = match a { true => { res.write("x"); true } false => false };
            if !sent { res.set_status(404); }
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            let sent = { if a { res.write("x"); } a };
            if !sent { res.set_status(404); }
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            let mut sent;
            if a { res.write("x"); sent = true; } else { sent = false; }
            if !sent { res.set_status(404); }
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            let (mut sent, mut n) = (false, 0);
            if a { res.write("x"); (sent, n) = (true, 1); }
            if !sent { res.set_status(404); }
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            let mut sent = false;
            if a { res.write("x"); sent = true; }
            { let sent = false; if !sent { res.set_status(y()); } } //~ late
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            let mut sent = false;
            if a { res.write("x"); sent |= true; }
            if !sent { res.set_status(y()); }
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            let mut sent = false;
            if a { res.write("x"); sent = !sent; }
            if !sent { res.set_status(404); }
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            let mut sent = false;
            run(|| { sent = true; });
            if a { res.write("x"); sent = true; }
            if !sent { res.set_status(y()); } //~ late
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            let mut sent = false;
            let p = &mut sent;
            if a { res.write("x"); *p = true; }
            if !sent { res.set_status(y()); } //~ late
        }
        "#,
    );
}

#[test]
fn counters_and_indices() {
    table(
        r#"
        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            for (i, x) in xs.iter().enumerate() {
                if i == 0 { res.insert_header("A", x); }
                res.write(x);
            }
        }

        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            for (i, x) in xs.iter().enumerate() {
                if i > 0 { res.write(x); } else { res.insert_header("A", x); }
            }
        }

        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            for (i, x) in xs.iter().enumerate() {
                if i == 1 { res.insert_header("A", x); } //~ late
                res.write(x);
            }
        }

        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            for (i, x) in xs.iter().enumerate().skip(1) {
                if i == 0 { res.insert_header("A", x); } //~ check
                res.write(x);
            }
        }

        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            let mut n = 0;
            for x in xs { if n == 0 { res.set_status(200); } res.write(x); n += 1; }
        }

        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            let mut n = 0;
            for x in xs { n += 1; if n == 1 { res.set_status(200); } res.write(x); }
        }

        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            let mut n = 0;
            for x in xs { n += 1; if n > 1 { res.write(x); } else { res.set_status(200); } }
        }

        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            let mut n = 0;
            for x in xs { res.write(x); n += 1; }
            if n == 0 { res.set_status(404); }
        }

        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            let mut n = 0;
            for x in xs { res.write(x); n = n + 1; }
            if n == 0 { res.set_status(404); }
        }

        fn f(res: &mut ResponseWriter, limit: u8) {
            let mut n = 0;
            if n < limit { res.write("x"); }
            n += 1;
            if !(n < limit) { res.set_status(y()); } //~ late
        }

        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            let mut n = 3;
            for x in xs { if n == 3 { res.set_status(y()); } res.write(x); n -= 1; } //~ check
        }

        fn f(res: &mut ResponseWriter) {
            let mut n = 0;
            while n < 5 { if n == 0 { res.set_status(200); } res.write("x"); n += 1; }
        }

        fn f(res: &mut ResponseWriter) {
            let mut tries = 0;
            loop {
                tries += 1;
                if tries > 3 { res.send_error(500); return; }
                if ok() { break; }
            }
            res.set_status(200);
        }

        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            for i in 0..xs.len() {
                if i == 0 { res.set_status(y()); }
                res.write("x");
            }
        }
        "#,
    );
}

#[test]
fn states() {
    table(
        r#"
        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            let mut state = State::Head;
            for x in xs {
                match state {
                    State::Head => { res.insert_header("A", x); state = State::Body(0); }
                    State::Body(n) => { res.write(x); state = State::Body(n + 1); }
                }
            }
        }

        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            let mut state = State::Head;
            for x in xs {
                if state == State::Head { res.insert_header("A", x); state = State::Body; }
                else { res.write(x); }
            }
        }

        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            let mut state = State::Head;
            for x in xs {
                match state {
                    State::Head => { res.insert_header("A", x); } //~ check
                    State::Body => { res.write(x); }
                }
                state = next(x);
            }
        }

        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            let mut last = None;
            for x in xs {
                if last.is_none() { res.insert_header("A", x); }
                res.write(x);
                last = Some(x);
            }
        }

        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            let mut last = None;
            for x in xs {
                match last { None => { res.insert_header("A", x); } Some(_) => {} }
                res.write(x);
                last = Some(x);
            }
        }

        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            let mut mode = "head";
            for x in xs {
                if mode == "head" { res.insert_header("A", x); mode = "body"; continue; }
                res.write(x);
            }
        }

        fn f(res: &mut ResponseWriter) {
            let kind = if a() { Kind::Page } else { res.write("x"); Kind::Done };
            match kind { Kind::Page => { res.set_status(200); } Kind::Done => {} }
        }

        fn f(res: &mut ResponseWriter) {
            let kind = match route() { 1 => { res.write("x"); Some(1) } _ => None };
            let Some(k) = kind else { res.set_status(404); return };
        }

        fn f(res: &mut ResponseWriter) {
            let mut level = LOW;
            if a() { res.write("x"); level = HIGH; }
            if level == LOW { res.set_status(y()); } //~ late
        }

        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            let mut seen = HashSet::new();
            for x in xs {
                if seen.insert(x) { res.insert_header("A", x); } //~ check
                res.write(x);
            }
        }

        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            let mut buf = Vec::new();
            for x in xs {
                if buf.is_empty() { res.insert_header("A", x); } //~ check
                buf.push(x);
                res.write(x);
            }
        }
        "#,
    );
    table_with(
        "response = self.res",
        r#"
        fn f(&mut self) {
            self.started = false;
            for x in xs() {
                if !self.started { self.res.set_status(200); self.started = true; }
                self.res.write(x);
            }
        }

        fn f(&mut self) {
            if self.started { self.res.write("x"); }
            if !self.started { self.res.set_status(200); }
        }

        fn f(&mut self) {
            for x in xs() {
                if !self.started { self.res.set_status(200); self.started = true; }
                self.res.write(x);
            }
        }

        fn f(&mut self) {
            if self.started { self.res.write("x"); }
            self.log.push(1);
            if !self.started { self.res.set_status(200); }
        }

        fn f(&mut self) {
            self.started = false;
            if a() { self.res.write("x"); self.started = true; }
            self.reload();
            if !self.started { self.res.set_status(y()); } //~ late
        }
        "#,
    );
}
