//! What the arguments of a macro are taken to be.

use syn::visit::Visit;
use syn::{Expr, Macro};

use crate::known::macros::{KnownMacro, Macros};

/// Every macro of an expression with what is known of it, outermost first.
fn each(code: &str, mut check: impl FnMut(&str, &KnownMacro)) {
    struct Walk<'m, F>(&'m Macros, F);
    impl<'ast, F: FnMut(&str, &KnownMacro)> Visit<'ast> for Walk<'_, F> {
        fn visit_macro(&mut self, mac: &'ast Macro) {
            let Some(known) = self.0.get(mac) else { return };
            let name = mac.path.segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default();
            (self.1)(&name, known);
            known.visit(self);
        }
        fn visit_item(&mut self, _: &'ast syn::Item) {}
    }
    let expr: Expr = syn::parse_str(code).expect("an expression");
    let macros = Macros::of_expr(&expr);
    Walk(&macros, &mut check).visit_expr(&expr);
}

/// The outermost macro: a word for its kind, and the names that its expressions and its mentions hold.
fn outer(code: &str) -> (&'static str, Vec<String>) {
    let mut first = None;
    each(code, |_, known| {
        first.get_or_insert_with(|| (kind(known), names(known)));
    });
    first.unwrap_or(("none", Vec::new()))
}

fn names(known: &KnownMacro) -> Vec<String> {
    struct Names(Vec<String>);
    impl<'ast> Visit<'ast> for Names {
        fn visit_expr_path(&mut self, path: &'ast syn::ExprPath) {
            self.0.extend(path.path.get_ident().map(ToString::to_string));
        }
    }
    let mut names = Names(known.mentions());
    known.visit(&mut names);
    names.0.sort();
    names.0.dedup();
    names.0
}

fn kind(known: &KnownMacro) -> &'static str {
    match known {
        KnownMacro::Write { .. } => "write",
        KnownMacro::Format(_) => "format",
        KnownMacro::Vec { .. } => "vec",
        KnownMacro::Assert { .. } => "assert",
        KnownMacro::AssertEq { .. } => "assert_eq",
        KnownMacro::DebugAssert { .. } => "debug_assert",
        KnownMacro::Matches { .. } => "matches",
        KnownMacro::Dbg { .. } => "dbg",
        KnownMacro::Diverges(_) => "diverges",
        KnownMacro::Bail(_) => "bail",
        KnownMacro::Ensure { .. } => "ensure",
        KnownMacro::Select { .. } => "select",
        KnownMacro::Join { .. } => "join",
        KnownMacro::TryJoin { .. } => "try_join",
        KnownMacro::Log { .. } => "log",
        KnownMacro::Deferred { .. } => "deferred",
        KnownMacro::Defer { .. } => "defer",
        KnownMacro::Pin { .. } => "pin",
        KnownMacro::Local { exits: true, .. } => "local that exits",
        KnownMacro::Local { .. } => "local",
        KnownMacro::Opaque { .. } => "opaque",
    }
}

fn all(expected: &str, names: &[&str], codes: &[&str]) {
    for code in codes {
        let (kind, found) = outer(code);
        assert_eq!((kind, found), (expected, names.iter().map(ToString::to_string).collect()), "{code}");
    }
}

