//! A response: one that buffers everything until the handler returns, or one that streams.

use std::collections::{BTreeMap, BTreeSet};

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
    /// What hooks insert, in the order in which they were registered.
    hooks: Vec<Vec<(String, String)>>,
    declared: BTreeSet<String>,
    pub trailers: BTreeMap<String, Vec<String>>,
    /// How many writes still fit before the head goes.
    room: usize,
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
            hooks: Vec::new(),
            declared: BTreeSet::new(),
            trailers: BTreeMap::new(),
            room: 0,
        }
    }

    /// What the client gets.
    pub fn delivered(&self) -> Head {
        self.sent.clone().unwrap_or_else(|| self.hooked())
    }

    /// The head after the hooks, which run last first.
    fn hooked(&self) -> Head {
        let mut head = self.head.clone();
        for (name, value) in self.hooks.iter().rev().flatten() {
            head.headers.insert(name.clone(), vec![value.clone()]);
        }
        head
    }

    pub fn committed(&self) -> bool {
        self.phase != Phase::Open
    }

    pub fn room(&self) -> usize {
        self.room
    }

    pub fn declared(&self) -> &BTreeSet<String> {
        &self.declared
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

    /// Fields of that name are trailers once the head is out.
    pub fn declare(&mut self, names: &str) {
        // Also where that comes too late, as if it stood above: what is declared then is no second mistake.
        self.declared.extend(names.split(',').map(|name| name.trim().to_ascii_lowercase()));
    }

    pub fn is_trailer(&self, name: &str) -> bool {
        self.phase != Phase::Open && self.declared.contains(name)
    }

    pub fn append_trailer(&mut self, name: &str, value: &str) -> Done {
        if self.phase == Phase::Finished {
            return if self.ended_outside { Ok(()) } else { Err(Violation::AfterEnd) };
        }
        self.trailers.entry(name.to_owned()).or_default().push(value.to_owned());
        Ok(())
    }

    pub fn hook(&mut self, inserts: Vec<(String, String)>) -> Done {
        if !self.buffering && self.phase != Phase::Open {
            return Err(Violation::Late);
        }
        self.hooks.push(inserts);
        Ok(())
    }

    /// Makes room for some writes before the head goes.
    pub fn keep_open(&mut self, writes: usize) -> Done {
        if !self.buffering && self.phase != Phase::Open {
            return Err(Violation::Late);
        }
        self.room = writes;
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
        self.declared.clear();
        Ok(())
    }

    pub fn start(&mut self, phase: Phase) {
        if !self.buffering && self.sent.is_none() {
            self.sent = Some(self.hooked());
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
        if self.phase == Phase::Open && self.room > 0 {
            self.room -= 1;
        } else {
            self.start(Phase::Streaming);
        }
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
