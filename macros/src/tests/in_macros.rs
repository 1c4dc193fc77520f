//! Code in the arguments of known macros is changed like any other: moved, checked, freed of attributes.

use proc_macro2::TokenStream;

use super::harness::{errors, expand, table};

/// Compares an expansion with the source text that it should read like.
#[track_caller]
fn becomes(source: &str, expected: &str) {
    let expected: TokenStream = expected.parse().expect("tokens");
    let found = expand("", source).expect("the source is accepted");
    assert_eq!(found.to_string(), expected.to_string());
}

/// The expansion without the check's own trait, with short paths.
#[track_caller]
fn checked(args: &str, source: &str) -> String {
    let found = expand(args, source).expect("the source is accepted").to_string();
    let found = found.replace(":: headers_first :: private :: ", "");
    let (_, body) = found.split_once("head_sent (self) } }").expect("a check was inserted");
    body.to_owned()
}

const CHECK: &str = "if __HeadersFirst :: __head_sent (& * res)";

#[test]
fn moved_in_an_arm_of_select() {
    becomes(
        r#"async fn f(res: &mut ResponseWriter) {
            tokio::select! {
                biased;
                Some(x) = rx.recv(), if open => { res.write(x); res.insert_header("A", "1"); }
                _ = stop => log(),
                else => { res.write("z"); res.set_status(201); }
            }
        }"#,
        r#"async fn f(res: &mut ResponseWriter) {
            tokio::select! {
                biased;
                Some(x) = rx.recv(), if open => { res.insert_header("A", "1"); res.write(x); }
                _ = stop => log(),
                else => { res.set_status(201); res.write("z"); }
            }
        }"#,
    );
}

