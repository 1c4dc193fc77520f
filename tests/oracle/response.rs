//! A response: one that buffers everything until the handler returns, or one that streams.

use std::collections::BTreeMap;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    Open,
    Streaming,
    Finished,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Violation {
    /// A head operation after the commit.
    Late,
    /// A second commit, send or upgrade.
    Second,
    /// A write after the end.
    AfterEnd,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    pub status: usize,
    pub headers: BTreeMap<String, Vec<String>>,
    pub cookies: Vec<String>,
}

#[derive(Clone, Debug)]
pub struct Response {
    buffering: bool,
    pub phase: Phase,
    head: Head,
    sent: Option<Head>,
    pub body: Vec<String>,
    /// Informational heads, as they went out.
    pub informed: Vec<Head>,
    /// Ended by a function that is not followed: what comes after it is no finding.
    pub ended_outside: bool,
}

type Done = Result<(), Violation>;

impl Response {
    pub fn new(buffering: bool) -> Response {
        Response {
            buffering,
            phase: Phase::Open,
            head: Head { status: 200, ..Head::default() },
            sent: None,
            body: Vec::new(),
            informed: Vec::new(),
            ended_outside: false,
        }
    }

    /// What the client gets.
    pub fn delivered(&self) -> &Head {
        self.sent.as_ref().unwrap_or(&self.head)
    }

    pub fn committed(&self) -> bool {
        self.phase != Phase::Open
    }

    pub fn head(&self) -> &Head {
        &self.head
    }

    /// Works on the head; on a streaming response that has started this does nothing.
    pub fn change(&mut self, change: impl FnOnce(&mut Head)) -> Done {
        if !self.buffering && self.phase != Phase::Open {
            return Err(Violation::Late);
        }
        change(&mut self.head);
        Ok(())
    }

    pub fn inform(&mut self) -> Done {
        if self.phase != Phase::Open {
            return Err(Violation::Late);
        }
        self.informed.push(self.head.clone());
        Ok(())
    }

    pub fn reset(&mut self) -> Done {
        if self.phase != Phase::Open {
            return Err(Violation::Late);
        }
        self.head = Head { status: 200, ..Head::default() };
        Ok(())
    }

    fn start(&mut self, phase: Phase) {
        if !self.buffering && self.sent.is_none() {
            self.sent = Some(self.head.clone());
        }
        self.phase = phase;
    }

    pub fn commit(&mut self, status: usize) -> Done {
        if self.phase != Phase::Open {
            return Err(Violation::Second);
        }
        self.head.status = status;
        self.start(Phase::Streaming);
        Ok(())
    }

    pub fn write(&mut self, chunk: &str) -> Done {
        if self.phase == Phase::Finished {
            return if self.ended_outside { Ok(()) } else { Err(Violation::AfterEnd) };
        }
        self.start(Phase::Streaming);
        self.body.push(chunk.to_owned());
        Ok(())
    }

    pub fn flush(&mut self) {
        if self.phase == Phase::Open {
            self.start(Phase::Streaming);
        }
    }

    /// Head, body and end in one.
    pub fn send(&mut self, change: impl FnOnce(&mut Head), body: &str) -> Done {
        if self.phase != Phase::Open {
            self.phase = Phase::Finished;
            return Err(Violation::Second);
        }
        change(&mut self.head);
        self.start(Phase::Streaming);
        self.body.push(body.to_owned());
        self.phase = Phase::Finished;
        Ok(())
    }

    pub fn finish(&mut self) {
        self.start(Phase::Finished);
    }
}
