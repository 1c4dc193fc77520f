//! A random handler, and how it is played on a real writer, next to the model.
use std::future::poll_fn;
use std::io::Write as _;
use std::pin::pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};

use headers_first::{BoxError, Error, ResponseWriter, Write};

use crate::model::{End, Kind, Mode, Model, Op, State};

#[derive(Clone, Copy, Debug)]
pub(crate) enum Step {
    Write(usize),
    /// The future is dropped after its first poll.
    WriteOnce(usize),
    /// The future is dropped before its first poll.
    WriteNever(usize),
    /// Something else is waited for between the first poll and the others.
    WriteLater(usize),
    Sync(usize),
    Flush,
    FlushOnce,
    Wait,
    Header,
    Reset,
    Trailer,
    Finish,
    Abort,
}

#[derive(Clone, Debug)]
pub(crate) struct Script {
    pub(crate) mode: Mode,
    pub(crate) head_only: bool,
    pub(crate) limit: Option<usize>,
    pub(crate) length: Option<usize>,
    pub(crate) steps: Vec<Step>,
    pub(crate) end: End,
}

/// What the handler, the server and the judge see of each other.
#[derive(Default)]
pub(crate) struct Shared {
    pub(crate) model: Model,
    /// Bytes that the server had got when it last asked for more.
    pub(crate) taken: usize,
    /// Nobody reads any more.
    pub(crate) closed: bool,
    /// The handler was polled, has come to its end, and has been dropped.
    pub(crate) started: bool,
    pub(crate) ended: bool,
    pub(crate) dropped: bool,
    /// How often the handler may go on that waits for something else, and who waits.
    pub(crate) permits: usize,
    pub(crate) waiting: Option<Waker>,
    pub(crate) complaints: Vec<String>,
}

#[derive(Clone, Default)]
pub(crate) struct Stage(Arc<Mutex<Shared>>);

