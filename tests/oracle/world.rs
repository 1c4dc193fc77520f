//! What a handler meets: decisions, and what can be seen of it from outside.

use std::collections::HashMap;

use super::random::mix;

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

/// Decides, and keeps the trace.
pub struct World {
    seed: u64,
    asked: HashMap<String, u64>,
    pub trace: Vec<Event>,
    pub fuel: usize,
}

impl World {
    pub fn new(seed: u64) -> World {
        World { seed, asked: HashMap::new(), trace: Vec::new(), fuel: 1500 }
    }

    /// A number for the next question from that place; the same for the same place, count and seed.
    pub fn decide(&mut self, place: &str) -> u64 {
        let count = self.asked.entry(place.to_owned()).or_insert(0);
        *count += 1;
        let hash = place.bytes().fold(self.seed, |hash, byte| mix(hash ^ u64::from(byte)));
        mix(hash ^ (*count << 32)) >> 8
    }

    /// A value of the world that never changes.
    pub fn fixed(&self, place: &str) -> u64 {
        place.bytes().fold(self.seed, |hash, byte| mix(hash ^ u64::from(byte) ^ 0x5555)) >> 8
    }

    pub fn note(&mut self, class: Class, what: String) {
        self.trace.push(Event { what, class });
    }
}
