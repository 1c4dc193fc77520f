//! The tables, asked directly: what a call means, by the source text of the call.

use crate::effect::Effect;
use crate::vocabulary::*;

const TYPE: &str = "ResponseWriter";

fn table(name: &str) -> Table {
    Table::new(by_name(name).expect("a built-in vocabulary"))
}

/// What `table` says of a call, on a type of that name.
fn meaning_on(table: &Table, call: &str, type_last: &str) -> Option<Meaning> {
    let call: syn::ExprMethodCall = syn::parse_str(&format!("res.{call}")).expect("a call");
    let args: Vec<&syn::Expr> = call.args.iter().collect();
    table.lookup(&call.method.to_string(), &args, type_last)
}

#[track_caller]
pub(super) fn meaning(vocabulary: &str, call: &str) -> Meaning {
    meaning_on(&table(vocabulary), call, TYPE).unwrap_or_else(|| panic!("`{call}` is not in `{vocabulary}`"))
}

/// Lines of an effect and the calls that have it: `head: set_status(404) | add_cookie(c)`.
#[track_caller]
pub(super) fn effects(vocabulary: &str, cases: &str) {
    for line in cases.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (effect, calls) = line.split_once(": ").expect("an effect and calls");
        for call in calls.split(" | ") {
            assert_eq!(meaning(vocabulary, call).effect.to_string(), effect, "`{call}` of `{vocabulary}`");
        }
    }
}

#[test]
fn the_default_one_has_every_effect_of_its_names() {
    let cases = "
        read: headers() | status() | body_bytes_sent() | headers_mut() | as_io_writer()
        state: head_sent() | headers_sent() | is_committed() | has_started()
        head: insert_header(k, v) | append_header(k, v) | remove_header(k) | set_status(404) | add_cookie(c)
        head: set_cookie(c) | remove_cookie(c) | declare_trailer(k)
        inform: send_informational(h) | write_head(103) | write_early_hints(l)
        commit: write_head(200) | send_headers() | send_response(head) | flush_headers()
        write: write(b) | write_all(b) | flush() | write_fmt(a) | write_body(b) | write_buffered(b)
        finish: end() | end(b) | finish()
        send: send(b) | send_status(404) | send_error(500) | send_file(p) | redirect(l) | render(t)
        send: respond(b) | reply(b) | send_json(v) | json(v) | text(t) | html(t)
        upgrade: upgrade()
        trailer: append_trailer(k, v) | trailer(k, v)
        hook: on_commit(f) | before_send(f) | buffer(9)
        abort: abort()
        reset: reset()
    ";
    effects("default", cases);
}

#[test]
fn the_number_of_arguments_counts_for_names_that_read_and_set() {
    let cases = r#"
        read: status() | status_code() | content_type() | text() | html() | json()
        read: header(k) | trailer(k) | cookie("sid")
        head: status(404) | status_code(404) | content_type(t) | header(k, v)
        head: cookie(c) | cookie("sid", v)
    "#;
    effects("default", cases);
    assert!(meaning_on(&table("default"), "header()", TYPE).is_none());
}

#[test]
fn every_other_name_matches_any_number_of_arguments() {
    for call in ["set_header()", "set_header(a)", "set_header(a, b, c)"] {
        assert_eq!(meaning("default", call).effect, Effect::Head);
    }
    for call in ["write()", "write(a, b)", "flush(a)"] {
        assert_eq!(meaning("default", call).effect, Effect::Write);
    }
}

#[test]
fn names_that_say_nothing_of_a_response_are_unknown() {
    for call in
        ["set(a, b)", "put(a)", "push(a)", "append(a)", "error(a)", "set_body(b)", "with_body(b)", "frob()"]
    {
        assert!(meaning_on(&table("default"), call, TYPE).is_none(), "`{call}`");
    }
}

#[test]
fn a_literal_1xx_status_other_than_101_informs() {
    let informs = ["103", "100", "StatusCode::EARLY_HINTS", "StatusCode::CONTINUE", "PROCESSING", "(102)"];
    for status in informs {
        assert_eq!(meaning("default", &format!("write_head({status})")).effect, Effect::Inform, "{status}");
    }
    for status in
        ["101", "200", "status", "StatusCode::SWITCHING_PROTOCOLS", "StatusCode::OK", "head_of(103)"]
    {
        assert_eq!(meaning("default", &format!("write_head({status})")).effect, Effect::Commit, "{status}");
    }
}

