//! What is said where an attribute inside of a body means nothing, or is not understood.

use super::harness::{errors, expand, table};

/// The one error of a statement, which is the second line of its function.
#[track_caller]
fn misuse(statement: &str, headline: &str) {
    let source = format!("fn f(res: &mut ResponseWriter, n: u8) {{\n{statement}\n res.write(\"x\"); }}");
    let Err(error) = expand("", &source) else { panic!("no error for\n{statement}") };
    let found: Vec<_> =
        error.into_iter().map(|error| (error.span().start().line, error.to_string())).collect();
    assert_eq!(found.len(), 1, "one error for\n{statement}\n{found:?}");
    assert_eq!(found[0].0, 2, "{statement}");
    assert!(found[0].1.starts_with(headline), "{statement}\n{}", found[0].1);
}

#[test]
fn where_they_mean_nothing() {
    for statement in [
        "#[hoist] let n = 1;",
        "#[hoist] res.write(1);",
        "#[hoist] helper(n);",
        r#"foo(#[hoist] res.insert_header("A", "1"));"#,
        "#[hoist] fn inner() {}",
        "match n { #[hoist] 1 => { res.set_status(1); } _ => {} }",
        "struct S { #[hoist] x: u8 }",
        "let unused = || { #[hoist] n += 1; };",
    ] {
        misuse(
            statement,
            "`#[hoist]` means nothing here\nhelp: it stands in front of a statement that sets headers",
        );
    }
    for statement in [
        "#[late(drop)] n += 1;",
        "#[late(drop)] res.write(1);",
        "#[late(drop)] let x;",
        "let r = #[late(drop)] res.set_status(1);",
        "match n { #[late(drop)] 1 => { res.set_status(1); } _ => {} }",
    ] {
        misuse(statement, "`#[late]` means nothing here\nhelp: it stands in front of a statement that");
    }
    for statement in [
        "#[effect(write)] let x = 1;",
        "#[effect(write)] let x;",
        "#[effect(write)] fn inner() {}",
        "#[effect(write)] n;",
        "match n { #[effect(write)] 1 => foo(n), _ => {} }",
    ] {
        misuse(statement, "`#[effect]` means nothing here\nhelp: it stands in front of a call");
    }
}

#[test]
fn what_they_take() {
    misuse("#[hoist(now)] res.set_status(1);", "`#[hoist]` takes no arguments");
    misuse("#[hoist = true] res.set_status(1);", "`#[hoist]` takes no arguments");
    misuse("#[hoist] #[hoist] res.set_status(1);", "`#[hoist]` is given twice");
    misuse("#[late(drop)] #[late(log)] res.set_status(1);", "`#[late]` is given twice");
    misuse("#[late] res.set_status(1);", "expected attribute arguments in parentheses");
    misuse("#[late()] res.set_status(1);", "unknown policy");
    misuse("#[late(explode)] res.set_status(1);", "unknown policy");
    misuse("#[late(my::policy)] res.set_status(1);", "unknown policy");
    misuse("#[effect] foo(n);", "expected attribute arguments in parentheses");
    misuse("#[effect(writes)] foo(n);", "unknown effect `writes`");
    misuse("#[effect(write, read)] foo(n);", "`#[effect]` takes one effect");
    misuse("#[effect(write)] #[effect(read)] foo(n);", "`#[effect]` is given twice");
}

#[test]
fn a_closure_that_runs_often_or_never() {
    let twice = "fn f(res: &mut ResponseWriter) {
        let mut go = || { #[effect(writes)] foo(1); };
        go();
        go();
    }";
    assert_eq!(errors("", twice).len(), 1);
    table(
        r#"
        fn f(res: &mut ResponseWriter) {
            let unused = || { #[hoist] res.set_status(1); };
            let lazy = async || { #[late(drop)] res.set_status(1); };
        }

        fn f() {
            let unused = || service(|req, res: &mut ResponseWriter| { res.write(1); res.set_status(w()); }); //~ late
        }
        "#,
    );
}

#[test]
fn a_value_that_is_used_cannot_be_skipped() {
    let source = r#"fn f(res: &mut ResponseWriter) {
        res.write("x");
        #[late(drop)]
        let used = res.insert_header("A", "1");
        keep(used);
    }"#;
    let errors = errors("", source);
    assert_eq!(errors.len(), 1, "{errors:?}");
    assert!(errors[0].contains("its value is used here"), "{errors:?}");
}
