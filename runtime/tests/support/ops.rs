//! Operations on a writer, at random.
#![allow(dead_code, unreachable_pub, reason = "each test file uses its own part")]
use headers_first::{Error, ResponseWriter};
use proptest::prelude::*;
use proptest::sample::select;

#[derive(Clone, Copy, Debug)]
pub enum Op {
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
    Declare(u8),
    Trailer(u8),
    Finish,
    Abort,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    Ok,
    Late,
    Invalid,
    Length,
    Finished,
    /// Nothing that a writer whose client stays may say.
    Other,
}

pub fn op() -> impl Strategy<Value = Op> {
    let small = || 0..6_usize;
    let name = || 0..6_u8;
    prop_oneof![
        2 => select(vec![200, 201, 404, 103, 99, 1000]).prop_map(Op::Status),
        3 => (name(), 0..100_u8).prop_map(|(name, value)| Op::Insert(name, value)),
        1 => small().prop_map(|length| Op::Length(length * 3)),
        1 => name().prop_map(Op::Remove),
        1 => Just(Op::Reset),
        2 => small().prop_map(|limit| Op::Buffer(limit * 2)),
        5 => small().prop_map(Op::Write),
        2 => small().prop_map(|len| Op::WriteSync(len + 1)),
        1 => Just(Op::Flush),
        1 => small().prop_map(Op::Send),
        1 => prop_oneof![Just(Op::Error), Just(Op::Redirect)],
        1 => name().prop_map(Op::Declare),
        2 => name().prop_map(Op::Trailer),
        1 => Just(Op::Finish),
        1 => Just(Op::Abort),
    ]
}

/// The name of a header, and of a trailer.
pub fn header(name: u8) -> String {
    format!("x-{name}")
}

pub fn trailer(name: u8) -> String {
    format!("y-{name}")
}

pub fn kind<T>(result: Result<T, Error>) -> Kind {
    match result {
        Ok(_) => Kind::Ok,
        Err(Error::Late(_)) => Kind::Late,
        Err(Error::InvalidStatus | Error::InvalidHeader) => Kind::Invalid,
        Err(Error::ContentLength) => Kind::Length,
        Err(Error::Finished) => Kind::Finished,
        Err(_) => Kind::Other,
    }
}

pub async fn apply(res: &mut ResponseWriter, op: Op) -> Kind {
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
        Op::Declare(name) => kind(res.declare_trailer(trailer(name))),
        Op::Trailer(name) => kind(res.append_trailer(trailer(name), 1)),
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
