//! Which parameters are responses, and what is said where none is.

use super::harness::{case_with, errors, findings};

/// A function with this parameter whose last statement is late if the parameter is a response.
fn late_with(args: &str, parameter: &str) -> Vec<String> {
    let source = format!("fn f({parameter}) {{\nres.write(\"x\");\nres.insert_header(\"A\", y());\n}}");
    findings(args, &source).into_iter().map(|(_, kind)| kind).collect()
}

fn errors_of(args: &str, source: &str) -> String {
    errors(args, source).join("\n")
}

#[test]
fn references_and_wrappers_are_seen_through() {
    for ty in [
        "&mut ResponseWriter",
        "&'a mut crate::http::ResponseWriter",
        "Box<ResponseWriter>",
        "Pin<&mut ResponseWriter>",
        "Option<&mut ResponseWriter>",
        "&mut (ResponseWriter)",
        "&mut impl ResponseWriter",
        "&mut dyn ResponseWriter",
        "Box<dyn ResponseWriter + Send + 'static>",
        "&mut home::made::ResponseWriter<'_, T>",
    ] {
        assert_eq!(late_with("", &format!("mut res: {ty}")), ["late"], "{ty}");
    }
}

#[test]
fn shared_wrappers_are_seen_through() {
    for ty in ["Arc<Mutex<ResponseWriter>>", "Rc<RefCell<ResponseWriter>>", "&RwLock<ResponseWriter>"] {
        assert_eq!(late_with("", &format!("res: {ty}")), ["late"], "{ty}");
    }
}

#[test]
fn bounds_of_type_parameters_count() {
    let body = "{ res.write(\"x\"); res.set_status(y()); }";
    for head in
        ["fn f<W: ResponseWriter + Send>(res: &mut W)", "fn f<W>(res: &mut W) where W: Send + ResponseWriter"]
    {
        assert_eq!(findings("", &format!("{head} {body}")).len(), 1, "{head}");
    }
}

#[test]
fn function_types_and_other_generics_are_no_responses() {
    for ty in [
        "impl Fn(&mut ResponseWriter)",
        "fn(&mut ResponseWriter)",
        "Box<dyn FnMut(ResponseWriter)>",
        "impl AsyncFn(&mut ResponseWriter)",
        "Next<ResponseWriter>",
        "Vec<ResponseWriter>",
        "State<ResponseWriter>",
    ] {
        let text = errors_of("", &format!("fn f(res: {ty}) {{ res.write(1); }}"));
        assert!(text.contains("no response found in `f`"), "{ty}: {text}");
    }
}

#[test]
fn the_error_names_the_parameters() {
    let text = errors_of("", "fn f(a: u8, out: &mut Sink) {}");
    assert!(text.contains("(its parameters are `a`, `out`)"), "{text}");
    assert!(text.contains("help: name it: `#[headers_first(response = a)]`"), "{text}");
}

#[test]
fn parts_of_a_tuple_are_parameters() {
    case_with(
        "",
        "fn f((req, res): (Request, &mut ResponseWriter)) {\nres.write(1);\nres.set_status(y()); //~ late\n}",
    );
}

#[test]
fn a_named_part_of_a_pattern() {
    case_with(
        "response = res",
        "fn f(Ctx { res, .. }: Ctx) {\nres.write(1);\nres.set_status(y()); //~ late\n}",
    );
}

#[test]
fn names_replace_inference() {
    case_with(
        "response = a",
        "fn f(a: &mut Home, b: &mut ResponseWriter) {\na.write(1);\nb.write(1);\nb.set_status(y());\na.set_status(y()); //~ late\n}",
    );
}

#[test]
fn closures_with_a_parameter_of_the_named_type() {
    case_with(
        "response = a",
        "fn f(a: &mut Home) {\nuse_it(|b: &mut Home| {\nb.write(1);\nb.set_status(y()); //~ late\n});\n}",
    );
}