#[test]
fn moved_in_blocks_that_macros_run() {
    for mac in ["join!(@, other())", "futures::join!(other(), @)", "dbg!(@).await", "vec![(@).await, x]"] {
        let call =
            |block: &str| format!("async fn f(res: &mut ResponseWriter) {{ {}; }}", mac.replace('@', block));
        becomes(
            &call(r#"async { res.write("x").await; res.insert_header("A", "1"); }"#),
            &call(r#"async { res.insert_header("A", "1"); res.write("x").await; }"#),
        );
    }
    for mac in [
        r#"println!("{} {n}", @)"#,
        r#"format!("{a}", a = @)"#,
        "assert!(@)",
        r#"assert_eq!(1, @, "{n}")"#,
        r#"ensure!(@, "failed")"#,
        r#"tracing::info!(target: "x", n, a = %@, "text")"#,
        "matches!(x, Some(y) if @)",
        "vec![@; 2]",
        r#"write!(out, "{}", @)"#,
        r#"panic!("{}", @)"#,
        r#"bail!("{}", @)"#,
        "scopeguard::defer!(@)",
        r#"println!("{}", format!("{}", @))"#,
    ] {
        let call = |block: &str| format!("fn f(res: &mut ResponseWriter) {{ {}; }}", mac.replace('@', block));
        becomes(
            &call(r#"{ res.write("x"); res.insert_header("A", "1"); 1 }"#),
            &call(r#"{ res.insert_header("A", "1"); res.write("x"); 1 }"#),
        );
    }
}

#[test]
fn moved_in_the_body_of_a_guard_and_in_a_handler_in_a_stream() {
    becomes(
        r#"fn f(res: &mut ResponseWriter) { defer! { res.write("x"); res.insert_header("A", "1"); } }"#,
        r#"fn f(res: &mut ResponseWriter) { defer! { res.insert_header("A", "1"); res.write("x"); } }"#,
    );
    becomes(
        r#"fn f() { go(stream! { let s = service(|req, res: &mut ResponseWriter| { res.write("x"); res.set_status(201); }); yield s; }); }"#,
        r#"fn f() { go(stream! { let s = service(|req, res: &mut ResponseWriter| { res.set_status(201); res.write("x"); }); yield s; }); }"#,
    );
}

#[test]
fn checked_where_it_stands() {
    let body = checked(
        "",
        r#"async fn f(res: &mut ResponseWriter) {
            helper(res);
            select! { x = y => { res.insert_header("A", "1"); } }
        }"#,
    );
    assert!(body.contains(&format!("select ! {{ x = y => {{ {CHECK}")), "{body}");
    let body = checked(
        "",
        r#"fn f(res: &mut ResponseWriter) {
            let v = vec![res.insert_header("A", 1).is_ok(), { helper(res); true }, res.insert_header("A", 1).is_ok()];
        }"#,
    );
    let first = body.find(r#"vec ! [res . insert_header ("A" , 1) . is_ok () , {"#);
    assert!(first.is_some(), "the first of two that read the same is on time: {body}");
    assert_eq!(body.matches(CHECK).count(), 1, "{body}");
}

#[test]
fn attributes_are_obeyed_and_removed() {
    for mac in ["defer! { @ }", "tokio::select! { x = y => { @ } }", "join!(async { @ }, z);"] {
        let at = r#"#[late(log)] res.insert_header("A", "1");"#;
        let source = format!(
            "async fn f(res: &mut ResponseWriter) {{ res.write(\"x\").await; {} }}",
            mac.replace('@', at)
        );
        let body = checked("", &source);
        assert!(body.contains("Policy :: Log") && !body.contains("# [late"), "{body}");
    }
    becomes(
        "async fn f(res: &mut ResponseWriter) { select! { x = y => { #[effect(read)] count(res); } } res.set_status(1); }",
        "async fn f(res: &mut ResponseWriter) { select! { x = y => { count(res); } } res.set_status(1); }",
    );
    let misplaced = errors("", "fn f(res: &mut ResponseWriter) { defer! { struct S { #[hoist] x: u8 } } }");
    assert!(misplaced.iter().any(|error| error.contains("`#[hoist]` means nothing here")), "{misplaced:?}");
}

#[test]
fn what_cannot_be_put_back_is_an_error() {
    // `for await` is parsed as a plain `for`, so the tokens are not found again.
    let errors = errors(
        "",
        r#"fn f() { go(stream! { for await x in y { go(service(|req, res: &mut ResponseWriter| { res.write("x"); res.set_status(201); })); } }); }"#,
    );
    assert!(errors[0].contains("inside of `stream!` cannot be changed here"), "{errors:?}");
}

#[test]
fn found_in_macros_like_outside() {
    table(
        r#"
        async fn f(res: &mut ResponseWriter) {
            helper(res);
            tokio::select! { x = y => { res.insert_header("A", "1"); } z = w => {} } //~ check
        }

        async fn f(res: &mut ResponseWriter) {
            tokio::select! {
                x = y => {
                    res.write(x).await;
                    res.insert_header("A", "1"); //~ hoist
                }
            }
        }

        async fn f(res: &mut ResponseWriter, n: u8) {
            tokio::join!(async {
                res.write("x").await;
                res.insert_header("A", n()); //~ late
            }, other());
        }

        async fn f(res: &mut ResponseWriter) {
            res.insert_header("A", "1");
            tokio::select! { x = y => { res.write(x).await; } z = w => { res.send_error(504).await; } }
        }
        "#,
    );
}

#[test]
fn attributes_are_removed_beside_an_error() {
    let source = r#"fn f(res: &mut ResponseWriter) {
        res.write("x");
        defer! { #[late(log)] res.set_status(1); }
        res.set_status(y());
        fn inner(res: &mut ResponseWriter) { select! { x = y => { #[effect(read)] count(res); } } }
    }"#;
    let output = crate::expand::expand(TokenStream::new(), source.parse().expect("tokens")).to_string();
    assert!(output.contains("compile_error") && output.contains("count (res)"), "{output}");
    assert!(!output.contains("# [late") && !output.contains("# [effect"), "{output}");
}
