//! Counters and states that are compared with constants in several ways.

use super::harness::table;

#[test]
fn counters() {
    table(
        r#"
        fn f(res: &mut ResponseWriter, ready: bool, n: u64) {
            let mut count = 0;
            if n > 4 {
                res.write("x");
                count = 1;
            }
            if count <= 0 {
                res.set_status(204);
            }
        }

        fn f(res: &mut ResponseWriter, rows: &[Row]) {
            let mut count = 0;
            for row in rows {
                count += 1;
            }
            if count == 5 {
                res.write("five");
            }
            if count != 5 {
                res.set_status(404);
            }
        }

        fn f(res: &mut ResponseWriter, rows: &[Row]) {
            let mut count = 0;
            for row in rows {
                count += 1;
            }
            if count == 5 {
                res.write("five");
            }
            res.set_status(rows.next()); //~ late
        }

        fn f(res: &mut ResponseWriter, rows: &[Row]) {
            let mut count = 0;
            count += 10;
            if count <= 50 {
                res.write("few");
            }
            res.set_status(rows.next()); //~ late
        }

        fn f(res: &mut ResponseWriter, rows: &[Row]) {
            let mut count = 0;
            for row in rows {
                count += 1;
            }
            if count > 100 {
                res.write("many");
            }
            if count <= 100 {
                res.set_status(404);
            }
        }

        fn f(res: &mut ResponseWriter, rows: &[Row]) {
            let mut count = 0;
            for row in rows {
                count += 1;
            }
            if count > 100 {
                if count > 5 {
                    res.write("many");
                }
            }
            if count <= 100 {
                res.set_status(404);
            }
        }
        "#,
    );
}

#[test]
fn states() {
    table(
        r#"
        fn f(res: &mut ResponseWriter, rows: &[Row], mode: Mode) {
            for row in rows {
                match mode {
                    Mode::Quiet => {}
                    _ => { res.write(row); }
                }
            }
            match mode {
                Mode::Quiet => { res.set_status(204); }
                _ => {}
            }
        }

        fn f(res: &mut ResponseWriter, mode: Mode) {
            if mode != Mode::Empty && mode != Mode::Head {
                res.write("x");
            }
            if mode == Mode::Head {
                res.set_status(204);
            }
        }

        fn f(res: &mut ResponseWriter, mode: Mode) {
            if mode != Mode::Empty && mode != Mode::Head {
                res.write("x");
            }
            if mode == Mode::Full {
                res.insert_header("X", next()); //~ late
            }
        }
        "#,
    );
}

#[test]
fn outcomes_of_each_round() {
    table(
        r#"
        fn f(res: &mut ResponseWriter, rows: &[Row]) {
            for row in rows {
                let shown = catch_unwind(|| show(row));
                if shown.is_ok() {
                    res.insert_header("X", next()); //~ late
                } else {
                    res.write("failed");
                }
            }
        }

        fn f(res: &mut ResponseWriter, rows: &[Row]) {
            for row in rows {
                if row.part().filter(|part| part.len() > 3).is_some() {
                    res.insert_header("X", next()); //~ late
                } else {
                    res.write("none");
                }
            }
        }
        "#,
    );
}
