//! The operations of the default vocabulary, with what they need and leave.

/// An operation on a response: its number is its place in [`super::tree::Program::ops`].
#[derive(Clone, Copy)]
pub struct Op {
    pub row: &'static Row,
    pub response: usize,
}

/// In which states an operation is on time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    Nothing,
    /// That the head is not out.
    Open,
    /// That the response has not ended.
    Unfinished,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Leaves {
    Same,
    Sent,
    Ended,
}

/// An operation of the default vocabulary; `~` is the response, `@` the number of the operation, `#` the argument.
pub struct Row {
    pub weight: usize,
    pub call: &'static str,
    pub needs: Needs,
    pub leaves: Leaves,
    pub awaited: bool,
    /// Whether it gives the response back.
    pub chains: bool,
}

const fn row(weight: usize, call: &'static str, needs: Needs, leaves: Leaves) -> Row {
    Row { weight, call, needs, leaves, awaited: false, chains: false }
}

const fn chaining(weight: usize, call: &'static str) -> Row {
    Row { weight, call, needs: Needs::Open, leaves: Leaves::Same, awaited: false, chains: true }
}

const fn awaited(weight: usize, call: &'static str, needs: Needs) -> Row {
    Row { weight, call, needs, leaves: Leaves::Sent, awaited: true, chains: false }
}

pub const ROWS: &[Row] = &[
    chaining(30, "~.insert_header(\"X-@\", #)"),
    chaining(8, "~.append_header(\"X-@\", #)"),
    chaining(8, "~.set_status(#)"),
    chaining(5, "~.add_cookie(\"c@\", #)"),
    row(3, "~.remove_header(\"X-@\")", Needs::Open, Leaves::Same),
    row(2, "~.headers_mut().insert(\"X-@\", #)", Needs::Open, Leaves::Same),
    row(2, "ResponseWriter::insert_header(~, \"X-@\", #)", Needs::Open, Leaves::Same),
    row(3, "~.send_informational(103)", Needs::Open, Leaves::Same),
    row(2, "~.on_commit(|_| ())", Needs::Open, Leaves::Same),
    row(2, "~.reset()", Needs::Open, Leaves::Same),
    row(3, "~.write_head(200)", Needs::Open, Leaves::Sent),
    awaited(34, "~.write(#)", Needs::Unfinished),
    awaited(5, "~.flush()", Needs::Nothing),
    row(3, "write!(~, \"{}\", #)", Needs::Unfinished, Leaves::Sent),
    row(3, "~.append_trailer(\"T-@\", #)", Needs::Unfinished, Leaves::Same),
    row(4, "~.finish()", Needs::Nothing, Leaves::Ended),
    row(3, "~.redirect(\"/\")", Needs::Open, Leaves::Ended),
    row(3, "~.send_error(#)", Needs::Open, Leaves::Ended),
    row(2, "~.send(#)", Needs::Open, Leaves::Ended),
    row(1, "~.abort()", Needs::Nothing, Leaves::Ended),
];

/// The responses of every program.
pub const RESPONSES: [&str; 2] = ["res", "log"];
