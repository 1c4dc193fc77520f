//! Random sequences of operations, on the writer and on a model of it that is too simple to be wrong in the same way.
//!
//! The model keeps the head and body as plain values and knows three states; after each operation it says which kind
//! of result is expected, and at the end what a client would have got.
#![cfg(feature = "http")]
#![allow(missing_docs)]
#[path = "support/cases.rs"]
mod cases;
#[path = "support/ops.rs"]
mod ops;

use std::collections::BTreeMap;

use headers_first::testing::Recorder;
use ops::{Kind, Op, apply, header};
use proptest::collection::vec;

#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum State {
    #[default]
    Open,
    Streaming,
    Finished,
}

#[derive(Debug, Default)]
struct Model {
    state: State,
    status: u16,
    headers: BTreeMap<String, String>,
    length: Option<usize>,
    limit: Option<usize>,
    /// The body, and how much of it is still held back.
    body: usize,
    held: usize,
    trailers: usize,
    late: usize,
    aborted: bool,
}

impl Model {
    fn apply(&mut self, op: Op) -> Kind {
        let kind = match op {
            Op::Write(len) | Op::WriteSync(len) => self.write(len),
            Op::Flush => self.flush(),
            Op::Trailer(_) => self.trailer(),
            Op::Finish => self.finish(),
            Op::Abort => self.abort(),
            _ if self.state != State::Open => Kind::Late,
            _ => self.head(op),
        };
        self.late += usize::from(kind == Kind::Late);
        kind
    }

    fn head(&mut self, op: Op) -> Kind {
        match op {
            Op::Status(status) if !(200..1000).contains(&status) => return Kind::Invalid,
            Op::Status(status) => self.status = status,
            Op::Insert(name, value) => drop(self.headers.insert(header(name), value.to_string())),
            Op::Length(length) => self.length = Some(length),
            Op::Remove(name) => drop(self.headers.remove(&header(name))),
            Op::Reset => {
                *self = Model { limit: self.limit, late: self.late, status: 200, ..Model::default() }
            }
            Op::Buffer(limit) => self.limit = Some(limit),
            Op::Send(len) => return self.send(len),
            Op::Error => self.replace(404, "Not Found".len()),
            Op::Redirect => self.replace(303, 0),
            Op::Declare(_) => {}
            _ => unreachable!("not an operation on the head"),
        }
        Kind::Ok
    }

    fn write(&mut self, len: usize) -> Kind {
        if self.state == State::Finished {
            return Kind::Finished;
        }
        if self.length.is_some_and(|length| self.body + len > length) {
            return Kind::Length;
        }
        self.body += len;
        if self.state == State::Open && self.limit.is_some_and(|limit| self.held + len <= limit) {
            self.held += len;
        } else {
            self.state = State::Streaming;
        }
        Kind::Ok
    }

    fn flush(&mut self) -> Kind {
        if self.state != State::Finished && self.length.is_some_and(|length| self.body > length) {
            return Kind::Length;
        }
        if self.state == State::Open {
            self.state = State::Streaming;
        }
        Kind::Ok
    }

    fn trailer(&mut self) -> Kind {
        if self.state == State::Finished {
            return Kind::Finished;
        }
        self.trailers += 1;
        Kind::Ok
    }

    fn send(&mut self, len: usize) -> Kind {
        if self.length.is_some_and(|length| length != self.body + len) {
            return Kind::Length;
        }
        self.body += len;
        self.state = State::Finished;
        Kind::Ok
    }

    fn replace(&mut self, status: u16, body: usize) {
        (self.status, self.body, self.length) = (status, body, None);
        self.state = State::Finished;
    }

    fn finish(&mut self) -> Kind {
        if self.state == State::Finished {
            return Kind::Ok;
        }
        if self.length.is_some_and(|length| self.body != length) {
            self.abort();
            return Kind::Length;
        }
        self.state = State::Finished;
        Kind::Ok
    }

    fn abort(&mut self) -> Kind {
        if self.state != State::Finished {
            self.aborted = true;
            if self.state == State::Open {
                self.status = 500;
            }
            self.state = State::Finished;
        }
        Kind::Ok
    }
}

/// What a client would have got must be what the model says.
fn compare(recorder: &Recorder, model: &Model) -> Vec<String> {
    let plain = recorder.headers().iter().filter(|(name, _)| name.as_str().starts_with("x-"));
    let headers = plain.map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()));
    let headers = headers.collect::<BTreeMap<_, _>>();
    let refused = model.aborted && model.status == 500;
    let (expected, body) = match refused {
        true => (BTreeMap::new(), "Internal Server Error".len()),
        false => (model.headers.clone(), model.body),
    };
    let trailers = if model.aborted { 0 } else { model.trailers };
    let checks = [
        (recorder.status().as_u16() == model.status, "status"),
        (recorder.late().len() == model.late, "late operations"),
        (recorder.is_aborted() == model.aborted, "abort"),
        (headers == expected, "headers"),
        (recorder.body().len() == body, "body"),
        (recorder.trailers().len() == trailers, "trailers"),
    ];
    checks
        .iter()
        .filter(|(right, _)| !right)
        .map(|(_, what)| format!("{what}: {recorder:?} {model:?}"))
        .collect()
}

#[test]
fn the_writer_does_what_the_model_does() {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    cases::check(5_000, vec(ops::op(), 0..16), |ops| {
        runtime.block_on(async {
            let (mut recorder, mut model) = (Recorder::new(), Model { status: 200, ..Model::default() });
            for (index, op) in ops.iter().enumerate() {
                let expected = model.apply(*op);
                let actual = apply(recorder.writer(), *op).await;
                if actual != expected {
                    return vec![format!("step {index} gives {actual:?} and not {expected:?}")];
                }
            }
            compare(&recorder, &model)
        })
    });
}
