//! What the fuzzers found, made small.

use std::time::{Duration, Instant};

use super::harness::expand;

/// Expands in a time that no unoptimized build exceeds unless the work explodes.
#[track_caller]
fn quick(source: &str) {
    let start = Instant::now();
    drop(expand("", source));
    assert!(start.elapsed() < Duration::from_secs(10), "{:?} for\n{source}", start.elapsed());
}

#[test]
fn a_closure_that_is_given_itself() {
    quick(
        r#"
fn f(res: &mut ResponseWriter) {
    let mut put = |_| {
        #[effect(write)]
        res.insert_header("A", put);
    };
    put(1);
    put(put);
}"#,
    );
}

#[test]
fn closures_that_are_called_where_they_are_made() {
    quick(
        r#"
fn f(res: &mut ResponseWriter) {
    if (match || (match || 'a: { break 'a (res.spawn().set_status(y()))[0] } { Some(x) if c => x, _ => d })() {
        Some(x) if c => x,
        _ => d,
    })() {
        res;
    }
}"#,
    );
}

/// The conditions of the checks that are inserted.
fn conditions(source: &str) -> Vec<String> {
    let text = expand("", source).expect("a check is possible").to_string();
    let asked = text.split("if __HeadersFirst :: __head_sent (").skip(1);
    asked.filter_map(|rest| Some(rest.split_once(") { static")?.0.to_owned())).collect()
}

#[test]
fn what_a_check_asks_is_evaluated_once_more_only_if_that_does_nothing() {
    let source = r#"
fn f(res: &mut ResponseWriter, other: &mut ResponseWriter, all: &mut [u8]) {
    helper(res);
    pick(&mut *res, count.next()).set_status(500);
    (if a { &mut *res } else { &mut *other }).set_status(500);
    (res as &mut dyn Responds).set_status(500);
    res.borrow_mut().set_status(500);
}"#;
    let expected =
        ["& * res", "& (if a { & mut * res } else { & mut * other })", "& * res", "& res . borrow_mut ()"];
    assert_eq!(conditions(source), expected);
}

#[test]
fn what_cannot_be_asked_again_is_an_error() {
    let source = "fn f(res: &mut ResponseWriter) { helper(res); (match next() { 0 => &mut *res, _ => res }).set_status(5); }";
    let errors = super::harness::errors("", source);
    assert!(errors[0].starts_with("cannot follow the response to `set_status`"), "{errors:?}");
    assert!(errors[0].ends_with("bind it by a `let` first"), "{errors:?}");
}