#[test]
fn a_literal_1xx_status_informs_in_what_makes_the_head() {
    let pingora = "
        inform: write_response_header(Box::new(ResponseHeader::build(103, None)?), false)
        inform: write_response_header_ref(&ResponseHeader::build(100, Some(4)).unwrap(), false)
        commit: write_response_header(Box::new(ResponseHeader::build(200, Some(103))?), false)
        commit: write_response_header(Box::new(head), false)
    ";
    let h3 = r#"
        inform: send_response(Response::builder().status(103).body(()).unwrap())
        commit: send_response(Response::builder().status(200).header("age", 103).body(())?)
    "#;
    let quiche = r#"
        inform: send_response(c, 4, &[Header::new(b":status", b"103")], false)
        commit: send_response(c, 104, &[Header::new(b":status", b"200")], false)
        commit: send_response(c, 4, &[Header::new(b"content-length", b"150")], false)
    "#;
    effects("pingora", pingora);
    effects("h3", h3);
    effects("quiche", quiche);
    effects("edge_http", "inform: initiate_response(103, None, &[])");
}

#[test]
fn what_an_operation_sets() {
    let sets = |call: &str| meaning("default", call).sets;
    for call in
        ["insert_header(k, v)", "set_header(k, v)", "append_header(k, v)", "add_header(k, v)", "header(k, v)"]
    {
        assert_eq!(sets(call), Sets::NamedHeader, "`{call}`");
    }
    assert_eq!(sets("remove_header(k)"), Sets::NamedHeader);
    assert_eq!(sets("content_type(t)"), Sets::Headers(&["content-type"]));
    assert_eq!(sets("declare_trailer(k)"), Sets::Headers(&["trailer"]));
    assert_eq!(sets("status(404)"), Sets::Status);
    assert_eq!(sets("add_cookie(c)"), Sets::Cookies);
    assert_eq!(sets("send(b)"), Sets::Answer);
    assert_eq!(sets("set_headers(h)"), Sets::Unknown);
}

#[test]
fn what_a_commit_or_send_sets_is_known_without_further_arguments() {
    for call in [
        "write_head(200)",
        "write_head(status)",
        "send(b)",
        "send(404, b)",
        "redirect(l)",
        "redirect(303, l)",
    ] {
        assert!(meaning("default", call).sets_known, "`{call}`");
    }
    for call in ["write(b)", "flush()", "send_status(404)", "send_headers()", "upgrade()"] {
        assert!(meaning("default", call).sets_known, "`{call}`");
    }
    for call in ["write_head(200, h)", "send_headers(h)", "send(b, h)", "send(404, b, h)", "render(t, c)"] {
        assert!(!meaning("default", call).sets_known, "`{call}`");
    }
    for call in ["send_file(p)", "send_error(500)", "send_response(head)", "upgrade(a, b)"] {
        assert!(!meaning("default", call).sets_known, "`{call}`");
    }
}

#[test]
fn what_the_value_of_a_call_gives_access_to() {
    let gives = |call: &str| meaning("default", call).gives;
    for call in
        ["insert_header(k, v)", "set_status(404)", "on_commit(f)", "reset()", "write_head(103)", "buffer(9)"]
    {
        assert_eq!(gives(call), Gives::Response, "`{call}`");
    }
    for call in ["remove_header(k)", "remove_cookie(c)", "status()", "write(b)", "send(b)"] {
        assert_eq!(gives(call), Gives::Nothing, "`{call}`");
    }
    assert_eq!(gives("headers_mut()"), Gives::HeadView);
    assert_eq!(gives("as_io_writer()"), Gives::BodyView);
    assert_eq!(gives("writer()"), Gives::BodyView);
}

#[test]
fn what_a_write_leaves_open() {
    assert!(meaning("default", "write_body(b)").leaves_unknown);
    assert!(meaning("default", "write_buffered(b)").leaves_unknown);
    assert!(!meaning("default", "write(b)").leaves_unknown);
    assert!(meaning("default", "buffer(9)").buffers);
    assert!(meaning("default", "stream_body(s)").deferred);
}

#[test]
fn write_header_is_a_commit_or_a_field() {
    effects(
        "default",
        r#"
        head: write_header("X-A", v) | write_header(header::ETAG, v)
        commit: write_header(200) | write_header(StatusCode::OK, h) | write_header(h)
    "#,
    );
}