#[test]
fn nested_functions_with_a_parameter_of_the_named_type() {
    case_with(
        "response = a",
        "fn f(a: &mut Home) {\nfn g(b: &mut Home) {\nb.write(1);\nb.set_status(y()); //~ late\n}\n}",
    );
}

#[test]
fn an_unknown_name_lists_what_is_there() {
    let text = errors_of("response = rse", "fn f(&self, req: R, res: &mut W) {}");
    assert!(text.contains("`f` has no parameter or local `rse`"), "{text}");
    assert!(text.contains("there is `req`, `res`, `self.<field>`"), "{text}");
}

#[test]
fn a_field_of_self() {
    case_with(
        "response = self.res",
        "fn f(&mut self) {\nself.res.write(1);\nself.res.set_status(y()); //~ late\n}",
    );
}

#[test]
fn a_local_by_name() {
    case_with(
        "response = res",
        "fn f() {\nlet mut res = ResponseWriter::new();\nres.write(1);\nres.set_status(y()); //~ late\n}",
    );
}

#[test]
fn a_local_builder_by_its_constructor() {
    case_with(
        "response = b",
        "fn f() {\nlet mut b = HttpResponse::Ok();\nlet r = b.body(1);\nb.status(y()); //~ late\n}",
    );
}

#[test]
fn a_bare_response_asks() {
    let text = errors_of("", "fn f(res: &mut Response) { res.write(1); }");
    assert!(text.contains("`Response` alone does not say whether `res` is a response"), "{text}");
    assert_eq!(late_with("response = res", "res: &mut Response"), ["late"]);
}

#[test]
fn buffering_types_are_never_tracked() {
    for ty in [
        "salvo::Response",
        "http::Response<Body>",
        "actix_web::HttpResponse",
        "trillium::Conn",
        "axum::response::Response",
    ] {
        for args in ["", "response = res"] {
            assert_eq!(late_with(args, &format!("res: &mut {ty}")), [""; 0], "{ty} {args}");
        }
        assert_eq!(
            late_with("response = res, vocabulary = default", &format!("res: &mut {ty}")),
            ["late"],
            "{ty}"
        );
    }
}

#[test]
fn buffering_types_by_import() {
    let module = |import: &str| {
        format!(
            "mod m {{\nuse {import};\nfn f(res: &mut Response) {{\nres.write(1);\nres.set_status(y());\n}}\n}}"
        )
    };
    assert_eq!(findings("response = res", &module("salvo::prelude::*")).len(), 0);
    assert_eq!(findings("response = res", &module("salvo::prelude::Response")).len(), 0);
    assert_eq!(findings("response = res", &module("mine::Response")).len(), 1);
}

#[test]
fn a_session_by_reference_is_one_of_pingora() {
    case_with(
        "",
        "async fn f(s: &mut Session) {\ns.write_response_body(b, false).await;\ns.write_response_header(h, false).await; //~ second\n}",
    );
}

#[test]
fn types_of_another_crate_are_not_taken_for_built_in_ones() {
    for parameter in
        ["res: actix_session::Session", "res: &mut http::Request<B>", "res: &mut sqlx::Connection"]
    {
        let text = errors_of("", &format!("fn f({parameter}) {{ res.insert(1); }}"));
        assert!(text.contains("no response found"), "{parameter}: {text}");
    }
}

#[test]
fn names_that_say_little_need_a_sign() {
    assert!(errors_of("", "fn f(c: &mut Connection) { c.execute(1); }").contains("no response found"));
    assert!(errors_of("", "fn f(r: &mut Request) { r.headers(); }").contains("no response found"));
    case_with(
        "",
        "fn f(c: &mut Connection) {\nc.initiate_response(200, None, h);\nc.initiate_response(200, None, h); //~ second\n}",
    );
}

#[test]
fn jars_are_told_apart_by_their_methods() {
    assert_eq!(errors_of("", "fn f(jar: &CookieJar<'_>) { jar.add_private(c()); }"), "");
    let text = errors_of("", "fn f(jar: &CookieJar<'_>) { jar.add(c()); }");
    assert!(
        text.contains("help: say which one it is: `vocabulary = rocket` or `vocabulary = poem`"),
        "{text}"
    );
}

