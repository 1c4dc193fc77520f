//! What a response is, in plain values: the sequential rules of the writer, without wakers, queues or a server.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Ok,
    Late,
    Length,
    Finished,
    Closed,
    Other,
}

/// What a step of a handler does to the response; how long it waits is not told here.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Op {
    Write(usize),
    Flush,
    Header,
    Reset,
    Trailer,
    Finish,
    Abort,
}

/// How a handler ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum End {
    Ok,
    Err,
    Panic,
    /// Goes away without a word: the same as `Ok`, but for a writer in another task.
    Drop,
    /// Waits for ever.
    Never,
}

/// Who has the writer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Mode {
    /// The handler of a `service`, which borrows it.
    Service,
    /// The handler in a `StreamLayer`, which owns it and returns an empty success.
    Owned,
    /// Another task; the handler has returned an empty success.
    Given,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) enum State {
    #[default]
    Open,
    Streaming,
    Finished,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Model {
    pub(crate) state: State,
    pub(crate) headers: usize,
    pub(crate) trailers: usize,
    pub(crate) length: Option<usize>,
    pub(crate) limit: Option<usize>,
    /// Bytes of the body so far, and how many of them are held back.
    pub(crate) accepted: usize,
    pub(crate) held: usize,
    /// The answer to HEAD, whose length is not counted.
    pub(crate) head_only: bool,
    /// The handler that gave it away has returned.
    pub(crate) returned: bool,
    /// Given up after the head.
    pub(crate) failed: bool,
    /// Given up before the head: a plain 500.
    pub(crate) refused: bool,
    /// Given up before the head by a handler that fails as a service.
    pub(crate) service_failed: bool,
}

impl Model {
    pub(crate) fn apply(&mut self, op: Op) -> Kind {
        match op {
            Op::Write(len) => self.write(len),
            Op::Flush if self.state == State::Finished => Kind::Ok,
            Op::Flush => self.commit(),
            Op::Header | Op::Reset if self.state != State::Open => Kind::Late,
            Op::Header => {
                self.headers += 1;
                Kind::Ok
            }
            Op::Reset => {
                let (limit, accepted) = (self.limit, self.accepted - self.held);
                let Model { head_only, returned, .. } = *self;
                *self = Model { limit, accepted, head_only, returned, ..Model::default() };
                Kind::Ok
            }
            Op::Trailer if self.state == State::Finished => Kind::Finished,
            Op::Trailer => {
                self.trailers += 1;
                Kind::Ok
            }
            Op::Finish => self.finish(),
            Op::Abort => {
                self.abort();
                Kind::Ok
            }
        }
    }

    /// The handler ends.
    pub(crate) fn end(&mut self, mode: Mode, end: End) {
        match (mode, end) {
            (_, End::Never) => {}
            _ if self.state == State::Finished => {}
            (Mode::Service, End::Ok | End::Drop) | (Mode::Given, End::Ok) => drop(self.finish()),
            (Mode::Owned, End::Err) if self.state == State::Open => {
                self.service_failed = true;
                self.state = State::Finished;
            }
            (Mode::Service | Mode::Owned, End::Err | End::Panic) => self.abort(),
            // A writer that was dropped before the commit, or before the handler returned, leaves the end to what the
            // handler returns.
            (Mode::Owned, _) => drop(self.finish()),
            (Mode::Given, _) if self.state == State::Open || !self.returned => drop(self.finish()),
            (Mode::Given, _) => self.abort(),
        }
    }

    /// All bytes that a declared length asks for are written.
    pub(crate) fn is_complete(&self) -> bool {
        self.counted() == Some(self.accepted)
    }

    fn counted(&self) -> Option<usize> {
        self.length.filter(|_| !self.head_only)
    }

    fn write(&mut self, len: usize) -> Kind {
        if self.state == State::Finished {
            return Kind::Finished;
        }
        if self.counted().is_some_and(|length| self.accepted + len > length) {
            return Kind::Length;
        }
        self.accepted += len;
        if self.state == State::Open && self.limit.is_some_and(|limit| self.held + len <= limit) {
            self.held += len;
            return Kind::Ok;
        }
        self.commit()
    }

    fn commit(&mut self) -> Kind {
        self.state = State::Streaming;
        self.held = 0;
        Kind::Ok
    }

    fn finish(&mut self) -> Kind {
        if self.state == State::Finished {
            return Kind::Ok;
        }
        if self.counted().is_some_and(|length| length != self.accepted) {
            self.abort();
            return Kind::Length;
        }
        self.state = State::Finished;
        Kind::Ok
    }

    fn abort(&mut self) {
        match self.state {
            State::Open => self.refused = true,
            // The head of an empty body waits for the end of its handler, and can still be another.
            State::Streaming if self.counted() == Some(0) => self.refused = true,
            State::Streaming => self.failed = true,
            State::Finished => return,
        }
        self.state = State::Finished;
    }
}
