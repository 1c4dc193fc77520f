//! What is known at a point is bounded; what nobody asks for pushes nothing out, and what was asked for is forgotten.

use super::harness::{findings, table};

#[test]
fn conditions_that_are_asked_once() {
    table(
        r#"
        fn f(res: &mut ResponseWriter, row: Row) {
            let mut started = false;
            if row.ready() {
                res.write("x");
                started = true;
            }
            if row.a && row.b && row.c && row.d && row.e && row.f && row.g && row.h && row.i {
                if !started {
                    res.set_status(204);
                }
            }
        }

        fn f(res: &mut ResponseWriter, rows: &[Row]) {
            let mut started = false;
            for row in rows {
                if row.a && row.b && row.c && row.d && row.e && row.f && row.g && row.h && row.i {
                    if !started {
                        res.set_status(206);
                    }
                    res.write(row.text);
                    started = true;
                }
            }
        }

        fn f(res: &mut ResponseWriter, rows: &[Row], flags: Flags) {
            let mut started = false;
            for row in rows {
                count(row);
            }
            if row.ready() {
                res.write("x");
                started = true;
            }
            if flags.a && flags.b && flags.c && flags.d && flags.e && flags.f && flags.g && flags.h && flags.i {
                if !started {
                    res.set_status(204);
                }
            }
        }
        "#,
    );
}

#[test]
fn options_beside_a_flag() {
    table(
        r#"
        fn f(res: &mut ResponseWriter, rows: &[Row], a: bool, b: bool, c: bool, d: bool, e: bool, f: bool) {
            let mut started = false;
            for row in rows {
                if a { log("a"); }
                if b { log("b"); }
                if c { log("c"); }
                if d { log("d"); }
                if e { log("e"); }
                if f { log("f"); }
                if !started {
                    res.set_status(200);
                    started = true;
                }
                res.write(row);
            }
        }

        fn f(res: &mut ResponseWriter, rows: &[Row], a: bool, b: bool, c: bool, d: bool, e: bool, f: bool, g: bool) {
            let mut started = false;
            for row in rows {
                if a { log("a"); }
                if b { log("b"); }
                if c { log("c"); }
                if d { log("d"); }
                if e { log("e"); }
                if f { log("f"); }
                if g { log("g"); }
                if !started {
                    res.set_status(200);
                    started = true;
                }
                res.write(row);
            }
        }
        "#,
    );
}

#[test]
fn flags_that_are_never_asked() {
    table(
        r#"
        fn f(res: &mut ResponseWriter, ready: bool) {
            let mut started = false;
            if ready {
                res.write("x");
                started = true;
            }
            let mut a = false; let mut b = false; let mut c = false; let mut d = false; let mut e = false;
            let mut f = false; let mut g = false; let mut h = false; let mut i = false;
            if !started {
                res.set_status(204);
            }
            log(a, b, c, d, e, f, g, h, i);
        }

        fn f(res: &mut ResponseWriter, ready: bool) {
            let mut started = false;
            if ready {
                res.write("x");
                started = true;
            }
            let a = started; let b = started; let c = started; let d = started; let e = started;
            let f = started; let g = started; let h = started; let i = started;
            if !started {
                res.set_status(204);
            }
            log(a, b, c, d, e, f, g, h, i);
        }
        "#,
    );
}

#[test]
fn conditions_that_are_over() {
    table(
        r#"
        fn f(res: &mut ResponseWriter, ready: bool, one: Flags, two: Flags) {
            let mut started = false;
            if ready {
                res.write("x");
                started = true;
            }
            if one.a && one.b && one.c && one.d && one.e { log("one"); }
            if one.a && one.b && one.c && one.d && one.e {
                if two.a && two.b && two.c && two.d && two.e { log("two"); }
                if two.a && two.b && two.c && two.d && two.e {
                    if !started {
                        res.set_status(204);
                    }
                }
            }
        }
        "#,
    );
}

#[test]
fn eight_flags() {
    table(
        r#"
        fn f(res: &mut ResponseWriter, ready: bool) {
            let mut a = false; let mut b = false; let mut c = false; let mut d = false;
            let mut e = false; let mut f = false; let mut g = false; let mut h = false;
            if ready {
                res.write("x");
                a = true; b = true; c = true; d = true; e = true; f = true; g = true; h = true;
            }
            if !a { res.set_status(200); }
            if !b { res.set_status(201); }
            if !c { res.set_status(202); }
            if !d { res.set_status(203); }
            if !e { res.set_status(204); }
            if !f { res.set_status(205); }
            if !g { res.set_status(206); }
            if !h { res.set_status(207); }
        }
        "#,
    );
}

#[test]
fn of_nine_flags_the_oldest_is_forgotten() {
    table(
        r#"
        fn f(res: &mut ResponseWriter, ready: bool) {
            let mut a = false; let mut b = false; let mut c = false; let mut d = false; let mut e = false;
            let mut f = false; let mut g = false; let mut h = false; let mut i = false;
            if ready {
                res.write("x");
                a = true; b = true; c = true; d = true; e = true; f = true; g = true; h = true; i = true;
            }
            if !b { res.set_status(201); }
            if !c { res.set_status(202); }
            if !d { res.set_status(203); }
            if !e { res.set_status(204); }
            if !f { res.set_status(205); }
            if !g { res.set_status(206); }
            if !h { res.set_status(207); }
            if !i { res.set_status(208); }
            if !a { res.insert_header("X", next()); } //~ late
        }
        "#,
    );
}

/// What becomes of a header behind `before` statements, a write and `between` more statements.
fn behind(before: usize, between: usize) -> Vec<(usize, String)> {
    let (before, between) = ("count();".repeat(before), "count();".repeat(between));
    let source = format!(
        "fn f(res: &mut ResponseWriter) {{ let it = pick(); {before} res.write(it.len()); {between}
            res.insert_header(\"X\", it.len()); }}"
    );
    findings("", &source)
}

#[test]
fn nothing_moves_over_more_than_two_hundred_statements() {
    assert_eq!(behind(0, 199), [(2, "hoist".to_owned())]);
    assert_eq!(behind(0, 200), [(2, "late".to_owned())]);
}

#[test]
fn what_holds_a_variable_is_searched_in_three_hundred_statements() {
    assert_eq!(behind(299, 0), [(2, "hoist".to_owned())]);
    assert_eq!(behind(300, 0), [(2, "late".to_owned())]);
}