#[test]
fn format_strings_and_their_captures() {
    all("format", &["n"], &[r#"format!("{n}")"#, r#"std::println!("{n:?} {n}")"#, r#"print!("{:n$}", 1)"#]);
    all("format", &["n"], &[r#"format!("{:.n$}", 1)"#, r#"format!("{:>n$}", 1)"#, r#"format!("{:0n$}", 1)"#]);
    all(
        "format",
        &["b"],
        &[r#"format!("{a} {b}", a = 1)"#, r#"format!("{{a}} {b}")"#, r#"format!("{0} {}", b)"#],
    );
    all(
        "format",
        &[],
        &[r#"format!("{{n}}")"#, "println!()", r#"concat!("{", "n", "}")"#, r#"env!("HOME")"#],
    );
    all("write", &["n", "res"], &[r#"write!(res, "{n}")"#, r#"writeln!(&mut *res, "{}", n)"#]);
}

#[test]
fn assertions_and_exits() {
    all("assert", &["a", "b"], &[r#"assert!(a, "{b}")"#, r#"assert!(a && b)"#]);
    all("assert_eq", &["a", "b", "c"], &[r#"assert_eq!(a, b, "{c}")"#, r#"assert_ne!(a, b, "{}", c)"#]);
    all("debug_assert", &["a", "b"], &[r#"debug_assert!(a, "{b}")"#, "debug_assert_eq!(a, b)"]);
    all("diverges", &["n"], &[r#"panic!("{n}")"#, r#"unreachable!("{}", n)"#, "todo!(\"{n}\")"]);
    all("bail", &["n"], &[r#"bail!("{n}")"#, "anyhow::bail!(n)"]);
    all("ensure", &["a", "b"], &[r#"ensure!(a, "{b}")"#, "ensure!(a, b)"]);
    all("matches", &["a", "c"], &["matches!(a, Some(_) if c)", "matches!(a, Some(1) | None if c,)"]);
}

#[test]
fn values_and_futures() {
    all("vec", &["a", "b"], &["vec![a, b]", "vec![a; b]"]);
    all("dbg", &["a"], &["dbg!(a)", "pin!(a)", "std::pin::pin!(a)"]);
    all("pin", &["a", "b"], &["pin!(a, b)"]);
    all("join", &["a", "b"], &["tokio::join!(a, b)", "join!(biased; a, b)"]);
    all("try_join", &["a", "b"], &["try_join!(a, b,)"]);
    all(
        "select",
        &["a", "b", "c"],
        &[
            "select! { x = a => b, _ = c => {} }",
            "select! { biased; Some(x) = a, if b => { c } else => {} }",
            "futures::select! { _ = a => b, complete => c, default => {} }",
        ],
    );
}

#[test]
fn logging() {
    all(
        "log",
        &["a"],
        &[
            r#"info!("{a}")"#,
            "tracing::warn!(%a)",
            "error!(?a, \"x\")",
            "debug!(x = a)",
            "info!(x.y = %a, \"text\")",
            r#"event!(target: "t", Level::INFO, a)"#,
            r#"log::info!(target: "t", "{}", a)"#,
            r#"trace!(x:? = a; "m")"#,
            r#"info!(x = 1, "text {a}")"#,
            r#"counter!("n", "label" => a)"#,
            r#"span!(Level::INFO, "s", x = ?a)"#,
            "info!({ x = a }, \"m\")",
        ],
    );
}

#[test]
fn bodies_that_run_later() {
    all("deferred", &["a"], &["stream! { yield a; }", "EventStream! { loop { yield a; } }"]);
    all("deferred", &["a", "x"], &["try_stream! { for await x in a { yield x?; } }"]);
    all("defer", &["a"], &["defer! { a; }"]);
}

#[test]
fn unknown_macros_mention_all_names_in_them() {
    all("opaque", &["a", "b"], &["html! { a, { b } }", r#"render!("{a}", b)"#, r#"f!("{:a$}" [b])"#]);
    all("opaque", &["a", "if"], &["vec![a if]", "matches!(a if)"]);
}

#[test]
fn macros_of_the_functions_own() {
    let (kind, names) = outer("{ macro_rules! put { ($($x:expr)?) => { res.set($($x)?) } } put!(y) }");
    assert_eq!(kind, "local");
    assert!(names.contains(&"res".to_owned()) && names.contains(&"y".to_owned()));
    assert_eq!(outer("{ macro_rules! put { () => { res.set()? } } put!() }").0, "local that exits");
    let (kind, names) =
        outer("{ macro_rules! a { () => { res?; } } macro_rules! b { () => { a!() } } b!() }");
    assert!(kind == "local that exits" && names.contains(&"res".to_owned()));
    assert_eq!(outer("{ macro_rules! write { () => { return } } write!() }").0, "local that exits");
    assert_eq!(outer("{ macro_rules! put { ($x:expr) => { $x } } put!(f()?) }").0, "local that exits");
}

#[test]
fn macros_in_arguments_are_found() {
    let mut seen = Vec::new();
    each(r#"write!(res, "{}", vec![format!("{}", matches!(x, 1))])"#, |name, _| seen.push(name.to_owned()));
    assert_eq!(seen, ["write", "vec", "format", "matches"]);
}
