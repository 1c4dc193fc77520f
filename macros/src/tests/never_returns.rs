//! What can panic does not move over a call that may not come back.

use super::harness::{table, table_with};

#[test]
fn by_name() {
    table_with(
        "calls(give_up = never)",
        r#"
        fn f(res: &mut ResponseWriter, n: u64) {
            res.write("x");
            if n > 9 {
                give_up(res);
            }
            res.insert_header("X", n + 1); //~ late | not moved up
        }

        fn f(res: &mut ResponseWriter, n: u64) {
            res.write("x");
            if n > 9 {
                give_up();
            }
            res.insert_header("X", n); //~ hoist
        }
        "#,
    );
}

#[test]
fn by_method() {
    table_with(
        "calls(app.give_up = never)",
        r#"
        fn f(app: &App, res: &mut ResponseWriter, n: u64) {
            res.write("x");
            if n > 9 {
                app.give_up(res);
            }
            res.insert_header("X", n + 1); //~ late
        }
        "#,
    );
}

#[test]
fn by_type() {
    table(
        r#"
        fn f(res: &mut ResponseWriter, n: u64) {
            fn give_up() -> ! {
                std::process::exit(1)
            }
            res.write("x");
            if n > 9 {
                give_up();
            }
            res.insert_header("X", n + 1); //~ late
        }
        "#,
    );
}

#[test]
fn a_helper_that_writes() {
    table_with(
        "calls(render = write)",
        r#"
        fn f(res: &mut ResponseWriter, n: u64) {
            res.write("x");
            render(res);
            res.insert_header("X", n + 1); //~ hoist
        }
        "#,
    );
}
