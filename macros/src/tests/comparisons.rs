//! Conditions: comparisons in either order, pure expressions over places, literals and constants.

use super::harness::table;

#[test]
fn either_order() {
    table(
        r#"
        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            let mut n = 0;
            for x in xs {
                if 0 == n { res.set_status(200); }
                res.write(x);
                n += 1;
            }
        }

        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            let mut n = 0;
            for x in xs {
                if 1 > n { res.set_status(200); }
                res.write(x);
                n += 1;
            }
        }

        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            let mut n = 0;
            for x in xs {
                if 0 >= n { res.set_status(200); }
                res.write(x);
                n += 1;
            }
        }

        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            let mut n = 0;
            for x in xs {
                if 0 < n { res.write(x); } else { res.set_status(200); }
                n += 1;
            }
        }

        fn f(res: &mut ResponseWriter, xs: &[u8]) {
            let mut n = 0;
            for x in xs {
                if 1 <= n { res.write(x); } else { res.set_status(200); }
                n += 1;
            }
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            let mut step = Step::Head;
            if a { res.write("x"); step = Step::Body; }
            if Step::Head == step { res.set_status(200); }
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            if a { res.write("x"); }
            if res.headers_sent() != true { res.set_status(404); }
        }
        "#,
    );
}

#[test]
fn pure_expressions() {
    table(
        r#"
        fn f(res: &mut ResponseWriter, list: &[u8], x: u8) {
            if list.contains(&x) { res.write("x"); }
            if !list.contains(&x) { res.set_status(404); }
        }

        fn f(res: &mut ResponseWriter, n: u32) {
            if n % 2 == 0 { res.write("x"); }
            if n % 2 != 0 { res.set_status(404); }
        }

        fn f(res: &mut ResponseWriter) {
            if res.chunked { res.write("x"); }
            if !res.chunked { res.set_status(404); } //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let mut user = find();
            if user.name.is_empty() { res.write("x"); }
            if !user.name.is_empty() { res.set_status(404); }
        }

        fn f(res: &mut ResponseWriter, mut left: Vec<u8>) {
            let raw = &raw mut left;
            if left.is_empty() { res.write("x"); }
            unsafe { (*raw).push(1); }
            if !left.is_empty() { res.set_status(404); } //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let mut sent = false;
            let raw = &raw mut sent;
            res.write("x");
            unsafe { *raw = true; }
            if sent { res.set_status(404); } //~ late
        }

        fn f(res: &mut ResponseWriter, part: &Part) {
            if part == &Part::Body(1) { return; }
            res.write("x");
            if let Part::Body(_) = part { res.set_status(404); } //~ hoist
        }

        fn f(res: &mut ResponseWriter) {
            #[cfg(test)]
            res.write("x");
            #[cfg(not(debug_assertions))]
            res.set_status(404); //~ hoist
        }

        fn f(res: &mut ResponseWriter, kind: u8, mask: u8) {
            if kind == !mask { res.write("x"); }
            if !(kind == !mask) { res.set_status(404); }
        }

        fn f(res: &mut ResponseWriter, n: u8, max: usize) {
            if n as usize > max { res.write("x"); }
            if !(n as usize > max) { res.set_status(404); }
        }

        fn f(res: &mut ResponseWriter, n: u8) {
            let big = n > 3;
            if big { res.write("x"); }
            if n <= 3 { res.set_status(404); }
        }

        fn f(res: &mut ResponseWriter) {
            let mut n = 1;
            n = -n + 1;
            res.write("x");
            if n == 0 { res.set_status(404); } //~ hoist
        }
        "#,
    );
}

#[test]
fn literals_and_constants() {
    table(
        r#"
        fn f(res: &mut ResponseWriter, stop: &bool) {
            if *stop { res.write("x"); }
            match *stop { true => return, false => {} }
            res.set_status(404);
        }

        fn f(res: &mut ResponseWriter) {
            while true {
                if done() { return; }
                res.write("x");
            }
            res.set_status(404);
        }

        fn f(res: &mut ResponseWriter, kind: u8) {
            if kind == b'x' { res.write("x"); return; }
            match kind { b'x' => { res.write("x"); } _ => {} }
            res.set_status(404);
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            let mut end = ',';
            if a { res.write("x"); end = ';'; }
            if end == ',' { res.set_status(404); }
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            let mut step = Start;
            if a { res.write("x"); step = Body; }
            match step { Start => { res.set_status(404); } Body => {} }
        }

        fn f(res: &mut ResponseWriter, mode: u8) {
            if mode == FAST { res.write("x"); }
            match mode { FAST => {} _ => { res.set_status(404); } }
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            let mut part = Part::A(1);
            if a { res.write("x"); part = Part::B(2); }
            if let Part::A(n) = part { res.set_status(404); }
        }

        fn f(res: &mut ResponseWriter) -> Result<()> {
            let first = Ok::<bool, Error>(true)?;
            if !first { res.write("x")?; }
            res.set_status(404)?;
            Ok(())
        }
        "#,
    );
}

