//! The tables of frameworks, asked directly.

use super::vocabulary::{effects, meaning};
use crate::vocabulary::*;

#[test]
fn sessions_and_streams() {
    let pingora = "
        state: response_written()
        commit: write_response_header(h, false) | write_response_header_ref(&h, false)
        write: write_response_body(b, false) | write_response_body(b, last)
        finish: write_response_body(b, true)
        send: write_response_header(h, true)
        trailer: write_response_trailers(t)
        send: respond_error(404) | respond_error_with_body(404, b) | write_error_response(h, b)
        finish: finish_body()
        inform: write_continue_response()
    ";
    let h3 = "
        commit: send_response(r)
        write: send_data(b)
        trailer: send_trailers(t)
        finish: finish()
        abort: stop_stream(c)
    ";
    let h2 = "
        commit: send_response(r, false)
        send: send_response(r, true)
        inform: send_informational(r)
        abort: send_reset(r)
    ";
    let quiche = "
        commit: send_response(c, s, &h, false) | send_additional_headers(c, s, &h, false, false)
        commit: send_additional_headers_with_priority(c, s, &h, &p, false, false)
        send: send_response(c, s, &h, true)
        trailer: send_additional_headers(c, s, &h, true, true) | send_additional_headers(c, s, &h, last, true)
        write: send_body(c, s, b, false)
        finish: send_body(c, s, b, true)
    ";
    effects("pingora", pingora);
    effects("h3", h3);
    effects("h2", h2);
    effects("quiche", quiche);
}

#[test]
fn requests_and_connections() {
    let ngx = "
        head: set_status(s) | add_header_out(k, v) | set_content_length_n(1)
        commit: send_header()
        state: header_sent()
        write: output_filter(c)
        send: internal_redirect(l)
    ";
    let edge_http = "
        commit: initiate_response(200, None, &[])
        state: is_response_initiated()
        write: write_all(b) | flush()
        finish: complete()
        upgrade: initiate_ws_upgrade_response(b)
    ";
    effects("ngx", ngx);
    effects("edge_http", edge_http);
}

#[test]
fn builders() {
    let both = "
        head: header(k, v) | status(s) | content_type(t) | cookie(c) | keep_alive() | upgrade(v)
        send: body(b) | message_body(b) | json(v) | finish() | take() | streaming(s)
    ";
    effects("actix", both);
    effects("ntex", both);
    effects("actix", "head: insert_header(p) | append_header(p) | no_chunking(1)");
    effects("ntex", "head: set_header(k, v) | del_cookie(c) | content_length(1)");
}

#[test]
fn values_and_callbacks() {
    let fastly = "
        head: set_header(k, v) | remove_header(k) | set_status(s) | with_header(k, v)
        send: send_to_client()
        commit: stream_to_client()
        trailer: append_trailer(k, v)
        finish: finish() | finish_with_trailers(t)
    ";
    let uws = "
        head: write_status(s) | write_header(k, v) | write_header_int(k, 1)
        write: write(b)
        finish: end(b, true) | try_end(b, 1, true) | end_without_body(true)
        inform: write_continue()
        upgrade: upgrade(a)
        read: has_responded()
    ";
    let proxy_wasm = "
        head: set_http_response_header(k, v) | add_http_response_header(k, v)
        head: set_http_response_headers(h) | remove_http_response_header(k)
        write: set_http_response_body(0, 1, b)
        send: send_http_response(403, h, b)
        trailer: add_http_response_trailer(k, v)
    ";
    effects("fastly", fastly);
    effects("uws", uws);
    effects("proxy_wasm", proxy_wasm);
}

#[test]
fn handles_set_and_read() {
    let handles = [
        ("rocket", "head: add(c) | remove_private(c)\nread: get(n)"),
        ("tower_cookies", "head: add(c) | remove(c)\nread: list()"),
        ("tower_sessions", "head: insert(k, v) | flush() | save()\nread: get(k)"),
        ("poem", "head: add(c) | reset_delta()\nread: get(n)"),
        ("leptos", "head: insert_header(k, v) | set_status(s) | overwrite(p)"),
    ];
    handles.iter().for_each(|(name, cases)| effects(name, cases));
    for jar in ["signed(k)", "private(k)"] {
        assert_eq!(meaning("tower_cookies", jar).gives, Gives::Response);
        assert_eq!(meaning("poem", jar).gives, Gives::Response);
    }
    let marked = BUILTIN.iter().filter(|found| found.handle).map(|found| found.name);
    assert!(marked.eq(handles.iter().map(|(name, _)| *name)));
    let impls: Vec<&str> = BUILTIN.iter().filter(|found| found.on_impl).map(|found| found.name).collect();
    assert_eq!(impls, ["proxy_wasm"]);
}

#[test]
fn what_frameworks_do_with_late_calls() {
    for call in ["set_keepalive(None)", "set_write_timeout(None)"] {
        assert!(meaning("pingora", call).tolerated, "`{call}`");
    }
    let strict = [("actix", "finish()"), ("ntex", "finish()"), ("h3", "finish()"), ("fastly", "finish()")];
    for (name, call) in strict {
        assert!(meaning(name, call).fails_after_end, "`{call}` of `{name}`");
    }
    assert!(!meaning("default", "finish()").fails_after_end);
    assert!(meaning("edge_http", "initiate_response(200, None, &[])").err_is_late);
}

#[test]
fn what_a_check_asks() {
    let state = |name: &str| match by_name(name).expect("known").check {
        Check::State { method, shape, .. } => Some((method, shape)),
        Check::HeadSent | Check::Tracker => None,
    };
    assert_eq!(state("pingora"), Some(("response_written", StateShape::Some)));
    assert_eq!(state("edge_http"), Some(("is_response_initiated", StateShape::True)));
    assert!(matches!(default().check, Check::HeadSent));
    for name in ["actix", "ntex", "h3", "h2", "quiche", "uws", "proxy_wasm", "rocket", "leptos"] {
        assert!(matches!(by_name(name).expect("known").check, Check::Tracker), "{name}");
    }
}
