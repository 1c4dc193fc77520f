//! Small things that would hide a commit, or a change of what a guard reads.

use super::harness::{table, table_with};

#[test]
fn names_that_say_nothing() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) {
            res.ok("body");
            res.set_status(200); //~ check
        }

        fn f(res: &mut ResponseWriter) {
            res.err(500, "x");
            res.set_status(200); //~ check
        }

        fn f(res: &mut ResponseWriter) {
            res.take(5);
            res.set_status(200); //~ check
        }

        fn f(res: &mut ResponseWriter) {
            res.set_status(200).ok();
            res.insert_header("A", "1").unwrap();
        }

        fn f(res: &mut ResponseWriter) {
            (res.callback)(1);
            res.set_status(200);
        }

        fn f(res: &mut ResponseWriter) {
            let method = ResponseWriter::write;
            method(res, "x");
            res.set_status(200); //~ check
        }

        fn f(res: &mut ResponseWriter) {
            unsafe { raw(res as *mut ResponseWriter) };
            res.set_status(200); //~ check
        }

        fn f(res: &mut ResponseWriter) {
            raw(std::ptr::addr_of_mut!(*res));
            res.set_status(200); //~ check
        }

        fn f(res: &mut ResponseWriter) {
            raw(&raw mut *res);
            res.set_status(200); //~ check
        }

        fn f(res: &mut ResponseWriter) {
            std::mem::swap(res, other());
            res.set_status(200); //~ check
        }
        "#,
    );
}

#[test]
fn changes_through_an_index() {
    table(
        r#"
        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            let mut seen = vec![false; 9];
            for x in xs {
                if !seen[0] { res.insert_header("A", x); } //~ check
                seen[0] = true;
                res.write(x);
            }
        }

        fn f(res: &mut ResponseWriter, mut v: Vec<Vec<u8>>) {
            if v.concat().is_empty() { res.write("x"); }
            v[0].push(1);
            if !v.concat().is_empty() { res.set_status(y()); } //~ late
        }

        fn f(res: &mut ResponseWriter, mut v: Vec<u8>) {
            if v.contains(&1) { res.write("x"); }
            v[0] = 1;
            if !v.contains(&1) { res.set_status(y()); } //~ late
        }

        fn f(res: &mut ResponseWriter, mut v: Vec<u8>) {
            if v.contains(&1) { res.write("x"); }
            v[0] += 1;
            if !v.contains(&1) { res.set_status(y()); } //~ late
        }

        fn f(res: &mut ResponseWriter, mut v: Vec<u8>) {
            if v.is_empty() { res.write("x"); }
            fill(&mut v);
            if !v.is_empty() { res.set_status(y()); } //~ late
        }

        fn f(res: &mut ResponseWriter, mut v: Vec<u8>) {
            if v.is_empty() { res.write("x"); }
            for x in v.iter_mut() { *x = 1; }
            if !v.is_empty() { res.set_status(y()); } //~ late
        }

        fn f(res: &mut ResponseWriter, mut v: Vec<u8>) {
            if v.is_empty() { res.write("x"); }
            write!(v, "x");
            if !v.is_empty() { res.set_status(y()); } //~ late
        }

        fn f(res: &mut ResponseWriter, mut a: Option<u8>) {
            if a.is_some() { res.write("x"); }
            if let Some(ref mut x) = a { *x = 1; }
            a.get_or_insert(1);
            if a.is_none() { res.set_status(y()); } //~ late
        }

        fn f(res: &mut ResponseWriter, m: &[u8]) {
            match m { b"GET" => { res.write("x"); } _ => {} }
            if m != b"GET" { res.set_status(404); }
        }

        fn f(res: &mut ResponseWriter, p: &mut Parser) {
            let q = p;
            if q.done { res.write("x"); }
            q.step();
            if !q.done { res.set_status(y()); } //~ late
        }

        fn f(res: &mut ResponseWriter, mut p: Parser) {
            let q = &mut p;
            if q.done { res.write("x"); }
            p.step();
            if !p.done { res.set_status(y()); } //~ late
        }
        "#,
    );
}

#[test]
fn clones_of_fields() {
    table_with(
        "response = self.res",
        r#"
        fn f(&mut self) {
            let r = self.res.clone();
            spawn(async move { r.write("x"); });
            self.res.set_status(200); //~ check
        }

        fn f(&mut self) {
            let r = Arc::clone(&self.res);
            spawn(async move { r.set_status(200); }); //~ check
        }

        fn f(&mut self) {
            let r = self.res.clone();
            r.write("x");
            self.res.set_status(y()); //~ late
        }
        "#,
    );
}
