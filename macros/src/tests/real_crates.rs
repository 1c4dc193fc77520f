//! What the attribute found in the functions of real crates, and must not find.

use super::harness::{errors, table, table_with};
use crate::user_vocabulary;

#[test]
fn a_copy_of_the_head() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) {
            res.write("x");
            log(res.headers.clone());
            let headers = res.headers.clone();
            audit(headers);
            cache.put(res.headers_mut().clone());
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            let mut kept = res.headers.clone();
            kept.remove("Set-Cookie");
        }

        fn f(res: &Rc<ResponseWriter>) {
            res.write("x");
            log(res.headers.clone()); //~ late
        }
        "#,
    );
}

#[test]
fn a_head_behind_a_shared_reference() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) {
            res.write("x");
            let headers = &res.headers;
            headers.shown();
            log(headers.position());
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            let headers = res.headers.as_ref().unwrap();
            log(headers.position());
            if let Some(cookies) = res.cookies.as_deref() { log(cookies.shown()); }
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            let headers = &mut res.headers;
            headers.shown(); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            let headers = res.headers.as_mut().unwrap();
            headers.shown(); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            let headers = &res.headers;
            headers.lock().unwrap().insert("A", y()); //~ late
        }

        fn f(res: &Rc<ResponseWriter>) {
            res.write("x");
            let headers = res.headers.as_ref();
            headers.insert("A", y()); //~ late
        }
        "#,
    );
    table_with(
        "response = self",
        r#"
        fn headers(&mut self) -> Result<&Record> {
            self.read_record()?;
            let headers = self.state.headers.as_ref().unwrap();
            Err(Error::new(headers.byte_record.position().cloned()))
        }
        "#,
    );
}

#[test]
fn another_message_that_is_made_of_values_of_this_one() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) -> Result<()> {
            res.write("x")?;
            let status = res.status();
            let request = client.post("/audit").header("X-Status", status).header("Accept", "*/*").json(&status);
            let answer = Response::builder().header("X-Status", status).status(404).body(status)?;
            audit(request.header("A", "b").send()?, answer);
            Ok(())
        }

        fn f(res: &mut ResponseWriter) -> Result<()> {
            let user = load(res)?;
            let request = client.get("/").bearer_auth(user.token).query(&user.name()).header("A", "b");
            let answer = Response::builder().header("X-User", user.name()).status(404).body(())?;
            other(request, answer);
            Ok(())
        }

        fn f(res: &mut ResponseWriter) -> Result<()> {
            let user = load(res)?;
            user.header("A", "b"); //~ check
            user.parts().header("A", "b"); //~ check
            Ok(())
        }
        "#,
    );
}

/// The expansion under a vocabulary of the user's own.
#[track_caller]
fn expanded(item: &str) -> String {
    let tables = "pub my_writer for MyWriter { head: set }";
    let handed = format!("{{ {tables} }} {{ vocabulary = my_writer!, response = self }} {{ {item} }}");
    user_vocabulary::expand_with(handed.parse().expect("tokens")).to_string()
}

#[test]
fn a_receiver_is_asked_as_it_is_held() {
    let by_value = expanded("fn f(mut self) { helper(&mut self); self.set(1); }");
    assert!(by_value.contains("head_sent (& self)"), "{by_value}");
    let lent = expanded("fn f(&mut self) { helper(self); self.set(1); }");
    assert!(lent.contains("head_sent (& * self)"), "{lent}");
}

#[test]
fn a_check_of_a_call_asks_the_argument_that_is_the_response() {
    let item = "fn f(&mut self, seen: &mut usize) { helper(self); count(seen, &mut self.headers); }";
    let checked = expanded(item);
    assert!(checked.contains("head_sent (& * self)"), "{checked}");
}

#[test]
fn a_receiver_by_value_ends_in_the_function() {
    table_with(
        "response = self",
        r#"
        fn f(mut self) {
            self.set_status(200);
            drop(self);
        }

        fn f(&self) {
            helper(&self);
            self.set_status(200); //~ check
        }

        fn f(self: Rc<Self>) {
            helper(&self);
            self.set_status(200); //~ check
        }

        fn f(&mut self) {
            helper(&self);
            self.set_status(200);
        }
        "#,
    );
}

#[test]
fn many_documented_methods_are_not_nested() {
    let none: Vec<String> = Vec::new();
    let lines = "/// A line.\n".repeat(20);
    let method = |at: usize| {
        format!(
            "{lines} pub fn f{at}(&self, res: &mut ResponseWriter) -> Result<Vec<u8>, E> {{ res.finish() }}\n"
        )
    };
    let methods: String = (0..60).map(method).collect();
    assert_eq!(errors("", &format!("impl Site {{ {methods} }}")), none);
    let lines = "/// A line.\n".repeat(2000);
    assert_eq!(errors("", &format!("{lines} fn f(res: &mut ResponseWriter) {{ res.finish(); }}")), none);
}
