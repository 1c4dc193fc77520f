//! The arguments of the attribute, and what is said of mistakes in them.

use proc_macro2::TokenStream;
use quote::ToTokens;

use crate::args::{Args, LatePolicy, Level, VocabularyRef};
use crate::effect::Effect;

#[track_caller]
fn parse(text: &str) -> Args {
    Args::parse(text.parse::<TokenStream>().expect("tokens"))
        .unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// The headlines of all mistakes, with their columns.
fn mistakes(text: &str) -> Vec<(usize, String)> {
    let Err(error) = Args::parse(text.parse::<TokenStream>().expect("tokens")) else { return Vec::new() };
    let headline = |error: syn::Error| error.to_string().lines().next().unwrap_or_default().to_owned();
    error.into_iter().map(|error| (error.span().start().column, headline(error))).collect()
}

#[track_caller]
fn one_mistake(text: &str, column: usize, headline: &str) {
    assert_eq!(mistakes(text), [(column, headline.to_owned())], "{text}");
}

fn segments(path: &str) -> Vec<String> {
    path.split("::").map(str::to_owned).collect()
}

#[test]
fn nothing() {
    let args = parse("");
    assert!(
        args.responses.is_empty() && args.vocabulary.is_none() && args.late.is_none() && !args.entry_unknown
    );
    assert_eq!(
        (args.lints.late, args.lints.hoisted, args.lints.checked),
        (Level::Deny, Level::Allow, Level::Allow)
    );
    assert_eq!(args.krate.to_token_stream().to_string(), ":: headers_first");
}

#[test]
fn responses() {
    let names = |text| parse(text).responses.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(names("response = res"), ["res"]);
    assert_eq!(names("response = self.res"), ["self.res"]);
    assert_eq!(names("response = self"), ["self"]);
    assert_eq!(names("response = ctx.0.1.res,"), ["ctx.0.1.res"]);
    assert_eq!(names("responses(a, b.c,)"), ["a", "b.c"]);
    assert_eq!(names("response = r#type"), ["r#type"]);
}

#[test]
fn bad_places() {
    for place in
        ["5", "res.write()", "res[0]", "a b", "\"res\"", "&res", "self.", ".res", "a..b", "A::b", "if"]
    {
        one_mistake(&format!("response = {place}"), 11, "expected the name of a response");
    }
}

#[test]
fn the_same_response_twice() {
    one_mistake("responses(a, a)", 13, "`a` is named twice");
}

#[test]
fn vocabularies() {
    assert!(
        matches!(parse("vocabulary = pingora").vocabulary, Some(VocabularyRef::Builtin(v)) if v.name == "pingora")
    );
    let user = |text| match parse(text).vocabulary {
        Some(VocabularyRef::User(path)) => path.to_token_stream().to_string(),
        _ => String::new(),
    };
    assert_eq!(user("vocabulary = my_writer!"), "my_writer");
    assert_eq!(user("vocabulary = my::writer!"), "my :: writer");
    for name in ["pingara", "\"pingora\"", "my::writer", "my_writer!()"] {
        one_mistake(&format!("vocabulary = {name}"), 13, "unknown vocabulary");
    }
}

#[test]
fn inline_effects() {
    let args = parse("head(put, set), write(push), state(is_started()), inform(hint), head(tag)");
    let rows: Vec<_> = args.inline.iter().map(|(effect, name)| (*effect, name.to_string())).collect();
    let named = |effect, name: &str| (effect, name.to_owned());
    assert_eq!(
        rows,
        [
            named(Effect::Head, "put"),
            named(Effect::Head, "set"),
            named(Effect::Write, "push"),
            named(Effect::State, "is_started"),
            named(Effect::Inform, "hint"),
            named(Effect::Head, "tag"),
        ]
    );
}

#[test]
fn every_effect_is_a_key() {
    for effect in Effect::names() {
        assert_eq!(parse(&format!("{effect}(f)")).inline.len(), 1, "{effect}");
    }
}

#[test]
fn inline_effects_name_methods() {
    for name in ["util::push", "5", "push(x)", "self.push"] {
        assert_eq!(
            mistakes(&format!("write({name})"))[0].1,
            "expected the name of a method of the response",
            "{name}"
        );
    }
    one_mistake("head(put), write(put)", 17, "`put` is named twice");
    one_mistake("head_view(head), head(head)", 22, "`head` is named twice");
}

#[test]
fn a_helper_that_does_two_things() {
    one_mistake("calls(render = write, render = read)", 22, "`render` is named twice");
    one_mistake("calls(next.run = write, next.run = read)", 24, "`next.run` is named twice");
    assert_eq!(
        parse("calls(render = write, Page::render = read, self.render = head), write(render)").calls.len(),
        3
    );
}

#[test]
fn views() {
    let args = parse("head_view(head), body_view(sink, out)");
    assert_eq!((args.head_view.len(), args.body_view.len()), (1, 2));
}

#[test]
fn lints() {
    let args = parse("deny(hoisted, checked), warn(late)");
    assert_eq!(
        (args.lints.late, args.lints.hoisted, args.lints.checked),
        (Level::Warn, Level::Deny, Level::Deny)
    );
    one_mistake("deny(hoisted), warn(hoisted)", 20, "`hoisted` is named twice");
    one_mistake("deny(hoist)", 5, "unknown lint `hoist`");
    one_mistake("forbid(late)", 0, "unknown level `forbid`");
}

#[test]
fn policies() {
    assert!(matches!(parse("late = panic").late, Some(LatePolicy::Panic)));
    assert!(matches!(parse("late = log").late, Some(LatePolicy::Log)));
    assert!(matches!(parse("late = drop").late, Some(LatePolicy::Drop)));
    assert!(matches!(parse("late = trailer").late, Some(LatePolicy::Trailer)));
    assert!(matches!(parse("late = report").late, Some(LatePolicy::Path(_))));
    assert!(matches!(parse("late = crate::hooks::late").late, Some(LatePolicy::Path(_))));
    for policy in ["Log", "logs", "pnaic", "\"log\"", "5"] {
        assert!(mistakes(&format!("late = {policy}"))[0].1.starts_with("unknown policy"), "{policy}");
    }
}

#[test]
fn entries_exports_and_the_crate() {
    assert!(parse("entry = unknown").entry_unknown);
    assert!(!parse("entry = open").entry_unknown);
    assert!(parse("export").export);
    assert_eq!(parse("crate = ::a::b").krate.to_token_stream().to_string(), ":: a :: b");
    assert_eq!(parse("crate = crate::hf").krate.to_token_stream().to_string(), "crate :: hf");
    one_mistake("crate = hf", 8, "expected an absolute path");
    one_mistake("entry = closed", 8, "unknown entry state `closed`");
    one_mistake("export = true", 9, "`export` takes no value");
}

#[test]
fn called_functions() {
    let args = parse("calls(render = write, util::page = send, Self::tail = finish, crate::x::f = never)");
    let called = |path: &str| args.called_function(&segments(path));
    assert_eq!(called("render"), Some(Effect::Write));
    assert_eq!(called("a::render"), Some(Effect::Write));
    assert_eq!(called("util::page"), Some(Effect::Send));
    assert_eq!(called("crate::util::page"), Some(Effect::Send));
    assert_eq!(called("page"), None);
    assert_eq!(called("other::page"), None);
    assert_eq!(called("Self::tail"), Some(Effect::Finish));
    assert_eq!(called("x::f"), Some(Effect::Never));
}

#[test]
fn called_methods() {
    let args = parse("calls(render = write, next.run = opaque, Page::show = send, Self::tail = finish)");
    let called = |text: &str| {
        let call: syn::ExprMethodCall = syn::parse_str(text).expect("a method call");
        args.called_method(&call.receiver, &call.method.to_string())
    };
    assert_eq!(called("page.render(r)"), Some(Effect::Write));
    assert_eq!(called("next.run(r)"), Some(Effect::Opaque));
    assert_eq!(called("self.next.run(r)"), Some(Effect::Opaque));
    assert_eq!(called("(&mut next).clone().run(r)"), Some(Effect::Opaque));
    assert_eq!(called("other.run(r)"), None);
    assert_eq!(called("page.show(r)"), Some(Effect::Send));
    assert_eq!(called("self.tail(r)"), Some(Effect::Finish));
    assert_eq!(called("other.tail(r)"), None);
}

#[test]
fn methods_that_the_response_has_itself() {
    let args = parse("calls(write = opaque, res.flush = opaque)");
    let res: syn::Expr = syn::parse_str("res").expect("an expression");
    assert_eq!(args.called_own_method(&res, "write"), None);
    assert_eq!(args.called_own_method(&res, "flush"), Some(Effect::Opaque));
}

#[test]
fn the_longest_entry_counts() {
    let args = parse("calls(render = write, page::render = send)");
    assert_eq!(args.called_function(&segments("page::render")), Some(Effect::Send));
    assert_eq!(args.called_function(&segments("list::render")), Some(Effect::Write));
}

#[test]
fn a_call_without_an_effect_must_have_a_summary() {
    assert_eq!(parse("calls(util::render)").calls.len(), 1);
    one_mistake("calls(next.run)", 6, "a method has no summary that could be found by this name");
    one_mistake("calls(render = writes)", 15, "unknown effect `writes`");
    one_mistake("calls(render = )", 13, "expected an effect");
    one_mistake("calls(5 = write)", 6, "expected the path of a function, or a method of a named value");
}

#[test]
fn mistakes_of_form() {
    one_mistake("response", 0, "`response` needs a value");
    one_mistake("response =", 0, "`response` needs a value");
    one_mistake("response(res)", 8, "`response` needs a value");
    one_mistake("calls", 0, "`calls` needs a list");
    one_mistake("calls = x", 8, "`calls` needs a list");
    one_mistake("calls()", 0, "`calls(..)` is empty");
    one_mistake("entry = open, entry = open", 14, "`entry` is given twice");
    one_mistake("respnse = res", 0, "unknown argument `respnse`");
    one_mistake("export,, late = log", 7, "expected an argument");
    one_mistake("export; late = log", 6, "unexpected token");
    one_mistake("\"res\"", 0, "expected an argument");
}

#[test]
fn all_mistakes_are_reported_together() {
    let found = mistakes(
        "respnse = res, deny(hoist, checkd), calls(f = writes, g = sends), entry = shut, late = lgo",
    );
    let headlines: Vec<&str> = found.iter().map(|(_, headline)| headline.as_str()).collect();
    assert_eq!(
        headlines,
        [
            "unknown argument `respnse`",
            "unknown lint `hoist`",
            "unknown lint `checkd`",
            "unknown effect `writes`",
            "unknown effect `sends`",
            "unknown entry state `shut`",
            "unknown policy `lgo`",
        ]
    );
}

#[test]
fn any_tokens_are_a_mistake_and_no_panic() {
    for text in [
        "= = =",
        "(",
        "a(b(c",
        "#![x]",
        "'a",
        "response = 'a",
        "calls(,)",
        "calls(. = write)",
        "late = ::",
        "crate = ::",
    ] {
        if let Ok(tokens) = text.parse::<TokenStream>() {
            assert!(Args::parse(tokens).is_err(), "{text}");
        }
    }
}
