//! Control flow: what is on time, late, or late on one path only.

use super::harness::{case, cases};

#[test]
fn straight_code() {
    cases(&[
        "async fn f(res: &mut ResponseWriter) { res.insert_header(\"A\", \"1\"); res.write(\"x\").await; }",
        "async fn f(res: &mut ResponseWriter) {
            res.write(\"x\").await;
            res.insert_header(\"A\", \"1\"); //~ hoist
        }",
        "async fn f(res: &mut ResponseWriter) {
            let n = res.write(\"x\").await;
            res.insert_header(\"A\", n); //~ late
        }",
        "async fn f(res: &mut ResponseWriter) -> Result<()> {
            res.insert_header(\"A\", \"1\")?.insert_header(\"B\", \"2\")?;
            res.write(\"x\").await?;
            Ok(())
        }",
        "fn f(res: &mut ResponseWriter) {
            res.redirect(\"/\");
            res.redirect(\"/b\"); //~ second
        }",
        "fn f(res: &mut ResponseWriter) {
            res.finish();
            res.write(\"x\"); //~ end
        }",
    ]);
}

#[test]
fn a_branch_that_leaves_does_not_reach_the_rest() {
    cases(&[
        "fn f(res: &mut ResponseWriter, bad: bool) {
            if bad { res.send_error(404); return; }
            res.insert_header(\"A\", \"1\");
            res.write(\"x\");
        }",
        "fn f(res: &mut ResponseWriter, bad: bool) {
            if bad { res.send_error(404); }
            res.insert_header(\"A\", \"1\"); //~ late
            res.write(\"x\"); //~ end
        }",
        "fn f(res: &mut ResponseWriter, bad: bool) {
            if bad { res.send_error(404); }
            res.send(\"x\"); //~ second
        }",
        "fn f(res: &mut ResponseWriter, x: Option<u8>) {
            let Some(x) = x else { res.send_error(404); return };
            res.set_status(200);
        }",
        "fn f(res: &mut ResponseWriter, x: u8) {
            match x {
                0 => { res.redirect(\"/\"); return }
                1 => panic!(),
                _ => {}
            }
            res.set_status(200);
        }",
    ]);
}

#[test]
fn loops() {
    cases(&[
        "fn f(res: &mut ResponseWriter, xs: &[u8]) {
            for x in xs {
                res.insert_header(\"A\", x); //~ late
                res.write(x);
            }
        }",
        "fn f(res: &mut ResponseWriter, xs: &[u8]) {
            for x in xs { res.write(x); }
            res.insert_header(\"A\", \"1\"); //~ hoist
        }",
        "fn f(res: &mut ResponseWriter) {
            loop {
                if done() { break; }
                res.write(\"x\");
            }
            res.finish();
        }",
        "fn f(res: &mut ResponseWriter) {
            let mut first = true;
            while more() {
                if first { res.insert_header(\"A\", \"1\"); first = false; }
                res.write(\"x\");
            }
        }",
        "fn f(res: &mut ResponseWriter, xs: &[u8]) {
            for (i, x) in xs.iter().enumerate() {
                if i == 0 { res.insert_header(\"A\", \"1\"); }
                res.write(x);
            }
        }",
        "fn f(res: &mut ResponseWriter) {
            'a: loop { loop { res.write(\"x\"); break 'a; } res.set_status(1); }
        }",
    ]);
}

#[test]
fn guards_of_the_response_itself() {
    cases(&[
        "fn f(res: &mut ResponseWriter) {
            helper(res);
            if !res.headers_sent() { res.set_status(500); }
        }",
        "fn f(res: &mut ResponseWriter) {
            helper(res);
            if res.headers_sent() { return; }
            res.set_status(500);
        }",
        "fn f(res: &mut ResponseWriter) {
            helper(res);
            res.set_status(500); //~ check
        }",
        "fn f(res: &mut ResponseWriter) {
            let sent = res.head_sent();
            if !sent { res.set_status(500); }
        }",
    ]);
}

#[test]
fn correlated_flags() {
    cases(&[
        "fn f(res: &mut ResponseWriter, big: bool) {
            if big { res.write(\"x\"); }
            if !big { res.set_status(404); }
        }",
        "fn f(res: &mut ResponseWriter, x: Option<u8>) {
            if let Some(x) = x { res.write(x); }
            if x.is_none() { res.set_status(404); }
        }",
        "fn f(res: &mut ResponseWriter, a: u8) {
            let mut started = false;
            if a > 3 { res.write(\"x\"); started = true; }
            if !started { res.set_status(404); }
        }",
    ]);
}

#[test]
fn shadowing_starts_a_new_variable() {
    case(
        "fn f(res: &mut ResponseWriter) {
            res.write(\"x\");
            let res = HashMap::new();
            res.insert_header(\"A\", \"1\");
        }",
    );
}
