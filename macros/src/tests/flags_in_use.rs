//! Flags, counters and state machines as handlers have them.

use super::harness::table;

#[test]
fn started() {
    table(
        r#"
        fn f(res: &mut ResponseWriter, rows: &[Row]) {
            let mut first = true;
            for row in rows {
                if first { res.insert_header("Content-Type", "text/csv"); first = false; }
                res.write(row.text());
            }
            if first { res.set_status(204); }
        }

        fn f(res: &mut ResponseWriter, rows: &[Row]) {
            let mut started = false;
            for row in rows {
                if row.skip { continue; }
                if !started {
                    started = true;
                    res.set_status(200);
                    res.insert_header("X-First", row.id);
                }
                res.write(row.text());
                if row.last { break; }
            }
            if !started { res.send_error(404); } else { res.finish(); }
        }

        fn f(res: &mut ResponseWriter, rows: &[Row]) {
            let mut started = false;
            for row in rows {
                if !started { res.set_status(row.code); } //~ late
                res.write(row.text());
            }
        }

        fn f(res: &mut ResponseWriter, rows: &[Row]) {
            let mut started = false;
            for row in rows {
                if started { res.set_status(row.code); } //~ late
                res.write(row.text());
                started = true;
            }
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            let mut sent = false;
            loop {
                if a { res.write("x"); sent = true; break; }
                if b() { break; }
            }
            if sent { return; }
            res.set_status(y());
        }

        fn f(res: &mut ResponseWriter, xs: &[u8]) -> Result<()> {
            let mut sent = false;
            for x in xs {
                match parse(x) {
                    Ok(v) => { res.write(v)?; sent = true; }
                    Err(e) if !sent => { res.set_status(400)?; return res.send(e); }
                    Err(e) => { res.abort(); return Err(e); }
                }
            }
            Ok(())
        }

        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            let mut count = 0;
            for x in xs {
                if count == 0 { res.insert_header("A", "1"); }
                count += 1;
                res.write(x);
            }
            if count == 0 { res.set_status(204); }
        }
        "#,
    );
}

#[test]
fn machines() {
    table(
        r#"
        fn f(res: &mut ResponseWriter, mut xs: Iter) {
            let mut phase = Phase::Head;
            while let Some(line) = xs.next() {
                phase = match (phase, line.is_empty()) {
                    (Phase::Head, false) => { res.insert_header("A", line); Phase::Head }
                    (Phase::Head, true) => Phase::Body,
                    (Phase::Body, _) => { res.write(line); Phase::Body }
                };
            }
        }

        fn f(res: &mut ResponseWriter, mut xs: Iter) {
            let mut in_head = true;
            while let Some(line) = xs.next() {
                if in_head {
                    if line.is_empty() { in_head = false; continue; }
                    res.insert_header("A", line);
                } else {
                    res.write(line);
                }
            }
        }

        fn f(res: &mut ResponseWriter) {
            let mut state = 0;
            loop {
                match state {
                    0 => { res.set_status(200); state = 1; }
                    1 => { res.insert_header("A", "1"); state = 2; }
                    2 => { res.write("x"); if done() { state = 3; } }
                    _ => break,
                }
            }
        }
        "#,
    );
}

#[test]
fn answered() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) {
            let mut attempts = 0;
            let ok = loop {
                attempts += 1;
                if try_it() { break true; }
                if attempts == 3 { break false; }
            };
            if !ok { res.send_error(503); return; }
            res.set_status(200);
            res.write("x");
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            let answered = if a { res.send("x"); true } else { false };
            log(answered);
            if answered { return }
            res.set_status(404);
        }

        fn f(res: &mut ResponseWriter, k: &str) {
            let answered = match k { "a" => { res.send("a"); true } "b" => { res.send("b"); true } _ => false };
            if !answered { res.send_error(404); }
        }

        fn f(res: &mut ResponseWriter, k: &str) {
            let mut answered = false;
            if k == "a" { res.send("a"); answered = true; }
            if !answered && k == "b" { res.send("b"); answered = true; }
            if !answered { res.send_error(404); }
        }

        fn f(res: &mut ResponseWriter, k: &str) {
            if k == "a" { res.send("a"); }
            if k == "b" { res.send("b"); }
        }

        fn f(res: &mut ResponseWriter) {
            let done: bool;
            if a() { res.send("x"); done = true } else { done = false }
            if !done { res.set_status(y()); }
        }
        "#,
    );
}

#[test]
fn no_flags() {
    table(
        r#"
        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            let mut it = xs.iter();
            if let Some(first) = it.next() {
                res.insert_header("A", first);
                res.write(first);
            }
            for x in it { res.write(x); }
        }

        fn f(res: &mut ResponseWriter) {
            let mut buf = String::new();
            if use_stream() { res.write("x"); } else { buf.push('a'); }
            if !buf.is_empty() { res.insert_header("A", y()); } //~ late
        }

        fn f(res: &mut ResponseWriter, gz: bool) {
            let sent = Cell::new(false);
            if gz { res.write("x"); sent.set(true); }
            if !sent.get() { res.set_status(y()); } //~ late
        }

        fn f(res: &mut ResponseWriter, gz: bool) {
            let sent = AtomicBool::new(false);
            if gz { res.write("x"); sent.store(true, SeqCst); }
            if !sent.load(SeqCst) { res.set_status(y()); } //~ late
        }
        "#,
    );
}
