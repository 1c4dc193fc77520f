//! What only the first round of a loop does: behind a flag, a value that is taken out, the index of a range.

use super::harness::table;

#[test]
fn taken() {
    table(
        r#"
        fn f(res: &mut ResponseWriter, rows: impl Iterator<Item = Row>) {
            let mut first = true;
            for row in rows {
                if std::mem::take(&mut first) { res.set_status(200); }
                res.write(row);
            }
        }

        fn f(res: &mut ResponseWriter, rows: impl Iterator<Item = Row>) {
            let mut first = true;
            for row in rows {
                if mem::replace(&mut first, false) { res.set_status(200); }
                res.write(row);
            }
        }

        fn f(res: &mut ResponseWriter, rows: impl Iterator<Item = Row>) {
            let mut first = true;
            for row in rows {
                if mem::replace(&mut first, true) { res.set_status(row.code); } //~ check
                res.write(row);
            }
        }

        fn f(res: &mut ResponseWriter, rows: impl Iterator<Item = Row>) {
            let mut started = false;
            for row in rows {
                if !std::mem::replace(&mut started, true) { res.set_status(200); }
                res.write(row);
            }
        }

        fn f(res: &mut ResponseWriter, rows: &[Row]) {
            let mut first = Some("A");
            for row in rows {
                if let Some(name) = first.take() { res.insert_header(name, row.name); }
                res.write(row);
            }
        }

        fn f(res: &mut ResponseWriter, rows: &[Row]) {
            let mut head = Some(make());
            for row in rows {
                match head.take() { Some(h) => { res.insert_header("A", h); } None => {} }
                res.write(row);
            }
        }

        fn f(res: &mut ResponseWriter, rows: &[Row]) {
            let mut head = Some(make());
            for row in rows {
                if let Some(h) = head.take() { res.insert_header("A", h); } //~ check
                res.write(row);
                if row.again { head = Some(make()); }
            }
        }

        fn f(res: &mut ResponseWriter, mut head: Option<String>) {
            if head.take().is_some() { res.write("x"); }
            if head.is_some() { res.set_status(y()); }
        }

        fn f(res: &mut ResponseWriter, mut head: Option<String>) {
            if head.take().is_some() { res.write("x"); }
            if head.is_none() { res.set_status(y()); } //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let mut first = true;
            let r = &mut first;
            for row in rows() {
                if std::mem::take(&mut first) { res.set_status(200); } //~ check
                change(r);
                res.write(row);
            }
        }
        "#,
    );
}

#[test]
fn ranges() {
    table(
        r#"
        fn f(res: &mut ResponseWriter, n: usize) {
            for i in 0..n { if i == 0 { res.insert_header("A", y()); } res.write(i); }
        }

        fn f(res: &mut ResponseWriter, n: usize) {
            for i in 1..=n { if i == 1 { res.insert_header("A", y()); } res.write(i); }
        }

        fn f(res: &mut ResponseWriter, n: usize) {
            for page in 1.. { if page > 1 { res.write(page); } else { res.insert_header("A", y()); } if last(page) { break; } }
        }

        fn f(res: &mut ResponseWriter, n: usize) {
            for i in 0..n { if i == 1 { res.insert_header("A", y()); } res.write(i); } //~ late
        }

        fn f(res: &mut ResponseWriter, n: usize) {
            for i in n..9 { if i == 0 { res.insert_header("A", y()); } res.write(i); } //~ late
        }

        fn f(res: &mut ResponseWriter, n: usize) {
            for i in (0..n).rev() { if i == 0 { res.insert_header("A", y()); } res.write(i); } //~ late
        }

        fn f(res: &mut ResponseWriter, rows: &[Row]) {
            for i in 0..rows.len() { match i { 0 => { res.insert_header("A", rows[i]); } _ => { res.write(rows[i]); } } }
        }
        "#,
    );
}

#[test]
fn first_iteration() {
    table(
        r#"
        fn f(res: &mut ResponseWriter, rows: &[Row]) {
            for (i, row) in rows.iter().enumerate() {
                if i == 0 { res.set_status(200); res.insert_header("A", row.name); }
                res.write(row);
            }
        }

        fn f(res: &mut ResponseWriter, rows: impl Iterator<Item = Row>) {
            let mut first = true;
            for row in rows {
                if std::mem::take(&mut first) { res.set_status(200); }
                res.write(row);
            }
        }

        fn f(res: &mut ResponseWriter, rows: &[Row]) {
            let mut head_done = false;
            for row in rows {
                if head_done == false {
                    res.insert_header("A", row.name);
                    head_done = true;
                }
                res.write(row);
            }
        }

        fn f(res: &mut ResponseWriter, rows: &[Row]) {
            let mut first = Some("A");
            for row in rows {
                if first.is_some() { res.insert_header("A", row.name); first = None; }
                res.write(row);
            }
        }

        fn f(res: &mut ResponseWriter, rows: &[Row]) {
            let mut first = Some("A");
            for row in rows {
                if let Some(name) = first.take() { res.insert_header(name, row.name); }
                res.write(row);
            }
        }

        fn f(res: &mut ResponseWriter, rows: &[Row]) {
            let mut rows = rows.iter().peekable();
            if rows.peek().is_none() { res.set_status(204); return; }
            for row in rows { res.write(row); }
        }

        fn f(res: &mut ResponseWriter, rows: &[Row]) {
            let Some((first, rest)) = rows.split_first() else { res.send_status(204); return };
            res.insert_header("A", first.name);
            res.write(first);
            for row in rest { res.write(row); }
        }

        fn f(res: &mut ResponseWriter) {
            let mut offset = 0;
            while let Some(chunk) = read(offset) {
                if offset == 0 { res.insert_header("A", "1"); }
                offset += 1;
                res.write(chunk);
            }
        }

        fn f(res: &mut ResponseWriter) {
            let mut offset = 0;
            while let Some(chunk) = read(offset) {
                if offset == 0 { res.insert_header("A", "1"); } //~ check
                res.write(chunk);
                offset += chunk.len();
            }
        }

        fn f(res: &mut ResponseWriter, n: usize) {
            for i in 0..n { if i == 0 { res.insert_header("A", "1"); } res.write(i); }
        }
        "#,
    );
}
