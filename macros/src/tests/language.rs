//! Every kind of syntax has its line on the page of edges; the rare ones are followed or taken for anything.

use super::harness::{case, table};

const PAGE: &str = include_str!("../lower/edges.md");
const DISPATCHER: &str = include_str!("../lower/expr.rs");
const PATTERNS: [&str; 18] = [
    "Const",
    "Guard",
    "Ident",
    "Lit",
    "Macro",
    "Or",
    "Paren",
    "Path",
    "Range",
    "Reference",
    "Rest",
    "Slice",
    "Struct",
    "Tuple",
    "TupleStruct",
    "Type",
    "Verbatim",
    "Wild",
];

/// The names in the first column of a table that begins with this heading.
fn kinds_on_the_page(heading: &str) -> Vec<&'static str> {
    let rows = PAGE.lines().skip_while(|line| !line.starts_with(&format!("| {heading} |"))).skip(2);
    let cells = rows.take_while(|line| line.starts_with('|')).filter_map(|line| line.split('|').nth(1));
    cells.flat_map(|cell| cell.split('`').skip(1).step_by(2)).collect()
}

/// The list behind `attributes!`, which the nightly job keeps complete, and what has no attributes.
fn kinds_of_expressions() -> Vec<&'static str> {
    let list = DISPATCHER.split("attributes! {").nth(1).and_then(|rest| rest.split('}').next());
    list.unwrap_or_default().split_whitespace().chain(["Verbatim"]).collect()
}

#[test]
fn the_page_names_every_kind_of_expression_once() {
    let (mut known, mut told) = (kinds_of_expressions(), kinds_on_the_page("expression"));
    assert_eq!(known.len(), 40, "syn has as many expressions");
    known.sort_unstable();
    told.sort_unstable();
    assert_eq!(known, told);
}

#[test]
fn the_dispatcher_names_every_kind_of_expression() {
    let body = DISPATCHER.split("fn dispatch").nth(1).and_then(|rest| rest.split("\n    fn ").next());
    let body = body.expect("the dispatcher is a method");
    for kind in kinds_of_expressions() {
        assert!(body.contains(&format!("Expr::{kind}(")), "{kind}");
    }
}

#[test]
fn the_page_names_every_kind_of_pattern_and_statement() {
    let mut told = kinds_on_the_page("pattern");
    told.sort_unstable();
    assert_eq!(told, PATTERNS);
    assert_eq!(kinds_on_the_page("statement"), ["Expr", "Item", "Local", "Macro"]);
}

#[test]
fn blocks_of_every_kind_are_followed() {
    table(
        "fn f(res: &mut ResponseWriter) { unsafe { res.write(1); } if a() { return; } res.insert_header(\"A\", 1); } //~ late

        fn f(res: &mut ResponseWriter) -> R { let r = try { res.write(1)?; 3 }; go(r)?; res.insert_header(\"A\", 1) } //~ late

        fn f(res: &mut ResponseWriter) -> R { let r: R = try { go()?; return 1 }; res.write(1); Ok(()) }

        fn f(res: &mut ResponseWriter) { let n = const { 3 }; res.insert_header(\"A\", n); res.write(1); }",
    );
}

#[test]
fn unknown_syntax_may_do_anything_with_what_it_mentions() {
    table(
        "fn f(res: &mut ResponseWriter) { builtin # x(res); res.insert_header(\"A\", 1); } //~ check

        fn f(res: &mut ResponseWriter, o: O) { builtin # x(o); res.insert_header(\"A\", 1); res.write(1); }

        fn f(res: &mut ResponseWriter) { builtin # x(1); res.write(1); res.insert_header(\"A\", 1); } //~ hoist

        fn f(res: &mut ResponseWriter) { res.write(1); builtin # x(1); res.insert_header(\"A\", 1); } //~ late

        fn f(res: &mut ResponseWriter) { res.write(1);; res.insert_header(\"A\", 1); } //~ hoist",
    );
}

#[test]
fn a_pattern_of_unknown_syntax_binds_the_response() {
    table(
        "fn f(res: ResponseWriter) { let box mut out = res; out.write(1); out.insert_header(\"A\", 1); } //~ hoist

        fn f(res: ResponseWriter, n: u8) { res.write(1); let box x = n; res.insert_header(\"A\", 1); } //~ late

        fn f(res: ResponseWriter, n: u8) { res.write(1); let only!(x) = n; res.insert_header(\"A\", 1); } //~ late

        fn f(res: &mut ResponseWriter) {
            let mut open = false;
            if open { res.write(1); }
            let only!(open) = go();
            if open { res.write(1); }
            if !open { res.insert_header(\"A\", 1); }
        }",
    );
}

#[test]
fn what_a_raw_pointer_may_change_is_no_fact() {
    case(
        "fn f(res: &mut ResponseWriter) {
            let mut open = true;
            let at = &raw mut open;
            res.write(1);
            open = false;
            unsafe { *at = true; }
            if open {
                res.insert_header(\"A\", 1); //~ late
            }
        }",
    );
}

#[test]
fn a_response_that_is_yielded_may_come_back_sent() {
    case("fn f(res: &mut ResponseWriter) { yield res; res.insert_header(\"A\", 1); } //~ check");
}
