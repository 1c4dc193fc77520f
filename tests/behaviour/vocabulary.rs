//! A vocabulary of the user's own, declared in a module and used by its path.

use headers_first::headers_first;

#[derive(Default)]
pub struct MyWriter {
    pub head: Vec<(String, String)>,
    pub body: String,
    pub lost: usize,
}

impl MyWriter {
    fn put(&mut self, name: &str, value: &str) {
        if self.is_started() {
            self.lost += 1;
        } else {
            self.head.push((name.to_owned(), value.to_owned()));
        }
    }

    fn push(&mut self, part: &str) {
        self.body.push_str(part);
    }

    fn is_started(&self) -> bool {
        !self.body.is_empty()
    }
}

mod tables {
    headers_first::vocabulary! {
        pub my_writer for MyWriter { head: set, put; write: push; finish: done; state: is_started() }
    }
}

#[headers_first(vocabulary = tables::my_writer!)]
fn late(out: &mut MyWriter) {
    out.push("a");
    out.push("b");
    out.put("X-Done", "1");
}

#[test]
fn a_late_header_is_hoisted() {
    let mut out = MyWriter::default();
    late(&mut out);
    assert_eq!(out.head, [("X-Done".to_owned(), "1".to_owned())]);
    assert_eq!((out.body.as_str(), out.lost), ("ab", 0));
}

fn helper(out: &mut MyWriter) {
    out.push("helped");
}

#[headers_first(vocabulary = tables::my_writer!, late = drop)]
fn checked(out: &mut MyWriter, help: bool) {
    if help {
        helper(out);
    }
    if out.is_started() && out.lost > 0 {
        return;
    }
    helper_that_does_nothing(out);
    out.put("X-Done", "1");
}

#[headers_first(vocabulary = tables::my_writer!, late = drop)]
fn unasked(out: &mut MyWriter, help: bool) {
    if help {
        helper(out);
    }
    out.put("X-Done", "1");
}

/// What `parts` gives; a field of this name is a head.
struct Parts {
    headers: Vec<(String, String)>,
}

impl MyWriter {
    fn parts(&self) -> Parts {
        Parts { headers: self.head.clone() }
    }
}

#[headers_first(vocabulary = tables::my_writer!, late = drop)]
fn by_name(out: &mut MyWriter, help: bool, seen: &mut usize) {
    if help {
        helper(out);
    }
    let Parts { headers } = out.parts();
    count(seen, headers);
}

fn count(seen: &mut usize, headers: Vec<(String, String)>) {
    *seen += 1 + headers.len();
}

#[test]
fn a_check_names_the_response_where_the_operation_does_not() {
    let (mut out, mut seen) = (MyWriter::default(), 0);
    by_name(&mut out, false, &mut seen);
    assert_eq!(seen, 1);
    by_name(&mut out, true, &mut seen);
    assert_eq!(seen, 1);
}

#[test]
fn a_check_asks_the_declared_state_method() {
    let mut out = MyWriter::default();
    unasked(&mut out, true);
    assert_eq!((out.head.len(), out.lost), (0, 0));
    let mut out = MyWriter::default();
    unasked(&mut out, false);
    assert_eq!(out.head.len(), 1);
}

fn helper_that_does_nothing(_: &mut MyWriter) {}

#[test]
fn a_check_asks_the_state_method_that_the_function_uses() {
    let mut out = MyWriter::default();
    checked(&mut out, true);
    assert_eq!((out.head.len(), out.lost), (0, 0), "skipped, not lost inside of the writer");
    let mut out = MyWriter::default();
    checked(&mut out, false);
    assert_eq!(out.head.len(), 1);
}
