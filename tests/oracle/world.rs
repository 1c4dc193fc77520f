//! What a handler meets: decisions, and what can be seen of it from outside.

use std::rc::Rc;

use super::loose::Blind;
use super::random::mix;
use super::script::Script;
use super::value::Value;

/// Something that happened besides the response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    pub what: String,
    pub class: Class,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// A call that is seen: its order with everything else counts.
    Effect,
    /// A call that gets nothing but parameters by reference: its order with writes does not count.
    Reading,
    /// Something written.
    Write,
}

/// Where decisions come from.
enum Source {
    /// From a seed, with how often each place has asked, by the hash of the place.
    Seed(u64, Vec<(u64, u64)>),
    /// From a search, one after the other.
    Script(Rc<Script>),
}

/// Decides, and keeps the trace.
pub struct World {
    source: Source,
    keeps_trace: bool,
    pub blind: Blind,
    pub trace: Vec<Event>,
    pub fuel: usize,
}

const FUEL: usize = 1500;

impl World {
    /// Decisions that are the same for the same place, count and seed.
    pub fn of_seed(seed: u64, keeps_trace: bool) -> World {
        World::new(Source::Seed(seed, Vec::new()), keeps_trace, Blind::default())
    }

    pub fn of_script(script: Rc<Script>) -> World {
        let blind = script.blind.clone();
        World::new(Source::Script(script), false, blind)
    }

    fn new(source: Source, keeps_trace: bool, blind: Blind) -> World {
        World { source, keeps_trace, blind, trace: Vec::new(), fuel: FUEL }
    }

    /// The answer to the next question of that kind from that place.
    pub fn decide(&mut self, kind: &str, site: usize) -> Decision {
        match &mut self.source {
            Source::Seed(seed, asked) => {
                let place = place(*seed, kind, site);
                let count = match asked.iter_mut().find(|(known, _)| *known == place) {
                    Some((_, count)) => {
                        *count += 1;
                        *count
                    }
                    None => {
                        asked.push((place, 1));
                        1
                    }
                };
                Decision::Drawn(mix(place ^ (count << 32)) >> 8)
            }
            Source::Script(script) => Decision::Open(script.clone()),
        }
    }

    /// Decides about something of the world that never changes.
    pub fn fixed(&self, place: &str) -> Decision {
        match &self.source {
            Source::Seed(seed, _) => {
                let hash = place.bytes().fold(*seed, |hash, byte| mix(hash ^ u64::from(byte) ^ 0x5555));
                Decision::Drawn(hash >> 8)
            }
            Source::Script(script) => Decision::Open(script.clone()),
        }
    }

    /// Something new that nobody knows, in a search.
    pub fn unknown(&self) -> Decision {
        match &self.source {
            Source::Seed(..) => Decision::Drawn(0),
            Source::Script(script) => Decision::Open(script.clone()),
        }
    }

    /// The script of a search.
    pub fn script(&self) -> Option<&Script> {
        match &self.source {
            Source::Seed(..) => None,
            Source::Script(script) => Some(script),
        }
    }

    pub fn note(&mut self, class: Class, what: impl FnOnce() -> String) {
        if self.keeps_trace {
            self.trace.push(Event { what: what(), class });
        }
    }
}

/// The hash of `kind site`.
fn place(seed: u64, kind: &str, site: usize) -> u64 {
    let spelled = kind.bytes().chain([b' ']).fold(seed, |hash, byte| mix(hash ^ u64::from(byte)));
    let digits = site.checked_ilog10().unwrap_or(0);
    (0..=digits).rev().fold(spelled, |hash, at| {
        let digit = site / 10_usize.pow(at) % 10;
        mix(hash ^ u64::from(b'0' + digit as u8))
    })
}

/// Numbers that are drawn are smaller; a search also tries one that is as large as the largest literal.
const NUMBERS: usize = 4;

/// One answer: drawn, or still open, for a search to make.
pub enum Decision {
    Drawn(u64),
    Open(Rc<Script>),
}

/// What a helper does with a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Helped {
    Nothing,
    Head,
    Write,
    Finish,
}

/// What becomes of an operation that sends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sent {
    All,
    Part,
    Nothing,
}

impl Decision {
    /// True once in so many.
    pub fn one_in(&self, many: u64) -> bool {
        match self {
            Decision::Drawn(hash) => hash % many == 0,
            Decision::Open(script) => script.choose(2) == 1,
        }
    }

    pub fn below(&self, bound: usize) -> usize {
        match self {
            Decision::Drawn(hash) => *hash as usize % bound,
            Decision::Open(script) => script.choose(bound),
        }
    }

    /// A number that a search decides when somebody looks at it.
    pub fn number(&self) -> Value {
        match self {
            Decision::Drawn(hash) => Value::Int((hash >> 4) as usize % NUMBERS),
            Decision::Open(script) => Value::later(script.clone(), NUMBERS + 1),
        }
    }

    pub fn helped(&self) -> Helped {
        let number = match self {
            Decision::Drawn(hash) => hash % 8,
            Decision::Open(script) => script.choose(4) as u64,
        };
        match number {
            1 | 5 => Helped::Head,
            2 | 6 => Helped::Write,
            3 => Helped::Finish,
            _ => Helped::Nothing,
        }
    }

    pub fn sent(&self) -> Sent {
        match self {
            Decision::Drawn(hash) if hash % 10 != 0 => Sent::All,
            Decision::Drawn(hash) if hash & 64 == 0 => Sent::Nothing,
            Decision::Drawn(_) => Sent::Part,
            Decision::Open(script) => [Sent::All, Sent::Part, Sent::Nothing][script.choose(3)],
        }
    }
}