#[test]
fn bounds_on_both_sides() {
    table(
        r#"
        fn f(n: usize, res: &mut ResponseWriter) -> Result<(), Error> {
            if n <= 1 { res.write("few")?; }
            if n > 1 { res.insert_header("A", "1")?; }
            Ok(())
        }

        fn f(rows: &[u8], res: &mut ResponseWriter) -> Result<(), Error> {
            let total = rows.len();
            if total < 10 { res.write("few")?; }
            if total >= 10 { res.insert_header("A", "1")?; }
            Ok(())
        }

        fn f(rows: &[u8], res: &mut ResponseWriter) -> Result<(), Error> {
            if rows.len() < 10 { res.write("few")?; }
            if 10 <= rows.len() { res.insert_header("A", "1")?; }
            Ok(())
        }

        fn f(n: usize, res: &mut ResponseWriter) -> Result<(), Error> {
            if n < 10 { res.write("few")?; }
            if n == 12 { res.insert_header("A", "1")?; }
            if n == 9 { res.insert_header("B", next())?; } //~ late
            Ok(())
        }

        fn f(n: usize, res: &mut ResponseWriter) -> Result<(), Error> {
            let few = 3 < n && n <= 5;
            if few { res.write("few")?; }
            if n == 3 { res.insert_header("A", next())?; }
            if n == 6 { res.insert_header("B", next())?; }
            if n < 4 { res.insert_header("C", next())?; }
            if n < 5 { res.insert_header("D", next())?; } //~ late
            Ok(())
        }

        fn f(n: usize, mut m: usize, res: &mut ResponseWriter) -> Result<(), Error> {
            if m <= 5 { res.write("few")?; }
            m += 1;
            if m > 5 { res.insert_header("A", next())?; } //~ late
            Ok(())
        }

        fn f(x: f64, res: &mut ResponseWriter) -> Result<(), Error> {
            if x <= 1.0 { return Ok(()); }
            if x > 1.0 { res.insert_header("A", "1")?; } else { res.write("not a number")?; }
            res.insert_header("B", next())?; //~ late
            Ok(())
        }
        "#,
    );
}

#[test]
fn the_same_comparison_written_otherwise() {
    table(
        r#"
        fn f(id: u64, last: u64, res: &mut ResponseWriter) -> Result<(), Error> {
            if id == last { res.write("same")?; }
            if id != last { res.insert_header("A", next())?; }
            if last == id { res.insert_header("B", next())?; } //~ late
            Ok(())
        }

        fn f(id: u64, last: u64, res: &mut ResponseWriter) -> Result<(), Error> {
            if last != id { res.write("new")?; }
            if id == last { res.insert_header("A", next())?; }
            Ok(())
        }

        fn f(id: u64, last: u64, res: &mut ResponseWriter) -> Result<(), Error> {
            if id < last { return res.send("old"); }
            if last > id { res.write("never")?; }
            res.insert_header("A", next())
        }

        fn f(id: f64, last: f64, res: &mut ResponseWriter) -> Result<(), Error> {
            if id >= last { return res.send("old"); }
            if id < last { return res.send("new"); }
            res.write("neither is a number")?;
            res.insert_header("A", next()) //~ late
        }

        fn f(id: f64, last: f64, res: &mut ResponseWriter) -> Result<(), Error> {
            if last <= id { res.write("old")?; }
            if id >= last { res.insert_header("A", next())?; } //~ late
            Ok(())
        }

        fn f(page: &Page, size: usize, res: &mut ResponseWriter) -> Result<(), Error> {
            let changed = page.len() != size;
            if changed { res.write("changed")?; }
            if size == page.len() { res.insert_header("A", next())?; }
            Ok(())
        }
        "#,
    );
}

#[test]
fn empty_is_of_length_zero() {
    table(
        r#"
        fn f(rows: &[u8], res: &mut ResponseWriter) -> Result<(), Error> {
            if rows.is_empty() { res.write("none")?; }
            if rows.len() > 0 { res.insert_header("A", next())?; }
            if rows.len() != 0 { res.insert_header("B", next())?; }
            if !rows.is_empty() { res.insert_header("C", next())?; }
            if rows.len() < 2 { res.insert_header("D", next())?; } //~ late
            Ok(())
        }

        fn f(rows: &[u8], res: &mut ResponseWriter) -> Result<(), Error> {
            if rows.len() == 0 { return res.send("none"); }
            if rows.is_empty() { res.write("never")?; }
            res.insert_header("A", next())
        }

        fn f(rows: &[u8], other: &[u8], res: &mut ResponseWriter) -> Result<(), Error> {
            if rows.is_empty() { res.write("none")?; }
            if other.len() != 0 { res.insert_header("A", next())?; } //~ late
            Ok(())
        }

        fn f(mut rows: Vec<u8>, res: &mut ResponseWriter) -> Result<(), Error> {
            if rows.is_empty() { res.write("none")?; }
            rows.push(1);
            if rows.len() > 0 { res.insert_header("A", next())?; } //~ late
            Ok(())
        }

        fn f(rows: &[u8], res: &mut ResponseWriter) -> Result<(), Error> {
            match rows.len() {
                0 => res.write("none")?,
                _ => res.insert_header("A", next())?,
            }
            if !rows.is_empty() { res.insert_header("B", next())?; }
            Ok(())
        }

        fn f(n: i32, res: &mut ResponseWriter) -> Result<(), Error> {
            if n != 0 { res.write("some")?; }
            if n < 0 { res.insert_header("A", next())?; } //~ late
            Ok(())
        }

        fn f(rows: &[u8], res: &mut ResponseWriter) -> Result<(), Error> {
            if rows.len() == 1 { res.write("one")?; }
            if rows.len() == 0 { res.insert_header("A", next())?; }
            if 1 == rows.len() { res.insert_header("B", next())?; } //~ late
            if 0 != rows.len() { res.insert_header("C", next())?; } //~ late
            Ok(())
        }
        "#,
    );
}
