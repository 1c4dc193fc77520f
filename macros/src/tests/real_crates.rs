//! What the attribute found in the functions of real crates, and must not find.

use super::harness::{table, table_with};

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