#[test]
fn the_err_of_the_writer_means_late() {
    for call in ["set_status(404)", "insert_header(k, v)", "write_head(200)", "send(b)", "upgrade()"] {
        assert!(meaning("default", call).err_is_late, "`{call}`");
        let other = meaning_on(&table("default"), call, "Reply").expect("known");
        assert!(!other.err_is_late, "`{call}`");
    }
    assert!(!meaning("default", "write(b)").err_is_late);
    assert!(table("default").declares_trailers(TYPE) && !table("default").declares_trailers("Reply"));
    assert!(table("default").answers_errors(TYPE) && !table("default").answers_errors("Reply"));
    assert!(table("pingora").answers_errors("Session") && !table("h3").answers_errors("RequestStream"));
}

#[test]
fn inline_names_stand_on_top_and_match_any_number_of_arguments() {
    let mut table = table("default");
    table.inline(Effect::Head, "put".into());
    table.inline(Effect::Read, "write".into());
    table.inline(Effect::State, "is_on".into());
    table.inline(Effect::Send, "answer".into());
    table.head_view("meta".into());
    table.body_view("sink".into());
    let mean = |call: &str| meaning_on(&table, call, "Reply").expect("known");
    assert_eq!((mean("put(1)").effect, mean("put(1, 2, 3)").effect), (Effect::Head, Effect::Head));
    assert_eq!(mean("put(\"X\", v)").sets, Sets::NamedHeader);
    assert_eq!(mean("write(b)").effect, Effect::Read);
    assert_eq!((mean("is_on()").effect, mean("is_on(1)").state), (Effect::State, StateShape::True));
    assert_eq!((mean("meta()").gives, mean("sink(1, 2)").gives), (Gives::HeadView, Gives::BodyView));
    assert_eq!(mean("flush()").effect, Effect::Write);
    assert!(
        mean("answer(b)").sets_known && mean("answer(404, b)").sets_known && !mean("answer(h, b)").sets_known
    );
}

#[test]
fn a_vocabulary_of_the_users_own_takes_the_place_of_the_rows() {
    let source =
        "pub my_writer for a::MyWriter { head: set, put; write: push; finish: done; state: is_started() }";
    let user: UserVocabulary = syn::parse_str(source).expect("a vocabulary");
    assert_eq!(user.for_type(), "MyWriter");
    let mut table = table("default");
    table.user(user);
    let effect = |call: &str| meaning_on(&table, call, "MyWriter").map(|meaning| meaning.effect);
    assert_eq!((effect("set(a, b)"), effect("put()")), (Some(Effect::Head), Some(Effect::Head)));
    assert_eq!((effect("push(b)"), effect("done()")), (Some(Effect::Write), Some(Effect::Finish)));
    assert_eq!((effect("is_started()"), effect("set_header(a, b)")), (Some(Effect::State), None));
}

#[test]
fn a_vocabulary_that_is_no_vocabulary_is_refused() {
    for source in [
        "my_writer { head: set }",
        "my_writer for MyWriter",
        "my_writer for MyWriter { frob: set }",
        "my_writer for MyWriter { head set }",
        "my_writer for MyWriter { head: }",
    ] {
        assert!(syn::parse_str::<UserVocabulary>(source).is_err(), "{source}");
    }
}

#[test]
fn built_in_names_are_found_and_unlike() {
    let names: Vec<&str> = BUILTIN.iter().map(|vocabulary| vocabulary.name).collect();
    let all = "default pingora actix ntex h3 h2 quiche ngx edge_http fastly uws proxy_wasm rocket tower_cookies \
               tower_sessions poem leptos";
    assert_eq!(names, all.split_whitespace().collect::<Vec<_>>());
    assert!(names.iter().all(|name| by_name(name).is_some_and(|found| found.name == *name)));
    assert!(by_name("axum").is_none());
    assert_eq!(default().name, "default");
}

#[test]
fn each_names_the_version_that_it_was_read_from() {
    for vocabulary in BUILTIN {
        let version = vocabulary.read_from.split_once(' ').expect("a crate and a version").1;
        assert_eq!(version.split('.').filter(|part| part.parse::<u32>().is_ok()).count(), 3, "{version}");
        assert!(!vocabulary.types.is_empty());
    }
}

#[test]
fn no_name_stands_twice_for_any_arguments() {
    for vocabulary in BUILTIN {
        let rows = vocabulary.rows.iter().filter(|row| row.arity == Arity::Any);
        let mut names: Vec<&str> = rows.flat_map(|row| row.names).copied().collect();
        let before = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), before, "a name of `{}` stands twice", vocabulary.name);
    }
}