impl Stage {
    pub(crate) fn lock(&self) -> MutexGuard<'_, Shared> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn complain(&self, what: impl Into<String>) {
        self.lock().complaints.push(what.into());
    }

    /// Runs the script, and ends as it says.
    pub(crate) async fn play(&self, script: &Script, res: &mut ResponseWriter) -> Result<(), BoxError> {
        let _dropped = Dropped(self.clone());
        self.lock().started = true;
        self.set_up(script, res);
        for (index, step) in script.steps.iter().enumerate() {
            self.step(*step, res).await;
            self.check_state(index, res);
        }
        if script.mode == Mode::Given && script.end == End::Ok {
            let _ = res.finish();
        }
        self.ends(script);
        match script.end {
            End::Ok | End::Drop => Ok(()),
            End::Err => Err("on purpose".into()),
            End::Panic => std::panic::resume_unwind(Box::new("on purpose")),
            End::Never => std::future::pending().await,
        }
    }

    fn ends(&self, script: &Script) {
        let mut shared = self.lock();
        shared.ended = script.end != End::Never;
        shared.model.end(script.mode, script.end);
    }

    fn set_up(&self, script: &Script, res: &mut ResponseWriter) {
        let mut shared = self.lock();
        if let Some(limit) = script.limit {
            res.buffer(limit).unwrap();
        }
        if let Some(length) = script.length {
            res.insert_header("Content-Length", length).unwrap();
        }
        shared.model.limit = script.limit;
        shared.model.length = script.length;
    }

    async fn step(&self, step: Step, res: &mut ResponseWriter) {
        match step {
            Step::Write(len) => self.wait_for(Op::Write(len), res.write(self.bytes(len)), true, false).await,
            Step::WriteOnce(len) => {
                self.wait_for(Op::Write(len), res.write(self.bytes(len)), false, false).await
            }
            Step::WriteLater(len) => {
                self.wait_for(Op::Write(len), res.write(self.bytes(len)), true, true).await
            }
            Step::WriteNever(len) => drop(res.write(self.bytes(len))),
            Step::Flush => self.wait_for(Op::Flush, res.flush(), true, false).await,
            Step::FlushOnce => self.wait_for(Op::Flush, res.flush(), false, false).await,
            Step::Sync(len) => {
                let written = res.as_io_writer().write_all(&self.bytes(len));
                self.expect(Op::Write(len), written.map_or_else(of_io, |()| Kind::Ok));
            }
            Step::Wait => self.wait().await,
            Step::Header => {
                let name = format!("x-{}", self.lock().model.headers);
                self.expect(Op::Header, kind(res.insert_header(name, 1)));
            }
            Step::Reset => self.expect(Op::Reset, kind(res.reset())),
            Step::Trailer => {
                let name = format!("x-{}", self.lock().model.trailers);
                self.expect(Op::Trailer, kind(res.append_trailer(name, 1)));
            }
            Step::Finish => self.expect(Op::Finish, kind(res.finish())),
            Step::Abort => {
                res.abort();
                self.expect(Op::Abort, Kind::Ok);
            }
        }
    }

    /// Polls a write once, then drops it, or waits for it to end.
    async fn wait_for(&self, op: Op, future: Write<'_>, to_the_end: bool, pause: bool) {
        let mut future = pin!(future);
        let first = poll_fn(|cx| Poll::Ready(future.as_mut().poll(cx))).await;
        match first {
            Poll::Pending => self.expect(op, Kind::Ok),
            Poll::Ready(Ok(())) => {
                self.expect(op, Kind::Ok);
                return self.check_pressure(op);
            }
            Poll::Ready(Err(error)) => return self.expect(op, kind(Err::<(), _>(error))),
        }
        if pause {
            self.wait().await;
        }
        if to_the_end {
            match kind(future.await) {
                Kind::Ok => self.check_pressure(op),
                Kind::Closed if self.lock().closed => {}
                other => self.complain(format!("{op:?} waits, and ends with {other:?}")),
            }
        }
    }

    /// Waits until the scheduler lets the handler go on.
    async fn wait(&self) {
        poll_fn(|cx: &mut Context<'_>| {
            let mut shared = self.lock();
            if shared.permits > 0 {
                shared.permits -= 1;
                shared.waiting = None;
                return Poll::Ready(());
            }
            shared.waiting = Some(cx.waker().clone());
            Poll::Pending
        })
        .await;
    }

    /// The next bytes of the body: each tells its place in it.
    fn bytes(&self, len: usize) -> Vec<u8> {
        let from = self.lock().model.accepted;
        (from..from + len).map(|place| place as u8).collect()
    }

    /// An operation ended at once: as the model says, or because nobody reads any more.
    fn expect(&self, op: Op, actual: Kind) {
        let mut shared = self.lock();
        if actual == Kind::Closed && shared.closed {
            return;
        }
        let expected = shared.model.apply(op);
        if expected != actual {
            shared.complaints.push(format!("{op:?} gives {actual:?} and not {expected:?}"));
        }
    }

    /// A write that has ended was taken by the server, and everything before it.
    fn check_pressure(&self, op: Op) {
        let shared = self.lock();
        let sent = shared.model.accepted - shared.model.held;
        // The last bytes of a declared length stay until the handler has returned.
        if shared.model.state == State::Streaming && shared.taken < sent && !shared.model.is_complete() {
            let taken = shared.taken;
            drop(shared);
            self.complain(format!("{op:?} ended with {taken} of {sent} bytes taken"));
        }
    }

    fn check_state(&self, index: usize, res: &ResponseWriter) {
        let open = self.lock().model.state == State::Open;
        if res.head_sent() == open {
            self.complain(format!("after step {index} the head is sent: {}", res.head_sent()));
        }
    }
}

/// Tells that the handler is gone, at its end or before.
struct Dropped(Stage);

impl Drop for Dropped {
    fn drop(&mut self) {
        self.0.lock().dropped = true;
    }
}

fn kind<T>(result: Result<T, Error>) -> Kind {
    match result {
        Ok(_) => Kind::Ok,
        Err(Error::Late(_)) => Kind::Late,
        Err(Error::ContentLength) => Kind::Length,
        Err(Error::Finished) => Kind::Finished,
        Err(Error::Closed) => Kind::Closed,
        Err(_) => Kind::Other,
    }
}

fn of_io(error: std::io::Error) -> Kind {
    let error = error.into_inner().and_then(|error| error.downcast::<Error>().ok());
    error.map_or(Kind::Other, |error| kind(Err::<(), _>(*error)))
}