#[test]
fn under_an_impl_functions_without_the_name_are_left_alone() {
    let source = "impl A {\nfn f(&self, res: &mut Home) {\nres.write(1);\nres.set_status(y()); //~ late\n}\nfn g(&self) {}\nfn h() { let res = other(); res.write(1); res.set_status(y()); }\n}";
    case_with("response = res", source);
}

#[test]
fn places_where_the_attribute_does_not_go() {
    for (source, text) in [
        ("struct A;", "does not apply here"),
        ("struct A;", "put `#[headers_first]` above that attribute"),
        ("mod m;", "the contents of a file module are not visible here"),
        ("fn f(&self, res: &mut ResponseWriter);", "`f` has no body to analyse"),
    ] {
        let found = errors_of("", source);
        assert!(found.contains(text), "{source}: {found}");
    }
}

#[test]
fn a_handle_inside_a_deferred_body() {
    case_with(
        "",
        "fn f(jar: Cookies) {\nlet b = Body::from_stream(async_stream::stream! {\njar.add(c()); //~ late\nyield 1;\n});\njar.add(c());\n}",
    );
}

#[test]
fn callbacks_of_proxy_wasm_by_their_phase() {
    let source = |headers: &str| {
        format!(
            "impl HttpContext for F {{\nfn on_http_response_headers(&mut self, n: usize, e: bool) -> Action {{\nself.set_http_response_header(\"A\", y()); {headers}\n}}\nfn on_http_response_body(&mut self, n: usize, e: bool) -> Action {{\nself.set_http_response_header(\"A\", y());\nAction::Continue\n}}\n}}"
        )
    };
    for args in ["", "vocabulary = proxy_wasm"] {
        assert_eq!(findings(args, &source("Action::Continue")), [(6, "late".to_owned())]);
        assert_eq!(findings(args, &source("Action::Pause")), []);
    }
}

#[test]
fn names_of_calls_are_not_those_of_the_response() {
    case_with(
        "calls(write = read)",
        "fn f(res: &mut ResponseWriter) {\nwrite(res);\nres.write(1);\nres.set_status(y()); //~ late\n}",
    );
}

#[test]
fn a_head_that_pingora_is_given_later() {
    case_with(
        "",
        "async fn f(s: &mut Session) -> Result<bool> {\nlet mut h = ResponseHeader::build(200, None)?;\nh.insert_header(\"A\", y())?;\ns.write_response_header_ref(&h, false).await?;\nh.insert_header(\"B\", y())?; //~ late\ns.write_response_body(b, true).await?;\nOk(true)\n}",
    );
}

#[test]
fn the_session_inside_of_a_session() {
    case_with(
        "",
        "async fn f(s: &mut Session) {\ns.downstream_session.write_response_header(h).await;\ns.as_downstream_mut().respond_error(500).await; //~ second\n}",
    );
}

#[test]
fn an_early_hint_is_no_second_response() {
    case_with(
        "",
        "async fn f(s: &mut Session) {\ns.write_response_header(Box::new(ResponseHeader::build(103, None)?), false).await?;\ns.write_response_header(h, false).await?;\n}",
    );
}

#[test]
fn a_connection_that_serves_many_streams() {
    case_with(
        "",
        "fn f(h3: &mut quiche::h3::Connection, c: &mut C) {\nloop {\nlet Ok((id, event)) = h3.poll(c) else { break };\nif h3.send_response(c, id, &h(), false).is_err() { h3.send_response(c, id, &h(), false); }\nh3.send_body(c, id, b, true);\n}\n}",
    );
}

#[test]
fn the_bit_of_nginx_is_asked() {
    case_with(
        "",
        "fn f(r: &mut ngx::http::Request) {\nhelp(r);\nr.add_header_out(a, y()); //~ check\nif r.as_ref().header_sent() == 0 {\nr.set_status(s());\n}\n}",
    );
}
