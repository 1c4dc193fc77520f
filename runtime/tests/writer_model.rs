//! Random sequences of operations, on the writer and on a model of it that is too simple to be wrong in the same way.
//!
//! The model keeps the head and body as plain values and knows three states; after each operation it says which kind
//! of result is expected, and at the end what a client would have got.
#![cfg(feature = "http")]
#![allow(missing_docs)]
use std::collections::BTreeMap;

use headers_first::testing::Recorder;
use headers_first::{Error, ResponseWriter};

const SEQUENCES: u64 = 20_000;
const LENGTH: usize = 12;

#[derive(Clone, Copy, Debug)]
enum Op {
    Status(u16),
    Insert(u8, u8),
    Length(usize),
    Remove(u8),
    Reset,
    Buffer(usize),
    Write(usize),
    WriteSync(usize),
    Flush,
    Send(usize),
    Error,
    Redirect,
    Trailer(u8),
    Finish,
    Abort,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    Ok,
    Late,
    Invalid,
    Length,
    Finished,
}

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

fn header(name: u8) -> String {
    format!("x-{name}")
}

fn kind<T>(result: Result<T, Error>) -> Kind {
    match result {
        Ok(_) => Kind::Ok,
        Err(Error::Late(_)) => Kind::Late,
        Err(Error::InvalidStatus | Error::InvalidHeader) => Kind::Invalid,
        Err(Error::ContentLength) => Kind::Length,
        Err(Error::Finished) => Kind::Finished,
        Err(other) => panic!("not foreseen: {other}"),
    }
}

async fn apply(res: &mut ResponseWriter, op: Op) -> Kind {
    let text = |len| "x".repeat(len);
    match op {
        Op::Status(status) => kind(res.set_status(status)),
        Op::Insert(name, value) => kind(res.insert_header(header(name), u16::from(value))),
        Op::Length(length) => kind(res.insert_header("Content-Length", length)),
        Op::Remove(name) => kind(res.remove_header(header(name))),
        Op::Reset => kind(res.reset()),
        Op::Buffer(limit) => kind(res.buffer(limit)),
        Op::Write(len) => kind(res.write(text(len)).await),
        Op::WriteSync(len) => write_sync(res, &text(len)),
        Op::Flush => kind(res.flush().await),
        Op::Send(len) => kind(res.send(text(len))),
        Op::Error => kind(res.send_error(404)),
        Op::Redirect => kind(res.redirect("/")),
        Op::Trailer(name) => kind(res.append_trailer(header(name), 1)),
        Op::Finish => kind(res.finish()),
        Op::Abort => {
            res.abort();
            Kind::Ok
        }
    }
}

fn write_sync(res: &mut ResponseWriter, text: &str) -> Kind {
    match std::io::Write::write_all(&mut res.as_io_writer(), text.as_bytes()) {
        Ok(()) => Kind::Ok,
        Err(error) => kind(Err::<(), _>(*error.into_inner().unwrap().downcast().unwrap())),
    }
}

/// A small generator that always makes the same sequences.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }

    fn op(&mut self) -> Op {
        let small = self.below(6) as usize;
        match self.below(24) {
            0 | 1 => Op::Status([200, 201, 404, 103, 99, 1000][small]),
            2..=4 => Op::Insert(small as u8, self.below(100) as u8),
            5 => Op::Length(small * 3),
            6 => Op::Remove(small as u8),
            7 => Op::Reset,
            8 | 9 => Op::Buffer(small * 2),
            10..=14 => Op::Write(small),
            15 | 16 => Op::WriteSync(small + 1),
            17 => Op::Flush,
            18 => Op::Send(small),
            19 => [Op::Error, Op::Redirect][small % 2],
            20 | 21 => Op::Trailer(small as u8),
            22 => Op::Finish,
            _ => Op::Abort,
        }
    }
}

/// What a client would have got must be what the model says.
fn compare(recorder: &Recorder, model: &Model, ops: &[Op]) {
    let plain = recorder.headers().iter().filter(|(name, _)| name.as_str().starts_with("x-"));
    let headers = plain.map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()));
    assert_eq!(recorder.status().as_u16(), model.status, "{ops:?}");
    assert_eq!(recorder.late().len(), model.late, "{ops:?}");
    assert_eq!(recorder.is_aborted(), model.aborted, "{ops:?}");
    if model.status != 500 {
        assert_eq!(headers.collect::<BTreeMap<_, _>>(), model.headers, "{ops:?}");
        assert_eq!(recorder.body().len(), model.body, "{ops:?}");
    }
    if !model.aborted {
        assert_eq!(recorder.trailers().len(), model.trailers, "{ops:?}");
    }
}

#[test]
fn the_writer_does_what_the_model_does() {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async {
        for seed in 1..=SEQUENCES {
            let mut random = Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15));
            let (mut recorder, mut model) = (Recorder::new(), Model { status: 200, ..Model::default() });
            let ops: Vec<_> = (0..LENGTH).map(|_| random.op()).collect();
            for (index, op) in ops.iter().enumerate() {
                let expected = model.apply(*op);
                assert_eq!(apply(recorder.writer(), *op).await, expected, "{:?}", &ops[..=index]);
            }
            compare(&recorder, &model, &ops);
        }
    });
}
